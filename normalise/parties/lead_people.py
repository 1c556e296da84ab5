"""Personal names as lists of leads print them: an initial or a given name says there what prose leaves open."""

from __future__ import annotations

from functools import lru_cache

from cjaplans.normalise.parties.people import (
    MOST_FORENAMES,
    SHORTEST_SHOUTED,
    can_be_surname,
    find_people,
    is_lettered,
    is_only_given,
    names_of_kinds,
    shouted_surname,
)
from cjaplans.normalise.parties.person_words import Word, is_given, party_words, sole_names, words_of
from cjaplans.normalise.parties.titles import past_stop

#: Words that may stand beside a given name alone: they part it from other leads.
_PARTING = frozenset({"and", "with", "by", "to", "for", "from", "of", "or", "plus", "via", "contact", "lead", "led"})


@lru_cache(maxsize=1024)
def find_leads(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every personal name in a list of leads.

    Beside what ``find_people`` finds: "A Smith" and "I Ross" without a full stop, "J SMITH", "Moira D", and a given
    name alone.
    """
    return names_of_kinds(text, (_initialled, _shortened, _alone))


def find_forenames(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of given names that stand alone in any text, a saint's name or a place's left out."""
    words = words_of(text)
    found = find_people(text)
    lone = [word for at, word in enumerate(words) if _is_lone(words, at)]
    return tuple((word.start, word.end) for word in lone if not any(s <= word.start < e for s, e in found))


def _initialled(words: list[Word], at: int) -> int | None:
    """ "A Smith": a capital and a word that no body's name or post has, and that ends the item."""
    if not words[at].is_initial or (at > 0 and is_lettered(words, at)):
        return None
    last = at + 1
    while last < min(len(words), at + MOST_FORENAMES) and words[last].is_initial:
        last = past_stop(words, last + 1)
    if last >= len(words) or words[last].is_in("not_after_initials") or words[last].is_in("not_after_articles"):
        return None
    if words[last].is_shouted:
        return shouted_surname(words, last, SHORTEST_SHOUTED) if not _is_of_a_body(words[last]) else None
    if not can_be_surname(words, last) or is_only_given(words[last]) or _is_of_a_body(words[last]):
        return None
    return last if _ends(words, last) else None


def _is_of_a_body(word: Word) -> bool:
    """Whether a word is of bodies' names or posts, and no name of people as well."""
    return word.quiet in party_words() and not word.is_in("doubtful_names")


def _ends(words: list[Word], last: int) -> bool:
    """Whether no word goes on behind a name but an abbreviation or a body's name."""
    after = words[last + 1] if last + 1 < len(words) else None
    return after is None or not after.is_capitalised or after.text in party_words()


def _shortened(words: list[Word], at: int) -> int | None:
    """ "Moira D", "Alan M.": a given name and the first letter of a surname."""
    if not _is_sure(words[at]) or at + 1 >= len(words) or not words[at + 1].is_initial:
        return None
    after = past_stop(words, at + 2)
    return at + 1 if after >= len(words) or not words[after].text[0].isupper() else None


def _alone(words: list[Word], at: int) -> int | None:
    """ "Fiona (CJSW)": a given name that fills an item."""
    before = words[at - 1].text if at else ","
    after = words[at + 1].text if at + 1 < len(words) else ","
    parted = all(not text[0].isalnum() or text.casefold() in _PARTING for text in (before, after))
    known = words[at].text.casefold() in sole_names() or _is_of_a_body(words[at])
    return at if parted and _is_sure(words[at]) and not known else None


def _is_sure(word: Word) -> bool:
    return word.is_capitalised and is_given(word) and not word.is_in("doubtful_names")


def _is_lone(words: list[Word], at: int) -> bool:
    """Whether a sure given name has no capitalised word beside it, of whose name it could be a part."""
    word = words[at]
    if not _is_sure(word) or word.is_in("not_alone") or word.text in party_words():
        return False
    beside = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
    return not any(other.text[0].isupper() or other.text in "'’‘&-" for other in beside)
