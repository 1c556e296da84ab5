"""Lines and paragraphs: what is one sentence wrapped, and what begins anew."""

from __future__ import annotations

import pytest

from cjaplans.extract.model import Box, Word
from cjaplans.extract.paragraphs import Line, Setting, lines_of, paragraphs_of, setting_of
from tests.extract.pages import BOLD, Paper, edges
from tests.extract.reading import blocks, table, texts

WIDE = 100.0  # where the columns below end
LETTER = 5.0


def line(text: str, number: int, *, size: float = 10, down: float = 12, trailing: bool = False, bold: int = 0) -> Line:
    """A line of letters 5 points wide; ``trailing`` prints a space at its end, ``bold`` sets its first words bold."""
    words, x = [], 0.0
    parts = text.split(" ")
    for index, part in enumerate(parts):
        box = Box(x, number * down, x + LETTER * len(part), number * down + size)
        words.append(Word(part, box, size, index < bold, trailing or index + 1 < len(parts)))
        x = box.x1 + LETTER
    return Line.of(tuple(words))


def read(*lines: str, setting: Setting | None = None, trailing: str = "") -> list[str]:
    """Texts of the paragraphs of lines, one below the other; those with ``trailing`` at their end print a space."""
    drawn = [line(t.removesuffix("_"), n, trailing=t.endswith("_")) for n, t in enumerate(lines)]
    return [p.text for p in paragraphs_of(drawn, WIDE, setting or Setting())]


def test_soft_wraps_are_joined_by_a_space() -> None:
    assert read("Open a workshop for", "bicycles in the old", "mill") == [
        "Open a workshop for bicycles in the old mill"
    ]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    assert read("Open a shop", "Train the mentors") == ["Open a shop", "Train the mentors"]


@pytest.mark.parametrize("glyph", ["•", "▪", "○", "\uf0b7", "–", "-", "o"])
def test_bullets_begin_paragraphs_and_are_not_text(glyph: str) -> None:
    found = paragraphs_of(
        [line(f"{glyph} Buy the tools we", 0), line("need", 1), line(f"{glyph} Open", 2)], 90, Setting()
    )
    assert [p.text for p in found] == ["Buy the tools we need", "Open"]
    assert all(p.bullet for p in found)


def test_a_dash_inside_a_sentence_is_no_bullet() -> None:
    assert read("Mentors and families", "- all of them - meet") == ["Mentors and families - all of them - meet"]


def test_a_lone_dash_is_text() -> None:
    assert read("-") == ["-"]


def test_a_hyphen_at_the_line_end_is_kept_and_not_followed_by_a_space() -> None:
    assert read("work with all multi-", "agency groups") == ["work with all multi-agency groups"]


def test_a_dash_between_spaces_at_the_line_end_is_followed_by_one() -> None:
    assert read("from the spring of -", "autumn") == ["from the spring of - autumn"]


def test_a_wider_gap_begins_a_paragraph() -> None:
    lines = [line("Open a workshop for", 0), line("bicycles", 1), line("Train them", 2, down=15)]
    assert [p.text for p in paragraphs_of(lines, WIDE, Setting())] == ["Open a workshop for bicycles", "Train them"]


def test_another_size_begins_a_paragraph() -> None:
    lines = [line("Open a workshop for", 0), line("everybody", 1, size=7)]
    assert len(paragraphs_of(lines, WIDE, Setting())) == 2


def test_where_files_print_their_wraps_a_line_without_one_ends_its_paragraph() -> None:
    spaced = Setting(prints_spaces=True)
    assert read("Open the workshop_", "everywhere", setting=spaced) == ["Open the workshop everywhere"]
    assert read("Open the workshop", "everywhere", setting=spaced) == ["Open the workshop", "everywhere"]


def test_a_word_broken_by_force_is_made_whole_where_wraps_are_printed() -> None:
    narrow = [line("Communica", 0), line("tions", 1), line("officer", 2)]
    found = paragraphs_of(narrow, 48, Setting(prints_spaces=True))
    assert [p.text for p in found] == ["Communications", "officer"]


def test_a_word_broken_by_force_is_made_whole_where_it_is_known() -> None:
    narrow = [line("Communica", 0), line("tions", 1)]
    assert [p.text for p in paragraphs_of(narrow, 48, Setting(words=frozenset({"communications"})))] == [
        "Communications"
    ]
    assert [p.text for p in paragraphs_of(narrow, 48, Setting())] == ["Communica tions"]


def test_words_set_in_two_fonts_without_a_space_are_one() -> None:
    paper = Paper()
    x = paper.write(50, 50, "Work", font=BOLD)
    paper.write(x, 50, "shop opens")
    assert [t for _, t in blocks(paper)] == ["Workshop opens"]


