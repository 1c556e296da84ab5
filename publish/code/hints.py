"""What a case's own description says of where its text stands (``codebooks/context_words.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.fields import Field

Words = Mapping[str, Sequence[str]]


def field_in(context: str, allowed: Iterable[Field]) -> Field | None:
    """The field that a description names first, of those ``allowed``: other words speak of other cells."""
    permitted = set(allowed)
    return next((field for field in fields_in(context) if field in permitted), None)


def fields_in(context: str) -> list[Field]:
    """The fields that a description names, in its order."""
    known: Words = read_words("context_words")["fields"]
    folded = context.casefold()
    found = [
        (folded.index(phrase), -len(phrase), Field(name))
        for name, phrases in known.items()
        for phrase in phrases
        if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)
    ]
    return [field for _, _, field in sorted(found)]


def ref_in(context: str) -> str | None:
    """The number of the row that a description speaks of: the first it gives."""
    match = re.search(r"(?<![\w.])(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}[a-z])(?![\w]|\.\d)", context)
    return match[0] if match else None


def status_in(context: str, text: str) -> str | None:
    """The word of the row's status column, where a description gives it or says that the text repeats it."""
    words = read_words("context_words")["status_column"]
    if any(phrase in context.casefold() for phrase in words["repeated"]):
        return _last_word(text)
    says = "|".join(re.escape(phrase) for phrase in sorted(words["says"], key=len, reverse=True))
    match = re.search(rf"\b(?i:{says})\s+(?P<word>[A-Z][a-z]+(?: [a-z]+ing\b)?)", context)
    return match["word"] if match else None


def _last_word(text: str) -> str | None:
    words = re.findall(r"[A-Za-z]+", text)
    return words[-1] if words else None


def place_in_words(context: str) -> str | None:
    """The one council that a description names."""
    names = (row["name"] for row in read("councils"))
    found = [name for name in names if re.search(rf"(?<!\w){re.escape(_short(name))}(?!\w)", context)]
    longest = [name for name in found if not any(name != other and _short(name) in other for other in found)]
    return longest[0] if len(longest) == 1 else None


def _short(name: str) -> str:
    """A council's name as people use it: "Edinburgh", "Dundee", "Orkney"."""
    return re.sub(r"^City of | City$| Islands$", "", name)


def costs_in(context: str) -> str:
    """The line that governs a sum of money, by a description; empty where it tells none."""
    folded = context.casefold()
    return next((phrase for phrase in read_words("context_words")["money"] if phrase in folded), "")


def column_in(context: str) -> Field | None:
    """What a heading's column holds, by a description."""
    words: Words = read_words("context_words")["columns"]
    return next((Field(name) for name, known in words.items() if _says(context, known)), None)


def headings_in(context: str) -> dict[str, Field]:
    """The headings that a description quotes, beside what it says of their columns."""
    words: Words = read_words("context_words")["columns"]
    found = {}
    for name, known in words.items():
        says = "|".join(re.escape(phrase) for phrase in known)
        match = re.search(rf'"(?P<before>[^"]+)"(?: column)? (?:{says})|(?:{says}) "(?P<after>[^"]+)"', context)
        if match:
            found[match["before"] or match["after"]] = Field(name)
    return found


def table_in(context: str) -> str | None:
    """What sort of table a heading belongs to, by a description."""
    words: Words = read_words("context_words")["tables"]
    return next((name for name, known in words.items() if _says(context, known)), None)


def _says(context: str, known: Iterable[str]) -> bool:
    return any(phrase in context.casefold() for phrase in known)
