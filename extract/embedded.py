"""What a file carries besides its pages: scripts, files, forms, media. None of it is run, opened or fetched.

PDFium counts what the catalogue names; actions are found by their names in the file's bytes and in its object streams,
which cannot be looked into where the file is encrypted. Links to web pages are ordinary and not spoken of.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from cjaplans.extract.model import Notice

#: Object streams are inflated to no more than this together (bytes).
MOST_INFLATED = 32 * 2**20

_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^>]{0,2000}>>\s*stream\r?\n")
_XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)


def _named(*names: str) -> re.Pattern[bytes]:
    """Finds an action or annotation of a sort; any letter of a name may be written as its number (``#4A``)."""
    spelt = ("".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    return re.compile(rf"/(?:S|Subtype)\s*/(?:{'|'.join(spelt)})(?![A-Za-z#])".encode())


_SCRIPTS = _named("JavaScript")
_COMMANDS = _named("Launch", "SubmitForm", "ImportData")
_MEDIA = _named("RichMedia", "Movie", "Sound", "Rendition", "Screen", "3D")


def embedded_notices(pdf: pypdfium2.PdfDocument, data: bytes) -> Iterator[Notice]:
    """One notice for each kind of thing that a file carries and that was left alone."""
    parts = [data, *_object_streams(data)]
    if pdfium.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0 or _any(_SCRIPTS, parts):
        yield Notice(None, "scripts_ignored", "the file holds scripts; they were not run")
    if _any(_COMMANDS, parts):
        message = "the file asks for programs to be started or data to be sent or taken in; nothing of it was done"
        yield Notice(None, "commands_ignored", message)
    files = pdfium.FPDFDoc_GetAttachmentCount(pdf.raw)
    if files > 0:
        holds = "another file, which was" if files == 1 else f"{files} other files, which were"
        yield Notice(None, "attachments_ignored", f"the file holds {holds} neither opened nor read")
    if pdf.get_formtype() in _XFA:
        yield Notice(None, "xfa_ignored", "the file holds an XFA form, of which only what its pages print was read")
    if _any(_MEDIA, parts):
        yield Notice(None, "media_ignored", "the file holds sound, film or 3D; it was not played")


def _any(pattern: re.Pattern[bytes], parts: list[bytes]) -> bool:
    return any(pattern.search(part) for part in parts)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The object streams of a file that are deflated, which is how they are written, as far as they can be inflated."""
    room, view = MOST_INFLATED, memoryview(data)
    for match in _OBJECT_STREAM.finditer(data):
        try:
            inflated = zlib.decompressobj().decompress(view[match.end() :], room)
        except zlib.error:
            continue
        yield inflated
        room -= len(inflated)
        if room <= 0:
            return
