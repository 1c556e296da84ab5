"""A line of a party list as pieces: what the gazetteer knows, people, leftover words and signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cjaplans.normalise.parties.gazetteer import Entry, Sort
from cjaplans.normalise.parties.lead_people import find_leads
from cjaplans.normalise.parties.people import find_people
from cjaplans.normalise.parties.ruler import Hit, Ruler
from cjaplans.normalise.parties.titles import without_title
from cjaplans.normalise.parties.tokens import Token, tokens_of

#: Single words that a person's name goes before.
_YIELDING = frozenset({Sort.AREA, Sort.ROLE_HEAD, Sort.GROUP_HEAD})
#: What a person's name may stand right behind.
_EMPLOYERS = frozenset({Sort.COUNCIL, Sort.ORGANISATION, Sort.FUNCTION})


@dataclass(slots=True)
class Piece:
    """Part of a line, ``text[start:end]``.

    ``organisation`` is the canonical body it is or belongs to, ``also`` the others a joint name names,
    ``choices`` the bodies an ambiguous name may mean, ``column`` the kind of a body that is one to a council.
    """

    sort: Sort
    start: int
    end: int
    form: str = ""
    name: str = ""
    organisation: str | None = None
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    column: str = ""
    employer: str = ""
    from_place: bool = False
    is_work_group: bool = False

    @property
    def is_sign(self) -> bool:
        return self.sort is Sort.SIGN


@dataclass(slots=True)
class Line:
    """A line and its pieces; the passes of the reader rewrite ``pieces``."""

    text: str
    pieces: list[Piece] = field(default_factory=list)

    def printed(self, first: int, last: int) -> str:
        """The text from piece ``first`` to piece ``last`` (exclusive)."""
        return self.text[self.pieces[first].start : self.pieces[last - 1].end]

    def merge(self, first: int, last: int, piece: Piece) -> None:
        """Put one piece in place of several; its span is theirs."""
        whole = replace(piece, start=self.pieces[first].start, end=self.pieces[last - 1].end)
        self.pieces[first:last] = [whole]

    def sort_at(self, at: int) -> Sort | None:
        """The sort of a piece; None beyond either end."""
        return self.pieces[at].sort if 0 <= at < len(self.pieces) else None

    def segment(self, at: int) -> tuple[int, int]:
        """The first and last (exclusive) piece of the stretch between signs that holds a piece."""
        first = at
        while first > 0 and not self.pieces[first - 1].is_sign:
            first -= 1
        last = at
        while last < len(self.pieces) and not self.pieces[last].is_sign:
            last += 1
        return first, last


def line_of(text: str, ruler: Ruler, is_list: bool = False) -> Line:
    """The pieces of one line; ``is_list`` where it lists leads, who may be named by less than in prose."""
    tokens = tokens_of(text)
    hits = {hit.first: hit for hit in ruler.find(tokens)}
    spans = [_behind_title(_token_span(tokens, span), hits) for span in (find_leads if is_list else find_people)(text)]
    people = [span for span in spans if not _is_overruled(span, hits.values())]
    inside = {at for first, last in people for at in range(first, last)}
    kept = {at: hit for at, hit in hits.items() if inside.isdisjoint(range(hit.first, hit.last))}
    return Line(text, list(_pieces(text, tokens, kept, dict(people))))


def _token_span(tokens: Sequence[Token], span: tuple[int, int]) -> tuple[int, int]:
    inside = [at for at, token in enumerate(tokens) if token.start >= span[0] and token.end <= span[1]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _behind_title(span: tuple[int, int], hits: dict[int, Hit]) -> tuple[int, int]:
    """The name alone where its title is an employer's abbreviation, or a post: "DCC Ann Smith"."""
    hit = hits.get(span[0])
    if not hit or span[1] - hit.last < 2:
        return span
    is_post = hit.entries[0].sort is Sort.ROLE and hit.last - hit.first > 1
    return (hit.last, span[1]) if is_post or hit.entries[0].sort in _EMPLOYERS else span


def _is_overruled(span: tuple[int, int], hits: Iterable[Hit]) -> bool:
    """Whether a known name is stronger than a personal one: more than one word, or no place or plain noun."""
    if span[0] == span[1]:
        return True
    for hit in hits:
        if hit.first < span[1] and hit.last > span[0]:
            within = span[0] <= hit.first and hit.last <= span[1]
            is_word = hit.last - hit.first == 1 and hit.entries[0].sort in _YIELDING
            is_title = hit.first == span[0] and hit.entries[0].sort is Sort.ROLE
            if not (within and (is_word or is_title)):
                return True
    return False


def _pieces(text: str, tokens: Sequence[Token], hits: dict[int, Hit], people: dict[int, int]) -> Iterator[Piece]:
    at = 0
    while at < len(tokens):
        if at in people:
            last = people[at]
            start, end = tokens[at].start, tokens[last - 1].end
            yield Piece(Sort.PERSON, start, end, name=without_title(text[start:end]))
        elif at in hits:
            last = hits[at].last
            yield _known(hits[at], tokens[at].start, tokens[last - 1].end)
        else:
            last = at + 1
            yield _token_piece(tokens[at])
        at = last


def _known(hit: Hit, start: int, end: int) -> Piece:
    entry: Entry = hit.entries[0]
    sort = entry.sort
    choices = tuple(other.name for other in hit.entries) if len(hit.entries) > 1 else ()
    organisation = entry.name if sort in (Sort.ORGANISATION, Sort.COUNCIL, Sort.AREA, Sort.FUNCTION) else None
    column = entry.employer if sort is Sort.BODY else ""
    employer = entry.employer if sort is Sort.ROLE else ""
    return Piece(sort, start, end, "", entry.name, organisation, entry.also, choices, column, employer)


def _token_piece(token: Token) -> Piece:
    sort = Sort.SIGN if token.is_sign else Sort.AND if token.is_and else Sort.WORD
    return Piece(sort, token.start, token.end, token.form)
