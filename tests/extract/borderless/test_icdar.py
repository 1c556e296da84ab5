"""Real PDFs of governments, with tables of every kind, found and read as people marked them up.

What is left is mostly spans, which the scorer's plain rows cannot tell. The floor lies a little below the
figures reached, so that it can fail only when tables are lost.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from cjaplans.extract.document import extract
from cjaplans.publish.tables import as_record

SHARED = Path(__file__).parents[4] / "shared"
DOCUMENT_F1, MICRO_F1 = 0.97, 0.97


def test_tables_of_government_documents() -> None:
    scorer = _scorer()
    documents = scorer.load_gold(SHARED / "icdar2013")
    answers = {d.name: [as_record(t) for t in extract(d.pdf, stitched=False).tables] for d in documents}
    score = scorer.score_set(documents, answers)
    assert score.doc_f1 >= DOCUMENT_F1
    assert score.micro.f1 >= MICRO_F1


def _scorer() -> Any:
    path = SHARED / "icdar2013.py"
    if not path.is_file():
        pytest.skip(f"needs the scorer {path}")
    spec = importlib.util.spec_from_file_location("icdar2013", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
