"""Personal names in running text, by title, given name or initial (``people_words.yaml``, ``given_names.csv``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cjaplans.normalise.parties.person_words import (
    Word,
    begins_name,
    is_given,
    listed,
    party_words,
    sole_names,
    words_of,
)
from cjaplans.normalise.parties.titles import past_stop, past_titles

#: Surnames that are no other word.
_PATRONYMIC = re.compile(r"(?:Mac|Mc)[A-Z][a-z]|O['’‘][A-Z][a-z]")
#: What parts the names of a list.
_JOINING = frozenset({",", "&", "and", "/", ";"})
#: Initials and given names before a surname.
MOST_FORENAMES = 3
#: Letters of a surname in capitals behind a given name in capitals, and behind one that is not.
SHORTEST_SHOUTED, SHORTEST_MIXED = 3, 4
#: Tells the index of the last word of a name that begins at a word; None where none of its kind does.
Kind = Callable[[list[Word], int], int | None]


@lru_cache(maxsize=1024)
def find_people(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every personal name in a text, in order; a title before a name is part of it, "'s" is not.

    A name is a title, a given name or an initial before a surname, or "Surname, Given"; a given name that is
    also a month, a place or a plain word counts only where no other capitalised word stands beside it.
    """
    return names_of_kinds(text, ())


def names_of_kinds(text: str, more: tuple[Kind, ...]) -> tuple[tuple[int, int], ...]:
    """The names that ``find_people`` finds, and those of more kinds."""
    words = words_of(text)
    kinds: tuple[Kind, ...] = (_titled, _given, _shouted, _initialled, _turned, *more)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        last = _name_at(words, at, kinds)
        if last is None:
            at += 1
            continue
        found.append((words[at].start, words[last].end))
        at = last + 1
    return tuple(found)


def _name_at(words: list[Word], at: int, kinds: tuple[Kind, ...]) -> int | None:
    """The index of the last word of the name that begins here; None where none does."""
    if not may_begin_name(words, at):
        return None
    for kind in kinds:
        last = kind(words, at)
        if last is not None and not _is_no_person(words[at : last + 1]) and not _is_namesake(words, last):
            return last
    return None


def may_begin_name(words: list[Word], at: int) -> bool:
    """Whether a name of any kind may begin at a word: most words need no closer look."""
    text = words[at].text
    return text[0].isupper() and (begins_name(text) or (at + 2 < len(words) and words[at + 1].text == ","))


def _is_no_person(words: list[Word]) -> bool:
    texts = [word.quiet for word in words]
    return any(" ".join(texts[at : at + 2]) in listed("not_people") for at in range(len(texts)))


def _is_namesake(words: list[Word], last: int) -> bool:
    """Whether a name is only the name of what follows: "David Smith Centre", "Ann Smith & Sons"."""
    after = last + 1
    if after + 1 < len(words) and words[after].text in ("&", "and", "AND"):
        return words[after + 1].is_in("firm_words")
    while after < len(words) and words[after].is_in("between_words"):
        after += 1
    return after < len(words) and words[after].is_in("named_after")


def _titled(words: list[Word], at: int) -> int | None:
    """ "Ms Smith", "Dr. J Smith", "Sheriff John Smith", "Ch Insp Smith"."""
    titles = past_titles(words, at)
    if titles is None:
        return None
    fore = _forenames(words, titles.end)
    if fore == titles.end and _is_whole_name(words, fore, titles.is_weak):
        return fore + 1
    if fore == titles.end and _is_addressed(words, at, fore):
        return fore
    if fore == titles.end and (titles.is_weak or (fore < len(words) and words[fore].is_in("not_after_titles"))):
        return None
    last = _surname(words, fore)
    if last is None and words[at].is_shouted:
        while fore < len(words) and words[fore].is_initial:
            fore = past_stop(words, fore + 1)
        last = shouted_surname(words, fore, SHORTEST_SHOUTED)
    if last is not None and fore == titles.end and not words[last].is_possessive and _surname(words, last + 1):
        return last + 1
    return _run_on(words, last) if last is not None else None


def _is_addressed(words: list[Word], at: int, fore: int) -> bool:
    """ "Mr House": any word of one capital, where no other goes on behind it."""
    courtesy = words[at].is_in("courtesy_titles") and fore < len(words)
    return courtesy and words[fore].is_capitalised and ends_name(words, fore)


