"""Pointers from one action to another: "As 3.1 above", "merged with 4.2" (domain.md 8: cross_reference)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cjaplans.normalise.caseless import caseless, small
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Reference, Resolution, StatusCode
from cjaplans.normalise.fields import Field
from cjaplans.normalise.text import readable

#: ``3.1.1``, ``1a``, ``4``; no date, time, decimal or sum.
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?"
_LETTERED = r"\d{1,2}[a-h]"
_NOT_AFTER = (
    r"(?![\w/]|\.\d|\s?(?:%|per\s?cent|million|billion|m\b|k\b|am\b|pm\b|fte\b|hours?\b|days?\b|weeks?\b|months?\b|"
    r"years?\b|staff\b|posts?\b|places?\b|workers?\b|metres?\b|miles?\b|st\b|nd\b|rd\b|th\b|of\s+(?:the\s+)?(?!this\b|plan\b|action)[A-Za-z]))"
)
_STRONG = rf"(?:{_DOTTED}|{_LETTERED})"
_ANY = rf"(?:{_STRONG}|\d{{1,2}})"
_JOIN = r"\s?(?:,\s?(?:and|&)|,|&|\band\b|/|-|–|\bto\b)\s?"
#: A pointer has the number of an action, or says that it is above.
_FIGURE, _ABOVE = re.compile(r"\d"), re.compile("above|previous action")
_SIGN = re.compile(r"[*_]{1,2}")
_REF = re.compile(rf"{_STRONG}|\d{{1,2}}", re.IGNORECASE)
_STRETCH = re.compile(r"(\d{1,2}(?:\.\d{1,2})*\.)(\d{1,2})\s?(?:-|–|\bto\b)\s?(?:\1)?(\d{1,2})(?![\d.])")
#: A day, month and year: the year has two figures from 00 to 17 with a nought in front, or four.
_DATE = re.compile(r"^\d{1,2}\.(?:0?[1-9]|1[0-2])\.(?:0\d|(?:19|20)\d\d)$")
#: In a column of dates three figures are a date.
_PLAUSIBLE = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d\d)$")
#: Longest stretch of refs ("2.1.1 - 2.1.4") that is spelled out.
LONGEST = 20
#: The names of the fields in worked cases where they differ from ours.
RECORD_FIELDS = {Field.TARGET: "next_outcome"}
#: Where one text has several pointers, the one that decides an action's fate leads.
_RANK = (Resolution.ORIGIN_NARRATIVE, Resolution.SUPERSEDED_BY, Resolution.COPY, Resolution.LINK)


def read_references(text: str, field: Field | None, own_ref: str | None = None) -> tuple[Reference, ...]:
    """The pointers of a text to other actions, in printed order.

    A cell that says nothing but "as above" or "as 6.2" is a copy; a pointer beside other words is a link; an
    action that is merged into another is superseded by it. Dates and the sections of other papers are passed over.
    """
    clean = _SIGN.sub("", readable(text)[0])
    if copied := _copied(clean, field):
        return (copied,)
    found = [*_pointers(clean, field), *_own_progress(clean, own_ref)]
    return tuple(reference for _, reference in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=1024)
def _copied(text: str, field: Field | None) -> Reference | None:
    """The pointer that is all a text says."""
    if _is_ditto(text):
        return Reference(text, field, (), Resolution.COPY)
    whole = _whole().match(text)
    if whole and (refs := _refs(whole["refs"] or "", field)) is not None and (refs or not whole["refs"]):
        return Reference(text, field, refs, Resolution.COPY)
    return None


def _is_ditto(text: str) -> bool:
    return text.casefold().strip(" .") in _words("ditto") or text in _words("ditto")


@lru_cache(maxsize=1024)
def _pointers(text: str, field: Field | None) -> tuple[tuple[int, Reference], ...]:
    plain = small(text)
    return tuple(_found(text, plain, field)) if _FIGURE.search(plain) or _ABOVE.search(plain) else ()


def _found(text: str, plain: str, field: Field | None) -> Iterator[tuple[int, Reference]]:
    """The pointers inside a text, which is given in small letters as well."""
    taken: list[tuple[int, int]] = []
    for resolution, pattern in _patterns():
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            refs = _refs(text[slice(*match.span("refs"))], field)
            if refs or (refs is not None and match["above"]):
                taken.append(match.span())
                yield match.start(), Reference(text[slice(*match.span())].strip(), field, refs, resolution)


def _refs(text: str, field: Field | None) -> tuple[str, ...] | None:
    """The refs of a list, a short stretch spelled out; None where one of them is a date."""
    refs = _REF.findall(_STRETCH.sub(_spelled, text))
    dates = (_DATE, _PLAUSIBLE) if field is Field.TIMESCALE else (_DATE,)
    if any(pattern.match(ref) for ref in refs for pattern in dates) or re.search(r"\.0", text):
        return None
    return tuple(dict.fromkeys(ref.lower() for ref in refs))


def _spelled(match: re.Match[str]) -> str:
    first, last = int(match[2]), int(match[3])
    if not 0 < last - first <= LONGEST:
        return match.group(0)
    return ", ".join(f"{match[1]}{number}" for number in range(first, last + 1))


def _own_progress(text: str, own_ref: str | None) -> Iterator[tuple[int, Reference]]:
    """ "Continue year 2's progress": the pointer is to the action's own progress."""
    for match in _own().finditer(text):
        refs = (own_ref,) if own_ref else ()
        yield match.start(), Reference(match.group(0), Field.PROGRESS, refs, Resolution.LINK)


