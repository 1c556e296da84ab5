"""Charts say what the table says, whatever stands in it, and stand alone."""

from __future__ import annotations

import hashlib
import re
import stat
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from cjaplans.ingest import extras
from cjaplans.ingest.errors import UsageProblem
from cjaplans.normalise.coded import StatusCode
from cjaplans.publish.charts.chart import is_heat_map
from cjaplans.publish.charts.palette import GROUPS, STATUSES, contrast, ink, shade
from cjaplans.publish.charts.svg import svg
from cjaplans.publish.charts.write import write_chart
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection

POISON = "</title><script>alert(1)</script>\"'&\x1b[2J\uffff\u202e{{datum}}"
#: What each element of a picture begins with.
SVG = "{http://www.w3.org/2000/svg}"


def comparison(name: Name, cells: dict[str, list[int | None]], index: list[str], title: str = "A title") -> Comparison:
    """One whose table is ``cells`` by column."""
    table = pd.DataFrame(cells, index=index).astype("Int64")
    return Comparison(name, title, By.AUTHORITY, Selection(), table, table, table.astype("string"), (), "SELECT 1")


def texts(drawn: str) -> list[str]:
    """What stands in a picture, and its title and description."""
    return ["".join(each.itertext()) for each in ElementTree.fromstring(drawn).iter() if each.text]


@pytest.fixture
def heat() -> Comparison:
    return comparison(
        Name.OUTCOMES, {"C1": [1, 5], "C2": [2000, None]}, ["Kelpie Community Justice Authority", "Selkie"]
    )


@pytest.fixture
def bars() -> Comparison:
    return comparison(Name.STATUS, {"not_started": [9, 0], "complete": [4, 3]}, ["Kelpie", "Selkie"])


def test_a_heat_map_has_every_number_and_tells_what_cannot_be_compared(heat: Comparison) -> None:
    shown = texts(svg(heat))
    assert {"Kelpie CJA", "Selkie", "C1", "C2", "1", "5", "2,000"} <= set(shown)
    assert any(text.startswith("not comparable") for text in shown)
    assert "Kelpie CJA, C2, 2,000" in svg(heat)


def test_statuses_are_stacked_in_their_order_and_colours_whatever_the_table_s(bars: Comparison) -> None:
    drawn = svg(bars)
    fills = re.findall(r'<path d="[^"]+" fill="(#\w{6})"', drawn)
    assert fills[:2] == [STATUSES[StatusCode.COMPLETE], STATUSES[StatusCode.NOT_STARTED]]
    shown = texts(drawn)
    assert shown.index("complete") < shown.index("not started")


@pytest.mark.parametrize("name", Name)
def test_nothing_to_show_is_said(name: Name) -> None:
    for empty in (comparison(name, {}, []), comparison(name, {"C1": []}, []), comparison(name, {"C1": [None]}, ["x"])):
        assert any("Nothing to show" in text for text in texts(svg(empty)))


@pytest.mark.parametrize("name", Name)
def test_no_text_becomes_markup(name: Name) -> None:
    drawn = svg(comparison(name, {POISON: [3, 4], "\\": [5, 6]}, [POISON, POISON + "2"], title=POISON))
    root = ElementTree.fromstring(drawn)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "text",
        "title",
        "desc",
        "line",
    }
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe\uffff]", drawn)
    assert any("</title><script>alert(1)" in text for text in texts(drawn))


@pytest.mark.parametrize("name", Name)
def test_the_picture_stands_alone_and_is_always_the_same(name: Name) -> None:
    shown = comparison(name, {"complete": [3, 4], "C2": [5, None]}, ["Kelpie", "Selkie"])
    drawn = svg(shown)
    assert drawn == svg(shown)
    assert set(re.findall(r"[a-z]+://[^\s\"']+", drawn)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    root = ElementTree.fromstring(drawn)
    marked = root.attrib["aria-labelledby"].split()
    assert root.attrib["role"] == "img"
    assert [each.attrib["id"] for each in root.iter() if "id" in each.attrib] == marked


def test_labels_that_begin_alike_stay_apart() -> None:
    long = "An organisation with a name that no chart has the room to show"
    shown = texts(svg(comparison(Name.PARTNERS, {"C1": [1, 2]}, [f"{long} in the north", f"{long} in the south"])))
    assert len({text for text in shown if text.startswith("An organisation") and "…" in text}) == 2


def test_what_there_is_no_room_for_is_told() -> None:
    many = comparison(Name.PARTNERS, {"C1": list(range(100))}, [f"row {n}" for n in range(100)])
    assert any("of 100" in text for text in texts(svg(many)))
    assert "row 99" in texts(svg(many))


def test_every_number_can_be_read_on_its_colour() -> None:
    fills = [shade(value, 100) for value in range(101)] + [*STATUSES.values(), *GROUPS]
    assert min(contrast(ink(fill), fill) for fill in fills) >= 4.5
    assert list(STATUSES) != list(StatusCode)
    assert set(STATUSES) == set(StatusCode)


def test_files_are_what_their_suffix_says(heat: Comparison, tmp_path: Path) -> None:
    write_chart(heat, tmp_path / "a.SVG")
    write_chart(heat, tmp_path / "a.png")
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8") == svg(heat)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.SVG", "a.png"]


