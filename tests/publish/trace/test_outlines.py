"""Outlines lie on their cells and can be told apart, by fields that share a cell and without colour."""

from __future__ import annotations

from itertools import combinations

from sqlalchemy import Engine, text

from cjaplans.normalise.fields import Field
from cjaplans.publish.trace import ActionRecord, action_record
from cjaplans.publish.trace.outlines import Outline, ink_of, outlines_on

#: WCAG 2.1, 1.4.11: the least contrast of a line that means something.
LINES = 3.0


def records(engine: Engine) -> list[ActionRecord]:
    with engine.connect() as connection:
        keys = connection.execute(text("SELECT key FROM action")).scalars().all()
    return [action_record(engine, key) for key in keys]


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def overlap(one: Outline, other: Outline) -> bool:
    return one.tag_x < other.tag_x + other.tag_width and other.tag_x < one.tag_x + one.tag_width


def test_every_outline_is_inside_its_cell_and_has_a_name_of_its_own(samples: Engine) -> None:
    for record in records(samples):
        drawn = [outline for page in record.pages for outline in outlines_on(record, page.number)]
        assert len({outline.anchor for outline in drawn}) == len(drawn)
        for each in drawn:
            box = each.cell.box
            assert box.x0 <= each.x < each.x + each.width <= box.x1 + 0.001
            assert box.top <= each.y < each.y + each.height <= box.bottom + 0.001


def test_fields_of_one_cell_have_their_outlines_and_tags_beside_each_other(samples: Engine) -> None:
    shared = 0
    for record in records(samples):
        for page in record.pages:
            for one, other in combinations(outlines_on(record, page.number), 2):
                if one.cell.id == other.cell.id:
                    shared += 1
                    assert one.x != other.x
                    assert not overlap(one, other)
    assert shared


def test_edges_stand_out_from_paper_and_fields_of_one_colour_differ_in_their_dashes() -> None:
    inks = {field: ink_of(field) for field in Field}
    assert len(set(inks.values())) == len(inks)
    for ink in inks.values():
        assert 1.05 / (luminance(ink.edge) + 0.05) >= LINES
