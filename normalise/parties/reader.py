"""Who a text names: leads, partners, groups, posts and people (domain.md 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from cjaplans.normalise.coded import Doubt, Party, PartyKind, PartyReading, PartyRole, ValueContext
from cjaplans.normalise.fields import Field
from cjaplans.normalise.parties.area_bodies import join_area_bodies
from cjaplans.normalise.parties.boards import share_prefix
from cjaplans.normalise.parties.brackets import join_brackets
from cjaplans.normalise.parties.departments import join_departments, sort_by_words
from cjaplans.normalise.parties.divisions import join_divisions
from cjaplans.normalise.parties.employers import employ
from cjaplans.normalise.parties.findings import Findings, reading_of
from cjaplans.normalise.parties.gazetteer import Sort, council_at, kinds
from cjaplans.normalise.parties.groups import join_groups
from cjaplans.normalise.parties.leftovers import (
    demote_markers,
    document_in,
    is_work,
    join_words,
    join_work_group,
    name_people_by_initials,
    names_nobody,
    take_condition,
    without_stop_words,
)
from cjaplans.normalise.parties.own_bodies import join_own_bodies
from cjaplans.normalise.parties.pieces import Line, Piece, line_of
from cjaplans.normalise.parties.places import join_bodies, join_branches, join_councils, join_units, unit_of
from cjaplans.normalise.parties.repairs import mended, without_stops
from cjaplans.normalise.parties.roles import join_roles
from cjaplans.normalise.parties.ruler import Ruler, ruler_for
from cjaplans.normalise.parties.tokens import tokens_of
from cjaplans.normalise.text import readable

#: The day that Police Scotland took over from the eight forces.
POLICE_SCOTLAND = date(2013, 4, 1)
#: Letters of an abbreviated function that running text is trusted with: two say too little.
SHORTEST_FUNCTION = 3
_KINDS = {
    Sort.ORGANISATION: PartyKind.ORGANISATION,
    Sort.COUNCIL: PartyKind.ORGANISATION,
    Sort.AREA: PartyKind.ORGANISATION,
    Sort.FUNCTION: PartyKind.ORGANISATION,
    Sort.GROUP: PartyKind.GROUP,
    Sort.ROLE: PartyKind.ROLE,
    Sort.PERSON: PartyKind.PERSON,
    Sort.EVERYONE: PartyKind.UNRESOLVED,
    Sort.WORD: PartyKind.UNRESOLVED,
}


@lru_cache(maxsize=1024)
def read_parties(text: str, context: ValueContext, field: Field | None = Field.RESPONSIBLE) -> PartyReading:
    """Who a text names, in printed order, each once.

    In the responsible column all are leads, but those a label or "with", "supported by" makes partners, and words
    that nothing explains are unresolved; in any other field parties are ``named`` and other words are passed over.
    """
    clean, doubts = readable(_likeliest_cell(text, context))
    if not clean or names_nobody(clean):
        return PartyReading(doubts=doubts)
    if field is Field.RESPONSIBLE and not any(sign.isalpha() for sign in clean):
        return _without_letters(clean, doubts)
    clean, repaired = mended(without_stops(clean))
    is_list = field is Field.RESPONSIBLE
    found = Findings()
    for line in _lines(clean, context, is_list):
        _read_line(line, context, is_list, found)
    return reading_of(found, repaired, doubts)


def _without_letters(clean: str, doubts: tuple[Doubt, ...]) -> PartyReading:
    """A date, a number or signs where a party should be: one unresolved item, signs alone none."""
    if not any(sign.isalnum() for sign in clean):
        return PartyReading(doubts=(*doubts, Doubt("lead_unresolved", f"names nobody: {clean[:40]}")))
    name = " ".join(clean.split())
    found = Findings([Party(clean, PartyKind.UNRESOLVED, name, None, PartyRole.LEAD)])
    return reading_of(found, (), doubts)


def find_organisations(text: str, context: ValueContext) -> tuple[str, ...]:
    """Canonical names of the organisations a text names, in printed order, each once."""
    reading = read_parties(text, context, None)
    return tuple(party.name for party in reading.parties if party.kind is PartyKind.ORGANISATION)


def _likeliest_cell(text: str, context: ValueContext) -> str:
    """Of a row's cells (parted by tabs) those that hold nothing but parties; all where none does."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    if len(cells) < 2:
        return text
    kept = [cell for cell in cells if _is_all_known(cell, context)]
    return "\n".join(kept or cells)


