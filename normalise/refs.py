"""What stands in front of an action: its number, a heading fused with it, bracketed codes, "cont."."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: ``2.1.3``, ``1a)``, ``(4)``, ``7.``; a bare number needs a bracket or stop behind it. ``1.4.08`` is a date.
_DOTTED = r"\d+(?:\.(?:0|[1-9]\d?)(?!\d))+[a-z]?"
_LETTERED = r"\d+[\s.]?[a-z](?=[).:\s]|$)"
_PLAIN = r"\d+(?=\s*[).:](?!\d)|\s*$)"
#: A word that only says that a number follows.
_LABEL = r"(?:(?:[Aa]ction|ACTION|[Rr]ef|REF|[Nn]o|[Mm]easure)(?:\.|:|\s)\s*)?"
#: What ends a number: a blank, perhaps with a dash; the end; a bracket of codes.
_STOP = r"(?:\s+(?:[-–—]\s+)?|$|(?=\([A-Z]))"
REF = re.compile(rf"^{_LABEL}\(?\s*(?P<ref>{_DOTTED}|{_LETTERED}|{_PLAIN})\s*[).:]*{_STOP}")
BARE = re.compile(rf"^{_LABEL}\(?\s*(?P<ref>{_DOTTED}|\d+\s?[a-z]?|[A-Z]{{1,3}}\s?\d+(?:\.\d+)*)\s*[).:]*$")
CONTINUED = re.compile(
    r"^\(?(?P<ref>\d+(?:\.\d+)*[a-z]?)?[).:]*\s*\(?cont(?:d|inued|inuation)?\b\s*[.'’]*d?\s*[./)]*\s*", re.IGNORECASE
)
#: A short bracket, and what may stand in it: codes, ranges and the words and signs between them.
BRACKET = re.compile(r"^\s*\((?P<inside>[^()]{1,120})\)\s*")
CODE_TOKEN = re.compile(r"[A-Z]\s?\d{1,2}|\d{1,2}|[A-Z]")
BETWEEN = re.compile(r"[\s,;&/\-–—.]|\band\b|\bto\b")
LIST_NUMBER = re.compile(r"^\(?\d{1,2}\s*[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A cell's opening taken apart; ``rest`` is what remains."""

    rest: str
    ref: str | None = None
    codes: str | None = None
    heading: str | None = None
    heading_codes: str | None = None
    continued: bool = False


def open_cell(text: str) -> Opening:
    """Takes a numbered action cell apart: heading, number, codes, text."""
    continued = CONTINUED.match(text)
    if continued and "cont" in continued.group(0).casefold():
        return Opening(text[continued.end() :].strip(), ref=continued.group("ref"), continued=True)
    heading, heading_codes, text = _fused_heading(text)
    match = REF.match(text)
    ref = match.group("ref").replace(" ", "") if match else None
    rest = text[match.end() :] if match else text
    codes, rest = take_codes(rest)
    return Opening(rest.strip(), ref, codes, heading, heading_codes)


def take_codes(text: str) -> tuple[str | None, str]:
    """Bracketed outcome codes at the start, and what follows them; None where the bracket holds words."""
    match = BRACKET.match(text)
    if not match:
        return None, text
    inside = match["inside"]
    left_over = BETWEEN.sub("", CODE_TOKEN.sub("", inside))
    if left_over or not re.search(r"[A-Z]\s?\d", inside):
        return None, text
    return re.sub(r"\s+", " ", inside).strip(), text[match.end() :]


def _fused_heading(text: str) -> tuple[str | None, str | None, str]:
    """A group heading ("2.1 Housing") in one cell with its first action ("2.1.1 ...")."""
    outer = re.match(r"^(?P<ref>\d+(?:\.\d+)*)\.?\s+(?P<title>.+?)\s+(?=(?P=ref)\.\d+\b)", text, re.DOTALL)
    if not outer:
        return None, None, text
    title, codes = outer.group("title"), None
    bracket = re.search(r"\s*(\([^()]*\))\s*$", title)
    if bracket and (taken := take_codes(bracket.group(1)))[0]:
        codes, title = taken[0], title[: bracket.start()]
    heading = re.sub(r"\s+", " ", f"{outer.group('ref')} {title}").strip()
    return heading, codes, text[outer.end() :]


def without_list_number(text: str) -> str:
    """A theme ("1. Persistent Offenders") without its list number; labels and dotted numbers stay (SCHEMA: theme)."""
    return LIST_NUMBER.sub("", text, count=1)
