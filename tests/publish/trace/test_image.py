"""A page is shown as it was read, from the very bytes that were read, or it is said why not."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Engine, text

from cjaplans.ingest.passwords import Passwords
from cjaplans.ingest.workers.limits import Limits
from cjaplans.ingest.workers.standing import StandingWorker
from cjaplans.ingest.workers.worker import Lost
from cjaplans.publish.trace import image
from cjaplans.publish.trace.drawing import MOST_PIXELS, RESOLUTION
from cjaplans.publish.trace.image import NoPicture, Picture, Pictures, UnknownPageError

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab, which draws PDFs")

CELLS = """
    SELECT c.x0, c.top, c.x1, c.bottom FROM cell c JOIN source_table t ON t.id = source_table_id
    JOIN document d ON d.id = t.document_id WHERE d.sha256 = :sha256 AND c.page = :page AND c.text <> ''
"""


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    pictures = Pictures()
    yield pictures
    pictures.close()


@pytest.fixture
def looking(tmp_path: Path) -> Iterator[Pictures]:
    """Pictures that are looked for in ``kept``, with one password for all."""
    (tmp_path / "kept").mkdir()
    pictures = Pictures((tmp_path / "kept",), Passwords({"*": "secret"}))
    yield pictures
    pictures.close()


def sized(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def files_of(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT sha256, source_uri FROM document ORDER BY id"))]


def is_document(engine: Engine, file: Path, width: float, height: float, turned: int = 0, lean: float = 0.0) -> str:
    """Have the first document be this file, of one page; return the beginning of its digest."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    values = {"sha256": digest, "uri": file.as_uri(), "size": file.stat().st_size}
    page = {"width": width, "height": height, "turned": turned, "lean": lean}
    with engine.begin() as connection:
        change = "UPDATE document SET sha256 = :sha256, source_uri = :uri, size_bytes = :size WHERE id = 1"
        connection.execute(text(change), values)
        change = (
            "UPDATE page SET width = :width, height = :height, turned = :turned, lean = :lean WHERE document_id = 1"
        )
        connection.execute(text(change), page)
    return digest[:16]


def drawn(file: Path, size: tuple[float, float], box: tuple[float, float, float, float], **options: Any) -> Path:
    """A PDF of one page with one black box, from the bottom left."""
    page = canvas.Canvas(str(file), pagesize=size, **options)
    page.rect(*box, fill=1)
    page.showPage()
    page.save()
    return file