def _is_all_known(cell: str, context: ValueContext) -> bool:
    clean = readable(cell)[0]
    return all(piece.sort is not Sort.WORD for line in _lines(clean, context, True) for piece in line.pieces)


def _lines(clean: str, context: ValueContext, is_list: bool) -> Iterator[Line]:
    ruler = ruler_for(context.authority, context.glossary)
    defined: dict[str, Piece] = {}
    for text in _unwrapped(clean, ruler):
        yield _parsed(line_of(text, ruler, is_list), context, is_list, defined)


def _unwrapped(clean: str, ruler: Ruler) -> Iterator[str]:
    """The lines of a text, where a name runs over a line's end joined."""
    held = ""
    for text in clean.split("\n"):
        if held and _runs_on(held, text, ruler):
            held = f"{held} {text}"
            continue
        if held:
            yield held
        held = text
    if held:
        yield held


def _runs_on(above: str, below: str, ruler: Ruler) -> bool:
    """Whether a known name begins on one line and ends on the next, or a sign or small word ends the first."""
    last = above.rstrip()[-1:]
    if last in ("&", ",") or above.casefold().endswith((" and", " of", " for", " the")):
        return True
    if not _is_named_over(f"{above} {below}", len(above), ruler):
        return False
    joined = line_of(f"{above} {below}", ruler)
    return any(
        piece.start < len(above) < piece.end and piece.sort in _KINDS and piece.sort is not Sort.PERSON
        for piece in joined.pieces
    ) and not any(piece.sort is not Sort.WORD and piece.end == len(above) for piece in line_of(above, ruler).pieces)


def _is_named_over(text: str, at: int, ruler: Ruler) -> bool:
    """Whether a known name stands over a place of a text, be it part of a person's or not."""
    tokens = tokens_of(text)
    return any(tokens[hit.first].start < at < tokens[hit.last - 1].end for hit in ruler.find(tokens))


def _parsed(line: Line, context: ValueContext, is_list: bool, defined: dict[str, Piece]) -> Line:
    """A line after every pass; ``defined`` gathers the abbreviations that the text explains."""
    demote_markers(line)
    join_work_group(line)
    join_councils(line)
    join_own_bodies(line, context.authority, is_list)
    share_prefix(line)
    join_divisions(line, _force(context))
    join_area_bodies(line)
    join_groups(line)
    join_units(line)
    join_departments(line)
    join_bodies(line, context.place)
    join_brackets(line, defined)
    join_branches(line)
    join_roles(line, context.authority, context.place)
    join_brackets(line, defined)
    _use_definitions(line, defined)
    name_people_by_initials(line)
    return line


def _force(context: ValueContext) -> str:
    """Whose a police division is: before Police Scotland began, on 1 April 2013, the text alone does not say."""
    is_early = context.period is not None and context.period[1] < POLICE_SCOTLAND
    return "Police (unspecified)" if is_early else "Police Scotland"


def _use_definitions(line: Line, defined: dict[str, Piece]) -> None:
    """Read abbreviations that the text itself explained."""
    for at, piece in enumerate(line.pieces):
        meant = defined.get(line.text[piece.start : piece.end]) if piece.sort in (Sort.WORD, Sort.GROUP) else None
        if meant and meant.sort is not Sort.WORD:
            line.pieces[at] = replace(meant, start=piece.start, end=piece.end)