def test_the_bold_start_of_a_paragraph_is_told() -> None:
    (found,) = paragraphs_of([line("DONE tools are bought", 0, bold=1)], 200, Setting())
    assert (found.bold_prefix, found.bold) == ("DONE", False)


def test_lines_are_read_left_to_right_however_their_words_come() -> None:
    words = [*line("alpha beta", 1).words, *line("gamma", 0).words]
    assert [x.text for x in lines_of(words[::-1])] == ["gamma", "alpha beta"]


def test_the_setting_is_measured_over_columns() -> None:
    column = [line("alpha beta gamma", n, down=13, trailing=n < 3) for n in range(4)]
    setting = setting_of([column])
    assert setting.leading == pytest.approx(1.3)
    assert setting.prints_spaces
    assert setting.words - Setting().words == {"alpha", "beta", "gamma"}


def test_a_word_that_a_line_end_may_have_broken_is_not_known() -> None:
    column = [line("alpha beta gamma", n, down=13, trailing=False) for n in range(3)]
    assert setting_of([column]).words - Setting().words == {"alpha", "beta", "gamma"}
    assert setting_of([column[:2]]).words - Setting().words == {"alpha", "beta", "gamma"}
    narrow = [line("alph", 0, down=13), line("abet soup", 1, down=13)]
    assert setting_of([narrow]).words - Setting().words == {"soup"}


def test_nothing_at_all_has_a_setting() -> None:
    assert setting_of([]) == Setting()


@pytest.mark.parametrize("spaces", [False, True])
def test_cells_keep_paragraphs_apart_and_wraps_together(spaces: bool) -> None:
    wanted = [
        ["Action", "Lead"],
        [
            "Open a workshop in which bicycles are mended for the town and its schools\nTrain the mentors",
            "Morag Tester",
        ],
        ["Ask every school for the bicycles which nobody wants any more\nSell them at the gala day", "Kelpie Works"],
    ]
    paper = Paper()
    paper.table(100, edges(50, 150, 60), wanted, spaces=spaces)
    wanted[2][1] = "Kelpie Works"
    assert texts(table(paper)) == wanted


def test_words_broken_by_force_in_a_narrow_column_are_whole_again() -> None:
    paper = Paper()
    tasks = "Open a workshop in which communications are mended for the town and its schools"
    paper.table(100, edges(50, 40, 200), [["Commu\nnication\ns", tasks], ["", tasks]], spaces=True)
    assert texts(table(paper))[0] == ["Communications", tasks]


def test_a_hyphen_that_only_the_line_end_needs_is_dropped() -> None:
    known = Setting(words=frozenset({"resettlement", "offending"}))
    assert read("A plan for the resettle-", "ment of all", setting=known) == ["A plan for the resettlement of all"]


@pytest.mark.parametrize("words", [{"reoffending"}, {"offending", "reoffending"}])
def test_a_hyphen_behind_a_prefix_or_a_word_is_kept(words: set[str]) -> None:
    assert read("A plan to cut re-", "offending", setting=Setting(words=frozenset(words))) == [
        "A plan to cut re-offending"
    ]


@pytest.mark.parametrize("sign", ["✓", "●", "□"])
def test_a_sign_that_stands_alone_is_text(sign: str) -> None:
    assert read(sign) == [sign]
    assert read(f"{sign} Open the mill") == ["Open the mill"]


def test_a_bullet_that_stands_alone_is_no_text() -> None:
    assert read("•") == []


def test_the_asterisk_of_a_note_is_remembered() -> None:
    (note,) = paragraphs_of([line("* Subject to funding", 0)], WIDE, Setting())
    assert (note.text, note.mark) == ("Subject to funding", "*")


@pytest.mark.parametrize(("head", "rest"), [("resettle", "ment"), ("informa", "tion"), ("co-ordi", "nator")])
def test_a_hyphen_before_the_end_of_a_word_is_dropped(head: str, rest: str) -> None:
    assert read(f"The plan for {head}-", f"{rest} here") == [f"The plan for {head}{rest} here"]


@pytest.mark.parametrize(("head", "rest"), [("single", "action"), ("multi", "tion"), ("court", "city")])
def test_a_hyphen_before_a_word_or_behind_a_prefix_is_kept(head: str, rest: str) -> None:
    assert read(f"The plan for {head}-", f"{rest} here") == [f"The plan for {head}-{rest} here"]


def test_a_number_broken_by_a_column_of_one_figure_is_whole() -> None:
    drawn = [line("1", 0), line("2", 1)]
    assert [p.text for p in paragraphs_of(drawn, LETTER + 1, Setting())] == ["12"]
    assert [p.text for p in paragraphs_of(drawn, 2 * LETTER + 1, Setting())] == ["1 2"]