def _is_whole_name(words: list[Word], at: int, is_weak: bool) -> bool:
    """Two words behind a title: a sure given name and any other ("Stephen House"), or two that no rank's field has."""
    if at + 1 >= len(words) or not (words[at].is_capitalised and words[at + 1].is_capitalised):
        return False
    if not ends_name(words, at + 1) or words[at].is_in("not_after_titles") or words[at].is_possessive:
        return False
    if is_given(words[at]):
        return not words[at].is_in("doubtful_names")
    return is_weak and not any(_is_of_a_field(word) for word in words[at : at + 2])


def _is_of_a_field(word: Word) -> bool:
    known = any(word.is_in(key) for key in ("not_surnames", "not_after_ranks", "named_after", "titles", "rank_words"))
    return known or word.text in party_words()


def _given(words: list[Word], at: int) -> int | None:
    """ "Gary Smith", "Mary Ann van Dyke"."""
    if words[at].is_shouted or not is_given(words[at]) or _is_month(words, at):
        return None
    fore = _forenames(words, at, most=_how_many(words, at))
    last = _surname(words, fore) if fore > at else None
    if last is None:
        return _stopped_initial(words, at)
    doubtful = words[at].is_in("doubtful_names")
    if doubtful and (words[last].is_in("doubtful_surnames") or _has_capital_neighbour(words, at, last)):
        return None
    return _run_on(words, last)


def _stopped_initial(words: list[Word], at: int) -> int | None:
    """ "Moira D.": a sure given name and the first letter of a surname, with its full stop."""
    sure = not words[at].is_in("doubtful_names")
    texts = [word.text for word in words[at + 2 : at + 3]]
    return at + 1 if sure and texts == ["."] and words[at + 1].is_initial else None


def _is_month(words: list[Word], at: int) -> bool:
    """ "in April Grant awards": a month behind a word of time or a number."""
    if not words[at].is_in("month_names") or at == 0:
        return False
    before = words[at - 1].text
    return before.isdigit() or before.casefold() in listed("time_words")


def _how_many(words: list[Word], at: int) -> int:
    """How many forenames: "Ian Neil Smith" has two, "Ian Neil Gary Smith" is two people."""
    third = words[at + 2] if at + 2 < len(words) else None
    return MOST_FORENAMES if third and third.is_capitalised and not is_given(third) and ends_name(words, at + 2) else 1


def ends_name(words: list[Word], at: int) -> bool:
    """Whether the word here can end a name: no capitalised word follows it on its line."""
    return at + 1 >= len(words) or not words[at + 1].text[0].isupper() or words[at].is_possessive


def _forenames(words: list[Word], at: int, most: int = MOST_FORENAMES) -> int:
    """The index of the first word that is neither given name nor initial, leaving one for the surname."""
    end = at
    while end < len(words) and end - at < most and (words[end].is_initial or is_given(words[end])):
        following = past_stop(words, end + 1) if words[end].is_initial else end + 1
        if following >= len(words) or not (can_be_surname(words, following) or words[following].is_initial):
            break
        end = following
    while most == 1 and end > at and end < len(words) and words[end].is_initial:
        end = past_stop(words, end + 1)
    return end


def can_be_surname(words: list[Word], at: int) -> bool:
    begin = _past_particles(words, at)
    return begin < len(words) and words[begin].is_capitalised and not words[begin].is_in("not_surnames")


def _past_particles(words: list[Word], at: int) -> int:
    """The index past "van der", "Nic", "Mac an"."""
    begin = at
    while begin < len(words) and begin - at < MOST_FORENAMES:
        text = words[begin].text
        if text not in listed("particles") and not (begin > at and text in listed("articles")):
            break
        begin += 1
    return begin


def _surname(words: list[Word], at: int) -> int | None:
    """The index of the surname's last word, particles passed over."""
    return _past_particles(words, at) if can_be_surname(words, at) else None


def _run_on(words: list[Word], last: int) -> int:
    """The last word of a name that goes on: "Mary Smith Khan"; not into a body's name, a post or another person."""
    after = last + 1
    if after >= len(words) or words[last].is_possessive:
        return last
    if words[after].text in listed("particles"):
        return _surname(words, after) or last
    follows = can_be_surname(words, after) and not words[after].is_in("named_after") and ends_name(words, after)
    known = words[after].text in party_words() or words[after].is_in("titles") or words[after].is_in("month_names")
    another = is_given(words[after]) and after + 1 < len(words) and words[after + 1].text in listed("particles")
    return after if follows and not (known or another or words[after].is_in("not_in_capitals")) else last


