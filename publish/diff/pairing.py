"""Which action of the old database is which of the new: by key, else by reference and likeness of text.

The thresholds are those by which an action is known again in the authority's next plan (``load/lineage.py``).
What has no partner by its key is sought within its document, then within its authority and period, and only in
plans of the same place; so the work stays small however many actions there are. Swapping the sides gives
the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, utils

from cjaplans.load.lineage import SAME_REF, SAME_TEXT
from cjaplans.normalise.keys import fold
from cjaplans.publish.diff.model import ActionRow, MatchedBy

#: Texts as alike as that have far more of their words in common than this share of the longer one's.
_SHARED_WORDS = 1 / 3
#: Words that share one of so many checksums count as one, which can only have more texts compared.
_BUCKETS = 2048
#: So many pairs are looked at together.
_AT_ONCE = 4_000_000

Group = Callable[[ActionRow], Hashable | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """An action on both sides, why they are held to be one, and how alike their texts are, 0 to 1."""

    old: ActionRow
    new: ActionRow
    matched_by: MatchedBy
    likeness: float


def paired_actions(
    old: Iterable[ActionRow], new: Iterable[ActionRow], same_document: Mapping[int, int]
) -> tuple[list[Pair], list[ActionRow], list[ActionRow]]:
    """The actions that are on both sides, those only in the old, and those only in the new database.

    ``same_document`` leads from the new document's id to that of the old one that it is, or whose place it took.
    """
    before, after = list(old), list(new)
    pairs: list[Pair] = []

    def settle(groups: tuple[Group, Group], match: Callable[[list[ActionRow], list[ActionRow]], list[Pair]]) -> None:
        found = [pair for group in _grouped(before, after, groups) for pair in match(*group)]
        pairs.extend(found)
        before[:] = _without(before, {pair.old.id for pair in found})
        after[:] = _without(after, {pair.new.id for pair in found})

    def document_of(action: ActionRow) -> int | None:
        return same_document.get(action.document_id)

    def own(action: ActionRow) -> int:
        return action.document_id

    settle((lambda a: (own(a), a.key), lambda a: (document_of(a), a.key)), _by_key)
    settle((lambda a: a.key, lambda a: a.key), _by_key)
    for where in ((own, document_of), (_plan, _plan)):
        settle((_said(where[0], ref=True), _said(where[1], ref=True)), _by_text)
        settle((_said(where[0], ref=False), _said(where[1], ref=False)), _by_text)
        settle((_numbered(where[0]), _numbered(where[1])), _by_ref)
        settle((_placed(where[0]), _placed(where[1])), _by_likeness)
    return pairs, before, after


def _plan(action: ActionRow) -> Hashable | None:
    """An authority's plans of one period."""
    return (action.authority, action.period) if action.authority and action.period else None


def _placed(group: Group) -> Group:
    """A group, and the place that a local plan is for."""

    def key(action: ActionRow) -> Hashable | None:
        where = group(action)
        return None if where is None else (where, action.place)

    return key


def _numbered(group: Group) -> Group:
    """A group, the place and the reference."""

    def key(action: ActionRow) -> Hashable | None:
        where = group(action)
        return None if where is None or not action.ref else (where, action.place, action.ref)

    return key


def _said(group: Group, *, ref: bool) -> Group:
    """A group, the place, and what an action says: its letters and figures, with or without its reference."""

    def key(action: ActionRow) -> Hashable | None:
        where, text = group(action), fold(action.text)
        if where is None or not (text or (ref and action.ref)):
            return None
        return (where, action.place, text, action.ref if ref else None)

    return key


def _grouped(
    old: Sequence[ActionRow], new: Sequence[ActionRow], groups: tuple[Group, Group]
) -> Iterator[tuple[list[ActionRow], list[ActionRow]]]:
    """The actions of both sides by what they have in common, each group in the order of its plans."""
    found: dict[Hashable, tuple[list[ActionRow], list[ActionRow]]] = defaultdict(lambda: ([], []))
    for side, (actions, group) in enumerate(zip((old, new), groups, strict=True)):
        for action in sorted(actions, key=_label):
            where = group(action)
            if where is not None:
                found[where][side].append(action)
    return (group for group in found.values() if all(group))


