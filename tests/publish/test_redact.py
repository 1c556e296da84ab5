"""Personal names withheld: in every form of a name, in every format of every listing. All people are made up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import delete, insert

from cjaplans.cli import cli
from cjaplans.extract.model import ExtractedDocument, PageInfo
from cjaplans.load.database import open_database, upgrade
from cjaplans.load.models import ActionParty
from cjaplans.load.store import SourceFile, store_plan
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, DocumentKind, Finding, Plan, Severity, State
from cjaplans.publish.redact import NUMBER_WITHHELD, WITHHELD, Redactor, redactor
from tests.limits import HANG

NAME = "Morag Quillfeather"
PRINTED = {
    Field.REF: "1",
    Field.THEME: "Women",
    Field.ACTION: f"Open a bicycle workshop; {NAME.upper()} to find rooms",
    Field.DETAIL: "Mrs Quillfeather visits Young Offenders\nM. Quillfeather reports",
    Field.RESPONSIBLE: "Morag\nQuillfeather, ZQ and Zed Young",
    Field.PROGRESS: "ZQ is a form; Quillfeather’s rooms were found for young people",
}
FORMS: tuple[tuple[str, ...], ...] = ((), ("--json",), ("--csv",))


def nobody(shown: str) -> Iterable[tuple[int, int]]:
    """Finds no people that are not known already."""
    return ()


def hidden(names: Iterable[str], shown: str, *, leads: bool = False) -> str:
    return redactor(names, [shown], nobody).clean(shown, leads=leads)


@pytest.mark.parametrize(
    "shown",
    ["Morag Quillfeather", "MORAG QUILLFEATHER", "Quillfeather, Morag", "Morag\nQuillfeather", "M Quillfeather",
     "M. Quillfeather", "Mrs Quillfeather", "Quillfeather", "Morag", "Mor\u00adag Quill\u200bfeather"],
)  # fmt: skip
def test_a_name_is_withheld_however_it_is_written(shown: str) -> None:
    assert hidden([NAME], f"ask {shown}'s office") == f"ask {WITHHELD}'s office"


def test_ordinary_words_need_the_name_beside_them() -> None:
    shown = "Young people; Young Offenders; Zed Young, Mr Young and Z Young"
    assert hidden(["Zed Young"], shown + " of young age") == (
        f"Young people; Young Offenders; {WITHHELD}, {WITHHELD} and {WITHHELD} of young age"
    )


def test_months_and_places_are_no_names_alone() -> None:
    assert hidden(["June Angus"], "June 2010 in Angus: June Angus") == f"June 2010 in Angus: {WITHHELD}"


def test_an_apostrophe_of_another_shape_is_the_same_name() -> None:
    assert hidden(["Una O'Quill"], "Una O’Quill, Ms O'Quill") == f"{WITHHELD}, {WITHHELD}"


def test_initials_are_withheld_only_where_leads_stand() -> None:
    assert hidden(["ZQ"], "ZQ/Working Group", leads=True) == f"{WITHHELD}/Working Group"
    assert hidden(["ZQ"], "form ZQ") == "form ZQ"


def test_found_names_are_withheld_everywhere() -> None:
    def finder(shown: str) -> Iterable[tuple[int, int]]:
        return ((0, 15),) if shown.startswith("Alba Penstroker") else ()

    people = redactor([], ["Alba Penstroker leads", "see Penstroker"], finder)
    assert people.clean("see Penstroker") == f"see {WITHHELD}"


def test_an_address_that_spells_a_name_is_withheld() -> None:
    shown = "write to mquillfeather@tayside.example or office@tayside.example, www.example.org/Quillfeather1"
    assert hidden([NAME], shown) == f"write to {WITHHELD} or office@tayside.example, {WITHHELD}"


@pytest.mark.parametrize(
    "number", ["01382 555 0170", "(0131) 555 0170", "0131-555-0170", "+44 131 555 0170", "07700 900123"]
)
def test_a_telephone_number_is_withheld(number: str) -> None:
    assert hidden([], f"call {number}, now") == f"call {NUMBER_WITHHELD}, now"


@pytest.mark.parametrize(
    "figures", ["2010 2011", "£01343 555 017", "10 000 000", "01/04/2010", "01 04 2010", "0123456789012345"]
)
def test_other_figures_stay(figures: str) -> None:
    assert hidden([], f"see {figures}, now") == f"see {figures}, now"


def test_an_unresolved_lead_that_looks_like_a_name_is_withheld() -> None:
    leads = ["Quillfeather", "Abena Penstroke", "PC Inkpot", "Phoenix Futures", "Training", "Kirkcaldy", "CLASP"]
    shown = "; ".join(leads) + " met Quillfeather and Inkpot in training"
    assert redactor([], [shown], nobody, leads).clean(shown) == (
        f"{WITHHELD}; {WITHHELD}; {WITHHELD}; Phoenix Futures; Training; Kirkcaldy; CLASP "
        f"met {WITHHELD} and {WITHHELD} in training"
    )


def test_a_body_named_after_somebody_keeps_its_name() -> None:
    shown = "Marie Stopes, Marie Quillfeather and Marie"
    assert hidden(["Marie Quillfeather"], shown) == f"Marie Stopes, {WITHHELD} and {WITHHELD}"


def test_a_given_name_alone_is_withheld_in_prose() -> None:
    shown = "Talks with Kirsty go on at the Kirsty Project"
    assert redactor([], ["Talks with Eilidh"]).clean("Talks with Eilidh") == f"Talks with {WITHHELD}"
    assert "with Kirsty" not in redactor([], [shown]).clean(shown)


@given(st.text(st.characters(exclude_characters="Q")), st.text(st.characters(exclude_characters="Q")))
def test_no_name_gets_through_any_text(before: str, after: str) -> None:
    people = Redactor(frozenset({("morag", "quillfeather")}), frozenset({"ZQ"}), find=nobody)
    shown = people.clean(f"{before} {NAME.split()[1]} {after} ZQ", leads=True)
    assert "quillfeather" not in shown.casefold()
    assert "ZQ" not in shown


@pytest.mark.parametrize(
    "text", ["a'-" * 4000, "Z " * 5000, "x@" * 5000, "Morag " * 2000, "a" * 10_000, "0131 5" * 1600]
)
def test_long_texts_take_no_time(text: str) -> None:
    started = perf_counter()
    redactor([NAME, "ZQ"], [text]).clean(text, leads=True)
    assert perf_counter() - started < HANG


def test_nothing_known_changes_nothing() -> None:
    assert Redactor(frozenset(), find=nobody).clean("a plan, “as printed”") == "a plan, “as printed”"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A plan that names people in its texts, in a finding and in the name of its file."""
    path = str(tmp_path / "plans.db")
    engine = open_database(path)
    upgrade(engine)
    plan = Plan(
        DocumentKind.ACTION_PLAN, State.LOADED, None, "tayside", f"Action plan by {NAME}", None, None, None, (),
        actions=(Action(1, "key-1", PRINTED, (), 1, 1),),
        findings=(Finding(Severity.INFO, "lead_unresolved", f"'{NAME}' and 'ZQ' are not in the gazetteer", 1, 1),),
    )  # fmt: skip
    extracted = ExtractedDocument((PageInfo(1, 595, 842, 10),), (), (), ())
    source = SourceFile("a" * 64, "Morag_Quillfeather.pdf", "file:///home/quillfeather/plan.pdf", 9)
    store_plan(engine, source, extracted, plan, None)
    with engine.begin() as connection:
        connection.execute(delete(ActionParty))
        connection.execute(
            insert(ActionParty),
            [
                {"action_id": 1, "seq": seq, "printed": name, "kind": "person", "role": "lead"}
                for seq, name in enumerate((NAME, "ZQ", "Zed Young"), start=1)
            ],
        )
    engine.dispose()
    return path


