"""Comparisons as people and programs get them; texts of plans are inert in each."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from rich.console import Console

from cjaplans.publish.diff.as_html import as_html
from cjaplans.publish.diff.as_json import as_json
from cjaplans.publish.diff.as_text import print_diff
from cjaplans.publish.diff.compare import compare
from cjaplans.publish.diff.fields import ACTION_FIELDS
from cjaplans.publish.diff.model import Diff
from cjaplans.publish.diff.withheld import without_names
from cjaplans.publish.redact import WITHHELD, redactor
from tests.publish.diff.rows import action, database, document, finding

HOSTILE = '<script>alert("1")</script> &amp; [bold]x[/bold] \x1b[31m\u202e</td></table>'


@pytest.fixture
def diff() -> Diff:
    """One of everything, with a hostile text wherever a plan's can stand."""
    before, after = document(1, title=HOSTILE), document(1, title="Plan", state="needs_review")
    person = (("Jean Tester", "Jean Tester", "person", "lead", None),)
    old = [
        action(1, "Open a mill in the spring", key="a/b/1", responsible="Jean Tester", parties=person, status_code="x"),
        action(2, f"Gone {HOSTILE}", key="gone", ref=HOSTILE, place=HOSTILE),
    ]
    new = [
        action(1, "Open a mill in the autumn", key="a/b/1", responsible="Zoe Tester", progress=HOSTILE),
        action(3, f"Come {HOSTILE}", key="come"),
    ]
    decisions = {("correction", ("a/b/1", "status")): (("was", HOSTILE, "Ann Author", "why", "now", 1, None, "f"),)}
    return compare(
        database(old, [before], [finding(1, HOSTILE)]),
        replace(database(new, [after], [finding(2, "Jean Tester leads", of=new[0])]), decisions=decisions),
    )


def as_text(diff: Diff, width: int = 100) -> str:
    file = io.StringIO()
    print_diff(diff, Console(file=file, width=width), findings=True)
    return file.getvalue()


def test_text_marks_words_without_colour(diff: Diff) -> None:
    text = as_text(diff)
    assert "Open a mill in the [-spring-]{+autumn+}" in text
    assert "1 changed, 1 added, 1 removed, 0 the same" in text
    assert "[bold]x[/bold]" in text
    assert not any(letter in text for letter in "\x1b\u202e")


@pytest.mark.parametrize("width", [40, 80, 160])
def test_text_keeps_to_its_width(diff: Diff, width: int) -> None:
    assert max(map(len, as_text(diff, width).splitlines())) <= width


def test_a_document_on_one_side_alone_is_shown_with_its_state() -> None:
    added = compare(database(documents=[]), database(documents=[document(state="rejected")]))
    assert "added  tayside 2009-10: plan-1.pdf (rejected)" in as_text(added)


def test_equal_databases_are_said_to_be_so() -> None:
    same = compare(database(), database())
    assert as_text(same).endswith("no differences\n")
    assert "do not differ" in as_html(same)
    assert json.loads(as_json(same))["differs"] is False


def test_json_has_everything_by_name(diff: Diff) -> None:
    record = json.loads(as_json(diff, findings=True))
    assert record["counts"]["actions"] == {"added": 1, "removed": 1, "changed": 1, "same": 0}
    assert record["counts"]["findings"] == {"added": {"odd": 1}, "removed": {"odd": 1}}
    assert record["counts"]["corrections"] == {"changed": 0, "added": 1, "removed": 0}
    by_change = {change["change"]: change for change in record["actions"]}
    fields = {field["field"]: field for field in by_change["changed"]["fields"]}
    assert (fields["status_code"]["old"], fields["status_code"]["new"]) == ("x", None)
    assert fields["parties"]["old"][0]["kind"] == "person"
    assert tuple(by_change["removed"]["old"]["values"]) == ACTION_FIELDS
    assert by_change["removed"]["new"] is None
    assert record["decisions"][0]["key"] == {"action_key": "a/b/1", "field": "status"}
    assert "findings" not in json.loads(as_json(diff))


class Page(HTMLParser):
    """Reads a page, and fails on tags that are not closed in order."""

    VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag] = self.texts.get(tag, "") + data


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open
    return page


def test_the_page_needs_nothing_and_runs_nothing(diff: Diff) -> None:
    html = as_html(diff, findings=True)
    page = read(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    links = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("href", "src")]
    assert links
    assert all(link and link.startswith("#s") for link in links)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert '<script>alert("1")</script>' in page.texts["td"]
    assert not any(letter in html for letter in "\x1b\u202e")
    assert "url(" not in html


def test_the_page_can_be_heard_and_walked_through(diff: Diff) -> None:
    page = read(as_html(diff, findings=True))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert sum(tag == "table" for tag, _ in page.tags) == sum(tag == "caption" for tag, _ in page.tags)
    targets = {attributes.get("id") for _, attributes in page.tags}
    assert {attributes["href"] for tag, attributes in page.tags if tag == "a"} <= {f"#{target}" for target in targets}
    assert "[removed] spring[end of removed]" in " ".join(page.texts["del"].split()).replace(" [end", "[end")
    assert "autumn" in page.texts["ins"]


def test_no_name_is_shown_where_names_are_withheld(diff: Diff) -> None:
    people = redactor(["Jean Tester", "Zoe Tester"], ["Jean Tester leads"])
    clean = without_names(diff, people)
    for shown in (as_text(clean), as_json(clean, findings=True), as_html(clean, findings=True)):
        assert WITHHELD in shown
        assert not [name for name in ("Tester", "Jean", "Zoe", "Author") if name in shown]
    assert "what differs is withheld" in " ".join(as_text(clean).split())
