"""What the words beside a sum say: who pays, for what, from which fund, when (domain.md 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cjaplans.normalise.authorities import authority_name
from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Span, ValueContext
from cjaplans.normalise.money.bases import are_shares, without_bases
from cjaplans.normalise.periods import SPAN, fiscal_span

Finder = Callable[[str], tuple[str, ...]]
_FUND = re.compile(r"((?:[A-Z][\w&'-]{0,30}\s){1,5}(?:[Ff]und(?:ing|s)?|[Gg]rants?|[Aa]llocation|[Bb]udget))\b")
_FUND_WORD = re.compile(r"\b(?:section|s\.?)\s?27\b(?:\s(?:funding|grant|money))?", re.I)
_FROM = re.compile(
    r"\b(?:from|funded by|provided by|paid by|contributed by|met by|contribution from|via|through)\s", re.I
)
_FOR = re.compile(r"\b(?:(?:for|towards)\b|to (?!be\b)(?=(?-i:[a-z])))\s?", re.I)
_PLAN_YEAR = re.compile(r"\b(?:in |for )?(?:year|yr)\s?(\d)\b(?:\s?only)?", re.I)
_SPAN_WORDS = re.compile(rf"\b(?:in|for|during)?\s?(?:{SPAN.pattern})", re.I)
_YEARS = re.compile(
    r"(?:\b(?:x|for|over|each of)\s)?\b(?:\d{1,2}|one|two|three|four|five)[\s-](?:year|yr|month)s?\b", re.I
)
_LINKS = re.compile(r"(?i)\A(?:from|by|for|via|through|of|towards|to|on)(?:\s+|\Z)|\s+(?:from|by|for|via|of|to|on|-)\Z")
#: Words beside a sum that run on longer than this are no label.
_LONGEST = 200
_EDGES = " \n\t-–:;,.()/+&*=[]"


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of the words beside a sum."""

    funder: str | None = None
    purpose: str | None = None
    fund: str | None = None
    period: Span | None = None
    interval: str | None = None


def read_label(text: str, context: ValueContext, find: Finder | None) -> Label:
    """The funder, purpose, fund, period and interval in the words beside a sum; one of several payers is no funder."""
    period, rest = _period(text[:_LONGEST], context)
    interval, rest = _interval(rest)
    if are_shares(text):
        return Label(period=period, interval=interval)
    rest = _YEARS.sub(" ", without_bases(rest))
    payer, purpose = _divided(rest)
    funder = funder_of(payer, context, find)
    fund = _fund(payer, funder, context, find)
    if funder is None and not purpose and not fund:
        purpose = payer
    return Label(funder, _worded(stripped(purpose)), fund, period, interval)


def funder_of(text: str, context: ValueContext, find: Finder | None) -> str | None:
    """The canonical name of who pays: a body, a department, else printed words that look like one."""
    printed = stripped(text)
    if not printed:
        return None
    names = bodies(text, context, find)
    if names:
        return names[0]
    if printed.endswith(("Fund", "Funding", "Grant", "fund", "funding", "grant")):
        return None
    if department := _department(printed, context):
        return department
    return printed if _looks_like_a_body(printed, bool(_FROM.search(text)), find) else None


def bodies(text: str, context: ValueContext, find: Finder | None) -> tuple[str, ...]:
    """Every body a text names, in printed order, unnamed ones ("Police") with the rest."""
    found: list[str] = []
    place = 0
    for match in [*_unnamed_in(text, find), None]:
        piece = text[place : match.start() if match else len(text)]
        found.extend(_named(piece, context, find))
        if match:
            found.append(_unnamed()[0][str(match.lastgroup)][0])
            place = match.end()
    return tuple(dict.fromkeys(found))


def _unnamed_in(text: str, find: Finder | None) -> list[re.Match[str]]:
    names, pattern = _unnamed()
    kept: list[re.Match[str]] = []
    for match in pattern.finditer(text):
        end = kept[-1].end() if kept else 0
        if not (names[str(match.lastgroup)][1] and _ends_a_name(text[end : match.start()], match[0], find)):
            kept.append(match)
    return kept


def _ends_a_name(before: str, printed: str, find: Finder | None) -> bool:
    """Whether a short body's word is the end of a longer name: "Tayside Police" is, "SPS Police" is not."""
    word = re.search(r"([A-Z][\w&]*(?: and [A-Z]\w*)?) \Z", before[-60:])
    if not word:
        return False
    if find is None:
        return not word[1].isupper()
    return len(find(f"{word[1]} {printed}")) == 1 and find(f"{word[1]} {printed}") != find(word[1])


