"""Corrections put to an action: printed fields before they are coded, coded values after; none by force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cjaplans.normalise.coded import Coded
from cjaplans.normalise.corrections.columns import CARRIED_FORWARD, CODED, PRINTED, alike
from cjaplans.normalise.corrections.model import Corrected, Correction
from cjaplans.normalise.fields import Field
from cjaplans.normalise.model import Action, Finding, Severity

#: The code of findings on corrections that no longer fit.
STALE = "correction_stale"
#: Of a value, as much as a message shows.
SHOWN = 60

Get = Callable[[str], str | None]
Put = Callable[[str, str | None], None]


def by_key(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """Corrections by the keys of their actions, in their order."""
    grouped: dict[str, list[Correction]] = {}
    for each in corrections:
        grouped.setdefault(each.key, []).append(each)
    return grouped


def correct_printed(
    printed: Mapping[Field, str], corrections: Sequence[Correction]
) -> tuple[dict[Field, str], tuple[Corrected, ...]]:
    """The printed fields of an action as corrected, and what became of each correction to one."""
    texts = dict(printed)

    def put(field: str, value: str | None) -> None:
        texts.pop(Field(field), None)
        if value is not None:
            texts[Field(field)] = value

    done = _put(corrections, PRINTED, lambda field: texts.get(Field(field)), put)
    return {field: texts[field] for field in Field if field in texts}, done


def correct_carried(
    carried: bool | None, corrections: Sequence[Correction]
) -> tuple[bool | None, tuple[Corrected, ...]]:
    """Whether an action is carried forward as corrected, and what became of each correction to that."""
    values = {CARRIED_FORWARD: "1" if carried else None}
    done = _put(corrections, values, values.__getitem__, values.__setitem__)
    changed = any(each.applied for each in done)
    return (values[CARRIED_FORWARD] == "1" if changed else carried), done


def correct_coded(coded: Coded, corrections: Sequence[Correction]) -> tuple[Coded, tuple[Corrected, ...]]:
    """The coding of an action as corrected, and what became of each correction to it."""

    def put(field: str, value: str | None) -> None:
        nonlocal coded
        coded = CODED[field].put(coded, value)

    done = _put(corrections, CODED, lambda field: CODED[field].get(coded), put)
    return coded, done


def stale(action: Action) -> Iterator[Finding]:
    """A finding for every correction to an action that expects what no longer stands there."""
    for each in action.corrections:
        if not each.applied:
            yield Finding(Severity.ERROR, STALE, why_stale(each), action.page_first, action.seq)


def why_stale(each: Corrected) -> str:
    """Why a correction was not applied, in one line."""
    change = f"the correction of {each.field} from {_quoted(each.was)} to {_quoted(each.now)}"
    return f"{change} is not applied: it is {_quoted(each.found)} now; correct it anew or take it out of its file"


def _put(corrections: Sequence[Correction], fields: Iterable[str], get: Get, put: Put) -> tuple[Corrected, ...]:
    """Each correction to one of these fields in turn: applied where the value it expects stands."""
    own = frozenset(fields)
    done = []
    for each in corrections:
        if each.field in own:
            found = get(each.field)
            fits = alike(each.field, found, each.was)
            if fits:
                put(each.field, each.now)
            done.append(Corrected(each.field, each.was, each.now, found, fits))
    return tuple(done)


def _quoted(value: str | None) -> str:
    if value is None:
        return "empty"
    text = " ".join(value.split())
    return f"'{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}'"
