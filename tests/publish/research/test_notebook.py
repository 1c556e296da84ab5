"""The notebook of docs/ says what the program says today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbclient", reason="needs nbclient and ipykernel, which run the notebook (the extra 'dev')")
pytest.importorskip("ipykernel", reason="needs nbclient and ipykernel, which run the notebook (the extra 'dev')")
pytest.importorskip("vl_convert", reason="needs the extra 'charts', which draws in the notebook")

from tests.publish.research import notebook


def said(cell: Any) -> list[dict[str, object]]:
    """What a cell shows: pictures as far as they are there, since the library that draws may place a mark otherwise."""
    shown = []
    for output in cell["outputs"]:
        assert output["output_type"] in ("execute_result", "display_data"), output
        shown.append({kind: value if kind.startswith("text/") else "drawn" for kind, value in output["data"].items()})
    return shown


@pytest.fixture(scope="module")
def kept() -> Any:
    return notebook.read()


def test_it_says_what_the_program_says(kept: Any, sample_database: Path) -> None:
    fresh = notebook.run(notebook.read(), sample_database)
    for old, new in zip(kept.cells, fresh.cells, strict=True):
        if old.cell_type == "code":
            assert said(new) == said(old), f"'make docs' writes it anew, if this is right: {old.source}"


def test_it_was_run_from_its_first_cell_to_its_last(kept: Any) -> None:
    counts = [cell.execution_count for cell in kept.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_it_tells_nothing_of_where_it_ran(kept: Any) -> None:
    text = notebook.NOTEBOOK.read_text(encoding="utf-8")
    assert not [word for word in ("/tmp", "/home", "/root", "/Users", "\\\\Users", "/work") if word in text]
    assert kept.metadata["language_info"] == {"name": "python"}
