"""The names that are found in a row of words, and which of them count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjaplans.normalise.parties.gazetteer import Entry, Sort
from cjaplans.normalise.parties.ruler import Hit, Phrases, Ruler, ruler_for
from cjaplans.normalise.parties.tokens import tokens_of

FORMS = st.lists(st.sampled_from(["NHS", "nhs", "Fife", "and", "Board", "/", "\n"]), max_size=9).map(tuple)
PHRASES = st.dictionaries(FORMS.filter(bool), st.just((Entry("a", Sort.TERM, "a"),)), max_size=12)


@given(FORMS, PHRASES)
def test_every_phrase_is_found_wherever_it_stands(
    forms: tuple[str, ...], phrases: dict[tuple[str, ...], tuple[Entry]]
) -> None:
    places = ((first, last) for first in range(len(forms)) for last in range(first + 1, len(forms) + 1))
    expected = {Hit(first, last, phrases[forms[first:last]]) for first, last in places if forms[first:last] in phrases}
    found = list(Phrases(phrases.items()).find(forms))
    assert set(found) == expected
    assert len(found) == len(expected)


@given(FORMS, PHRASES, PHRASES)
def test_phrases_laid_over_others_replace_them(
    forms: tuple[str, ...], below: dict[tuple[str, ...], tuple[Entry]], above: dict[tuple[str, ...], tuple[Entry]]
) -> None:
    other = (Entry("b", Sort.TERM, "b"),)
    own = dict.fromkeys(above, other)
    found = list(Phrases(own.items(), Phrases(below.items())).find(forms))
    assert set(found) == set(Phrases({**below, **own}.items()).find(forms))
    assert len(found) == len(set(found))


def _entry(alias: str, as_printed: bool = False) -> tuple[tuple[bool, tuple[str, ...]], tuple[Entry, ...]]:
    forms = tuple(alias.split() if as_printed else alias.lower().split())
    return (as_printed, forms), (Entry(alias, Sort.TERM, alias, as_printed=as_printed),)


def _found(text: str, *entries: tuple[tuple[bool, tuple[str, ...]], tuple[Entry, ...]]) -> list[str]:
    return [hit.entries[0].name for hit in Ruler(dict(entries)).find(tokens_of(text))]


def test_the_longest_of_those_that_overlap_counts() -> None:
    entries = _entry("Care Board"), _entry("Health and Care"), _entry("Health and Care Board Group")
    assert _found("Health and Care Board", *entries) == ["Health and Care"]
    assert _found("health AND care board group", *entries) == ["Health and Care Board Group"]


def test_of_the_same_words_those_as_printed_count() -> None:
    entries = _entry("it"), _entry("IT", as_printed=True)
    assert _found("IT and it", *entries) == ["IT", "it"]


def test_of_equals_the_first_counts() -> None:
    assert _found("Fife Care Board", _entry("Care Board"), _entry("Fife Care")) == ["Fife Care"]


def test_a_glossary_goes_before_its_authority_and_that_before_the_rest() -> None:
    def meant(text: str, authority: str | None, *glossary: tuple[str, str]) -> str:
        (hit,) = ruler_for(authority, glossary).find(tokens_of(text))
        return hit.entries[0].name

    own = meant("CJA", "tayside")
    assert own == "Tayside Community Justice Authority"
    assert meant("CJA", None) == "Community Justice Authorities"
    assert meant("CJA", "tayside", ("CJA", "Scottish Prison Service")) == "Scottish Prison Service"
    assert meant("CJA", "tayside") == own
