"""Column headings to fields: by vocabulary, as questions, by their parts, then by similarity (``layouts/*.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cjaplans.normalise.fields import Field
from cjaplans.normalise.heading_words import Alike, KnownWords, fold_heading, stem, stems, telling, vocabulary

__all__ = [
    "EvidenceKind",
    "Match",
    "about",
    "fold_heading",
    "is_other",
    "is_value",
    "match_heading",
    "names_date",
    "says_little",
    "vocabulary",
]

#: Headings longer than this are sentences of a body row.
LONGEST_HEADING = 90
#: A phrase inside a heading of more words than this says little of it; a question may be longer.
LONGEST_WORDS = 8
LONGEST_QUESTION = 14
#: Likeness of letters (0..100) from which a heading counts as a misspelt phrase.
ALIKE = 90.0
SHORTEST_MISSPELT = 5
#: Likeness of words (0..1) from which a heading counts as a phrase in other words: measured on tests/normalise/data.
SIMILAR = 0.5
#: A phrase inside a heading of more words, not at the end of what it is about, says little of it.
LONGEST_AROUND = 5
#: Words of sentences: a heading with one is a question or no heading.
MODAL = re.compile(r"\b(?:will|shall|must|should|would|can)\b")
ASKING = re.compile(
    r"^(?:by |to |for |with |from |in )?(?P<asks>who|whos|whom|whose|when|why|where|how|what|whats|which)\b"
)


class EvidenceKind(StrEnum):
    """What a column's field was decided by."""

    VOCABULARY = "vocabulary"
    PART = "part of heading"
    QUESTION = "question"
    SIMILARITY = "similarity"
    CONTENT = "content"
    USER = "user layout"
    INHERITED = "inherited"


@dataclass(frozen=True, slots=True)
class Match:
    """A heading's field, how sure (0..1), the phrase that decided, and how it did."""

    field: Field
    confidence: float
    phrase: str
    kind: EvidenceKind = EvidenceKind.VOCABULARY


@lru_cache(maxsize=4096)
def match_heading(text: str) -> Match | None:
    """The field a heading names; None when it names none or is no heading at all.

    Of alternatives ("Tasks / how we know") the first decides.
    """
    if len(text) > LONGEST_HEADING or not (folded := fold_heading(text)):
        return None
    phrases = _phrases()
    if folded in phrases:
        return Match(phrases[folded], 1.0, folded)
    first = _first_alternative(text)
    if folded in _others() or first in _others():
        return None
    if first in phrases:
        return Match(phrases[first], 0.95, first, EvidenceKind.PART)
    if ASKING.match(folded):
        return _asked(folded)
    head = _head(folded.split())
    if MODAL.search(" ".join(head)) or _is_order(folded):
        return None
    if MODAL.search(folded):
        return _ending(head, cut=True)
    if match := _same_words(folded):
        return match
    phrase, field = _last_known(head, len(head) < len(folded.split()))
    if phrase and field is None:
        return None
    return _part(folded) or _misspelt(folded) or _similar(folded)


def says_little(phrase: str) -> bool:
    """Whether a phrase names its field only as a whole heading."""
    return stems(phrase) in _alone("whole") | _alone("head")


def names_date(text: str) -> bool:
    """Whether the last of several headings in one is of a date ("Milestone / target date")."""
    last = match_heading(re.split(r"\s*[/(&,]\s*|\s+(?:and|or)\s+", text.strip(" )"))[-1])
    return last is not None and last.field is Field.TIMESCALE


def is_value(phrase: str) -> bool:
    """Whether a phrase stands below a heading more often than it is one."""
    return phrase in vocabulary("alone")["values"]


def is_other(text: str) -> bool:
    """Whether a heading is known to name no field of an action."""
    return about(text) is not None


def about(text: str) -> str | None:
    """What a heading is about that is known to name no field of an action ("meetings"), else None."""
    return _others().get(fold_heading(text))


@lru_cache
def _phrases() -> dict[str, Field]:
    return {phrase: Field(name) for name, known in vocabulary("fields").items() for phrase in known}


@lru_cache
def _others() -> dict[str, str]:
    return {phrase: kind for kind, known in vocabulary("other_headings").items() for phrase in known}


@lru_cache
def _alone(section: str) -> frozenset[tuple[str, ...]]:
    return frozenset(stems(phrase) for phrase in vocabulary("alone")[section])


@lru_cache
def _stemmed() -> dict[tuple[str, ...], tuple[str, Field | None]]:
    """Every known heading by its stems in order; one that names no field has None."""
    known: dict[tuple[str, ...], tuple[str, Field | None]] = {}
    known |= {stems(phrase): (phrase, field) for phrase, field in reversed(_phrases().items())}
    known |= {stems(phrase): (phrase, None) for phrase in _others()}
    return known


@lru_cache
def _told() -> dict[frozenset[str], tuple[str, Field | None]]:
    """Every known heading of several words by what they tell."""
    first_last = list(_phrases().items())[::-1]
    longest_first = sorted(first_last, key=lambda known: -len(known[0].split()))
    known: dict[frozenset[str], tuple[str, Field | None]] = {}
    known |= {telling(phrase): (phrase, field) for phrase, field in longest_first}
    known |= {telling(phrase): (phrase, None) for phrase in _others()}
    return {words: found for words, found in known.items() if words}


