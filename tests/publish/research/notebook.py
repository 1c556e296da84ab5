"""Runs the notebook of docs/ on the sample plans.

``python -m tests.publish.research.notebook`` writes it anew with what came out: ``make docs`` does.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOK = ROOT / "docs" / "research-questions.ipynb"
#: Seconds for one cell; the first imports pandas.
PATIENCE = 300


def read() -> Any:
    """The notebook as it is kept."""
    return nbformat.read(NOTEBOOK, as_version=4)


def run(notebook: Any, database: Path) -> Any:
    """The same notebook with what its cells print on ``database``. Raises ``CellExecutionError``."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "docs"
        place = Path(name) / "data" / "processed" / "plans.db"
        for each in (folder, place.parent):
            each.mkdir(parents=True)
        shutil.copy(database, place)
        kernel = AsyncKernelManager(kernel_name="python3", transport="ipc", connection_file=f"{name}/kernel.json")
        where = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, kernel, timeout=PATIENCE, resources=where, record_timing=False).execute()
    notebook.metadata["language_info"] = {"name": "python"}  # whichever Python it was
    return notebook


def main() -> None:
    """Ingest the samples, run the notebook, and keep it."""
    from cjaplans.ingest.command import ingest_paths
    from cjaplans.ingest.log import MutedLog
    from cjaplans.ingest.request import Request

    with TemporaryDirectory() as name:
        database = Path(name) / "plans.db"
        request = Request(str(database), jobs=0, ocr=False)
        ingest_paths([str(ROOT / "data" / "raw")], request, MutedLog(lambda _: None))
        nbformat.write(run(read(), database), NOTEBOOK)


if __name__ == "__main__":
    main()
