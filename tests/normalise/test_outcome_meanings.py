"""How much of an outcome's meaning is in a text's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from cjaplans.normalise.codebooks import read
from cjaplans.normalise.outcomes.meanings import LONG_STEM, SAME_STEM, coverage, stems_beginning, stems_of, words_of

STEMS = sorted({s for r in read("outcome_words") for s in r["words"].replace("-", " ").replace("|", " ").split()})
#: Words that begin like a stem, some with a letter changed, left out or put in.
NEAR = st.builds(
    lambda stem, at, letters, ending: stem[:at] + letters + stem[at + 1 :] + ending,
    st.sampled_from(STEMS),
    st.integers(0, 12),
    st.text("aeinrst", max_size=2),
    st.text("aeinrst", max_size=4),
)


def _begins(word: str, stem: str) -> bool:
    return word.startswith(stem) or (len(stem) >= LONG_STEM and fuzz.ratio(word[: len(stem)], stem) >= SAME_STEM)


@given(NEAR | st.text("abdeginorst'", min_size=1, max_size=14))
def test_the_stems_of_a_word_are_those_it_begins_with_or_nearly(word: str) -> None:
    every = {stem for r in read("outcome_words") for w in r["words"].split() for stem in _alternatives(w)}
    assert stems_beginning(word) == {stem for stem in every if _begins(word, stem)}


def _alternatives(word: str) -> list[str]:
    return [stem.replace("-", " ").split(" ")[0] for stem in word.split("|")]


@pytest.mark.parametrize("code", ["C1", "O5", "S2"])
def test_an_outcomes_own_stems_cover_it_and_no_words_nothing(code: str) -> None:
    stems = stems_of("NSMO23", code)
    assert stems
    assert coverage(stems, [alternatives[0] for alternatives in stems]) == 1.0
    assert coverage(stems, []) == 0.0
    assert coverage((), words_of("any words")) == 0.0
