"""Conditions that people type, as they are stored; what no action can meet is refused, with what there is."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from difflib import get_close_matches

from sqlalchemy import Engine, text

from cjaplans.load.address import name_of
from cjaplans.load.errors import explained
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import FundingBasis, PartyRole, StatusCode
from cjaplans.publish.compare.selection import NONE, Selection
from cjaplans.publish.listing import UnknownFilterError, years_asked_for

#: So many values, or fewer, are told in full.
_FEW = 15
_COMMON = "NSMO23:"

#: A council as ``sql/selected.sql`` has it, whether or not its plan prints the word behind its name.
PLACE = "iif(place LIKE '% Council', substr(place, 1, length(place) - 8), place)"

#: The values of each condition that is chosen from the database, and the names people know them by.
_VALUES: Mapping[str, str] = {
    "authority": "SELECT key, name FROM authority ORDER BY key",
    "place": f"SELECT DISTINCT {PLACE}, place FROM action WHERE place IS NOT NULL ORDER BY place",
    "theme": "SELECT key, label FROM theme ORDER BY key",
    "group": "SELECT key, label FROM priority_group ORDER BY key",
    "outcome": "SELECT id, code FROM outcome WHERE scheme_key = 'NSMO23' ORDER BY code",
    "organisation": "SELECT name, name FROM organisation ORDER BY name",
    "funder": "SELECT DISTINCT funder, funder FROM action_funding WHERE funder IS NOT NULL ORDER BY funder",
}

#: Those of each condition whose values are the same in every database.
CLOSED: Mapping[str, Sequence[str]] = {
    "status": tuple(StatusCode),
    "role": tuple(PartyRole),
    "dated": ("due", "ongoing", "started", "undated"),
    "revised": ("yes",),
    "moved": ("later", "earlier", "same"),
    "money": ("own", "repeated"),
    "funding": tuple(FundingBasis),
    "origin": ("ref", "text", "new", "no_plan_before"),
    "fate": ("carried", "dropped", "no_plan_after"),
    "was": tuple(StatusCode),
    "plans": tuple(str(number) for number in range(1, 31)),
    "marked": ("yes",),
}

#: Conditions that every action meets with one value or another.
ALWAYS = frozenset({"status", "role", "dated", "origin", "fate", "plans"})


def known(engine: Engine, selection: Selection) -> Selection:
    """The same conditions, each value as it is stored.

    Raises:
        UnknownFilterError: a value that there is not; the message lists or hints at what there is.
        DatabaseError: the database cannot be used.
    """
    given = {name: value for name, value in selection.parameters().items() if value}
    return Selection(**{name: _stored(engine, name, value.strip()) for name, value in given.items()})


def _stored(engine: Engine, name: str, value: str) -> str:
    if value == NONE and name not in ALWAYS:
        return NONE
    if name in _VALUES:
        return _chosen(engine, name, value)
    return _period(value) if name == "period" else _listed(name, value)


def _chosen(engine: Engine, name: str, value: str) -> str:
    with explained(name_of(engine)), engine.connect() as connection:
        pairs = [(str(stored), str(known_as)) for stored, known_as in connection.execute(text(_VALUES[name]))]
    exact = {key: key for key, _ in pairs}
    folded = _aliases(exact) if name == "organisation" else {}
    folded |= {known_as.casefold(): key for key, known_as in pairs} | {key.casefold(): key for key in exact}
    values = [part.strip() for part in value.split(",")] if name == "outcome" else [value]
    stored = [exact.get(each) or folded.get(each.casefold()) for each in values]
    for each, key in zip(values, stored, strict=True):
        if key is None:
            raise UnknownFilterError(f"no {name} {each!r}; {_hint(each, [*exact])}")
    return ",".join(key for key in stored if key)


def _aliases(organisations: Container[str]) -> dict[str, str]:
    """What plans call organisations, wherever they are from, with the name that is stored: "SPS"."""
    rows = [row for row in read("organisation_aliases") if not row["authority_key"]]
    return {row["alias"].casefold(): row["name"] for row in rows if row["name"] in organisations}


def _hint(value: str, keys: Sequence[str]) -> str:
    keys = [key.removeprefix(_COMMON) for key in keys]
    if not keys:
        return "the plans have none"
    if len(keys) <= _FEW:
        return f"one of {', '.join(keys)}"
    folded = {key.casefold(): key for key in keys}
    near = [folded[each] for each in get_close_matches(value.casefold(), folded, n=3, cutoff=0.5)]
    within = [key for key in keys if value.casefold() in key.casefold()] if value else []
    likely = list(dict.fromkeys([*near, *within]))[:5]
    return f"did you mean {' or '.join(likely)}?" if likely else f"one of {', '.join(keys[:_FEW])} ..."


def _period(value: str) -> str:
    first, last = years_asked_for(value)
    return first if last is None else f"{first}-{last}"


def _listed(name: str, value: str) -> str:
    if value not in CLOSED[name]:
        raise UnknownFilterError(f"no {name} {value!r}; one of {', '.join(CLOSED[name])}")
    return value
