"""``cjaplans inspect``: pictures whose colours are those of the fields, and what cannot be drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cjaplans.cli import cli, run
from cjaplans.extract.model import Box, PageInfo
from cjaplans.extract.picture import MOST_PIXELS, picture_of
from cjaplans.ingest.errors import Problem
from cjaplans.normalise.model import Severity
from cjaplans.publish.inspect.doubts import Doubt
from cjaplans.publish.inspect.draw import TINT, drawn, fill
from cjaplans.publish.inspect.key import LEAST_HEIGHT, with_key
from cjaplans.publish.inspect.key import WIDTH as KEY_WIDTH
from cjaplans.publish.inspect.marks import Frame, Label, Mark, PageMarks, Sign
from cjaplans.publish.inspect.palette import DOUBT, INKS, Colour, Ink, Pattern
from tests.cli.plans import HEIGHT, LEFT, TOP, WIDTH, layout_yaml, write_plan

DPI = 110
PAPER = (255, 255, 255)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan, and the layout that teaches it, in an otherwise empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cjaplans.cli.signal.signal", lambda *_: None)  # the handler is for a process of its own
    monkeypatch.delenv("CJAPLANS_LAYOUTS", raising=False)
    monkeypatch.delenv("CJAPLANS_REDACT_PEOPLE", raising=False)
    folder = tmp_path / "data" / "layouts"
    folder.mkdir(parents=True)
    (folder / "scots.yaml").write_text(layout_yaml(), encoding="utf-8")
    return write_plan(tmp_path / "scots.pdf", pages=2)


def inspect(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, ["inspect", *map(str, arguments)], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def tinted(colour: Colour) -> Colour:
    """Paper under a tint."""
    red, green, blue = (round(255 + (value - 255) * TINT / 255) for value in colour)
    return red, green, blue


def near(a: object, b: Colour) -> bool:
    return isinstance(a, tuple) and all(abs(x - y) <= 2 for x, y in zip(a, b, strict=True))


def corner(image: Image.Image, row: int, column: int) -> object:
    """The colour inside the lower left corner of a cell of the plan's table, where no text is."""
    scale, height = DPI / 72, 595.28
    x = (LEFT + WIDTH * column) * scale + 5
    y = (height - TOP + HEIGHT * (row + 1)) * scale - 6
    return image.getpixel((round(x), round(y)))


def test_cells_are_in_the_colours_of_their_fields(plan: Path) -> None:
    assert "page.png: page 1, 1 table, 3 actions, " in inspect(plan, "-o", "page.png")
    image = Image.open("page.png")
    assert abs(image.width - KEY_WIDTH - 841.89 * DPI / 72) <= 1
    assert abs(image.height - 595.28 * DPI / 72) <= 1
    for column, name in enumerate(("ref", "action_text", "responsible", "timescale", "progress")):
        for row in (1, 2, 3):
            assert near(corner(image, row, column), tinted(INKS[name].colour)), (row, name)


def test_without_the_layout_nothing_has_a_colour(plan: Path) -> None:
    Path("data/layouts/scots.yaml").unlink()
    inspect(plan, "-o", "page.png")
    assert corner(Image.open("page.png"), 1, 1) == PAPER


def test_several_pages_are_numbered_and_none_is_the_first_with_actions(plan: Path) -> None:
    inspect(plan, "-o", "page.png", "--page", "1-2")
    assert sorted(path.name for path in Path().glob("*.png")) == ["page-1.png", "page-2.png"]
    inspect(plan)
    assert Path("scots.png").exists()


def test_a_finer_picture(plan: Path) -> None:
    inspect(plan, "-o", "a.png", "--resolution", "72")
    inspect(plan, "-o", "b.png", "--resolution", "144")
    a, b = Image.open("a.png"), Image.open("b.png")
    assert b.width - KEY_WIDTH in range(2 * (a.width - KEY_WIDTH) - 2, 2 * (a.width - KEY_WIDTH) + 3)