def shown_by(*arguments: str, **environment: str) -> str:
    result = CliRunner(env={"COLUMNS": "400", **environment}).invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ["documents", "actions", "findings"])
def test_no_format_of_a_listing_shows_a_name(database: str, command: str, form: tuple[str, ...]) -> None:
    plain = shown_by(command, "--db", database, *form)
    assert "quillfeather" in plain.casefold()
    shown = shown_by(command, "--db", database, "--redact-people", *form)
    assert WITHHELD in shown
    assert not {word for word in ("quillfeather", "morag", "zed young") if word in shown.casefold()}
    assert shown_by(command, "--db", database, *form, CJAPLANS_REDACT_PEOPLE="1") == shown


@pytest.mark.parametrize("value", ["0", ""])
def test_the_setting_can_be_off(database: str, value: str) -> None:
    assert "Quillfeather" in shown_by("actions", "--db", database, "--json", CJAPLANS_REDACT_PEOPLE=value)


def test_the_rest_of_a_row_stays(database: str) -> None:
    (row,) = json.loads(shown_by("actions", "--db", database, "--redact-people", "--json"))
    assert row["responsible"] == f"{WITHHELD}, {WITHHELD} and {WITHHELD}"
    assert row["progress"] == f"ZQ is a form; {WITHHELD}’s rooms were found for young people"
    assert row["detail"] == f"{WITHHELD} visits Young Offenders\n{WITHHELD} reports"
    assert (row["theme"], row["authority_key"], row["action_key"]) == ("Women", "tayside", "key-1")


