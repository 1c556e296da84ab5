"""Personal names in running text, by title, given name or initial (``people_words.yaml``, ``given_names.csv``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cjaplans.normalise.codebooks import read, read_words

#: Words with their own hyphens and apostrophes, or one sign.
_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
#: Initials and given names before a surname.
MOST_FORENAMES = 3


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    given: frozenset[str]
    doubtful: frozenset[str]
    titles: frozenset[str]
    weak_titles: frozenset[str]
    particles: frozenset[str]
    not_surnames: frozenset[str]
    doubtful_surnames: frozenset[str]
    not_people: frozenset[str]
    lettered: frozenset[str]
    not_after_initials: frozenset[str]
    named_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def is_capitalised(self) -> bool:
        return len(self.text) > 1 and self.text[0].isupper() and any(c.islower() for c in self.text)


@lru_cache
def _vocabulary() -> _Vocabulary:
    words = read_words("people_words")
    known = {key: frozenset(words[key]) for key in words}
    return _Vocabulary(
        given=frozenset(row["name"] for row in read("given_names")),
        doubtful=known["doubtful_names"],
        titles=known["titles"],
        weak_titles=known["weak_titles"],
        particles=known["particles"],
        not_surnames=known["not_surnames"],
        doubtful_surnames=known["doubtful_surnames"],
        not_people=known["not_people"],
        lettered=known["lettered"],
        not_after_initials=known["not_after_initials"],
        named_after=known["named_after"],
    )


def find_people(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every personal name in a text, in order; a title before a name is part of it.

    A name is a title, a given name or an initial before a surname, or "Surname, Given"; a given name that is
    also a month, a place or a plain word counts only where no other capitalised word stands beside it.
    """
    words = [_Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        last = _name_at(words, at)
        if last is None:
            at += 1
            continue
        found.append((words[at].start, words[last].end))
        at = last + 1
    return tuple(found)


def _name_at(words: list[_Word], at: int) -> int | None:
    """The index of the last word of the name that begins here; None where none does."""
    first = words[at]
    if not first.text[0].isupper():
        return None
    kinds: tuple[Callable[[list[_Word], int], int | None], ...] = (_titled, _given, _initialled, _turned)
    for kind in kinds:
        last = kind(words, at)
        if last is not None and not _is_no_person(words[at : last + 1]) and not _is_namesake(words, last + 1):
            return last
    return None


def _is_no_person(words: list[_Word]) -> bool:
    texts = [word.text for word in words]
    return any(" ".join(texts[at : at + 2]) in _vocabulary().not_people for at in range(len(texts)))


def _is_namesake(words: list[_Word], after: int) -> bool:
    """Whether a name is only the name of what follows: "David Smith Centre"."""
    return after < len(words) and words[after].text in _vocabulary().named_after


def _titled(words: list[_Word], at: int) -> int | None:
    """ "Ms Smith", "Dr. J Smith", "Sheriff John Smith"."""
    known = _vocabulary()
    if words[at].text not in known.titles:
        return None
    begin = _past_stop(words, at + 1)
    fore = _forenames(words, begin)
    if words[at].text in known.weak_titles and fore == begin:
        return None
    last = _surname(words, fore)
    if last is not None and fore == begin and _surname(words, last + 1):
        return last + 1
    return last


def _given(words: list[_Word], at: int) -> int | None:
    """ "Gary Smith", "Mary Ann van Dyke"."""
    known = _vocabulary()
    if not _is_given(words[at]):
        return None
    fore = _forenames(words, at, most=_how_many(words, at))
    last = _surname(words, fore) if fore > at else None
    if last is None:
        return None
    doubtful = words[at].text in known.doubtful
    if doubtful and (words[last].text in known.doubtful_surnames or _has_capital_neighbour(words, at, last)):
        return None
    return last


def _is_given(word: _Word) -> bool:
    """ "Jean-Paul" counts by its first part."""
    return word.text.split("-")[0] in _vocabulary().given


def _how_many(words: list[_Word], at: int) -> int:
    """How many forenames: "Ian Neil Smith" has two, "Ian Neil Gary Smith" is two people."""
    third = words[at + 2] if at + 2 < len(words) else None
    return MOST_FORENAMES if third and third.is_capitalised and not _is_given(third) and _apart(words, at + 2) else 1


def _apart(words: list[_Word], at: int) -> bool:
    """Whether the word here can end a name: no capitalised word follows it on its line."""
    return at + 1 >= len(words) or not words[at + 1].text[0].isupper()


def _forenames(words: list[_Word], at: int, most: int = MOST_FORENAMES) -> int:
    """The index of the first word that is neither given name nor initial, leaving one for the surname."""
    end = at
    while end < len(words) and end - at < most and (words[end].is_initial or _is_given(words[end])):
        following = _past_stop(words, end + 1) if words[end].is_initial else end + 1
        if following >= len(words) or not (_can_be_surname(words, following) or words[following].is_initial):
            break
        end = following
    while most == 1 and end > at and end < len(words) and words[end].is_initial:
        end = _past_stop(words, end + 1)
    return end


def _past_stop(words: list[_Word], at: int) -> int:
    return at + 1 if at < len(words) and words[at].text == "." else at


def _can_be_surname(words: list[_Word], at: int) -> bool:
    known = _vocabulary()
    word = words[at]
    if word.text in known.particles:
        return at + 1 < len(words) and words[at + 1].is_capitalised
    return word.is_capitalised and word.text not in known.not_surnames


def _surname(words: list[_Word], at: int) -> int | None:
    """The index of the surname's last word, particles passed over."""
    if at >= len(words) or not _can_be_surname(words, at):
        return None
    if words[at].text in _vocabulary().particles:
        return at + 1 if words[at + 1].text not in _vocabulary().not_surnames else None
    return at


def _has_capital_neighbour(words: list[_Word], first: int, last: int) -> bool:
    before = first > 0 and words[first - 1].is_capitalised and words[first - 1].text not in _vocabulary().titles
    after = last + 1 < len(words) and words[last + 1].is_capitalised
    return before or after


def _initialled(words: list[_Word], at: int) -> int | None:
    """ "N Smith", "J.P. Smith"; a lone A or I needs its full stop."""
    known = _vocabulary()
    if not words[at].is_initial or (at > 0 and words[at - 1].text in (*known.lettered, "&", "-", "'")):
        return None
    if at > 1 and words[at - 1].text == "/" and words[at - 2].is_initial:
        return None
    stopped = at + 1 < len(words) and words[at + 1].text == "."
    if words[at].text in "AI" and not stopped:
        return None
    fore = _forenames(words, at)
    last = _surname(words, fore) if fore > at else None
    if last is None or words[last].text in known.not_after_initials or _is_only_given(words[last]):
        return None
    return None if not stopped and _has_capital_neighbour(words, at, last) else last


def _is_only_given(word: _Word) -> bool:
    """A given name that is no common surname as well."""
    return _is_given(word) and word.text not in _vocabulary().doubtful


def _turned(words: list[_Word], at: int) -> int | None:
    """ "Smith, Gary", with nothing capitalised on either side."""
    known = _vocabulary()
    if at + 2 >= len(words) or words[at + 1].text != "," or not _can_be_surname(words, at):
        return None
    given = words[at + 2]
    plain = _is_given(given) and given.text not in known.doubtful and not _is_given(words[at])
    alone = at == 0 or not (words[at - 1].text[0].isalpha() or words[at - 1].text in ",&")
    after = at + 3 < len(words) and (words[at + 3].text[0].isalpha() or words[at + 3].text in "&,")
    return at + 2 if plain and alone and not after else None