def _read_line(line: Line, context: ValueContext, is_list: bool, found: Findings) -> None:
    condition = take_condition(line) if is_list else None
    if condition:
        found.conditions.append(condition)
    join_words(line)
    employ(line)
    role = PartyRole.LEAD if is_list else PartyRole.NAMED
    for at, piece in enumerate(line.pieces):
        if piece.sort in (Sort.LEAD, Sort.PARTNER) and is_list:
            role = _labelled(line, at, found)
        elif piece.sort in _KINDS:
            _take(line, at, role, context, is_list, found)


def _labelled(line: Line, at: int, found: Findings) -> PartyRole:
    """The role of the parties after a label; "(lead)" behind a party makes all others partners."""
    if line.pieces[at].sort is Sort.PARTNER:
        return PartyRole.PARTNER
    found.labelled = True
    if at > 0 and line.pieces[at - 1].form in ("(", "–") and found.parties and _ends(line, at):
        lead = found.parties[-1]
        others = [replace(party, role=PartyRole.PARTNER) for party in found.parties[:-1]]
        found.parties[:] = [*others, replace(lead, role=PartyRole.LEAD)]
        return PartyRole.PARTNER
    return PartyRole.LEAD


def _ends(line: Line, at: int) -> bool:
    """Whether a label closes an item: a sign or nothing follows."""
    return line.sort_at(at + 1) in (None, Sort.SIGN) and not (
        at + 1 < len(line.pieces) and line.pieces[at + 1].form in (":", "–")
    )


def _take(line: Line, at: int, role: PartyRole, context: ValueContext, is_list: bool, found: Findings) -> None:
    """Add the party or parties of a piece."""
    piece = line.pieces[at]
    printed = line.text[piece.start : piece.end]
    if piece.sort is Sort.WORD:
        if is_list:
            _take_words(line, at, role, found)
        return
    if not is_list and (piece.sort is Sort.AREA or (piece.sort is Sort.FUNCTION and len(printed) < SHORTEST_FUNCTION)):
        return
    if piece.sort is Sort.EVERYONE:
        found.everyone = True
    if piece.is_work_group:
        found.work_group = found.work_group or piece.name
    if piece.choices:
        found.ambiguous.append(f'"{printed}" may be ' + " or ".join(piece.choices))
        found.parties.append(Party(printed, PartyKind.UNRESOLVED, printed, None, role))
        return
    piece = _of_the_place(piece, printed, context)
    found.from_place |= piece.from_place
    name = piece.organisation if piece.sort in (Sort.COUNCIL, Sort.AREA) else piece.name
    name = " ".join(printed.split()) if piece.sort is Sort.EVERYONE else name
    organisation = piece.organisation if piece.organisation in kinds() else None
    found.parties.append(Party(printed, _KINDS[piece.sort], name or printed, organisation, role))
    found.parties.extend(Party(printed, _KINDS[piece.sort], other, other, role) for other in piece.also)


def _of_the_place(piece: Piece, printed: str, context: ValueContext) -> Piece:
    """In a local plan a council's function is that council's unit."""
    council = council_at(context.place)
    unit = unit_of(piece, printed) if council and piece.sort is Sort.FUNCTION else None
    if not unit:
        return piece
    return replace(piece, name=f"{council} ({unit})", organisation=council, from_place=True)


def _take_words(line: Line, at: int, role: PartyRole, found: Findings) -> None:
    """Leftover words: a piece of work beside a person, a document, or somebody not known."""
    piece = line.pieces[at]
    words = without_stop_words(line.text[piece.start : piece.end])
    if not any(sign.isalnum() for sign in words):
        return
    document = document_in(words)
    sort = sort_by_words(words)
    if sort:
        found.parties.append(Party(words, _KINDS[sort], words, None, role))
    elif is_work(words):
        found.work_group = found.work_group or words
        found.parties.append(Party(words, PartyKind.GROUP, words, None, role))
    elif document:
        found.documents.append(document)
    else:
        found.parties.append(Party(words, PartyKind.UNRESOLVED, words, None, role))
