"""How an action is paid for, from the words around its sums (domain.md 6; ``codebooks/money.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import FundingBasis

#: What stands for a sum in the words around it.
SUM = "£"
_SHARE = re.compile(r"(?<![\d.])(\d{1,2})\s?%")
_WHOLE = 100
_STAFF_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})?|one|two|three|four|five|six|a half|half)"
_NEEDED = re.compile(
    r"\b(?:additional|further|new|extra|more)\s+(?:\w+\s+){0,4}(?:funding|resources?|money|staff|costs?|investment)\b"
    r"|\b(?:funding|funds|resources?|investment|money)\s+(?:\w+\s+){0,3}(?:required|needed|sought|necessary)\b"
    rf"|\b(?:further|additional|extra|another)\s+(?:sum of\s+)?{SUM}"
    rf"|{SUM}\s+(?:more\s|additional\s|further\s)?(?:is\s|will be\s)?(?:required|needed|additional|extra)\b",
    re.I,
)


def signals(text: str) -> tuple[FundingBasis, ...]:
    """The bases that a text names, each once, in printed order; longer phrases hide those inside them."""
    names, pattern = _phrases()
    found = [names[_folded(match[0])] for match in pattern.finditer(text)]
    plain = pattern.sub(lambda match: " " if names[_folded(match[0])] in _NO_NEED else match[0], text)
    if _NEEDED.search(plain):
        found.append(FundingBasis.NEW_NEEDED)
    if staff(text):
        found.append(FundingBasis.IN_KIND)
    return tuple(dict.fromkeys(found))


def are_shares(text: str) -> bool:
    """Whether a text divides a cost among several payers by shares that make up the whole ("60% SPS, 40% NHS")."""
    shares = [int(match[1]) for match in _SHARE.finditer(text)]
    return len(shares) > 1 and sum(shares) == _WHOLE


def without_bases(text: str) -> str:
    """A label without the words that only say how it is paid; words that name a fund or giver stay."""
    names, pattern = _phrases()
    return pattern.sub(lambda match: " " if _says_only_how(names[_folded(match[0])], match[0]) else match[0], text)


def _says_only_how(basis: FundingBasis, printed: str) -> bool:
    return basis not in {FundingBasis.EXTERNAL, FundingBasis.IN_KIND} and not re.search(r"\d", printed)


def staff(text: str) -> str | None:
    """Staff counted in a text ("3 solicitors", "0.5 FTE post"), in lower case; they are no money."""
    match = _staff().search(text)
    return " ".join(match[0].split()).lower() if match else None


def combined(found: tuple[FundingBasis, ...]) -> FundingBasis | None:
    """The basis of a text without sums, from all that it names."""
    names = set(found)
    if FundingBasis.EXISTING in names:
        if names & {FundingBasis.NEW_NEEDED, FundingBasis.TO_BE_DETERMINED}:
            return FundingBasis.EXISTING_PLUS_NEW_NEEDED
        if names & {FundingBasis.EXTERNAL} or (FundingBasis.IN_KIND in names and found[0] is FundingBasis.EXISTING):
            return FundingBasis.MIXED
        return FundingBasis.EXISTING
    return next((basis for basis in _PRECEDENCE if basis in names), None)


def combined_with_sums(found: tuple[FundingBasis, ...]) -> FundingBasis | None:
    """The basis that words give to the sums they stand beside."""
    names = set(found)
    if FundingBasis.EXISTING in names:
        return FundingBasis.EXISTING_PLUS_NEW_NEEDED if FundingBasis.NEW_NEEDED in names else FundingBasis.EXISTING
    if names & {FundingBasis.PROVISIONAL, FundingBasis.TO_BE_DETERMINED}:
        return FundingBasis.PROVISIONAL
    return next((basis for basis in (FundingBasis.NEW_NEEDED, FundingBasis.EXTERNAL) if basis in names), None)


#: Phrases that hold the words of a need without one ("no additional funding", "existing resources required").
_NO_NEED = frozenset({FundingBasis.NONE_ADDITIONAL, FundingBasis.EXISTING})
_PRECEDENCE = (
    FundingBasis.NONE_ADDITIONAL,
    FundingBasis.NEW_NEEDED,
    FundingBasis.EXTERNAL,
    FundingBasis.IN_KIND,
    FundingBasis.TO_BE_DETERMINED,
    FundingBasis.PROVISIONAL,
    FundingBasis.NOT_APPLICABLE,
)


def _folded(phrase: str) -> str:
    return re.sub(r"[\s-]+", " ", phrase).casefold()


@lru_cache
def _phrases() -> tuple[dict[str, FundingBasis], re.Pattern[str]]:
    book = read_words("money")["bases"]
    names = {_folded(phrase): FundingBasis(basis) for basis, phrases in book.items() for phrase in phrases}
    bodies = [re.escape(name).replace(r"\ ", r"[\s-]{1,3}") for name in sorted(names, key=len, reverse=True)]
    return names, re.compile(rf"(?<![\w'])(?:{'|'.join(bodies)})(?![\w'])", re.I)


@lru_cache
def _staff() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, read_words("money")["staff"]), key=len, reverse=True))
    described = r"(?:(?:x|full|part|time|new|additional|dedicated|temporary|[a-z]+-time|[A-Za-z]{2,14})\s){0,3}"
    return re.compile(rf"(?<![\w£.,]){_STAFF_NUMBER}\s(?:{described})(?:{words})s?(?!\w)", re.I)