def _label(action: ActionRow) -> tuple[int, str, int]:
    return (action.seq, action.key, action.page)


def _without(actions: Iterable[ActionRow], gone: set[int]) -> list[ActionRow]:
    return [action for action in actions if action.id not in gone]


def _by_key(old: list[ActionRow], new: list[ActionRow]) -> list[Pair]:
    return [Pair(*pair, MatchedBy.KEY, 1.0) for pair in zip(old, new, strict=False)]


def _by_text(old: list[ActionRow], new: list[ActionRow]) -> list[Pair]:
    """Actions that say the same, in their order."""
    return [Pair(*pair, MatchedBy.TEXT, 1.0) for pair in zip(old, new, strict=False)]


def _by_ref(old: list[ActionRow], new: list[ActionRow]) -> list[Pair]:
    """Actions of the same reference whose texts are like enough."""
    texts = [[_sorted_words(action) for action in side] for side in (old, new)]
    candidates = ((i, j) for i in range(len(old)) for j in range(len(new)))
    return _surest(old, new, _alike(texts, candidates, SAME_REF), MatchedBy.REF)


def _by_likeness(old: list[ActionRow], new: list[ActionRow]) -> list[Pair]:
    """Actions whose texts are very like."""
    texts = [[_sorted_words(action) for action in side] for side in (old, new)]
    return _surest(old, new, _alike(texts, _sharing_words(*texts), SAME_TEXT), MatchedBy.TEXT)


def _sorted_words(action: ActionRow) -> str:
    """The words of a text in order of the alphabet, so that their order in the text does not count."""
    return " ".join(sorted(utils.default_process(action.text).split()))


Candidate = tuple[float, int, int]


def _alike(texts: Sequence[Sequence[str]], pairs: Iterable[tuple[int, int]], least: float) -> Iterator[Candidate]:
    """The likeness of each pair of texts, 0 to 1, that is no less than ``least``; a text without words is like none."""
    for i, j in pairs:
        likeness = fuzz.ratio(texts[0][i], texts[1][j], score_cutoff=100 * least) if texts[0][i] else 0
        if likeness >= 100 * least:
            yield round(likeness / 100, 3), i, j


def _sharing_words(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of texts that share enough words to be worth comparing letter by letter."""
    after = _words_of(new)
    step = max(1, _AT_ONCE // len(new))
    for start in range(0, len(old), step):
        before = _words_of(old[start : start + step])
        longer = np.maximum(before.sum(axis=1)[:, None], after.sum(axis=1)[None, :])
        for i, j in np.argwhere((before @ after.T >= _SHARED_WORDS * longer) & (longer > 0)):
            yield start + int(i), int(j)


def _words_of(texts: Sequence[str]) -> NDArray[np.float32]:
    """Which words each text has, 0 or 1, ``len(texts)`` x ``_BUCKETS``; words are told apart by a checksum."""
    found = np.zeros((len(texts), _BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        found[row, [crc32(word.encode()) % _BUCKETS for word in text.split()]] = 1
    return found


def _surest(
    old: Sequence[ActionRow], new: Sequence[ActionRow], candidates: Iterable[Candidate], matched_by: MatchedBy
) -> list[Pair]:
    """The likest pairs first, each action once; whichever side is the old one."""

    def sureness(candidate: Candidate) -> tuple[object, ...]:
        likeness, i, j = candidate
        return (-likeness, abs(old[i].seq - new[j].seq), sorted((_label(old[i]), _label(new[j]))))

    pairs, used_old, used_new = [], set(), set()
    for likeness, i, j in sorted(candidates, key=sureness):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append(Pair(old[i], new[j], matched_by, likeness))
    return pairs