@pytest.mark.parametrize(
    ("search", "found"), [("Quillfeather", 0), ("Quill*", 0), ("morag", 0), ("bicycle", 1), ("workshops", 1), ("-", 0)]
)
def test_a_search_sees_only_what_is_shown(database: str, search: str, found: int) -> None:
    shown = shown_by("actions", "--db", database, "--redact-people", "--json", "--search", search)
    assert len(json.loads(shown)) == found


def test_a_filter_sees_only_what_is_shown(database: str) -> None:
    for theme, found in (("wom", 1), ("Quillfeather", 0)):
        shown = shown_by("actions", "--db", database, "--redact-people", "--json", "--theme", theme)
        assert len(json.loads(shown)) == found


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A table with a column of leads, in a file with a person's name."""
    path = tmp_path / "Quillfeather plan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.grid([72, 272, 472], [600, 650, 700])
    texts = ("Action", "Lead", "Quillfeather finds rooms", NAME)
    for words, (x, y) in zip(texts, ((80, 670), (280, 670), (80, 620), (280, 620)), strict=True):
        canvas.drawString(x, y, words)
    canvas.save()
    return path


@pytest.mark.parametrize("form", [(), ("--json",), ("--html",)])
def test_no_format_of_tables_shows_a_name(pdf: Path, form: tuple[str, ...]) -> None:
    assert "Quillfeather" in shown_by("tables", str(pdf), *form)
    shown = shown_by("tables", str(pdf), *form, "--redact-people")
    assert WITHHELD in shown
    assert "finds rooms" in shown
    assert not {word for word in ("quillfeather", "morag") if word in shown.casefold()}


def test_csv_files_of_tables_show_no_name(pdf: Path, tmp_path: Path) -> None:
    shown_by("tables", str(pdf), "--csv", str(tmp_path / "out"), CJAPLANS_REDACT_PEOPLE="1")
    (file,) = (tmp_path / "out").glob("*.csv")
    assert file.read_text(encoding="utf-8") == f"Action,Lead\n{WITHHELD} finds rooms,{WITHHELD}\n"


def test_addresses_and_numbers_are_withheld_whoever_they_are_of() -> None:
    people = redactor((), ())
    shown = people.clean("Ask j.tester@kelpie.example or +44 (0)1382 555 012 before 31 March 2010, £12,500")
    assert "kelpie" not in shown
    assert "555" not in shown
    assert shown.endswith("before 31 March 2010, £12,500")
