"""Drafts become actions: keyed, coded, linked, with the doubts of each as findings and in its confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cjaplans.normalise.coded import Doubt, ValueContext
from cjaplans.normalise.coding import code_action, code_step, doubts_of
from cjaplans.normalise.confidence import findings_of, weighed
from cjaplans.normalise.corrections import Correction
from cjaplans.normalise.corrections.applying import by_key, correct_carried, correct_printed, stale
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
    drafts: Sequence[Draft],
    facts: Facts,
    context: ValueContext,
    before: Sequence[str] = (),
    corrections: Iterable[Correction] = (),
) -> tuple[tuple[Action, ...], list[Finding]]:
    """The plan's actions in order, and a finding for every doubt in them and every correction that does not fit.

    ``before`` are the keys of the actions of the file's plans before this one.
    """
    keys = _keys(drafts, facts, before)
    own = by_key(corrections)
    read = [
        _action(seq, key, draft, own.get(key, ()), context)
        for seq, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=1)
    ]
    linked, pointed = link(read, own)
    doubts = {a.seq: [*_doubts_of_row(d, a), *_doubts_of_values(a)] for a, d in zip(linked, drafts, strict=True)}
    for action, doubt in pointed:
        doubts[action.seq].append(doubt)
    actions = tuple(_weighed(a, doubts[a.seq], d.layout) for a, d in zip(linked, drafts, strict=True))
    shared = dict.fromkeys(d for a in actions for d in doubts[a.seq] if d.code in OF_DOCUMENT)
    return actions, [*findings_of(shared, None), *(f for a in actions for f in _findings(a, doubts[a.seq]))]


def _findings(action: Action, doubts: Iterable[Doubt]) -> list[Finding]:
    own = [doubt for doubt in doubts if doubt.code not in OF_DOCUMENT]
    return [*findings_of(own, action.page_first, action.seq), *stale(action)]


def _keys(drafts: Sequence[Draft], facts: Facts, before: Sequence[str]) -> list[str]:
    start = facts.period[0] if facts.period else None
    keys = (
        action_key(
            facts.authority,
            start,
            d.texts.get(Field.REF),
            (d.texts.get(Field.PLACE), d.texts.get(Field.ACTION), d.texts.get(Field.DETAIL)),
        )
        for d in drafts
    )
    return distinct(keys, before)


def _action(seq: int, key: str, draft: Draft, corrections: Sequence[Correction], context: ValueContext) -> Action:
    """A draft as an action, its printed fields corrected before they are coded."""
    texts = {f: draft.texts[f] for f in Field if draft.texts.get(f)}
    carried = yes_or_no(texts.pop(Field.CARRIED_FORWARD, None))
    carried, of_carried = correct_carried(carried, corrections)
    printed, of_printed = correct_printed(texts, corrections)
    layout = draft.layout
    here = replace(context, place=printed.get(Field.PLACE))
    steps = find_steps(draft.cells, draft.texts)
    return Action(
        seq=seq,
        key=key,
        printed=printed,
        sources=tuple(Source(f, ref) for f in Field for ref in draft.sources.get(f, ())),
        page_first=min(draft.pages),
        page_last=max(draft.pages),
        carried_forward=carried,
        steps=tuple(Step(s.seq, s.printed, code_step(s.printed, here)) for s in steps),
        coded=code_action(printed, draft.heading_codes, here, _parts(printed, draft, layout), draft.outcome_heading),
        confidence=layout.confidence * draft.confidence * draft.read,
        corrections=(*of_printed, *of_carried),
    )


def _parts(printed: Mapping[Field, str], draft: Draft, layout: Layout) -> Parts:
    """The texts of fields that several columns hold, each with its column's heading; the others whole.

    A text that was corrected is no longer that of its columns.
    """
    several = {
        name: tuple(Part(text, layout.heading(column)) for column, text in sorted(columns.items()))
        for name, columns in draft.columns.items()
        if len(columns) > 1 and printed.get(name) == draft.texts.get(name)
    }
    return {**undivided(printed), **several}


def yes_or_no(text: str | None) -> bool | None:
    """YES is true, NO false; blank, or anything else, states nothing (domain 6)."""
    folded = (text or "").strip(" .").casefold()
    return True if folded in YES else False if folded in NO else None


def _doubts_of_row(draft: Draft, action: Action) -> list[Doubt]:
    found = []
    carried = draft.texts.get(Field.CARRIED_FORWARD)
    settled = Field.CARRIED_FORWARD in action.corrected
    if carried and yes_or_no(carried) is None and not settled:
        found.append(Doubt("carried_forward_unknown", f"'{carried[:40]}' is neither yes nor no"))
    if not action.printed.get(Field.ACTION) and not action.printed.get(Field.DETAIL):
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
