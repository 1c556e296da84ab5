"""Files of corrections and reviews: read, with every mistake at its line."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.written.corrections import LARGEST, Records, read_corrections
from cjaplans.normalise.corrections import Correction, Review
from cjaplans.normalise.corrections.checking import read_written

KEY = "tayside/2010-11/1a-0123abcd"
FINDING = f"{KEY}:lead_unresolved:89abcdef"
ENTRY = {
    "key": KEY,
    "field": "end_date",
    "expected": "",
    "value": "2011-03-31",
    "reason": "see the minutes",
    "author": "Eck",
    "date": "2024-05-01",
}
REVIEW = {"finding": FINDING, "accepted": "yes", "note": "a nickname", "author": "Eck", "date": "2024-05-01"}


def entry(of: dict[str, str] = ENTRY, **changes: str | None) -> str:
    parts = {name: text for name, text in (of | changes).items() if text is not None}
    lines = [f"{name}: {text}" for name, text in parts.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def written(*corrections: str, reviews: tuple[str, ...] = ()) -> str:
    return f"corrections:\n{''.join(corrections)}" + (f"reviews:\n{''.join(reviews)}" if reviews else "")


def put(folder: Path, text: str, name: str = "a.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def problem(folder: Path) -> str:
    with pytest.raises(UsageProblem) as caught:
        read_corrections(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{folder}{os.sep}")


def test_corrections_and_reviews_are_read_in_the_order_of_files_and_places(tmp_path: Path) -> None:
    put(tmp_path, written(entry(field="timescale", expected="May 2010", value='"June\\n2010"')), "b.yaml")
    second = entry(field="ref", value="", expected="1")
    put(tmp_path, "# notes\n" + written(entry(), second, reviews=(entry(REVIEW),)))
    found = read_corrections(tmp_path)
    made = ("see the minutes", "Eck", date(2024, 5, 1))
    assert found == Records(
        tmp_path,
        (
            Correction(KEY, "end_date", None, "2011-03-31", *made, "a.yaml"),
            Correction(KEY, "ref", "1", None, *made, "a.yaml"),
            Correction(KEY, "timescale", "May 2010", "June\n2010", *made, "b.yaml"),
        ),
        (Review(FINDING, True, "a nickname", "Eck", date(2024, 5, 1), "a.yaml"),),
    )


def test_values_are_texts_whatever_yaml_takes_them_for(tmp_path: Path) -> None:
    put(
        tmp_path,
        written(entry(field="ref", expected="1.10", value="no"), entry(field="ongoing", expected="no", value="yes")),
    )
    assert [(c.was, c.now) for c in read_corrections(tmp_path).corrections] == [("1.10", "no"), ("0", "1")]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "corrections:\n", "corrections: []\nreviews:\n"])
def test_files_may_be_empty(tmp_path: Path, text: str) -> None:
    assert read_corrections(put(tmp_path, text)) == Records(tmp_path)


def test_a_default_folder_is_used_where_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_corrections(None) == Records()
    (tmp_path / "corrections").mkdir()
    assert read_corrections(None) == Records(), "an empty one may be a disk that could not be mounted"
    put(tmp_path / "corrections", written(entry()))
    assert len(read_corrections(None).corrections) == 1


def test_a_folder_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="No such file or directory; check the folder given with --corrections"):
        read_corrections(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (written(entry(field="end_dat")), "a.yaml:3: unknown field 'end_dat'; did you mean end_date?"),
        (written(entry(key="1a")), "a.yaml:2: '1a' is no key of an action; give it whole"),
        (written(entry(key="tayside/2010-11/1a")), "a.yaml:2: 'tayside/2010-11/1a' is no key of an action"),
        (written(entry(key=KEY.replace("tay", "tai"))), "a.yaml:2: no authority 'taiside'; did you mean tayside?"),
        (written(entry(value="31/03/2011")), "a.yaml:5: '31/03/2011' cannot be the end_date: it is no day;"),
        (
            written(entry(field="status_code", value="completed")),
            "a.yaml:5: 'completed' cannot be the status_code: it is not one of not_started, in_progress, on_track,",
        ),
        (written(entry(value="")), "a.yaml:5: the value is the expected one; write what it should be instead"),
        (written(entry(date="2024-13-01")), "a.yaml:8: '2024-13-01' is no day; write it as in 2010-04-01"),
        (written(entry(reason=None)), "a.yaml:2: a correction lacks 'reason'; add a line 'reason: ...'"),
        (written(entry(author="")), "a.yaml:7: the author is no text;"),
        (written(entry(autor="Eck")), "a.yaml:9: unknown key 'autor' in a correction; did you mean author?"),
        (written(entry(value="[a, b]")), "a.yaml:5: a value of end_date is no text;"),
        (written(entry(), entry()), "a.yaml:9: the same correction stands at a.yaml:2; keep one of them"),
        (written(reviews=(entry(REVIEW, finding="12"),)), "a.yaml:3: '12' is no key of a finding; give its key"),
        (written(reviews=(entry(REVIEW, accepted="perhaps"),)), "a.yaml:4: 'accepted' is 'perhaps'; write yes or no"),
        (written(reviews=(entry(REVIEW, accepted="no", note=""),)), "a.yaml:3: the review says nothing; add"),
        (written(reviews=(entry(REVIEW),) * 2), "a.yaml:8: the same review of this finding stands at a.yaml:3;"),
        ("corections:\n", "a.yaml:1: unknown key 'corections' in a file of corrections; did you mean corrections?"),
        ("- a\n", "a.yaml:1: a file of corrections is no mapping of keys to values; write one with 'cjaplans correct"),
        ("corrections: no\n", "a.yaml:1: 'corrections' is no list, or an empty one;"),
        ("corrections:\n- &a {}\n", "a.yaml:2: '&a' is an anchor or alias of YAML, which corrections do not use"),
        ("a: !!python/name:os.system\n", "a.yaml:1: 'tag:yaml.org,2002:python/name:os.system' is a tag of YAML"),
        ("corrections: [\n", "a.yaml:2: not YAML:"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_line_and_remedy(tmp_path: Path, text: str, expected: str) -> None:
    assert problem(put(tmp_path, text)).startswith(expected)


def test_a_correction_that_stands_in_two_files_is_a_mistake(tmp_path: Path) -> None:
    put(tmp_path, written(entry()))
    put(tmp_path, "\n" + written(entry(reason="again")), "b.yaml")
    assert problem(tmp_path).startswith("b.yaml:3: the same correction stands at a.yaml:2;")


def test_a_word_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    assert problem(put(tmp_path, written(entry(field="status_code", value="completed")))).endswith("mean complete?")


def test_mistakes_are_counted(tmp_path: Path) -> None:
    put(tmp_path, written(entry(field="x"), entry(date="y")))
    assert problem(tmp_path).endswith("(2 mistakes in all)")


def test_files_that_are_none_of_people_are_refused(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", "x: " + "y" * LARGEST)
    assert problem(folder).startswith("a.yaml:1: the file is larger than 1,000,000 bytes;")
    (folder / "a.yaml").write_bytes(b"corrections:\n# \xff\n")
    assert problem(folder).startswith("a.yaml:2: byte 0xFF is not UTF-8 text; save the file as UTF-8")
    (folder / "a.yaml").unlink()
    put(tmp_path, written(entry()))
    (folder / "a.yaml").symlink_to(tmp_path / "a.yaml")
    assert problem(folder).startswith("a.yaml:1: the file is a link that leads out of its folder;")
    (folder / "a.yaml").unlink()
    (folder / "a.yaml").mkdir()
    assert problem(folder).startswith("a.yaml:1: not a regular file;")


def test_other_files_of_the_folder_are_not_read(tmp_path: Path) -> None:
    put(tmp_path, "][", "notes.txt")
    put(tmp_path, "][", ".a.yaml.swp")
    put(tmp_path, "][", ".b.yaml")
    assert read_corrections(tmp_path) == Records(tmp_path)


SCALARS = st.none() | st.text(max_size=8) | st.sampled_from([KEY, "corrections", "key", "field", "no"])
NAMES = st.sampled_from([*ENTRY, *REVIEW])


@given(st.recursive(SCALARS, lambda x: st.lists(x, max_size=3) | st.dictionaries(NAMES, x, max_size=4)))
def test_no_text_is_too_odd(content: object) -> None:
    found = read_written(json.dumps({"corrections": [content], "reviews": [content]}), "a.yaml")
    assert found.mistakes or found.corrections or found.reviews
