"""What a quick look rules out, a full reading does not find: texts of words that matter, in any letters and order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from cjaplans.normalise import authorities, references
from cjaplans.normalise.caseless import caseless, in_plain_letters, small
from cjaplans.normalise.codebooks import read, read_words
from cjaplans.normalise.coded import DateKind, DateRole, ValueContext
from cjaplans.normalise.dates import read_dates, read_rhythms
from cjaplans.normalise.dates.anchors import Anchors
from cjaplans.normalise.dates.atoms import Nature, Setting
from cjaplans.normalise.dates.lexer import may_be_dated, may_recur, tokens
from cjaplans.normalise.dates.statements import statements
from cjaplans.normalise.fields import Field
from cjaplans.normalise.heading_words import Alike
from cjaplans.normalise.parties import people
from cjaplans.normalise.parties.lead_people import find_leads
from cjaplans.normalise.parties.person_words import words_of
from cjaplans.normalise.parties.repairs import _patterns, mended
from cjaplans.normalise.statuses import embedded
from cjaplans.normalise.text import readable

NOWHERE = Setting(Anchors.of(ValueContext()), timescale=False)
SIGNS = [" ", " ", " ", "", ", ", "-", " – ", "/", "\n", ". ", "'", "_", " (", ") ", ": ", "&", "@", "£", "%"]
FIGURES = ["1", "3", "12", "31", "09", "2010", "2014", "1st", "2.1", "4a", "10,000", "0131 496 0000", "1.4.2011"]
PLAIN = ["the", "service", "board", "plan", "will", "report", "Action", "no", "of", "by", "within", "above", "option"]


def _in_letters(word: str, how: int) -> str:
    return (word, word.upper(), word.title(), word.lower(), word.swapcase(), word.replace("s", "ſ").replace("i", "İ"))[
        how
    ]


def _texts(words: list[str]) -> st.SearchStrategy[str]:
    """Texts of these words, figures, signs and plain words, some of them cut short or run together."""
    word = st.builds(_in_letters, st.sampled_from(words), st.integers(0, 5))
    cut = st.builds(lambda w, at: w[: at + 1], word, st.integers(0, 20))
    piece = word | cut | st.sampled_from(FIGURES) | st.sampled_from(PLAIN)
    return st.lists(st.tuples(piece, st.sampled_from(SIGNS)), max_size=8).map(
        lambda parts: "".join(map("".join, parts))
    )


def _leaves(book: object) -> list[str]:
    """Every key and text of a vocabulary."""
    if isinstance(book, dict):
        return [leaf for key, value in book.items() for leaf in (str(key), *_leaves(value))]
    return [leaf for value in book for leaf in _leaves(value)] if isinstance(book, list) else [str(book)]


TIMES = _texts([leaf for leaf in _leaves(read_words("dates")) if len(leaf) < 30])


@given(TIMES)
def test_a_text_without_a_date_has_no_statement_about_time(text: str) -> None:
    clean = readable(in_plain_letters(text))[0]
    row = tokens(clean, NOWHERE)
    if not may_be_dated(clean):
        assert not any(token.atom for token in row)
        assert statements(clean, row, NOWHERE) == []
    if not may_recur(clean):
        assert not any(token.atom and token.atom.nature is not Nature.DATE for token in row)


@given(TIMES, st.sampled_from([Field.ACTION, Field.MONITORING, Field.PROGRESS]))
def test_rhythms_are_those_among_the_dates(text: str, field: Field) -> None:
    mentions = read_dates(text, ValueContext(), field).mentions
    found = [m for m in mentions if m.kind is DateKind.RECURRENCE or m.role is DateRole.SERVICE_STANDARD]
    assert list(read_rhythms(text, ValueContext(), field)) == found


@pytest.mark.parametrize(
    ("text", "dated", "recurs"),
    [("by 3 May", True, False), ("every month", True, True), ("within 5 days", True, True), ("soon", False, False)],
)
def test_dates_and_rhythms_are_seen(text: str, dated: bool, recurs: bool) -> None:
    assert (may_be_dated(text), may_recur(text)) == (dated, recurs)


PATTERNS = [
    r"(?<![\w'])(?:Complete|on[\s-]{0,2}going)(?![\w'])",
    r"\bS\.?P\.?S\b|[A-K]{2}\W\S",
    r"(?P<Is>is)|\d[a-z]+",
]


@given(_texts(["complete", "on-going", "sps", "issk", "ĳß", "İs", "Kk", "ſſı", "ΑΣ", "é"]), st.sampled_from(PATTERNS))
def test_small_letters_are_searched_as_capitals_are_overlooked(text: str, pattern: str) -> None:
    plain = small(text)
    assert len(plain) == len(text)
    found = [match.span() for match in caseless(pattern).finditer(plain)]
    assert found == [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


STATUSES = read_words("statuses")


@given(_texts([*STATUSES["capitals"], *STATUSES["capitals_negated"], "TBC", "not", "failed to meet its target"]))
def test_a_text_without_capitals_has_no_status_in_capitals(text: str) -> None:
    plain = embedded._without_qualifiers(text)
    found = embedded.missed(embedded.marks(plain, embedded.vocabulary("capitals", "capitals_negated")), plain)
    if not embedded._CAPITALS.search(text):
        assert not any(embedded._is_token(plain[mark.start : mark.end]) for mark in found)


@given(_texts(_leaves(read_words("references"))))
def test_a_text_without_a_figure_or_above_has_no_pointer(text: str) -> None:
    plain = small(text)
    if not references._pointers(text, Field.PROGRESS):
        assert not list(references._found(text, plain, Field.PROGRESS))


@given(_texts(_leaves(read_words("party_words")["misprints"])))
def test_a_text_without_a_misprint_is_left_alone(text: str) -> None:
    held = any(pattern.search(text) for pattern, _ in _patterns())
    assert held or mended(text) == (text, ())


NAMES = [row["name"] for row in read("given_names")][::40]
PEOPLE = _texts([*NAMES, *read_words("people_words")["titles"], "Baxter", "McPhail", "van", "D", "A", "J.P.", "Lead"])


@given(PEOPLE)
def test_a_name_begins_where_it_may_begin(text: str) -> None:
    words = words_of(text)
    kinds = (people._titled, people._given, people._shouted, people._initialled, people._turned)
    for at in range(len(words)):
        if words[at].text[0].isupper() and any(kind(words, at) is not None for kind in kinds):
            assert people.may_begin_name(words, at)


@given(PEOPLE)
def test_leads_begin_where_a_name_may_begin(text: str) -> None:
    begun = {word.start for at, word in enumerate(words_of(text)) if people.may_begin_name(words_of(text), at)}
    assert {start for start, _ in find_leads(text)} <= begun


AREAS = [row["name"] for row in read("councils")] + [row["alias"] for row in read("authority_aliases")]


@given(_texts([*AREAS, "and", "Council", "CJA", "Islands"]))
def test_authorities_are_found_with_and_without_a_look_for_their_longest_word(text: str) -> None:
    rest = text
    found: dict[str, int] = {}
    for name in authorities._patterns():
        rest, hits = name.pattern.subn(" ", rest)
        if hits:
            found[name.meaning] = found.get(name.meaning, 0) + hits
    assert authorities.mentions(text) == found


@given(
    st.builds("".join, st.tuples(st.sampled_from(["", "the ", "• "]), _texts(AREAS), st.sampled_from(["", " Council"])))
)
def test_a_council_is_named_by_its_name_or_area_and_nothing_else(text: str) -> None:
    bare = re.sub(r"^\W*(?:the\s+)?|(?:\s+council)?\W*$", "", text, flags=re.IGNORECASE)
    known = {form: row["name"] for row in read("councils") for form in _forms(row["name"])}
    named = [name for form, name in known.items() if re.fullmatch(authorities._loose(form), bare, re.IGNORECASE)]
    assert authorities.council_named(text) == (named[0] if named else None)


def _forms(name: str) -> tuple[str, str]:
    return name, authorities.CITY_OR_ISLANDS.sub("", name)


@given(st.lists(st.text("abc", min_size=1, max_size=12), max_size=20), st.text("abc", max_size=12), st.integers(50, 95))
def test_the_nearest_word_is_that_of_all(words: list[str], word: str, cutoff: int) -> None:
    found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=cutoff)
    assert Alike(words, cutoff).nearest(word) == (found[0] if found else None)


@given(st.text("ab \t\n\r\x0b\x85\u00a0\u2028\u200b‐’–", max_size=20))
def test_a_readable_text_has_single_blanks_and_its_lines(text: str) -> None:
    clean = "".join(sign for sign in text if sign != "\u200b").replace("‐", "-").replace("’", "'")
    lines = re.sub(r"[^\S\n]+", " ", clean).splitlines()
    assert readable(text)[0] == "\n".join(line.strip() for line in lines).strip()


@pytest.mark.parametrize("text", ["wİnter 2011", "ſpring 2011", "wınter 2011", "wee\N{KELVIN SIGN}ly"])
def test_letters_that_pass_for_others_are_read_as_these(text: str) -> None:
    assert (
        read_dates(text, ValueContext()).mentions == read_dates(in_plain_letters(text), ValueContext()).mentions != ()
    )
