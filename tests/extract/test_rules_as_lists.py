"""What is quick about rules and rectangles says the same as what is plain."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cjaplans.extract.crossings import JOIN, Rule, few_crossings, many_crossings, merged
from cjaplans.extract.fills import WITHIN, FewGrounds, ManyGrounds
from cjaplans.extract.model import Box
from cjaplans.extract.objects import Colour
from cjaplans.extract.paths import PAPER, Fill
from cjaplans.extract.rules import near_few, near_many

PLACES = st.one_of(st.integers(0, 60).map(float), st.floats(0, 60, width=32))


def _rule(position: float, start: float, length: float) -> Rule:
    return position, start, start + 3 + length


RULES = st.lists(st.builds(_rule, PLACES, PLACES, PLACES), max_size=30)
BOXES = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), PLACES, PLACES, PLACES, PLACES)
COLOURS = st.sampled_from([(0, 0, 0), (255, 255, 255), (200, 10, 10), (10, 200, 10)])


def _merged(rules: list[Rule], snap: float) -> list[Rule]:
    """Runs of positions no further apart than ``snap``, the pieces of each put on their weighed mean and joined."""
    whole: list[Rule] = []
    ordered = np.array(sorted(rules, key=lambda rule: rule[0])).reshape(-1, 3)
    for members in np.split(ordered, np.flatnonzero(np.diff(ordered[:, 0]) > snap) + 1) if rules else []:
        position = float(np.average(members[:, 0], weights=members[:, 2] - members[:, 1]))
        pieces = sorted((start, end) for _, start, end in members.tolist())
        start, end = pieces[0]
        for a, b in pieces[1:]:
            if a > end + JOIN:
                whole.append((position, start, end))
                start, end = a, b
            end = max(end, b)
        whole.append((position, start, end))
    return whole


@settings(max_examples=60, deadline=None)
@given(rules=RULES, snap=st.sampled_from([0.6, 4.2]))
def test_rules_are_merged_as_arrays_would_be_to_the_last_bit(rules: list[Rule], snap: float) -> None:
    assert merged(rules, snap) == _merged(rules, snap)


@settings(max_examples=50, deadline=None)
@given(horizontal=RULES, vertical=RULES, touch=st.sampled_from([1.2, 4.5]))
def test_few_rules_and_many_cross_alike(horizontal: list[Rule], vertical: list[Rule], touch: float) -> None:
    found = few_crossings(horizontal, vertical, touch)
    assert found == many_crossings(horizontal, vertical, touch)
    for (y, x0, x1), columns in zip(horizontal, found, strict=True):
        assert columns == [
            n
            for n, (x, top, bottom) in enumerate(vertical)
            if x0 - touch <= x <= x1 + touch and top - touch <= y <= bottom + touch
        ]


@settings(max_examples=50, deadline=None)
@given(boxes=st.lists(BOXES, min_size=1, max_size=12), box=BOXES)
def test_boxes_near_another_are_found_one_by_one_and_at_once(boxes: list[Box], box: Box) -> None:
    near = [
        n
        for n, b in enumerate(boxes)
        if b.x0 <= box.x1 + 1 and b.x1 >= box.x0 - 1 and b.top <= box.bottom + 1 and b.bottom >= box.top - 1
    ]
    assert near_few(boxes)(box) == near_many(boxes)(box) == near


def _ground(fills: list[Fill], box: Box, order: int) -> Colour:
    """The colour of the last rectangle painted before that holds a box."""
    colour = PAPER
    for fill in fills:
        own = fill.box
        across = own.x0 <= box.x0 + WITHIN and own.x1 >= box.x1 - WITHIN
        if fill.order < order and across and own.top <= box.top + WITHIN and own.bottom >= box.bottom - WITHIN:
            colour = fill.colour
    return colour


@settings(max_examples=50, deadline=None)
@given(painted=st.lists(st.tuples(BOXES, COLOURS), min_size=1, max_size=12), box=BOXES, order=st.integers(0, 13))
def test_a_ground_is_the_last_rectangle_below(painted: list[tuple[Box, Colour]], box: Box, order: int) -> None:
    fills = [Fill(own, colour, number) for number, (own, colour) in enumerate(painted)]
    expected = _ground(fills, box, order)
    assert FewGrounds(fills).under(box, order) == ManyGrounds(fills).under(box, order) == expected
