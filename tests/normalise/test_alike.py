"""Tables under the same header have the same fields, whichever of them tells a column's."""

from __future__ import annotations

from cjaplans.normalise.fields import Field
from cjaplans.normalise.plan import normalise
from tests.normalise.drawing import block, document, table

HEADER = ["Action", "Lead", "Timescale", "Bawbees"]
TELLING = [
    HEADER,
    ["Open a mill", "Dundee City Council", "May 2012", "£4,000"],
    ["Hire", "Angus Council", "June 2012", "£350"],
]
SILENT = [HEADER, ["Plant a wood", "Fife Council", "July 2012", "As now"]]


def test_what_one_table_tells_of_a_column_holds_for_all_with_its_header() -> None:
    plan = normalise(document(block("Homes", 20), table(TELLING, top=60), table(SILENT, page=2), pages=2))
    assert [a.printed.get(Field.RESOURCES) for a in plan.actions] == ["£4,000", "£350", "As now"]
    assert plan.tables[1].columns[3].why.endswith("in another table with this header")


def test_a_column_without_field_is_told_of_once_a_header() -> None:
    header = ["Action", "Lead", "Timescale", "Equality"]
    rows = [header, ["Open a mill", "Dundee City Council", "May 2012", "Screened"]]
    plan = normalise(document(table(rows), table(rows, page=2), pages=2))
    assert [f.page for f in plan.findings if f.code == "column_unknown"] == [1]