@lru_cache
def _known_words() -> KnownWords:
    return KnownWords(list(_told()))


@lru_cache
def _spaceless() -> dict[str, str]:
    """Every phrase by its letters."""
    return {phrase.replace(" ", ""): phrase for phrase in _phrases()}


@lru_cache
def _alike() -> Alike:
    return Alike(_spaceless(), ALIKE)


def _first_alternative(text: str) -> str:
    """The first of several headings in one ("Tasks / how we know"), folded."""
    return fold_heading(re.split(r"\s*[/(]\s*|\s+(?:and|or|&)\s+", text.strip())[0])


def _asked(folded: str) -> Match | None:
    """The field of a question, by what it asks and what about."""
    asked = ASKING.match(folded)
    if asked is None or len(folded.split()) > LONGEST_QUESTION:
        return None
    word = asked["asks"].removesuffix("s") if asked["asks"] in ("whos", "whats") else asked["asks"]
    rest = folded[asked.end() :]
    for row in vocabulary("questions"):
        if word in row["asks"] and ("about" not in row or _speaks_of(rest, row["about"])):
            return Match(Field(row["field"]), 0.9, folded, EvidenceKind.QUESTION) if "field" in row else None
    return None


def _speaks_of(text: str, words: list[str]) -> bool:
    held = set(stems(text))
    return any(f" {word} " in f" {text} " if " " in word else stem(word) in held for word in words)


def _is_order(folded: str) -> bool:
    """Whether a text tells somebody to do something, as actions do ("Develop a protocol")."""
    words = folded.split()
    return (
        len(words) > 2
        and words[0] in vocabulary("verbs")
        and words[1] in ("a", "an", "the", "all", "and", "with", "that")
    )


def _same_words(folded: str) -> Match | None:
    """A known heading in another form: "Person(s) responsible", "Links with national outcome(s)"."""
    words = telling(folded)
    phrase, field = _told().get(words, ("", None))
    if field is None or (len(words) == 1 and says_little(phrase)):
        return None
    return Match(field, 0.92, phrase, EvidenceKind.SIMILARITY)


def _part(folded: str) -> Match | None:
    """The known heading that a longer one ends with, before "of", "for", "to"; else the longest it contains."""
    words = folded.split()
    if len(words) > LONGEST_WORDS:
        return None
    head = _head(words)
    if match := _ending(head, len(head) < len(words)):
        return match
    if len(words) > LONGEST_AROUND:
        return None
    phrase, field = _contained(stems(folded))
    return Match(field, 0.8, phrase, EvidenceKind.PART) if field else None


def _contained(words: tuple[str, ...]) -> tuple[str, Field | None]:
    """The longest known heading among the words of another, of two as long the last."""
    inside = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    found = (_stemmed().get(part, ("", None)) for part in inside)
    told = [each for each in found if each[0] and not says_little(each[0])]
    return max(reversed(told), key=lambda each: len(each[0]), default=("", None))


def _head(words: Sequence[str]) -> Sequence[str]:
    """What a heading is about: its words before "of", "for" or the like."""
    more = vocabulary("words")["before_more"]
    return words[: next((n for n, word in enumerate(words) if n and word in more), len(words))]


def _ending(head: Sequence[str], cut: bool) -> Match | None:
    phrase, field = _last_known(head, cut)
    return Match(field, 0.9, phrase, EvidenceKind.PART) if field else None


def _last_known(head: Sequence[str], cut: bool) -> tuple[str, Field | None]:
    """The longest known heading that ends these words, and its field; ``cut``: what followed them only says more."""
    words = stems(" ".join(head))
    for start in range(len(words)):
        phrase, field = _stemmed().get(words[start:], ("", None))
        if not phrase or words[start:] in _alone("whole"):
            continue
        if words[start:] in _alone("head") and not (cut and start == 0):
            continue
        return phrase, field
    return "", None


def _misspelt(folded: str) -> Match | None:
    bare = folded.replace(" ", "")
    if len(bare) < SHORTEST_MISSPELT:
        return None
    found = _alike().nearest(bare)
    if found is None:
        return None
    phrase = _spaceless()[found]
    return Match(_phrases()[phrase], 0.8, phrase, EvidenceKind.SIMILARITY)


def _similar(folded: str) -> Match | None:
    """The known heading whose words tell most nearly the same, of several; none where that one names no field."""
    words = telling(folded)
    if not 1 < len(words) <= LONGEST_WORDS:
        return None
    nearest, likeness = _known_words().nearest(words)
    phrase, field = _told().get(nearest, ("", None))
    about = stems(" ".join(_head(folded.split())))
    if likeness < SIMILAR or field is None or (says_little(phrase) and about[-1:] != stems(phrase)[-1:]):
        return None
    return Match(field, round(0.5 + 0.3 * likeness, 2), phrase, EvidenceKind.SIMILARITY)