def dark(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the picture is dark at a share of its width and height."""
    pixel = picture.getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(pixel, int)
    return pixel < 128


def test_every_cell_lies_where_the_picture_has_its_text(samples: Engine, pictures: Pictures) -> None:
    (sha256, _), *_ = files_of(samples)
    found = pictures.picture(samples, sha256[:16], 1)
    assert isinstance(found, Picture)
    picture = sized(found.png)
    with samples.connect() as connection:
        size = connection.execute(text("SELECT width, height FROM page WHERE number = 1 LIMIT 1")).one()
        cells = connection.execute(text(CELLS), {"sha256": sha256, "page": 1}).all()
    assert picture.width == pytest.approx(size.width * RESOLUTION / 72, abs=1)
    assert picture.height == pytest.approx(size.height * RESOLUTION / 72, abs=1)
    scale = picture.width / size.width
    assert cells
    for cell in cells:
        inside = picture.crop((int(cell.x0 * scale) + 3, int(cell.top * scale) + 3, int(cell.x1 * scale) - 3,
                               int(cell.bottom * scale) - 3))  # fmt: skip
        assert inside.getextrema()[0] < 128


def test_a_page_is_turned_as_it_was_read_and_a_leaning_one_is_left_as_it_lies(
    copied: Engine, pictures: Pictures, tmp_path: Path
) -> None:
    file = drawn(tmp_path / "turned.pdf", (200, 400), (0, 300, 50, 100))
    for turned, (x, y) in {0: (0.1, 0.1), 90: (0.9, 0.1), 180: (0.9, 0.9), 270: (0.1, 0.9)}.items():
        size = (400.0, 200.0) if turned in (90, 270) else (200.0, 400.0)
        found = pictures.picture(copied, is_document(copied, file, *size, turned, lean=5.0), 1)
        assert isinstance(found, Picture)
        picture = sized(found.png)
        assert (picture.width > picture.height) == (turned in (90, 270))
        assert dark(picture, x, y)
        assert not dark(picture, 1 - x, 1 - y)


def test_a_poster_is_drawn_more_coarsely(copied: Engine, pictures: Pictures, tmp_path: Path) -> None:
    file = drawn(tmp_path / "poster.pdf", (3000, 4000), (0, 0, 9, 9))
    found = pictures.picture(copied, is_document(copied, file, 3000, 4000), 1)
    assert isinstance(found, Picture)
    picture = sized(found.png)
    assert 0.9 * MOST_PIXELS < picture.width * picture.height < 1.01 * MOST_PIXELS


def test_a_page_is_drawn_once(copied: Engine, looking: Pictures, tmp_path: Path) -> None:
    file = drawn(tmp_path / "one.pdf", (100, 100), (0, 0, 9, 9))
    short = is_document(copied, file, 100, 100)
    first = looking.picture(copied, short, 1)
    file.unlink()
    assert looking.picture(copied, short, 1) == first


def test_a_file_that_is_not_there_is_found_by_its_bytes_in_the_folder(
    copied: Engine, looking: Pictures, tmp_path: Path
) -> None:
    file = drawn(tmp_path / "one.pdf", (100, 100), (0, 0, 9, 9))
    short = is_document(copied, file, 100, 100)
    (tmp_path / "kept" / "other.pdf").write_bytes(b"x" * file.stat().st_size)
    (tmp_path / "kept" / "deep").mkdir()
    shutil.move(file, tmp_path / "kept" / "deep" / "renamed.pdf")
    assert isinstance(looking.picture(copied, short, 1), Picture)


def test_a_copy_will_do(copied: Engine, pictures: Pictures, tmp_path: Path) -> None:
    file = drawn(tmp_path / "one.pdf", (100, 100), (0, 0, 9, 8))
    short = is_document(copied, file, 100, 100)
    copy = file.rename(tmp_path / "copy.pdf")
    with copied.begin() as connection:
        row = "INSERT INTO duplicate (source_uri, file_name, document_id) VALUES (:uri, 'copy.pdf', 1)"
        connection.execute(text(row), {"uri": copy.as_uri()})
    assert isinstance(pictures.picture(copied, short, 1), Picture)


def test_a_changed_a_missing_and_a_linked_file_are_said_with_the_remedy(
    copied: Engine, pictures: Pictures, tmp_path: Path
) -> None:
    file = drawn(tmp_path / "one.pdf", (100, 100), (0, 0, 9, 7))
    other = drawn(tmp_path / "two.pdf", (100, 100), (0, 0, 50, 50))
    short = is_document(copied, file, 100, 100)
    file.rename(tmp_path / "old.pdf")
    missing = pictures.picture(copied, short, 1)
    assert isinstance(missing, NoPicture)
    assert "is not where it was read from" in missing.what
    assert "--files" in missing.remedy
    file.symlink_to(tmp_path / "old.pdf")
    linked = pictures.picture(copied, short, 1)
    assert isinstance(linked, NoPicture)
    assert "link" in linked.what
    file.unlink()
    shutil.copy(other, file)
    for _ in range(2):  # from the digest that is remembered, too
        changed = pictures.picture(copied, short, 1)
        assert isinstance(changed, NoPicture)
        assert "no longer the file that was read" in changed.what


def test_a_locked_file_opens_with_its_password_alone(
    copied: Engine, pictures: Pictures, looking: Pictures, tmp_path: Path
) -> None:
    file = drawn(tmp_path / "locked.pdf", (100, 100), (0, 0, 9, 6), encrypt="secret")
    short = is_document(copied, file, 100, 100)
    refused = pictures.picture(copied, short, 1)
    assert isinstance(refused, NoPicture)
    assert "locked" in refused.what
    assert "--password-file" in refused.remedy
    assert isinstance(looking.picture(copied, short, 1), Picture)


@pytest.mark.parametrize("short", ["", "a", "0" * 16, "%" * 16, "'" * 16, "0" * 64])
def test_a_page_that_nobody_read_is_not_there(samples: Engine, pictures: Pictures, short: str) -> None:
    with pytest.raises(UnknownPageError):
        pictures.picture(samples, short, 1)


def test_a_page_outside_the_document_is_not_there(samples: Engine, pictures: Pictures) -> None:
    (sha256, _), *_ = files_of(samples)
    for number in (0, -1, 99, 2**70):
        with pytest.raises(UnknownPageError):
            pictures.picture(samples, sha256[:16], number)


def die(item: int) -> int:
    """Crash, never end, or answer."""
    if item == 1:
        os.abort()
    while item == 2:
        pass
    return item


def test_a_file_that_breaks_or_never_ends_costs_its_own_picture_alone() -> None:
    worker: StandingWorker[int, int] = StandingWorker(die, Limits(seconds=1, megabytes=512))
    try:
        assert isinstance(worker.do(1), Lost)
        assert worker.do(3) == 3
        assert isinstance(worker.do(2), Lost)
        assert worker.do(4) == 4
    finally:
        worker.close()


def test_a_lost_page_is_said_without_the_options_of_ingest() -> None:
    said = image._explained(Lost("took longer than 15 s; try it alone with --timeout 75"), "plan.pdf")
    assert said == NoPicture("the page could not be drawn: took longer than 15 s", "open plan.pdf itself at this page")


def test_a_page_that_cannot_be_drawn_in_time_is_not_tried_again_at_once(
    copied: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = is_document(copied, drawn(tmp_path / "slow.pdf", (100, 100), (0, 0, 9, 9)), 100, 100)
    pictures = Pictures()
    tried: list[object] = []
    monkeypatch.setattr(pictures._worker, "do", lambda task: tried.append(task) or Lost("took longer than 15 s; why"))
    monkeypatch.setattr(image.time, "monotonic", lambda: 1000.0)
    first = pictures.picture(copied, short, 1)
    assert isinstance(first, NoPicture)
    assert pictures.picture(copied, short, 1) == first
    assert len(tried) == 1
    monkeypatch.setattr(image.time, "monotonic", lambda: 1000.0 + image.FRESH)
    pictures.picture(copied, short, 1)
    assert len(tried) == 2
