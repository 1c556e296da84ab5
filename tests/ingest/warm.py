"""What the server of processes has done before it forks one: imports, and what is made at first use."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from cjaplans.ingest.command import ingest_paths
from cjaplans.ingest.request import Request
from tests.ingest.killing import silent_log

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "northern-2011-12.pdf"

with TemporaryDirectory() as folder:
    ingest_paths([str(SAMPLE)], Request(f"{folder}/plans.db", jobs=0, ocr=False), silent_log())
