"""Drafts become actions: keyed, coded, linked, with the doubts of each as findings and in its confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, ValueContext
from cjaplans.normalise.coding import code_action, code_step, doubts_of
from cjaplans.normalise.confidence import findings_of, weighed
from cjaplans.normalise.facts import Facts
from cjaplans.normalise.fields import Field
from cjaplans.normalise.keys import action_key, distinct
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.linking import link
from cjaplans.normalise.model import Action, Finding, Source, Step
from cjaplans.normalise.parts import Part, Parts, undivided
from cjaplans.normalise.rows import Draft
from cjaplans.normalise.steps import find_steps

YES = {"yes", "y", "true", "✓", "✔"}
NO = {"no", "n", "false", "✗", "✘"}
#: A row with a cell read less surely than this is worth comparing with its page.
UNSURE = 0.75
#: Doubts that a whole document raises: each is one finding, though it takes from every action's confidence.
OF_DOCUMENT = frozenset({"outcome_scheme_unknown"})


def build_actions(
    drafts: Sequence[Draft], facts: Facts, context: ValueContext
) -> tuple[tuple[Action, ...], list[Finding]]:
    """The plan's actions in order, and a finding for every doubt in them."""
    keys = _keys(drafts, facts)
    read = [
        _action(seq, key, draft, draft.layout, context)
        for seq, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=1)
    ]
    linked, pointed = link(read)
    doubts = {a.seq: [*_doubts_of_row(draft), *_doubts_of_values(a)] for a, draft in zip(read, drafts, strict=True)}
    for action, doubt in pointed:
        doubts[action.seq].append(doubt)
    actions = tuple(_weighed(a, doubts[a.seq], d.layout) for a, d in zip(linked, drafts, strict=True))
    own = [(a, [doubt for doubt in doubts[a.seq] if doubt.code not in OF_DOCUMENT]) for a in actions]
    shared = dict.fromkeys(d for a in actions for d in doubts[a.seq] if d.code in OF_DOCUMENT)
    return actions, [*findings_of(shared, None), *(f for a, of in own for f in findings_of(of, a.page_first, a.seq))]


def _keys(drafts: Sequence[Draft], facts: Facts) -> list[str]:
    start = facts.period[0] if facts.period else None
    return distinct(
        action_key(
            facts.authority,
            start,
            d.texts.get(Field.REF),
            (d.texts.get(Field.PLACE), d.texts.get(Field.ACTION), d.texts.get(Field.DETAIL)),
        )
        for d in drafts
    )


def _action(seq: int, key: str, draft: Draft, layout: Layout, context: ValueContext) -> Action:
    printed = {f: draft.texts[f] for f in Field if draft.texts.get(f)}
    carried = printed.pop(Field.CARRIED_FORWARD, None)
    here = replace(context, place=printed.get(Field.PLACE))
    steps = find_steps(draft.cells, draft.texts)
    return Action(
        seq=seq,
        key=key,
        printed=printed,
        sources=tuple(Source(f, ref) for f in Field for ref in draft.sources.get(f, ())),
        page_first=min(draft.pages),
        page_last=max(draft.pages),
        carried_forward=yes_or_no(carried),
        steps=tuple(Step(s.seq, s.printed, code_step(s.printed, here)) for s in steps),
        coded=code_action(printed, draft.heading_codes, here, _parts(printed, draft, layout), draft.outcome_heading),
        confidence=layout.confidence * draft.confidence * draft.read,
    )


def _parts(printed: Mapping[Field, str], draft: Draft, layout: Layout) -> Parts:
    """The texts of fields that several columns hold, each with its column's heading; the others whole."""
    several = {
        name: tuple(Part(text, layout.heading(column)) for column, text in sorted(columns.items()))
        for name, columns in draft.columns.items()
        if name in printed and len(columns) > 1
    }
    return {**undivided(printed), **several}


def yes_or_no(text: str | None) -> bool | None:
    """YES is true, NO false; blank, or anything else, states nothing (domain 6)."""
    folded = (text or "").strip(" .").casefold()
    return True if folded in YES else False if folded in NO else None


def _doubts_of_row(draft: Draft) -> list[Doubt]:
    found = []
    carried = draft.texts.get(Field.CARRIED_FORWARD)
    if carried and yes_or_no(carried) is None:
        found.append(Doubt("carried_forward_unknown", f"'{carried[:40]}' is neither yes nor no"))
    if not draft.texts.get(Field.ACTION) and not draft.texts.get(Field.DETAIL):
        found.append(Doubt("action_without_text", "the row says neither what will be done nor how"))
    if draft.read < UNSURE:
        found.append(Doubt("text_unsure", f"a cell of the row was read with a confidence of {draft.read:.2f}"))
    return found


def _doubts_of_values(action: Action) -> Iterable[Doubt]:
    """The doubts of an action's values and of its steps' own, each once."""
    found = dict.fromkeys(doubts_of(action.coded))
    found |= dict.fromkeys(doubt for step in action.steps for doubt in doubts_of(step.coded))
    return found


def _weighed(action: Action, doubts: Sequence[Doubt], layout: Layout) -> Action:
    """Every doubt, and every column of the row whose meaning is not known, takes from the confidence."""
    unmapped = [Doubt("column_unknown", "")] * len(layout.unmapped)
    return replace(action, confidence=round(weighed(action.confidence, [*doubts, *unmapped]), 3))