def test_a_page_of_any_size_has_no_more_pixels_than_may_be() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(14_400, 14_400))
    canvas.showPage()
    canvas.save()
    picture = picture_of(file.getvalue(), PageInfo(1, 14_400, 14_400, 0), 600)
    assert picture.width == picture.height
    assert picture.width * picture.height <= MOST_PIXELS * 1.01


@pytest.mark.parametrize(("turned", "place"), [(0, (150, 300)), (90, (100, 150)), (180, (450, 100)), (270, (300, 450))])
def test_a_page_is_drawn_as_it_was_turned(turned: int, place: tuple[int, int]) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 400))
    canvas.circle(150, 100, 20, fill=1)
    canvas.save()
    sizes = (400, 600) if turned % 180 else (600, 400)
    picture = picture_of(file.getvalue(), PageInfo(1, *sizes, 0, turned=turned), 72)
    assert picture.size == sizes
    assert picture.getpixel(place) == (0, 0, 0)


def test_a_leaning_scan_is_drawn_level() -> None:
    """Boxes are those of the levelled page: what falls to the right by two degrees is drawn level."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 400))
    canvas.translate(300, 200)
    canvas.rotate(-2)
    canvas.setLineWidth(3)
    canvas.line(-250, 100, 250, 100)
    canvas.save()
    picture = picture_of(file.getvalue(), PageInfo(1, 600, 400, 0, lean=2.0), 72)
    assert all(max(picture.getpixel((x, 100))) < 60 for x in (60, 300, 540))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_marks_stand_on_the_page_as_it_is_read(tmp_path: Path, rotation: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table printed upright on a page that is turned for reading is drawn where it is seen."""
    monkeypatch.chdir(tmp_path)
    canvas = Canvas("turned.pdf", pagesize=(600, 400))
    canvas.setPageRotation(rotation)
    wide, high = 600, 400  # as it is seen; reportlab turns the paper under it
    turns = {0: (0, 0), 90: (400, 0), 180: (600, 400), 270: (0, 600)}
    canvas.translate(*turns[rotation])
    canvas.rotate(rotation)
    canvas.setFont("Helvetica", 8)
    xs, ys = [40, 140, 240, 340], [high - 200, high - 150, high - 100]
    canvas.grid(xs, ys)
    for x, heading, text in zip(xs, ("Action", "Lead", "By when"), ("Mend", "Morag", "May 2012"), strict=False):
        canvas.drawString(x + 4, high - 112, heading)
        canvas.drawString(x + 4, high - 162, text)
    canvas.save()
    assert "1 table, 1 action," in inspect("turned.pdf", "-o", "turned.png", "--resolution", "72")
    image = Image.open("turned.png")
    assert image.size == (wide + KEY_WIDTH, LEAST_HEIGHT)
    for x, name in zip(xs, ("action_text", "responsible", "timescale"), strict=False):
        assert near(image.getpixel((x + 50, 192)), tinted(INKS[name].colour)), name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--page", "3"], "scots.pdf: the file has 2 pages, not page 3; ask for pages the file has"),
        (["--page", "0"], "'0' is not a range of pages: they count from 1"),
        (["-o", "page.jpg"], "page.jpg: pictures are written as PNG; give -o a name that ends in .png"),
        (["-o", "data"], "data: is a folder; name a file in it, as in data/page.png"),
        (["-o", "no/page.png"], "no: no such folder; make it first, or give -o another"),
        (["--resolution", "9999"], "9999 is not in the range 30<=x<=600"),
        (["--redact-people"], "inspect: a picture of a page shows every name on it; leave --redact-people and"),
    ],
)
def test_usage(plan: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert run(["inspect", "scots.pdf", *arguments]) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert (shown.out, len(shown.err.splitlines())) == ("", 1)
    assert not list(Path().glob("*.png"))


def test_names_are_not_drawn_where_they_are_to_be_withheld(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJAPLANS_REDACT_PEOPLE", "1")
    with pytest.raises(Problem, match="shows every name"):
        inspect(plan)


def test_files_that_cannot_be_drawn(plan: Path, bad_files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, code in (("empty.pdf", 3), ("text.pdf", 3), ("cut.pdf", 3), ("locked.pdf", 3), ("missing.pdf", 2)):
        assert run(["inspect", str(bad_files / name)]) == code
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_locked_file_is_drawn_with_its_password(plan: Path, bad_files: Path) -> None:
    passwords = bad_files / "passwords"
    passwords.write_text("locked.pdf\tse:cret\n", encoding="utf-8")
    assert run(["inspect", str(bad_files / "locked.pdf"), "--password-file", str(passwords)]) == 0


BLANK = Image.new("RGB", (300, 200), PAPER)


def test_doubtful_spots_are_framed_unless_they_are_informations() -> None:
    box = Box(100, 100, 200, 150)
    for severity, framed in ((Severity.WARNING, True), (Severity.INFO, False)):
        image = drawn(BLANK, 300, PageMarks(1, doubts=(Doubt("x", "y", severity, box),)))
        assert (image.getpixel((199, 151)) == DOUBT) is framed
        assert any(image.getpixel((x, 109)) == DOUBT for x in range(70, 100)), "a number beside it"


def test_a_cell_read_with_doubt_and_a_column_without_field() -> None:
    box = Box(100, 100, 200, 150)
    image = drawn(BLANK, 300, PageMarks(1, marks=(Mark(box, Sign.FIELD, ("status",), unsure=True),)))
    assert image.getpixel((101, 120)) == DOUBT
    image = drawn(BLANK, 300, PageMarks(1, marks=(Mark(box, Sign.UNKNOWN),)))
    assert len({image.getpixel((x, 120)) for x in range(110, 190)}) > 1, "it is hatched"


def test_a_further_field_is_a_strip_at_the_right() -> None:
    box = Box(100, 100, 200, 150)
    image = drawn(BLANK, 300, PageMarks(1, marks=(Mark(box, Sign.FIELD, ("action_text", "ref")),)))
    assert near(image.getpixel((120, 120)), tinted(INKS["action_text"].colour))
    strip = image.getpixel((197, 120))
    assert isinstance(strip, tuple)
    assert max(strip) - min(strip) < 12, "the strip is grey, as references are"


def test_names_of_columns_hide_no_text() -> None:
    text = Box(10, 80, 290, 99)
    labels = (Label("status", 10, 100), Label("?", 100, 290))
    marks = PageMarks(1, (Frame(Box(10, 100, 290, 160), "table 1", labels),), texts=(text,))
    image = drawn(BLANK, 300, marks)
    assert all(image.getpixel((x, y)) == PAPER for x in range(10, 290, 3) for y in range(82, 98))
    assert any(image.getpixel((x, 110)) != PAPER for x in range(20, 98)), "the name stands in the cell"


def test_more_doubts_than_the_key_has_room_for() -> None:
    doubts = tuple(Doubt(f"code_{n}", "word " * 60, Severity.WARNING) for n in range(30))
    assert with_key(BLANK, ["a title " * 20], PageMarks(1, doubts=doubts)).size == (300 + KEY_WIDTH, LEAST_HEIGHT)


EDGES = st.floats(-500, 800)


@settings(max_examples=60, deadline=None)
@given(st.tuples(EDGES, EDGES, EDGES, EDGES), st.sampled_from(Pattern), st.sampled_from(Sign))
def test_boxes_may_lie_anywhere(edges: tuple[float, float, float, float], pattern: Pattern, sign: Sign) -> None:
    box = Box(*edges)
    marks = (Mark(box, sign, ("ref", "theme"), unsure=True, outside=True),)
    frame = Frame(box, "table", (Label("ref", edges[0], edges[2]),))
    doubts = (Doubt("x", "y", Severity.WARNING, box),)
    assert drawn(BLANK, 300, PageMarks(1, (frame,), marks, doubts, texts=(box,))).size == BLANK.size
    fill(Image.new("RGBA", (300, 200)), (0, 0, 20, 20), Ink(DOUBT, pattern))
