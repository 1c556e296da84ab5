"""What no name accounts for: conditions, work, initials, documents, and words that stay unresolved."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cjaplans.normalise.parties.gazetteer import Sort
from cjaplans.normalise.parties.groups import folded_words
from cjaplans.normalise.parties.pieces import Line, Piece
from cjaplans.normalise.parties.vocabulary import words_in

#: Leftover words from which on they are a sentence rather than a name.
SENTENCE = 4
#: Sorts that may turn out to be plain words, or a post that turns out to be a label.
_DEMOTED = frozenset({Sort.EVERYONE, Sort.LEAD, Sort.PARTNER, Sort.CONDITION, Sort.ROLE, Sort.ROLE_HEAD})
#: What stands between two items of a list, and past its ends.
_PARTING = (None, Sort.SIGN, Sort.AND)
_BODIES = frozenset({Sort.ORGANISATION, Sort.COUNCIL, Sort.AREA, Sort.FUNCTION, Sort.GROUP})
_INITIALS = re.compile(r"[A-Z]{2}")
_LONGER_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Z]")


def take_condition(line: Line) -> str | None:
    """Cut the first condition ("at discretion of ...") off its stretch; None where there is none.

    A condition on words that are nobody's name stays with them.
    """
    for at, piece in enumerate(line.pieces):
        if piece.sort is not Sort.CONDITION:
            continue
        first, last = line.segment(at)
        if any(other.sort is Sort.WORD for other in line.pieces[first:at]):
            line.merge(first, last, Piece(Sort.WORD, 0, 0, "condition"))
            return None
        if folded_words(line, at, at + 1) in words_in("closed_conditions"):
            last = at + 1
        condition = line.printed(at, last)
        del line.pieces[at:last]
        return condition
    return None


def demote_markers(line: Line) -> None:
    """Make plain words of labels and of "all" that are part of something longer."""
    for at, piece in enumerate(line.pieces):
        if piece.sort not in _DEMOTED:
            continue
        first, last = line.segment(at)
        alone = at == first and last - at == 1
        if piece.sort in (Sort.ROLE_HEAD, Sort.ROLE) and at == first and _is_lead_label(line, at):
            line.pieces[at] = replace(piece, sort=Sort.LEAD)
        elif piece.sort is Sort.EVERYONE and not _is_everyone(line, at):
            line.pieces[at] = replace(piece, sort=Sort.WORD, form="all")
        elif piece.sort in (Sort.LEAD, Sort.PARTNER) and folded_words(line, at, at + 1) in words_in("colon_labels"):
            if not _is_followed_by_sign(line, last) or not alone:
                line.pieces[at] = replace(piece, sort=Sort.WORD, form="label")
        elif piece.sort is Sort.CONDITION and at == first and line.sort_at(at + 1) is Sort.WORD:
            line.pieces[at] = replace(piece, sort=Sort.WORD, form="condition")


def _is_lead_label(line: Line, at: int) -> bool:
    """ "Lead" or "Leads" before a sign or a known name, or in brackets behind one; else the end of a post's name."""
    words = folded_words(line, at, at + 1)
    if words in words_in("colon_labels"):
        return _is_followed_by_sign(line, at + 1) and at + 2 < len(line.pieces)
    following = line.sort_at(at + 1)
    return words in words_in("lead_labels") and following not in (Sort.WORD, Sort.ROLE_HEAD, Sort.AND)


def _is_everyone(line: Line, at: int) -> bool:
    parting = (*_PARTING, Sort.LEAD, Sort.PARTNER, Sort.CONDITION)
    return line.sort_at(at - 1) in parting and line.sort_at(at + 1) in parting


def _is_followed_by_sign(line: Line, last: int) -> bool:
    return last < len(line.pieces) and line.pieces[last].form in (":", "–", ")")


def name_people_by_initials(line: Line) -> None:
    """ "RS/CA": pairs of capitals alone between signs are people; three letters only beside such a pair.

    A single pair among bodies is more likely a body that no list knows.
    """
    alone = [at for at, piece in enumerate(line.pieces) if piece.sort is Sort.WORD and _is_alone(line, at)]
    pairs = [at for at in alone if _INITIALS.fullmatch(word := _word(line, at)) and word not in _no_initials()]
    if len(pairs) == 1 and _is_among_bodies(line, pairs[0]):
        return
    longer = [at for at in alone if pairs and _LONGER_INITIALS.fullmatch(_word(line, at))]
    for at in pairs + longer:
        line.pieces[at] = replace(line.pieces[at], sort=Sort.PERSON, name=_word(line, at))