def _has_capital_neighbour(words: list[Word], first: int, last: int) -> bool:
    before = first > 0 and words[first - 1].is_capitalised and words[first - 1].text not in listed("titles")
    after = last + 1 < len(words) and words[last + 1].is_capitalised and not words[last].is_possessive
    return before or after


def _shouted(words: list[Word], at: int) -> int | None:
    """ "JOHN SMITH", "Mary SMITH", "MARY ANN MC DONALD"; of one given name and a word only where it is no other."""
    first = words[at]
    if not is_given(first) or first.is_in("doubtful_names"):
        return None
    fewest = SHORTEST_SHOUTED if first.is_shouted else SHORTEST_MIXED
    for fore in (at + 2, at + 1):
        middle = words[at + 1 : fore]
        if all(is_given(word) or word.is_initial for word in middle):
            last = shouted_surname(words, fore, fewest)
            if last is not None:
                return last
    return None


def shouted_surname(words: list[Word], at: int, fewest: int) -> int | None:
    """The end of a surname in capitals; None for an abbreviation or an ordinary word."""
    if at < len(words) and words[at].text in listed("particles_in_capitals"):
        at += 1
    if at >= len(words) or not words[at].is_shouted or len(words[at].text) < fewest:
        return None
    word = words[at]
    is_word = word.is_in("not_surnames") or word.is_in("not_in_capitals") or word.is_in("named_after")
    speakable = any(vowel in word.text for vowel in "AEIOUY")
    return None if is_word or not speakable or word.text.casefold() in sole_names() else at


def _initialled(words: list[Word], at: int) -> int | None:
    """ "N Smith", "J.P. Smith"; a lone A or I needs its full stop, A else a word like "by" before it."""
    if not words[at].is_initial or (at > 0 and is_lettered(words, at)):
        return None
    stopped = at + 1 < len(words) and words[at + 1].text == "."
    if words[at].text in "AI" and not stopped and not (_is_introduced(words, at) or _is_sure(words, at)):
        return None
    fore = _forenames(words, at)
    last = _surname(words, fore) if fore > at else None
    if last is None or words[last].is_in("not_after_initials") or is_only_given(words[last]):
        return None
    return None if not stopped and _has_capital_neighbour(words, at, last) else last


def is_lettered(words: list[Word], at: int) -> bool:
    """Whether a letter is a label ("Option B") or part of "A&E", "R & D", "A/B"."""
    before = words[at - 1]
    if before.text == "&":
        return before.end == words[at].start or (at > 1 and words[at - 2].is_initial)
    if before.text == "/":
        return at > 1 and words[at - 2].is_initial
    return before.is_in("lettered") or before.text in "-'’‘"


def _is_introduced(words: list[Word], at: int) -> bool:
    """ "by A Smith" where a sign, a line's end or nothing follows: no "a new start" in capitals."""
    if words[at].text != "A" or at == 0 or words[at - 1].text.casefold() not in listed("introducing"):
        return False
    after = words[at + 2].text if at + 2 < len(words) else "\n"
    return not after[0].isalnum() or after == "and" or (at + 1 < len(words) and words[at + 1].is_possessive)


def _is_sure(words: list[Word], at: int) -> bool:
    """A surname that is no word ("McPhail"), or another initial and surname beside this one: "I Ross, E Reid"."""
    if at + 1 < len(words) and _PATRONYMIC.match(words[at + 1].text):
        return True
    beside = (words[at + 2 : at + 5], words[max(0, at - 3) : at][-1:] + words[max(0, at - 3) : at][:-1])
    return can_be_surname(words, at + 1) and any(_joins_a_name(near) for near in beside)


def _joins_a_name(near: list[Word]) -> bool:
    """Whether three words are what parts names, an initial and a surname."""
    return len(near) == 3 and near[0].text in _JOINING and near[1].is_initial and near[2].is_capitalised


def is_only_given(word: Word) -> bool:
    """A given name that is no common surname as well."""
    return is_given(word) and not word.is_in("doubtful_names")


def _turned(words: list[Word], at: int) -> int | None:
    """ "Smith, Gary", with nothing capitalised on either side."""
    if at + 2 >= len(words) or words[at + 1].text != "," or not can_be_surname(words, at):
        return None
    given = words[at + 2]
    plain = is_given(given) and not given.is_in("doubtful_names") and not is_given(words[at])
    alone = at == 0 or not (words[at - 1].text[0].isalpha() or words[at - 1].text in ",&")
    after = at + 3 < len(words) and (words[at + 3].text[0].isalpha() or words[at + 3].text in "&,")
    return at + 2 if plain and alone and not after else None
