"""What must become of every file, whatever is wrong with it: refused in a line, or read, understood and stored."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sqlalchemy import Engine

from cjaplans.extract.document import extract
from cjaplans.extract.errors import UnreadableFile
from cjaplans.extract.switches import Switches
from cjaplans.ingest.stored import Stored, decode, encode
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.plan import normalise
from cjaplans.publish.tables import as_html, as_json

SWITCHES = Switches(ocr=False)


class Survival:
    """Puts files to the test, with a database in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._engine: Engine = open_database(str(folder / "plans.db"))
        upgrade(self._engine)

    def __call__(self, data: bytes) -> str:
        """What became of a file, in a word. Raises whatever should not have been raised, and ``AssertionError``."""
        try:
            document = extract(data, SWITCHES)
        except UnreadableFile as error:
            assert "\n" not in str(error) and error.remedy
            return error.code
        sha256 = hashlib.sha256(data).hexdigest()
        kept = decode(encode(Stored(sha256, "fuzz", None, document)))
        assert kept is not None and kept.document == document, "it is not what it was once it was kept"
        plan = normalise(document)
        store_plan(self._engine, SourceFile(sha256, "fuzz.pdf", f"fuzz:{sha256}", len(data)), document, plan, None)
        json.loads(as_json(document.tables))
        as_html(document.tables, "fuzz")
        return plan.state.value