@lru_cache
def _no_initials() -> frozenset[str]:
    return frozenset(word.upper() for word in words_in("not_initials"))


def _is_among_bodies(line: Line, at: int) -> bool:
    """Whether a list has other items, and all of them are named bodies."""
    others = [other for other in range(len(line.pieces)) if other != at and line.sort_at(other) not in _PARTING]
    return bool(others) and all(
        line.sort_at(other) in _BODIES and folded_words(line, other, other + 1) not in words_in("group_heads")
        for other in others
    )


def _word(line: Line, at: int) -> str:
    return line.printed(at, at + 1)


def _is_alone(line: Line, at: int) -> bool:
    """Whether an item is nothing else; letters glued to an ampersand ("A&DP") are part of an abbreviation."""
    piece = line.pieces[at]
    glued = "&" in (line.text[piece.start - 1 : piece.start], line.text[piece.end : piece.end + 1])
    return line.sort_at(at - 1) in _PARTING and line.sort_at(at + 1) in _PARTING and not glued


def join_work_group(line: Line) -> None:
    """ "Wellbeing Chair – Ann Smith": words that open a line before a person name the group that person speaks for."""
    first, last = line.segment(0) if line.pieces else (0, 0)
    named = line.sort_at(last) is Sort.SIGN and line.pieces[last].form in ("–", ":")
    end = last
    while end > first and line.pieces[end - 1].sort in (Sort.ROLE, Sort.ROLE_HEAD):
        end -= 1
    opening = line.pieces[first:end]
    plain = {Sort.WORD, Sort.AND, Sort.FUNCTION, Sort.ORGANISATION}
    if not named or line.sort_at(last + 1) is not Sort.PERSON or not {piece.sort for piece in opening} <= plain:
        return
    if any(piece.sort is Sort.WORD for piece in opening):
        name = line.printed(first, end)
        line.merge(first, end, Piece(Sort.GROUP, 0, 0, name=name, is_work_group=True))


def join_words(line: Line) -> None:
    """Make one piece of words that stand together; "and" joins words to words only."""
    at = 0
    while at < len(line.pieces):
        if line.pieces[at].sort is Sort.WORD:
            last = at + 1
            while line.sort_at(last) is Sort.WORD or _goes_on(line, at, last):
                last += 1
            if last - at > 1:
                line.merge(at, last, Piece(Sort.WORD, 0, 0))
        at += 1


def _goes_on(line: Line, first: int, last: int) -> bool:
    """Whether an "and", or a comma inside a sentence, stands between words and more words."""
    if line.sort_at(last + 1) is not Sort.WORD:
        return False
    if line.sort_at(last) is Sort.AND:
        return True
    comma = line.sort_at(last) is Sort.SIGN and line.pieces[last].form == ","
    return comma and _is_sentence(line, first, last) and line.pieces[last + 1].form.islower()


def _is_sentence(line: Line, first: int, last: int) -> bool:
    """Whether leftover words read as running text: several, most of them in lower case."""
    small = sum(piece.form.islower() for piece in line.pieces[first:last])
    return last - first >= SENTENCE and 2 * small > last - first


def without_stop_words(words: str) -> str:
    """Leftover words without those at either end that say nothing of who."""
    kept = words.split()
    while kept and kept[0].casefold().strip(".,*'\"") in words_in("stop_words"):
        kept.pop(0)
    while kept and kept[-1].casefold().strip(".,*'\"") in words_in("stop_words"):
        kept.pop()
    return " ".join(kept).strip("*'\"_ ")


def document_in(words: str) -> str | None:
    """The document or thing that leftover words are; None where they are something else."""
    folded = words.casefold()
    last = folded.split()[-1] if folded.split() else ""
    known = words_in("documents")
    return words if folded in known or (last in known and len(words.split()) < 4) else None


def names_nobody(text: str) -> bool:
    """Whether a whole text says that nobody is meant: "n/a"."""
    return " ".join(text.split()).casefold().strip(" .-–") in words_in("nobody") | {""}


def is_work(words: str) -> bool:
    """Whether words name a piece of work: "... Review"."""
    return len(words.split()) > 1 and words.split()[-1].casefold() in words_in("work")
