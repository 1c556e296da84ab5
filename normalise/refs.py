"""What stands in front of an action or on a heading: numbers, a heading fused with it, codes, "cont."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from cjaplans.normalise.outcomes.codes import LAST, passed_over
from cjaplans.normalise.outcomes.schemes import OWN_LETTERS

#: ``2.1.3``, ``1a)``, ``(4)``, ``7.``; a bare number needs a bracket or stop behind it. ``1.4.08`` is a date.
_DOTTED = r"\d+(?:\.(?:0|[1-9]\d?)(?!\d))+[a-z]?"
_LETTERED = r"\d+[\s.]?[a-z](?=[).:\s]|$)"
_PLAIN = r"\d+(?=\s*[).:](?!\d)|\s*$)"
#: A word that only says that a number follows.
_LABEL = r"(?:(?:[Aa]ction|ACTION|[Rr]ef|REF|[Nn]o|[Mm]easure)(?:\.|:|\s)\s*)?"
#: What ends a number: a blank, perhaps with a dash; the end; a bracket of codes.
_STOP = r"(?:\s+(?:[-–—]\s+)?|$|(?=[(\[][A-Z]))"
REF = re.compile(rf"^{_LABEL}\(?\s*(?P<ref>{_DOTTED}|{_LETTERED}|{_PLAIN})\s*[).:]*{_STOP}")
BARE = re.compile(rf"^{_LABEL}\(?\s*(?P<ref>{_DOTTED}|\d+\s?[a-z]?|[A-Z]{{1,3}}\s?\d+(?:\.\d+)*)\s*[).:]*$")
CONTINUED = re.compile(
    r"^\(?(?P<ref>\d+(?:\.\d+)*[a-z]?)?[).:]*\s*\(?cont(?:d|inued|inuation)?\b\s*[.'’]*d?\s*[./)]*\s*", re.IGNORECASE
)
#: A short bracket, and what may stand in it: codes, ranges and the words and signs between them.
BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,120})[)\]]")
CODE_TOKEN = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\s?\d{1,2}|\d{1,2}|[A-Z])(?![A-Za-z0-9])")
BETWEEN = re.compile(r"[\s,;&/\-–—.]|\band\b|\bto\b")
#: A dash that may part a heading from codes at its end, and how near the end such a dash can stand.
DASH = re.compile(r"\s-\s|\s?[–—]\s?")
AT_END = 125
#: Words that may introduce codes on a heading ("Outcomes: C1").
WORDS = re.compile(r"^\W*(?:[A-Za-z]{2,}[\s.:]+)*")
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
    text = text.lstrip()
    match = BRACKET.match(text)
    if not match or not _are_codes(match["inside"]):
        return None, text
    return re.sub(r"\s+", " ", match["inside"]).strip(), text[match.end() :].lstrip()


def _are_codes(text: str) -> bool:
    """Whether a text is codes, ranges and the signs between them, and nothing else."""
    return not BETWEEN.sub("", CODE_TOKEN.sub("", text)) and bool(re.search(r"[A-Z]\s?\d", text))


def heading_codes(text: str) -> tuple[str | None, str]:
    """The outcome codes in brackets on a heading, or behind a dash at its end, and the heading without them.

    A heading that is nothing but codes leaves nothing.
    """
    if codes := _introduced(text):
        return codes, ""
    found: list[str] = []
    for match in reversed(list(BRACKET.finditer(text))):
        if codes := _introduced(match["inside"]):
            found.insert(0, codes)
            text = text[: match.start()].rstrip() + text[match.end() :]
    for match in DASH.finditer(text, max(0, len(text) - AT_END)):
        if codes := _introduced(text[match.end() :]):
            found.append(codes)
            text = text[: match.start()]
            break
    return (", ".join(found), text.strip()) if found else (None, text)


def _introduced(text: str) -> str | None:
    """Codes with nothing but words like "Outcomes:" in front; at least one could be of a scheme ("P1" could not)."""
    words = WORDS.match(text)
    codes = text[words.end() :] if words else text
    introduction = re.findall(r"[a-z]+", text[: len(text) - len(codes)].casefold())
    letters = "C" + "".join(chain(*OWN_LETTERS.values()))
    possible = re.search(rf"(?<![A-Za-z0-9])[{letters}]\s?[1-{LAST}](?!\d)", codes)
    if not possible or not _are_codes(codes) or set(introduction) - (passed_over() - {"see"}):
        return None
    return re.sub(r"\s+", " ", codes).strip()


def ref_and_codes(text: str) -> tuple[str, str | None]:
    """The number in a cell of numbers ("1 (O9)"), and codes in a bracket behind it."""
    number = BARE.match(text.strip())
    if number:
        return number["ref"].replace(" ", ""), None
    codes, rest = heading_codes(text) if BRACKET.search(text) else (None, text)
    number = BARE.match(rest.strip()) if codes else None
    return (number["ref"].replace(" ", ""), codes) if number else (text, None)


def _fused_heading(text: str) -> tuple[str | None, str | None, str]:
    """A group heading ("2.1 Housing") in one cell with its first action ("2.1.1 ...")."""
    outer = re.match(r"^(?P<ref>\d+(?:\.\d+)*)\.?\s+(?P<title>.+?)\s+(?=(?P=ref)\.\d+\b)", text, re.DOTALL)
    if not outer:
        return None, None, text
    codes, title = heading_codes(outer.group("title"))
    heading = re.sub(r"\s+", " ", f"{outer.group('ref')} {title}").strip()
    return heading, codes, text[outer.end() :]


def without_list_number(text: str) -> str:
    """A theme ("1. Persistent Offenders") without its list number; labels and dotted numbers stay (SCHEMA: theme)."""
    return LIST_NUMBER.sub("", text, count=1)