def stripped(text: str) -> str:
    """A label without the words that say nothing of funder or purpose, and without signs at its ends."""
    rest, before = text.strip(_EDGES), None
    while rest != before:
        before = rest
        rest = _idle().sub("", rest).strip(_EDGES)
        rest = _LINKS.sub("", rest)
    return " ".join(rest.split())


def _named(piece: str, context: ValueContext, find: Finder | None) -> tuple[str, ...]:
    if not piece.strip(_EDGES):
        return ()
    if find is not None:
        return find(piece)
    own = authority_name(context.authority)
    return (own,) if own and re.search(r"\bCJA\b", piece) else ()


def _worded(text: str) -> str | None:
    return text if re.search(r"[^\W\d]{3}", text) else None


def _department(printed: str, context: ValueContext) -> str | None:
    """A council's department, named with its council where the plan says which one it is."""
    for name in sorted(read_words("money")["departments"], key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", printed, re.I):
            plain = name.replace("&", "and")
            return f"{_council(context.place)} ({plain})" if context.place else plain
    return None


def _council(place: str) -> str:
    return place if "council" in place.lower() else f"{place} Council"


def _looks_like_a_body(printed: str, after_from: bool, find: Finder | None) -> bool:
    words = printed.split()
    if len(words) > 8:
        return False
    if words[-1] in read_words("money")["organisation_words"]:
        return True
    capitals = all(word[0].isupper() or word in {"of", "and", "the", "for", "&"} for word in words)
    return capitals and words[0][0].isupper() and (after_from or (find is None and printed.isupper()))


def _divided(text: str) -> tuple[str, str]:
    """The words of the payer, and those of the purpose ("for ..."), whichever comes first."""
    purpose = _FOR.search(text)
    payer = _FROM.search(text)
    if purpose is None:
        return text, ""
    if payer is None or payer.start() < purpose.start():
        return text[: purpose.start()], text[purpose.end() :]
    return text[: purpose.start()] + " " + text[payer.start() :], text[purpose.end() : payer.start()]


def _fund(text: str, funder: str | None, context: ValueContext, find: Finder | None) -> str | None:
    """The fund a sum comes from ("Growth funding"), without the name of who gives it."""
    if section := _FUND_WORD.search(text):
        return section[0]
    match = _FUND.search(text)
    if not match:
        return None
    words = match[1].split()
    if funder:
        ends = (n for n in range(1, len(words)) if funder in bodies(" ".join(words[:n]), context, find))
        words = words[next(ends, 0) :]
    fund = " ".join(words)
    return fund if len(words) > 1 and fund != funder else None


def _period(text: str, context: ValueContext) -> tuple[Span | None, str]:
    if (match := _PLAN_YEAR.search(text)) and context.area_plan:
        first = context.area_plan[0].year + int(match[1]) - 1
        rest = text[: match.start()] + " " + text[match.end() :]
        return (Span(date(first, 4, 1), date(first + 1, 3, 31)), rest) if match[1] != "0" else (None, rest)
    if span := fiscal_span(text):
        return Span(*span), _SPAN_WORDS.sub(" ", text, count=1)
    return None, text


def _interval(text: str) -> tuple[str | None, str]:
    for interval, pattern in _intervals():
        if pattern.search(text):
            return interval, pattern.sub(" ", text)
    return None, text


@lru_cache
def _intervals() -> tuple[tuple[str, re.Pattern[str]], ...]:
    book = read_words("money")["intervals"]
    return tuple(
        (interval, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.I))
        for interval, words in book.items()
    )


@lru_cache
def _unnamed() -> tuple[dict[str, tuple[str, bool]], re.Pattern[str]]:
    rows = read_words("money")["unnamed_bodies"]
    names = {f"body{number}": (row["name"], bool(row.get("short"))) for number, row in enumerate(rows)}
    printed = "|".join(f"(?P<body{number}>{row['printed']})" for number, row in enumerate(rows))
    return names, re.compile(rf"(?<![\w'])(?:{printed})(?![\w'])")


@lru_cache
def _idle() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(str(word)) for word in read_words("money")["idle"]), key=len, reverse=True))
    return re.compile(rf"(?i)\A(?:{words})(?!\w)|(?<!\w)(?:{words})\Z")
