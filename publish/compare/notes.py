"""What a reader must know to read a comparison right: what it rests on, and what cannot be compared with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from cjaplans.publish.compare.arrange import short
from cjaplans.publish.compare.behind import count_behind
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found
from cjaplans.publish.compare.selection import NONE, Selection

if TYPE_CHECKING:
    import pandas as pd

#: Comparisons whose shares are of complete actions.
_COMPLETION = (Name.OUTCOMES, Name.THEMES)
#: So many plans, or fewer, are told by name.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the plans of one scheme can say in the common scheme.

    Attributes:
        key: which scheme; None for the plans that name none.
        codes: the codes of the common scheme, in its order.
        several: its own codes that are several of the common ones.
        judged: whether some of that is likeness of meaning alone.
        plans: the plans in view.
    """

    key: str | None
    codes: tuple[str, ...]
    several: tuple[tuple[str, tuple[str, ...]], ...]
    judged: bool
    plans: tuple[str, ...]


def notes_on(engine: Engine, made: Comparison) -> Iterator[str]:
    """What a comparison rests on, and what in it cannot be compared with what. Raises ``DatabaseError``."""
    selection = made.selection
    plans = found(engine, "plans", selection)
    actions = int(plans["actions"].sum())
    yield f"Of {_some(actions, 'action')} in {_some(len(plans), 'plan')}."
    if not actions:
        asked = selection.query_string()
        yield "No action of a current plan meets the conditions." if asked else "The database holds no actions."
    if selection.outcome and selection.outcome != NONE:
        yield from _left_out(engine, selection)
    if made.name is Name.OUTCOMES:
        yield from _comparability(_schemes(engine, plans), selection)
    if made.name in _COMPLETION and made.show in (Show.COMPLETE, Show.SHARE) and not selection.status:
        yield from _completion(count_behind(engine, selection.with_(status="unknown")), actions, made.show)
    if made.by is By.PLACE and NONE in made.table.index:
        yield "none: actions of plans that are not for one council."


def _completion(unknown: int, actions: int, show: Show) -> Iterator[str]:
    if unknown:
        yield f"{unknown:,} of {_some(actions, 'action')} say nothing of their status, and count as not complete."
    if show is Show.SHARE:
        yield "A dash is also where there is no action to have a share of."


def _comparability(schemes: Sequence[Scheme], selection: Selection) -> Iterator[str]:
    """What outcomes the plans in view can be compared by, and why by no others."""
    yield "An action that serves several outcomes counts under each."
    asked = _asked(schemes, selection)
    comparable = [scheme for scheme in schemes if scheme.codes and scheme.plans]
    shared = [code for code in asked if all(code in scheme.codes for scheme in comparable)]
    if comparable and len(shared) < len(asked):
        yield from _limits(comparable, asked, shared)
    for scheme in comparable:
        yield from _several(scheme)
    if lost := [scheme for scheme in schemes if scheme.plans and not scheme.codes]:
        plans = "; ".join(_named(scheme) for scheme in lost)
        yield f"Not compared, as they name no outcomes of a scheme that can be mapped: {plans}."


def _limits(comparable: Sequence[Scheme], asked: Sequence[str], shared: Sequence[str]) -> Iterator[str]:
    common = f"{_some(len(shared), 'outcome')} ({' '.join(shared)})" if shared else "no outcome"
    yield f"Plans of all schemes in view can be compared by {common}; the column 'any' is of these alone."
    for scheme in comparable:
        if beyond := [code for code in asked if code not in scheme.codes]:
            yield f"{_named(scheme)} cannot reach {' '.join(beyond)}: a dash in rows with such plans is no 0."


def _several(scheme: Scheme) -> Iterator[str]:
    if scheme.several:
        pairs = ", ".join(f"{own} is {' and '.join(codes)}" for own, codes in scheme.several)
        judged = ", by likeness of meaning" if scheme.judged else ""
        yield f"In {scheme.key} {pairs}{judged}: an action under it counts under each."


def _left_out(engine: Engine, selection: Selection) -> Iterator[str]:
    """Which plans a condition on outcomes can find no action of."""
    schemes = _schemes(engine, found(engine, "plans", selection.with_(outcome=None)))
    asked = _asked(schemes, selection)
    if deaf := [scheme for scheme in schemes if scheme.plans and not set(asked) & set(scheme.codes)]:
        plans = "; ".join(_named(scheme) for scheme in deaf)
        yield f"Left out, as their schemes cannot reach {' '.join(asked)}: {plans}."


def _asked(schemes: Sequence[Scheme], selection: Selection) -> list[str]:
    """The codes that are compared: all of the common scheme, or those that are a condition."""
    wanted = set((selection.outcome or "").split(","))
    said = _unique(code for scheme in schemes for code in scheme.codes)
    return sorted(code for code in said if not selection.outcome or f"NSMO23:{code}" in wanted)


def _schemes(engine: Engine, plans: pd.DataFrame) -> list[Scheme]:
    """The schemes of the plans in view, and the common scheme whether or not a plan has it."""
    meanings = found(engine, "schemes", Selection())
    scheme_of = plans["scheme_key"].astype("string").fillna("")
    keys = _unique(["NSMO23", *scheme_of])
    return [_scheme(key, plans[scheme_of == key], meanings[meanings["scheme_key"] == key]) for key in keys]


def _scheme(key: str, plans: pd.DataFrame, meanings: pd.DataFrame) -> Scheme:
    by_own = meanings.groupby("own_code", sort=False)["code"].agg(tuple).to_dict()
    named = _unique(_plan(*row) for row in zip(plans["authority"], plans["period"], plans["file_name"], strict=True))
    return Scheme(
        key or None,
        tuple(sorted(set(meanings["code"]))),
        tuple((own, codes) for own, codes in by_own.items() if len(codes) > 1),
        bool((meanings["match"] == "broad").any()),
        tuple(named),
    )


def _plan(authority: object, period: object, file_name: str) -> str:
    known = [isinstance(value, str) for value in (authority, period)]
    return f"{short(str(authority))} {period}" if all(known) else file_name


def _named(scheme: Scheme) -> str:
    """A scheme with its plans in view: ``LB14 (Tayside 2010-11)``."""
    further = len(scheme.plans) - _FEW
    plans = ", ".join(scheme.plans[:_FEW]) + (f" and {further} more" if further > 0 else "")
    return f"{scheme.key or 'no scheme'} ({plans})"


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}" + "s" * (number != 1)


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
