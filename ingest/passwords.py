"""The passwords of locked files, from a file that only its owner need read.

Every line is ``NAME<TAB>PASSWORD`` or ``NAME:PASSWORD``, where ``NAME`` is a file's name without its
folder; a tab wins over a colon. A line that has neither (or whose name is ``*``) holds the password of
every file that has none of its own. Blank lines are left out. No message ever shows a password.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cjaplans.ingest.errors import UsageProblem

_EVERY = "*"


@dataclass(frozen=True, slots=True)
class Passwords:
    """Which password opens which file."""

    by_name: Mapping[str, str] = field(default_factory=dict, repr=False)

    def for_file(self, name: str) -> str | None:
        """The password of the files of a name: its own, else the one for every file, else ``None``."""
        return self.by_name.get(name, self.by_name.get(_EVERY))


def read_passwords(path: Path | None) -> Passwords:
    """Read a password file; no file, no passwords.

    Raises:
        UsageProblem: it cannot be read, or a name has two passwords.
    """
    if path is None:
        return Passwords()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageProblem(str(path), error.strerror or "cannot be read", "check the path of --password-file") from None
    except UnicodeDecodeError:
        raise UsageProblem(str(path), "the password file is not UTF-8 text", "save it as UTF-8") from None
    return Passwords(_by_name(path, lines))


def _by_name(path: Path, lines: list[str]) -> dict[str, str]:
    passwords: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        name, password = _split(line)
        if name in passwords:
            what = "a second password for the same file" if name != _EVERY else "a second password for every file"
            raise UsageProblem(f"{path}, line {number}", what, "give each file one line, NAME<TAB>PASSWORD")
        passwords[name] = password
    return passwords


def _split(line: str) -> tuple[str, str]:
    for separator in "\t:":
        name, found, password = line.partition(separator)
        if found:
            return name.strip(), password
    return _EVERY, line
