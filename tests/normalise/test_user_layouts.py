"""Layouts of analysts: reading and checking their files, which tables they claim, and writing them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.extract.document import extract
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Plan, Role
from cjaplans.normalise.plan import normalise
from cjaplans.normalise.user_layouts import UserLayout, digest, layouts_for
from cjaplans.normalise.user_layouts.checking import NAME, clashes, read_layout
from cjaplans.normalise.user_layouts.writing import layout_text
from cjaplans.normalise.written import Mistake
from tests.limits import HANG
from tests.normalise.drawing import ABOVE, LEFT, document, table

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
HEADER = ["Nummer", "Whit we dae", "Wha", "Blether"]
ROWS = [HEADER, ["x1", "The brig", "Morag", "aye"], ["x2", "The mill", "Tam", "naw"]]

SCOTS = """\
# what Scots plans say
name: scots
tables:
  - role: actions
    header: [Nummer, Whit we dae, Wha, Blether]
    columns:
      1: ref
      2: action_text
      3: responsible
      4: ignore
"""


def sound(text: str) -> UserLayout:
    layout, mistakes = read_layout(text)
    assert not mistakes
    assert layout is not None
    return layout


def mistakes_of(text: str) -> list[str]:
    layout, mistakes = read_layout(text)
    assert layout is None
    return [str(mistake) for mistake in mistakes]


def read(*rows: list[str], layouts: str = SCOTS) -> Plan:
    return normalise(document(table(list(rows))), (sound(layouts),))


def fields(plan: Plan) -> list[dict[str, str]]:
    return [{name.value: text for name, text in action.printed.items()} for action in plan.actions]


def test_a_layout_as_it_is_written() -> None:
    layout = sound(SCOTS)
    assert (layout.name, layout.files, layout.line) == ("scots", (), 2)
    (only,) = layout.tables
    assert (only.role, only.header, only.width, only.line) == (Role.ACTIONS, tuple(HEADER), 4, 5)
    assert only.named == {0: "ref", 1: "action_text", 2: "responsible"}


def test_headings_are_texts_whatever_yaml_takes_them_for() -> None:
    text = "name: no\ntables:\n- header: [No, 2010, ~, Whit]\n  columns: {1: action_text}\n"
    layout = sound(text)
    assert (layout.name, layout.tables[0].header) == ("no", ("No", "2010", "", "Whit"))


def test_a_file_without_tables_is_sound_and_says_nothing() -> None:
    layout = sound("name: a\ntables:\n  # - header: none\n")
    assert layout.tables == ()
    assert layouts_for([layout], "x.pdf") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: the file is empty; make one with 'cjaplans layout save FILE --name NAME' and edit it"),
        ("# nothing\n", "1: the file is empty; make one"),
        ("a b c", "1: a layout is no mapping of keys to values; make one"),
        ("name: a\n\ttables: []\n", "2: a tab; indent with spaces"),
        ("name: 'a\n", "not YAML: found unexpected end of stream; check indents, colons and quotes"),
        ("name: a\n---\nname: b\n", "2: a second document begins; put it in a file of its own"),
        ("name: a\ntables:\n- &x {}\n- *x\n", "3: '&x' is an anchor or alias of YAML, which layouts do not use;"),
        ("name: !!python/name:os.system a\n", "1: 'tag:yaml.org,2002:python/name:os.system' is a tag of YAML"),
        ("name: " + "[" * 40, "1: lists or mappings are nested deeper than 12"),
        ("name: a\x01b\n", "1: a character that YAML does not allow (U+0001); save the file as plain UTF-8 text"),
        ("tables: []\n", "1: 'name' is missing; add a line 'name: NAME'"),
        ("name: a\n", "1: 'tables' is missing; make one"),
        ("name: ../a\ntables: []\n", "1: the name '../a' cannot be used; use up to 80 letters"),
        ("name: [a]\ntables: []\n", "1: the name is no text; write it in one line"),
        ("name: a\nname: b\ntables: []\n", "2: 'name' is there twice; keep one of them"),
        ("name: a\ntabels: []\n", "2: unknown key 'tabels' in a layout; did you mean tables?"),
        ("name: a\ntables: x\n", "2: 'tables' is no list, or an empty one; begin each of its items with '- '"),
        ("name: a\nfiles: plans/*.pdf\ntables: []\n", "2: 'plans/*.pdf' is no pattern of file names; write names"),
        ("name: a\ntables:\n- x\n", "3: a table is no mapping of keys to values"),
        ("name: a\ntables:\n- columns: {}\n", "3: the table has no 'header'; list the headings of its columns"),
        ("name: a\ntables:\n- header: Action\n", "3: 'header' is no list; write one heading a line behind '- '"),
        ("name: a\ntables:\n- header: ['', '-']\n", "3: the header has no words to know the table by"),
        ("name: a\ntables:\n- header: [[a]]\n", "3: a heading is no text"),
        ("name: a\ntables:\n- header: [a]\n  width: 3\n", "4: 'width' is only for tables without header"),
        ("name: a\ntables:\n- header: none\n  width: 3\n", "3: a table without header needs 'files:'; say at the top"),
        ("name: a\nfiles: x\ntables:\n- header: none\n", "4: a table without header needs 'width'; add the number"),
        ("name: a\nfiles: x\ntables:\n- header: none\n  width: 0\n", "5: 'width' is no number of columns;"),
        ("name: a\ntables:\n- role: acton\n  header: [a]\n", "3: unknown role 'acton'; did you mean actions?"),
        ("name: a\ntables:\n- header: [a]\n", "3: no column of the table is action_text; without it"),
        ("name: a\ntables:\n- header: [a]\n  columns: {1: ref}\n", "4: no column of the table is action_text;"),
        (
            "name: a\ntables:\n- header: [a]\n  columns: {1: actoin}\n",
            "4: unknown field 'actoin'; did you mean action_",
        ),
        (
            "name: a\ntables:\n- header: [a]\n  columns: {1: By when}\n",
            "4: unknown field 'By when'; did you mean times",
        ),
        ("name: a\ntables:\n- header: [a]\n  columns: {1: '?'}\n", "4: unknown field '?'; write one of ref, theme,"),
        ("name: a\ntables:\n- header: [a]\n  columns: {1: }\n", "4: column 1 has no field; write one of ref, theme,"),
        ("name: a\ntables:\n- header: [a]\n  columns: {1: [ref]}\n", "4: column 1 has no field; write one of ref"),
        ("name: a\ntables:\n- header: [a]\n  columns: {2: ref}\n", "4: column 2 is beyond the header, which has 1;"),
        ("name: a\ntables:\n- header: [a]\n  columns: {0: ref}\n", "4: '0' is no column; write its number, from 1"),
        ("name: a\ntables:\n- header: [a]\n  columns: {1: ref, 1: ref}\n", "4: column 1 is there twice; keep one line"),
        ("name: a\ntables:\n- header: [a]\n  columns: [ref]\n", "4: 'columns' is no mapping of keys to values;"),
        (
            "name: a\ntables:\n- role: other\n  header: [a]\n  columns: {1: ref}\n",
            "5: tables of the role 'other' have no",
        ),
    ],
)
def test_mistakes_name_line_and_remedy(text: str, expected: str) -> None:
    found = mistakes_of(text)
    assert any(expected in mistake for mistake in found), found
    assert all("\n" not in mistake for mistake in found)


def test_every_mistake_is_told_at_once_and_in_order() -> None:
    text = SCOTS.replace("scots\n", "../x\n").replace("action_text", "actoin").replace("4: ignore", "5: ignore")
    assert [mistake.split(":")[0] for mistake in mistakes_of(text)] == ["2", "8", "10"]


def test_a_bomb_of_aliases_is_refused_before_it_goes_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    started = time.perf_counter()
    assert "anchor or alias" in mistakes_of("\n".join(lines))[0]
    assert time.perf_counter() - started < HANG


WORDS = st.sampled_from(
    ["name", "files", "tables", "header", "columns", "role", "width", "none", "actions", "ref", "ignore", "1", "2", "?"]
)
MARKS = st.sampled_from(
    [":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", "&a ", "*a", "!", "'", '"', "#", "\t", "|"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(WORDS, MARKS)).map("".join)))
def test_any_text_is_a_layout_or_has_mistakes(text: str) -> None:
    layout, mistakes = read_layout(text)
    assert (layout is None) == bool(mistakes)
    assert all(1 <= mistake.line <= text.count("\n") + len(text.splitlines()) + 1 for mistake in mistakes)


def test_layouts_that_contradict_each_other() -> None:
    other = SCOTS.replace("1: ref", "1: theme").replace("name: scots", "name: Scots")
    found = dict[str, list[Mistake]]()
    for file, mistake in clashes({"a.yaml": sound(SCOTS), "b.yaml": sound(other)}):
        found.setdefault(file, []).append(mistake)
    name, header = map(str, found["b.yaml"])
    assert name == "2: the name 'Scots' is that of a.yaml too; give it another"
    assert header.startswith("5: a.yaml:5 claims the same header with other fields; keep one of them, or limit each")
    assert list(found) == ["b.yaml"]


def test_layouts_for_other_files_do_not_contradict() -> None:
    other = SCOTS.replace("1: ref", "1: theme").replace("name: scots", "name: other\nfiles: fife-*.pdf")
    assert not list(clashes({"a": sound(SCOTS), "b": sound(other)}))
    assert not list(clashes({"a": sound(SCOTS), "b": sound(SCOTS.replace("name: scots", "name: twin"))}))


def test_layouts_for_files_so_named_come_first() -> None:
    every, fife = sound(SCOTS), sound(SCOTS.replace("name: scots", "name: fife\nfiles: [Fife-*.pdf, kirkcaldy.pdf]"))
    assert layouts_for([every, fife], "FIFE-2010.PDF") == (fife, every)
    assert layouts_for([every, fife], "kirkcaldy.pdf") == (fife, every)
    assert layouts_for([every, fife], "angus.pdf") == (every,)


def test_the_fingerprint_is_of_what_is_said() -> None:
    plain = digest([sound(SCOTS)])
    assert digest([]) is None
    assert digest([sound("\n# more words\n" + SCOTS)]) == plain
    assert len({plain, *(digest([sound(SCOTS.replace(*change))]) for change in CHANGES)}) == len(CHANGES) + 1


CHANGES = [("1: ref", "1: theme"), ("Wha,", "Who,"), ("scots", "lallans"), ("name:", "files: x.pdf\nname:")]


def test_an_unknown_table_is_read_as_the_layout_says() -> None:
    assert normalise(document(table(ROWS))).actions == ()
    plan = read(*ROWS)
    assert fields(plan)[0] == {"ref": "x1", "action_text": "The brig", "responsible": "Morag"}
    reading = plan.tables[0]
    assert (reading.role, reading.layout, reading.header_rows, reading.confidence) == (Role.ACTIONS, "scots", (0,), 1.0)
    assert [column.kind for column in reading.columns] == [*["user layout"] * 3, "none"]
    assert [column.ignored for column in reading.columns] == [False, False, False, True]
    assert "column_unknown" not in {finding.code for finding in plan.findings}
    assert plan.layouts_digest == digest([sound(SCOTS)])


def test_a_layout_outweighs_what_the_headings_say() -> None:
    rows = [["Action", "Who", "When"], ["Mend the brig", "Morag", "May"]]
    text = "name: a\ntables:\n- header: [Action, Who, When]\n  columns: {1: objective, 2: action_text, 3: timescale}\n"
    assert fields(read(*rows, layouts=text)) == [
        {"objective": "Mend the brig", "action_text": "Morag", "timescale": "May"}
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["NUMMER", "Whit we\ndae", "wha:", "Blether"],
        ["Nummer", "Whit we dae 2011-12", "Wha", "Blether"],
        ["Nummer", "Whit we dac", "Wha", "Blether"],
    ],
)
def test_a_header_may_differ_in_case_years_wraps_and_a_letter(header: list[str]) -> None:
    assert len(read(header, *ROWS[1:]).actions) == 2


@pytest.mark.parametrize(
    "header",
    [
        ["Nummer", "Whit we dae", "Wha"],
        ["Whit we dae", "Nummer", "Wha", "Blether"],
        ["Nummer", "Whit we dae", "Whan", "Blether"],
        ["Nummer", "Whit we dae", "Wha", ""],
    ],
)
def test_another_header_is_another_table(header: list[str]) -> None:
    assert read(header, *(row[: len(header)] for row in ROWS[1:])).tables[0].layout is None


def test_a_header_below_a_title_and_one_of_two_rows() -> None:
    titled = [["The plan", "<", "<", "<"], *ROWS]
    plan = read(*titled)
    assert (plan.tables[0].header_rows, len(plan.actions)) == ((1,), 2)
    text = "name: a\ntables:\n- header: [Nummer, Whit we dae Noo, Whit we dae Syne]\n  columns: {2: action_text}\n"
    rows = [["Nummer", "Whit we dae", "<"], ["^", "Noo", "Syne"], ["x1", "The brig", ""]]
    assert read(*rows, layouts=text).tables[0].header_rows == (0, 1)


def test_a_header_printed_again_is_no_action() -> None:
    assert len(read(*ROWS, *ROWS).actions) == 4


def test_a_column_that_is_not_listed_is_found_unknown() -> None:
    plan = read(*ROWS, layouts=SCOTS.replace("      4: ignore\n", ""))
    assert [f.message for f in plan.findings if f.code == "column_unknown"] == [
        "column 4, headed 'Blether', has no field; its text is kept in the cells"
    ]


def test_two_columns_of_one_field_are_joined() -> None:
    plan = read(*ROWS, layouts=SCOTS.replace("4: ignore", "4: responsible"))
    assert plan.actions[0].printed[Field.RESPONSIBLE] == "Morag\naye"


def test_a_table_that_is_no_part_of_the_plan() -> None:
    rows = [["Action", "Who", "When"], ["Mend the brig", "Morag", "May"]]
    plan = read(*rows, layouts="name: a\ntables:\n- header: [Action, Who, When]\n  role: other\n")
    assert plan.actions == ()
    assert "table_not_understood" not in {finding.code for finding in plan.findings}


def test_parts_of_other_roles() -> None:
    text = "name: a\ntables:\n- {role: glossary, header: [Wurd, Whit it means], columns: {1: term, 2: meaning}}\n"
    plan = read(["Wurd", "Whit it means"], ["brig", "bridge"], layouts=text)
    assert [(entry.term, entry.meaning) for entry in plan.glossary] == [("brig", "bridge")]


HEADERLESS = """\
name: bare
files: bare.pdf
tables:
  - header: none
    width: 3
    columns: {1: action_text, 2: responsible, 3: timescale}