def test_a_page_runs_its_own_two_scripts_and_nothing_else(tmp_path: Path) -> None:
    write_chart(comparison(Name.THEMES, {POISON: [3]}, [POISON], title=POISON), tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    scripts = re.findall("<script>(.*?)</script>", text, re.DOTALL)
    assert (len(scripts), text.count("<script")) == (2, 2)
    policy = next(iter(re.findall('Content-Security-Policy" content="([^"]+)"', text)))
    allowed = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall("'sha256-([^']+)'", policy) == allowed
    assert "unsafe-eval" not in policy
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(heat: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("older", encoding="utf-8")
    path.chmod(0o640)
    write_chart(heat, path)
    assert path.read_text(encoding="utf-8") == svg(heat)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.pdf", ".svg"), ("a", ".svg"), ("missing/a.svg", "no such folder"), ("folder.svg", "is a folder")],
)
def test_what_cannot_be_written_is_refused(heat: Comparison, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(UsageProblem, match=re.escape(said)) as refused:
        write_chart(heat, tmp_path / name)
    assert "\n" not in str(refused.value)


def test_without_the_extra_the_way_to_it_is_told(heat: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "missing", lambda extra: ("altair", "vl_convert"))
    with pytest.raises(UsageProblem, match=r"pip install 'cjaplans\[charts\]'"):
        svg(heat)


def moves(number: int, months: int = 12) -> Comparison:
    """Due days that moved, ``number`` of them in each of three years of two groups."""
    rows = pd.DataFrame(
        [
            {"authority": group, "revised": "yes", "planned_end": pd.Timestamp(year, 3, 1 + n), "actions": 2}
            for group in ("Kelpie", "Selkie")
            for year in (2010, 2011, 2012)
            for n in range(number)
        ]
    )
    rows["revised_end"] = rows["planned_end"] + pd.DateOffset(months=months)
    table = pd.DataFrame({"actions": [6 * number] * 2}, index=["Kelpie", "Selkie"]).astype("Int64")
    return replace(comparison(Name.TIMELINE, {}, []), rows=rows, table=table, links=table)


@pytest.mark.parametrize(
    ("number", "drawn", "said"),
    [(1, 6, "Each due day"), (12, 6, "by the year planned"), (28, 6, "by the year planned")],
)
def test_due_days_that_moved_are_drawn_each_or_by_year(number: int, drawn: int, said: str) -> None:
    shown = texts(svg(moves(number)))
    assert sum(f"+12 months, {2 * number:,} actions" == text for text in shown) == drawn
    assert any(said in text for text in shown)
    assert {"Kelpie", "Selkie", "first planned", "due now"} <= set(shown)


def test_a_due_day_that_was_brought_forward_is_told_with_a_minus() -> None:
    assert "−1 month, 2 actions" in texts(svg(moves(1, months=-1)))


def test_parts_are_stacked_without_what_counts_them_again() -> None:
    money = comparison(Name.MONEY, {"all": [9000, 7000], "external": [4000, 7000], "mixed": [5000, None]}, ["a", "b"])
    shown = texts(svg(replace(money, show=Show.POUNDS)))
    assert {"external", "mixed", "4,000", "7,000", "pounds"} <= set(shown)
    assert "all" not in shown


def test_more_parts_than_colours_are_a_heat_map() -> None:
    many: dict[str, list[int | None]] = {"all": [99], **{f"funder {n}": [n] for n in range(12)}}
    money = replace(comparison(Name.MONEY, many, ["a"]), show=Show.FUNDERS)
    assert is_heat_map(money)
    assert {"funder 11", "11", "99"} <= set(texts(svg(money)))


def test_sums_do_not_pale_what_they_add_up() -> None:
    drawn = svg(comparison(Name.PARTNERS, {"all": [1000], "Kelpie": [9]}, ["An organisation"]))
    assert f'fill="{shade(9, 9)}"' in drawn
    assert f'fill="{shade(1000, 1000)}"' in drawn
    assert f'fill="{shade(9, 1000)}"' not in drawn
