"""The password file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.passwords import Passwords, read_passwords


def passwords(folder: Path, text: str) -> Passwords:
    path = folder / "passwords.txt"
    path.write_text(text, encoding="utf-8")
    return read_passwords(path)


def test_each_file_has_its_own_and_the_rest_share_one(tmp_path: Path) -> None:
    found = passwords(tmp_path, "a.pdf\tone:two\nb.pdf:th ree \n\nfor-all\n")
    assert [found.for_file(name) for name in ("a.pdf", "b.pdf", "c.pdf")] == [
        "one:two",
        "th ree ",
        "for-all",
    ]


def test_a_password_for_all_may_hold_a_colon(tmp_path: Path) -> None:
    assert passwords(tmp_path, "*\tse:cret").for_file("any.pdf") == "se:cret"


def test_no_file_no_passwords() -> None:
    assert read_passwords(None).for_file("a.pdf") is None


@pytest.mark.parametrize("text", ["a.pdf:x\na.pdf:secret", "first\nsecret", "*:x\nsecret"])
def test_two_passwords_for_one_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageProblem, match="line 2: a second password") as caught:
        passwords(tmp_path, text)
    assert "secret" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="check the path of --password-file"):
        read_passwords(tmp_path / "none")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageProblem, match="not UTF-8"):
        read_passwords(tmp_path / "binary")


def test_passwords_are_not_shown() -> None:
    assert "secret" not in repr(Passwords({"a.pdf": "secret"}))