"""


def test_a_table_without_header() -> None:
    bare = [["Mend the brig", "Morag", "soon"], ["Open the mill", "Tam", "syne"]]
    assert fields(read(*bare, layouts=HEADERLESS))[0] == {
        "action_text": "Mend the brig",
        "responsible": "Morag",
        "timescale": "soon",
    }
    headed = [["Action", "Timescale", "Lead"], ["Mend the brig", "May 2010", "Morag"]]
    assert read(*headed, layouts=HEADERLESS).tables[0].layout is None


def test_what_was_understood_is_written_and_read_as_it_was() -> None:
    rows = [["Action", "Lead", "By when", 'RAG: "now" #1'], ["Mend the brig", "Morag", "May 2010", "green"]]
    unknown = table([["Bimble", "Womble"], ["a", "b"]], top=600)
    doc = document(table(rows), unknown)
    plain = normalise(doc)
    text = layout_text("mill", "mill 2010.pdf", doc, plain)
    assert text.count("# Table ") == 2
    assert "Mend the brig" not in text
    taught = normalise(doc, (sound(text),))
    assert fields(taught) == fields(plain)
    assert [reading.layout for reading in taught.tables] == ["mill", None]


@pytest.mark.parametrize("path", sorted(RAW.glob("*.pdf")), ids=lambda path: path.stem)
def test_the_samples_say_the_same_by_the_layouts_saved_of_them(path: Path) -> None:
    doc = extract(path)
    plain = normalise(doc)
    taught = normalise(doc, (sound(layout_text("saved", path.name, doc, plain)),))
    assert {reading.layout for reading in taught.tables if reading.role is Role.ACTIONS} == {"saved"}
    assert [action.printed for action in taught.actions] == [action.printed for action in plain.actions]
    assert taught.indicators == plain.indicators


def test_a_column_without_field_is_left_to_be_filled_in() -> None:
    doc = document(table([["Action", "Weather", "Timescale"], ["Open", "Rain", "May"]]))
    text = layout_text("a", "a.pdf", doc, normalise(doc))
    assert "      # 2: ?  # Weather\n" in text
    filled = text.replace("# 2: ?", "2: detail")
    assert sound(filled).tables[0].columns[1] == "detail"


def test_a_table_that_was_not_understood_is_there_to_be_filled_in() -> None:
    doc = document(table(ROWS))
    text = layout_text("a", "a.pdf", doc, normalise(doc))
    assert sound(text).tables == ()
    head, entry = text.split("  # - role", 1)
    filled = (head + "  # - role" + entry).replace("  # - role", "  - role").replace("\n  #   ", "\n    ")
    for number, name in enumerate(("ref", "action_text", "responsible", "ignore"), start=1):
        filled = filled.replace(f"{number}: ?", f"{number}: {name}")
    assert sound(filled).tables == sound(SCOTS).tables


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30).filter(lambda text: text not in (ABOVE, LEFT))


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=2), st.from_regex(NAME, fullmatch=True), TEXTS)
def test_whatever_the_headings_hold_what_is_written_can_be_read(headings: list[str], name: str, file: str) -> None:
    doc = document(table([["Action", "Lead", "By when", *headings], ["Open", "Morag", "May", "x", "y"]]))
    text = layout_text(name, file, doc, normalise(doc))
    layout, mistakes = read_layout(text)
    assert not mistakes
    assert layout is not None
    assert layout.name == name
    assert yaml.safe_load(text)["name"] == name
