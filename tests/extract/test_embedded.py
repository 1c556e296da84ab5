"""What a file carries besides its pages is never run, opened or fetched: one finding a kind says that it is there."""

from __future__ import annotations

import builtins
import os
import socket
import subprocess
import zlib
from pathlib import Path

import pytest

from cjaplans.extract.document import extract
from cjaplans.extract.switches import Switches
from tests.extract.rawpdf import RawPdf, shown

ACTIONS = {
    b"/S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9'\\))": "scripts_ignored",
    b"/S/Java#53cript /JS (app.alert\\(1\\))": "scripts_ignored",
    b"/S /Launch /F (/bin/true)": "commands_ignored",
    b"/S /SubmitForm /F (http://127.0.0.1:9)": "commands_ignored",
    b"/S /Rendition": "media_ignored",
}


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in extract(data, Switches(ocr=False)).notices]


def with_catalogue(entries: bytes) -> bytes:
    pdf = RawPdf(catalogue=entries)
    pdf.page(shown("A page"))
    return pdf.data()


@pytest.mark.parametrize(("action", "code"), ACTIONS.items())
@pytest.mark.parametrize("trigger", [b"/OpenAction << %b >>", b"/AA << /WC << %b >> >>"])
def test_actions_of_the_catalogue_are_found(action: bytes, code: str, trigger: bytes) -> None:
    assert codes(with_catalogue(trigger % action)) == [code]


def test_actions_in_object_streams_are_found() -> None:
    pdf = RawPdf()
    pdf.page(shown("A page"))
    pdf.stream(b"9 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>", b"/Type /ObjStm /N 1 /First 4", packed=True)
    pdf.stream(b"not deflated", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    assert codes(pdf.data()) == ["scripts_ignored"]


def test_a_bomb_in_an_object_stream_is_inflated_no_further_than_the_bound() -> None:
    pdf = RawPdf()
    pdf.page(shown("A page"))
    bomb = zlib.compress(b" " * (64 * 2**20) + b"/S /JavaScript", 9)
    pdf.add(b"<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(bomb), bomb))
    assert codes(pdf.data()) == []


def test_files_scripts_forms_and_media_are_one_notice_a_kind() -> None:
    assert codes(carrying()) == [
        "scripts_ignored",
        "commands_ignored",
        "attachments_ignored",
        "media_ignored",
        "page_without_text",
    ]


def test_what_is_ordinary_is_not_spoken_of() -> None:
    pdf = RawPdf()
    link = pdf.add(b"<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (http://example.org) >> >>")
    pdf.page(shown("See /S /JavaScripts and the /Launch of the boat"), entries=b"/Annots [%d 0 R]" % link)
    pdf.catalogue = b"/OpenAction [%d 0 R /XYZ null null 0] /AcroForm << /Fields [] >>" % pdf.kids[0]
    assert codes(pdf.data()) == []


def test_an_xfa_form_is_spoken_of() -> None:
    pdf = RawPdf()
    template = pdf.stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'></xdp:xdp>")
    pdf.page(shown("Please wait"))
    pdf.catalogue = b"/NeedsRendering true /AcroForm << /Fields [] /XFA [(template) %d 0 R] >>" % template
    assert codes(pdf.data()) == ["xfa_ignored"]


def carrying() -> bytes:
    """Two files, a script by name and one that is run when the file is opened, a program to start, and a film."""
    pdf = RawPdf()
    held = pdf.stream(b"held", b"/Type /EmbeddedFile")
    file = pdf.add(b"<< /Type /Filespec /F (held.exe) /EF << /F %d 0 R >> >>" % held)
    far = pdf.add(b"<< /Type /Filespec /FS /URL /F (http://127.0.0.1:9/far.pdf) >>")
    names = pdf.add(b"<< /Names [(far) %d 0 R (held.exe) %d 0 R] >>" % (far, file))
    scripts = pdf.add(b"<< /Names [(a) << /S /JavaScript /JS (this.submitForm\\('http://127.0.0.1:9'\\)) >>] >>")
    film = pdf.add(b"<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /A << /S /Launch /F (/bin/true) >> >>")
    image = pdf.add(
        b"<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 0 "
        b"/F << /FS /URL /F (http://127.0.0.1:9/far.jpg) >> /FFilter /DCTDecode >>\nstream\n\nendstream"
    )
    content = shown("A page") + b"q 99 0 0 99 0 0 cm /X Do Q"
    pdf.page(content, entries=b"/Annots [%d 0 R]" % film, resources=b"/XObject << /X %d 0 R >>" % image)
    pdf.page(b"q 99 0 0 99 0 0 cm /X Do Q", resources=b"/XObject << /X %d 0 R >>" % image)  # it is rendered
    pdf.catalogue = (
        b"/Names << /EmbeddedFiles %d 0 R /JavaScript %d 0 R >> /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
        % (names, scripts)
    )
    return pdf.data()


def test_nothing_is_fetched_run_or_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = carrying()
    extract(data)  # whatever is loaded on first use is loaded now
    monkeypatch.chdir(tmp_path)

    def forbidden(*arguments: object, **_: object) -> None:
        raise AssertionError(f"forbidden: {arguments}")

    for owner, name in (
        (socket, "socket"), (socket, "create_connection"), (socket, "getaddrinfo"), (subprocess, "Popen"),
        (os, "system"), (os, "open"), (builtins, "open"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, forbidden)
    found = extract(data)
    monkeypatch.undo()
    assert [block.text for block in found.blocks] == ["A page"]
    assert not list(tmp_path.iterdir())
