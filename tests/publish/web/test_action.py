"""The page of an action, pictures of pages, and the queue of findings."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from sqlalchemy import Engine, text

from cjaplans.normalise.fields import Field
from cjaplans.publish.trace.image import Pictures
from cjaplans.publish.web.model import Site
from cjaplans.publish.web.site import datasette_of

Ask = Callable[..., Any]
#: A key with blanks, as these invented plans have them.
PATH = "/action/key-Train%20mentors%20at%20the%20workshop"


def asking(site: Site, address: str, **options: Any) -> Any:
    return asyncio.run(datasette_of(site).client.get(address, **options))


def test_an_action_is_found_by_its_path_whatever_its_key_holds(ask: Ask) -> None:
    answer = ask(PATH)
    assert answer.status_code == 200
    assert "<h1>2 Train mentors at the workshop</h1>" in answer.text
    assert "Tayside Community Justice Authority, action plan, 2010-11, p. 2, row 2" in answer.text
    assert 'rel="prev"' in answer.text
    assert "nobody leads it" in answer.text


def test_the_same_as_json(ask: Ask) -> None:
    answer = ask(f"{PATH}.json")
    assert answer.headers["content-type"].startswith("application/json")
    record = json.loads(answer.text)
    assert record["key"] == "key-Train mentors at the workshop"
    assert record["path"] == PATH
    assert [each["code"] for each in record["findings"]] == ["no_lead"]


@pytest.mark.parametrize("address", ["/action/key", "/action/%2e%2e", "/action/tayside/2010-11/", f"{PATH}?document=0"])
def test_an_action_that_is_not_there_is_a_page_that_says_so(ask: Ask, address: str) -> None:
    assert ask(address).status_code == 404


def test_a_key_of_two_alike_keeps_its_sign(ask: Ask, path: Any) -> None:
    from cjaplans.load.database import open_database

    engine = open_database(str(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE action SET key = 'tayside/2010-11/1~2' WHERE id = 1"))
        connection.execute(text("UPDATE action SET key = 'tayside/2010-11/1/../é-0' WHERE id = 2"))
    with engine.connect() as connection:
        paths = connection.execute(text("SELECT path FROM action_citation WHERE action_id < 3")).scalars().all()
    engine.dispose()
    assert paths == ["/action/tayside/2010-11/1~2", "/action/tayside/2010-11/1%2F../%C3%A9-0"]
    for each in paths:
        assert ask(each).status_code == 200, each


def test_without_the_file_the_page_says_so_and_the_picture_is_not_there(site: Site) -> None:
    pictures = Pictures()
    shown = replace(site, pictures=pictures)
    try:
        answer = asking(shown, "/action/key-Open%20a%20bicycle%20workshop")
        assert "tayside.pdf is not where it was read from" in answer.text
        assert "<image" not in answer.text
        assert 'class="sheet"' in answer.text
        assert asking(shown, f"/page/{'a' * 16}/1.png").status_code == 404
        assert asking(shown, f"/page/{'a' * 16}/99.png").status_code == 404
    finally:
        pictures.close()


def test_no_picture_where_names_are_withheld(site: Site) -> None:
    withheld = replace(site, redacted=True)
    assert asking(withheld, f"/page/{'a' * 16}/1.png").status_code == 403
    assert "would show every name" in asking(withheld, "/action/key-Open%20a%20bicycle%20workshop").text


def test_every_field_lights_up_its_cells_and_they_it() -> None:
    style = files("cjaplans.publish.web").joinpath("static/cjaplans.css").read_text(encoding="utf-8")
    for field in Field:
        assert (
            f":has(.field-{field}:hover, .field-{field}:focus-within, .field-{field}:target) .outline-{field} .box"
            in style
        )
        assert f":has(.outline-{field}:hover, .outline-{field}:focus, .outline-{field}:target) .field-{field}" in style


def test_findings_are_listed_with_what_they_mean_and_filtered(ask: Ask) -> None:
    every = ask("/findings").text
    assert "3 findings." in every
    assert every.index("nobody leads it") < every.index("the page is tilted")
    assert PATH in every
    assert "1 finding." in ask("/findings?severity=error").text
    assert "1 finding." in ask("/findings?code=no_lead").text
    assert "0 findings." in ask("/findings?code=no_lead&severity=info").text
    assert "2 findings." in ask(f"/findings?document={'a' * 16}").text
    assert "0 findings." in ask("/findings?review=accepted").text
    assert "The list ends before this page" in ask("/findings?page=2").text


@pytest.mark.parametrize("query", ["severity=grave", "review=seen", "page=0", "page=x", "page=99999999999"])
def test_what_cannot_be_asked_of_findings_is_refused(ask: Ask, query: str) -> None:
    assert ask(f"/findings?{query}").status_code == 400


def test_accepted_findings_leave_the_queue_and_noted_ones_stay(ask: Ask, engine: Engine, path: Any) -> None:
    from cjaplans.load.database import open_database

    writer = open_database(str(path))
    with writer.begin() as connection:
        keys = connection.execute(text("SELECT key FROM finding ORDER BY id")).scalars().all()
        for key, accepted in zip(keys, (1, 0), strict=False):
            connection.execute(
                text("INSERT INTO review VALUES (:key, :accepted, 'seen', 'M. Tester', '2024-05-02')"),
                {"key": key, "accepted": accepted},
            )
    writer.dispose()
    assert "2 findings." in ask("/findings").text
    assert "1 finding." in ask("/findings?review=noted").text
    assert "1 finding." in ask("/findings?review=accepted").text
    assert "3 findings." in ask("/findings?review=all").text


def test_nothing_that_a_plan_says_is_markup(ask: Ask, path: Any) -> None:
    from cjaplans.load.database import open_database

    engine = open_database(str(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE action SET responsible = '<script>x</script>', ref = '\"><b>' WHERE id = 1"))
        connection.execute(text("UPDATE finding SET message = '<img src=x>'"))
    engine.dispose()
    for address in ("/action/key-Open%20a%20bicycle%20workshop", "/findings"):
        shown = ask(address).text
        assert not re.search(r"<(b|img|script>)\b", shown)
