"""The ways a file can refuse to be read, each with the remedy a user needs."""

from __future__ import annotations


class UnreadableFile(Exception):
    """A file that cannot be turned into tables.

    ``reason`` says what is wrong, ``remedy`` what the user can do; ``code`` is stable for machines.
    """

    code = "unreadable"
    remedy = "check the file in a PDF viewer"

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        self.reason = reason
        self.remedy = remedy or type(self).remedy
        super().__init__(f"{self.reason}; {self.remedy}")

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        return type(self), (self.reason, self.remedy)


class EmptyFile(UnreadableFile):
    """A file of no bytes."""

    code = "empty"
    remedy = "fetch it again"


class NotAPdf(UnreadableFile):
    """A file that does not begin as a PDF does."""

    code = "not_pdf"
    remedy = "convert it to PDF, or leave it out"


class DamagedFile(UnreadableFile):
    """A PDF whose structure cannot be followed, or without a page."""

    code = "damaged"
    remedy = "fetch it again, or repair it with 'qpdf IN OUT'"


class LockedFile(UnreadableFile):
    """A PDF that wants a password."""

    code = "locked"
    remedy = "give its password with --password-file"


class MissingEngine(Exception):
    """An optional engine was asked for that is not installed; ``remedy`` is how to get it."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{reason}; {remedy}")

    def __reduce__(self) -> tuple[type[MissingEngine], tuple[str, str]]:
        return type(self), (self.reason, self.remedy)


class PagesOutOfRange(UnreadableFile):
    """Pages were asked for that the file does not have."""

    code = "pages"
    remedy = "ask for pages the file has"
