"""The outcomes of an action: codes in a column or a bracket, numbers, and outcomes in words (domain.md 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cjaplans.normalise.codebooks import read_words
from cjaplans.normalise.coded import Doubt, OutcomeBasis, OutcomeLink, OutcomeReading, ValueContext
from cjaplans.normalise.outcomes.codes import Token
from cjaplans.normalise.outcomes.lists import code_list, codes_text
from cjaplans.normalise.outcomes.schemes import codes_of, outcome_id
from cjaplans.normalise.outcomes.words import edition, mentions_of, nicknames_of, outcomes_of_text
from cjaplans.normalise.text import readable

_LINE = re.compile(r"[^\n;•]*[^\n;•\s][^\n;•]*")
#: The words that spell out a numbered outcome end at the line's end, a semicolon or a bracket.
_SPELLED_OUT = re.compile(r"[\s:.,–-]*[^\n;()]*")
_CODE_FOLLOWS = re.compile(r"[\s,&]*[A-Z]\d")


@dataclass(slots=True)
class _Found:
    """What has been read of a text so far."""

    context: ValueContext
    basis: OutcomeBasis
    doubts: list[Doubt]
    scheme: str | None = None
    links: list[OutcomeLink] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def add(self, scheme: str | None, code: str, basis: OutcomeBasis, rule: str) -> None:
        """One outcome, once."""
        outcome = outcome_id(scheme, code)
        if all((known.printed, known.outcome) != (code, outcome) for known in self.links):
            self.links.append(OutcomeLink(code, outcome, basis))
        self.scheme = self.scheme or scheme
        self.rules.append(rule)

    def doubt(self, code: str, message: str) -> None:
        self.doubts.append(Doubt(code, message))

    def reading(self) -> OutcomeReading:
        rule = ", ".join(dict.fromkeys(self.rules)) or "no codes"
        return OutcomeReading(self.scheme, tuple(self.links), rule, tuple(dict.fromkeys(self.doubts)))


@lru_cache(maxsize=1024)
def read_outcomes(
    text: str, context: ValueContext, basis: OutcomeBasis = OutcomeBasis.STATED, column: bool = False
) -> OutcomeReading:
    """The outcomes of a codes column, of a bracket with or without its ref, of a column of outcomes in words.

    Free text gives none, only the doubt ``outcome_text_unread``. Where ``column`` says that the text stands in a
    column of codes, a valid code at the beginning of an item counts whatever words follow. A row (cells between
    tabs) gives the codes of the cell that has them; a blank is a blank (code parsing rules 2 and 5).
    """
    if "\t" in text:
        return _of_row(text.split("\t"), context, basis)
    clean, doubts = readable(text)
    if not clean or clean.casefold() in _nothing():
        return OutcomeReading(context.scheme, rule="no outcome stated", doubts=doubts)
    found = _Found(context, basis, list(doubts))
    rest = _take_mentions(codes_text(clean, context), found)
    for line in _take_codes(rest, found, column):
        if not _take_own_text(line, found, OutcomeBasis.INFERRED):
            found.doubt("outcome_text_unread", f"'{line.strip()[:60]}' names no outcome")
    return found.reading()


@lru_cache(maxsize=1024)
def outcomes_in_words(text: str, context: ValueContext, basis: OutcomeBasis = OutcomeBasis.INHERITED) -> OutcomeReading:
    """The outcomes that a heading, theme or objective names: by number, by nickname or by their own text."""
    clean, doubts = readable(text)
    found = _Found(context, basis, list(doubts))
    rest = _take_mentions(clean, found)
    if not _take_nicknames(rest, found):
        for line in _LINE.findall(rest):
            _take_own_text(line, found, basis)
    return found.reading()


@lru_cache
def _nothing() -> frozenset[str]:
    return frozenset(read_words("code_lists")["nothing"])


def _of_row(cells: Sequence[str], context: ValueContext, basis: OutcomeBasis) -> OutcomeReading:
    """The codes of the one cell of a row that holds nothing but codes."""
    for cell in cells:
        reading = read_outcomes(cell, context, basis) if cell.strip() else OutcomeReading()
        if reading.links and not any(doubt.code == "outcome_text_unread" for doubt in reading.doubts):
            return reading
    return OutcomeReading(context.scheme, rule="the row has no codes: a blank is a blank")


def _take_mentions(text: str, found: _Found) -> str:
    """Takes outcomes named by number, and the words that spell them out; returns the rest."""
    kept: list[str] = []
    at = 0
    mentions = mentions_of(text, found.context)
    ends = [mention.start for mention in mentions[1:]] + [len(text)]
    for mention, until in zip(mentions, ends, strict=False):
        kept.append(text[at : mention.start])
        for code in mention.codes:
            _take_number(mention.scheme, code, found)
        at = mention.end
        if not _CODE_FOLLOWS.match(text, at) and (match := _SPELLED_OUT.match(text, at, until)):
            at = match.end()
    return "".join(kept) + text[at:]


def _take_number(scheme: str | None, code: str, found: _Found) -> None:
    if scheme is None:
        found.doubt("outcome_scheme_unknown", f"nothing says whose outcome {code} is")
        return
    local = scheme.startswith("SOA")
    found.add(scheme, code, found.basis, "local outcome number" if local else "outcome number in words")
    if scheme.startswith("NPF") and not (found.context.period or found.context.area_plan):
        found.doubt("outcome_scheme_unknown", "no period says which national framework is meant; the first is taken")
    if codes_of(scheme) and not outcome_id(scheme, code):
        found.doubt("outcome_code_invalid", f"{scheme} has no outcome {code}")


def _take_codes(text: str, found: _Found, column: bool) -> Sequence[str]:
    """Takes the codes of a list, if it is one, or national outcomes by nickname; returns the lines that are left."""
    listed = code_list(text, found.context, column)
    if listed.repaired:
        found.doubt("outcome_code_repaired", f"misprinted codes in '{text[:60]}' were mended")
    for token in listed.tokens:
        _take_token(token, listed.scheme, found)
    if listed.tokens:
        return listed.words
    return () if _take_nicknames(text, found) else _LINE.findall(text)


def _take_token(token: Token, scheme: str | None, found: _Found) -> None:
    by_document = scheme is not None and scheme == found.context.scheme
    if by_document and token.code in found.context.disputed:
        found.add(None, token.code, found.basis, "the document's own list gives the code another meaning")
        return
    rule = "codes of the document's scheme" if by_document else "codes by their own letters"
    found.add(scheme, token.code, found.basis, rule if scheme else "codes of no known scheme")
    if token.slip:
        found.doubt("outcome_range_invalid", token.slip)
    if token.code.isalpha():
        found.doubt("outcome_code_invalid", f"{token.code} is a letter without a number")
    elif scheme is None:
        found.doubt("outcome_scheme_unknown", "nothing says which scheme the codes are of")
    elif not outcome_id(scheme, token.code):
        found.doubt("outcome_code_invalid", f"{scheme} has no outcome {token.code}")


def _take_nicknames(text: str, found: _Found) -> bool:
    codes = nicknames_of(text, found.context)
    for code in codes:
        found.add(edition(found.context), code, OutcomeBasis.INFERRED, "a national outcome's nickname")
    return bool(codes)


def _take_own_text(line: str, found: _Found, basis: OutcomeBasis) -> bool:
    """Takes the outcome whose own text a line is, if it is one's."""
    matched = outcomes_of_text(line, found.context)
    for scheme, code in matched:
        found.add(scheme, code, basis, "the outcome's own text")
    return bool(matched)