@lru_cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(read_words("references")[name])


def _any_of(name: str) -> str:
    longest_first = sorted(_words(name), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s{1,2}") for w in longest_first)


def _list(one: str) -> str:
    return rf"{one}(?:{_JOIN}(?:{_any_of('names')})?\s?{_ANY}){{0,12}}"


@lru_cache
def _whole() -> re.Pattern[str]:
    """A cell that is nothing but a pointer: "As above", "As 3.1 above", "As per action 3"."""
    name = rf"(?:the\s)?(?:{_any_of('names')})[.:]?\s"
    return re.compile(
        rf"^\W{{0,3}}(?:{_any_of('copy')})\s(?:(?:{_any_of('above')})|(?P<refs>{name}{_list(_ANY)}|{_list(_STRONG)}|"
        rf"{_list(_ANY)}(?=\s\(?(?:above|below)\b))(?:\s\(?(?:above|below)\)?)?)\W{{0,3}}$",
        re.IGNORECASE,
    )


@lru_cache
def _patterns() -> tuple[tuple[Resolution, re.Pattern[str]], ...]:
    """Pointers inside a text in small letters, the weightier first."""
    name = rf"(?:the\s)?(?:(?:{_any_of('names')})[.:]?\s)"
    numbers = rf"(?P<refs>(?:{name}{_list(_ANY)}|{_list(_STRONG)}))(?<!\d\.)"
    placed = rf"(?P<refs>{name}{_list(_ANY)}|{_list(_STRONG)}|{_list(_ANY)}(?=\s\(?(?:above|below)\b))"
    tail = rf"{_NOT_AFTER}(?:\s\(?(?:above|below)\)?)?"
    subject = rf"\b(?:{_any_of('names')})\b[^.\n]{{0,60}}?|\bwhich\s|\bthis\s"
    before = r"(?<![\w-])"
    rows = (
        (Resolution.ORIGIN_NARRATIVE, rf"(?:{subject}){before}(?:{_any_of('origin')})\s{numbers}(?P<above>)?{tail}"),
        (Resolution.ORIGIN_NARRATIVE, rf"{before}(?:becomes|will become)\s{numbers}(?P<above>)?{tail}"),
        (Resolution.SUPERSEDED_BY, rf"{before}(?:{_any_of('superseded')})\s{numbers}(?P<above>)?{tail}"),
        (Resolution.LINK, rf"{before}(?:{_any_of('link')}|{_any_of('copy')})\s{placed}(?P<above>)?{tail}"),
        (
            Resolution.LINK,
            rf"{before}(?P<refs>)(?:(?:same )?as|as per|see|refer to)\s(?P<above>above|previous action)\b(?!-)",
        ),
    )
    return tuple((resolution, caseless(pattern)) for resolution, pattern in rows)


@lru_cache
def _own() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:continue|continuing|continuation of|build on|maintain)\s(?:with\s|on\s)?(?:the\s)?"
        rf"(?:year\s?\d(?:'?s)?|last year'?s|previous years?'?s?|20\d\d[-/]\d\d(?:'?s)?)\s(?:{_any_of('own')})\b",
        re.IGNORECASE,
    )


def to_record(
    references: Sequence[Reference], own_ref: str | None = None, above: str | None = None
) -> dict[str, object]:
    """The weightiest pointer in the keys of a worked case of kind ``cross_reference``.

    ``above`` is the ref that "as above" means; without it the one before ``own_ref``.
    """
    if not references:
        return {"refers_to": None, "resolve": None, "fields": []}
    chief = min(references, key=lambda reference: _RANK.index(reference.resolution))
    refs = list(chief.refs) or [ref for ref in [above or _before(own_ref)] if ref]
    record: dict[str, object] = {"refers_to": refs, "resolve": chief.resolution.value}
    if chief.resolution is Resolution.ORIGIN_NARRATIVE:
        return record
    record["refers_to"] = refs[0] if len(refs) == 1 else refs or None
    if chief.resolution is Resolution.SUPERSEDED_BY:
        return record | {"fields": ["status"], "status": StatusCode.WITHDRAWN.value}
    return record | {"fields": [RECORD_FIELDS.get(chief.field, chief.field.value)] if chief.field else []}


def _before(ref: str | None) -> str | None:
    """The ref before a numbered or lettered one: 4.1.1 before 4.1.2, 2a before 2b."""
    match = re.match(r"^(.*?)(\d+|[b-z])$", ref or "")
    if match is None:
        return None
    if match[2].isdigit():
        return f"{match[1]}{int(match[2]) - 1}" if int(match[2]) > 1 else None
    return f"{match[1]}{chr(ord(match[2]) - 1)}"
