"""Outcomes named in words: national outcomes, those of a Single Outcome Agreement, the framework of 2016."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.outcomes.meanings import coverage, is_text_of, nickname_of, stems_of, words_of
from cjaplans.normalise.outcomes.schemes import codes_of, letters_of, national_scheme

#: One number or several: ``9``, ``9 & 11``, ``1-3``.
_NUMBERS = r"(?P<numbers>\d{1,2}(?!\d|\.\d)(?:\s?(?:,|&|\band\b|/|-|–)\s?\d{1,2}(?!\d|\.\d))*)"
_NO = r"\s*(?:\(NPF\)\s*)?(?:nos?\.?|numbers?)?\s*[:#]?\s*"
_NATIONAL = re.compile(
    rf"\b(?:national (?:priority )?outcomes?|(?:national performance framework|NPF)(?: \(NPF\))?(?: outcomes?)?)"
    rf"{_NO}{_NUMBERS}",
    re.IGNORECASE,
)
#: Only in capitals: "No 9" is a number.
_NATIONAL_SHORT = re.compile(rf"\bN\.?O\.?s?\s?{_NUMBERS}")
_AGREEMENT = re.compile(
    rf"\b(?:SOAs?|single outcome agreements?)\b(?:\s*\(SOA\))?\s*[-–:,]?\s*(?:local\s+|strategic\s+)?"
    rf"(?:outcomes?|LO)?{_NO}{_NUMBERS}(?![\d/]|\s?(?:-|–)\s?\d|\s?years?\b)",
    re.IGNORECASE,
)
_OF_AGREEMENT = re.compile(
    rf"\b(?:local )?outcomes?{_NO}{_NUMBERS}\s(?:of|in|from)\s(?:the\s)?(?P<council>[^\n;:,.()]{{0,40}}?)"
    rf"\s?(?:\bSOA\b|single outcome agreement)",
    re.IGNORECASE,
)
_FRAMEWORK = re.compile(
    rf"\b(?:OPIF\d?|(?:community justice|common|structural|person[- ]cent(?:red|ric)|CJ)(?=\s+(?:common )?outcome))"
    rf"(?:\s+common)?(?:\s+outcomes?)?{_NO}{_NUMBERS}",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"\b(?P<whose>local\s+|strategic\s+)?outcomes?{_NO}{_NUMBERS}", re.IGNORECASE)
#: A number and words, which are an outcome only if the words are its own.
_SPELLED = re.compile(r"(?<![\w./-])(?P<numbers>\d{1,2})\s?[-–:.]\s?(?=[A-Za-z])")
_NUMBER = re.compile(r"\d{1,2}")
_STRETCH = re.compile(r"(\d{1,2})\s?[-–]\s?(\d{1,2})")
_BULLET = re.compile(r"^[\s•*·–-]+|[\s.]+$")
#: How far before its agreement a council's name may stand, and how far the words beside a number are compared.
NEAR = 80
#: The share of an outcome's meaning that the words beside its bare number must have.
SPELLED_OUT = 0.75


@dataclass(frozen=True, slots=True)
class Mention:
    """Outcomes named by number at a place in the text; no scheme where nothing says whose numbers they are."""

    start: int
    end: int
    scheme: str | None
    codes: tuple[str, ...]


def mentions_of(text: str, context: ValueContext) -> list[Mention]:
    """Outcomes named by number, in printed order; the more telling wording wins where two overlap."""
    found: list[Mention] = []
    for pattern in (_OF_AGREEMENT, _AGREEMENT, _NATIONAL, _NATIONAL_SHORT, _FRAMEWORK, _PLAIN, _SPELLED):
        for match in pattern.finditer(text):
            mention = _mention(pattern, match, text, context)
            if mention.scheme is None and pattern is _SPELLED:
                continue
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _mention(pattern: re.Pattern[str], match: re.Match[str], text: str, context: ValueContext) -> Mention:
    codes = _numbers(match["numbers"])
    if pattern in (_OF_AGREEMENT, _AGREEMENT):
        before = max(0, match.start() - NEAR)
        near = match.group(0) if pattern is _OF_AGREEMENT else text[before : match.start()]
        agreement, offset = _agreement(near, context)
        adjoins = pattern is _AGREEMENT and offset is not None
        return Mention(before + (offset or 0) if adjoins else match.start(), match.end(), agreement, codes)
    if pattern in (_NATIONAL, _NATIONAL_SHORT):
        return Mention(match.start(), match.end(), edition(context), codes)
    if pattern is _FRAMEWORK:
        return Mention(match.start(), match.end(), "OPIF7", codes)
    scheme = _by_words(codes[0], text[match.end() : match.end() + NEAR], context)
    if pattern is _PLAIN and context.scheme and not letters_of(context.scheme) and not match["whose"]:
        scheme = context.scheme
    return Mention(match.start(), match.end(), scheme, codes)


def _by_words(code: str, words: str, context: ValueContext) -> str | None:
    """The numbered scheme whose outcome of that number the words spell out."""
    line = words_of(words.lstrip("\n").split("\n")[0])
    schemes = (edition(context), "OPIF7")
    return next((s for s in schemes if coverage(stems_of(s, code), line) >= SPELLED_OUT), None)


def edition(context: ValueContext) -> str:
    """The national framework of the plan's time; the first where the plan has no time, as 1 to 14 are the same."""
    return national_scheme(context.period or context.area_plan) or "NPF2007"


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers of a list; a short stretch ("1-3") is spelled out."""

    def spelled(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        return ",".join(map(str, range(first, last + 1))) if 0 < last - first < 20 else match.group(0)

    return tuple(dict.fromkeys(str(int(n)) for n in _NUMBER.findall(_STRETCH.sub(spelled, text))))


@lru_cache
def _councils() -> dict[str, str]:
    """Names and short names of councils, in lower case, longest first."""
    names = {row["name"]: row["name"] for row in read("councils")} | read_words("code_lists")["councils"]
    return {name.casefold(): names[name] for name in sorted(names, key=len, reverse=True)}


def _agreement(near: str, context: ValueContext) -> tuple[str, int | None]:
    """``SOA:<council>``: the council named nearest before the agreement, else the one the plan is for.

    Also where the council's name begins, if nothing but "'s" stands between it and the agreement.
    """
    for text in (near, context.place or ""):
        folded = text.casefold()
        found = [
            (match.end(), len(name), council)
            for name, council in _councils().items()
            for match in re.finditer(rf"\b{re.escape(name)}\b", folded)
        ]
        if found:
            end, length, council = max(found)
            adjoins = text is near and re.fullmatch(r"(?:'s?)?\s*(?:council(?:'s)?\s*)?", folded[end:])
            return f"SOA:{council}", end - length if adjoins else None
    return "SOA", None


def nicknames_of(text: str, context: ValueContext) -> tuple[str, ...]:
    """The national outcomes whose nicknames the text's lines are; none unless every line is one."""
    lines = [line for line in (_BULLET.sub("", raw) for raw in text.splitlines()) if line]
    found = [nickname_of(edition(context), line) for line in lines]
    return tuple(code for code in found if code) if found and all(found) else ()


def outcomes_of_text(text: str, context: ValueContext) -> tuple[tuple[str, str], ...]:
    """Schemes and codes of the outcomes whose own text this is; none for texts that only share some words."""
    return _of_schemes(text, tuple(_candidates(context)))


@lru_cache(maxsize=1024)
def _of_schemes(text: str, schemes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The first scheme's outcomes of which the text is one; headings come back with every action below them."""
    for scheme in schemes:
        found = tuple((scheme, code) for code in codes_of(scheme) if is_text_of(scheme, code, text))
        if found:
            return found
    return ()


def _candidates(context: ValueContext) -> Iterable[str]:
    own = context.scheme if codes_of(context.scheme or "") else "NSMO23"
    return dict.fromkeys((own or "NSMO23", "OPIF7", edition(context)))
