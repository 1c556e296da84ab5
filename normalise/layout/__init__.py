"""What a table is about, and which column holds which field; the words it is told by are in ``layouts/``."""

from __future__ import annotations

from cjaplans.normalise.headers import EvidenceKind
from cjaplans.normalise.layout.alike import read_alike
from cjaplans.normalise.layout.findings import OF_COLUMNS, findings_of_columns
from cjaplans.normalise.layout.header_rows import SEARCHED_ROWS, heading
from cjaplans.normalise.layout.inheritance import fits
from cjaplans.normalise.layout.model import Evidence, Layout, inherit
from cjaplans.normalise.layout.other_tables import ACTING, TELLING
from cjaplans.normalise.layout.refuted import SURE
from cjaplans.normalise.layout.understanding import SEEN, reread, understand

__all__ = [
    "ACTING",
    "OF_COLUMNS",
    "SEARCHED_ROWS",
    "SEEN",
    "SURE",
    "TELLING",
    "Evidence",
    "EvidenceKind",
    "Layout",
    "findings_of_columns",
    "fits",
    "heading",
    "inherit",
    "read_alike",
    "reread",
    "understand",
]
