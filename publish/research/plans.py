"""A database open for reading, as frames: what ``cjaplans.open`` gives."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import fields
from enum import StrEnum
from html import escape
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

from sqlalchemy import Engine

from cjaplans import DEFAULT_DATABASE
from cjaplans.load.search.fts5 import match_expression
from cjaplans.load.secrets import without_passwords
from cjaplans.publish import listing
from cjaplans.publish.compare.compare import compare
from cjaplans.publish.compare.known import known
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.selection import Selection
from cjaplans.publish.frames import typed
from cjaplans.publish.opened import opened
from cjaplans.publish.research import summary
from cjaplans.publish.research.queries import asked, found, table

if TYPE_CHECKING:
    import pandas as pd

#: What the environment says when names are to be withheld, as it does to the commands.
_REDACT = "CJAPLANS_REDACT_PEOPLE"
_NO = ("", "0", "false", "f", "no", "n", "off")


#: What full-text search finds nowhere.
NO_WORD = '""'

Word = TypeVar("Word", bound=StrEnum)


class Conditions(TypedDict, total=False):
    """Which actions: those that meet all conditions given. ``"none"`` finds those without a value.

    Attributes:
        authority: key or name of the authority: ``"tayside"``.
        period: of the plan, ``"2010-11"``; a year alone, ``"2010"``, finds every plan that begins in it.
        place: council that a local plan is for.
        theme: key or label of the theme.
        group: key or label of the priority group.
        outcome: outcome in the common scheme, ``"C1"``; any of several, ``"C1,C2"``.
        status: status code, ``"complete"``; ``"unknown"`` finds those without one, too.
        organisation: name of an organisation that the action names.
    """

    authority: str | None
    period: str | None
    place: str | None
    theme: str | None
    group: str | None
    outcome: str | None
    status: str | None
    organisation: str | None


def open(database: str | os.PathLike[str] = DEFAULT_DATABASE, *, redact_people: bool | None = None) -> Plans:
    """Open a database of plans for reading: a path, or an SQLAlchemy URL of a SQLite database.

    With ``redact_people`` no person is named in anything it gives, at the price of a copy that is made now and goes
    when it is closed; None does as ``CJAPLANS_REDACT_PEOPLE`` says.

    >>> import cjaplans
    >>> db = cjaplans.open("data/processed/plans.db")
    >>> db.actions(authority="tayside", status="complete")

    Raises:
        MissingDatabaseError: there is no database.
        ForeignDatabaseError: the file is no database, or another program's.
        SchemaMismatchError: another version of this program made it.
    """
    if redact_people is None:
        redact_people = os.environ.get(_REDACT, "").strip().casefold() not in _NO
    return Plans(os.fspath(database), redact_people=redact_people)


class Plans:
    """A database of plans, open for reading; nothing it does changes the database.

    Every frame has a plain index and the types of ``publish.frames``. Frames of actions and of what belongs to them
    have the column ``action_key``, which stays as it is when plans are read again: merge them by it.
    """

    def __init__(self, database: str, *, redact_people: bool = False) -> None:
        """Open it; see ``open``."""
        self._name = without_passwords(database)
        self._redacted = redact_people
        self._open = ExitStack()
        self._source: Engine | None = self._open.enter_context(opened(database, redact_people=redact_people))

    def actions(self, search: str | None = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The actions of current plans that meet all conditions: one row each, the columns of ``action_flat``.

        They are in the order of their plans; with ``search`` those in which all words occur, best first (words in
        double quotes stand together, ``hous*`` finds what begins so).

        >>> db.actions(search="housing").groupby("authority_key").size()

        Raises:
            UnknownFilterError: a value that there is not; the message says what there is.
            DatabaseError: the database cannot be used any more.
        """
        selected = self._selected(conditions)
        if search is None:
            rows = found(self.engine, "actions", selected)
        else:
            rows = found(self.engine, "actions_found", selected, words=match_expression(search) or NO_WORD)
        return rows[["action_key", *(name for name in rows.columns if name != "action_key")]]

    def dates(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The dates that actions print, one row each: due and revised days, milestones, rhythms. As ``actions``."""
        return self._of_actions("dates", conditions)

    def funding(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The sums that actions print, one row each, in pounds; leave out ``is_total`` to add them. As ``actions``."""
        return self._of_actions("funding", conditions)

    def outcomes(self, *, common: bool = False, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The outcomes that actions serve, one row an action and outcome, as their plans print them. As ``actions``.

        With ``common`` in the scheme that all plans can be compared by, as far as theirs can be mapped to it:
        ``match`` says how closely.
        """
        return self._of_actions("common_outcomes" if common else "outcomes", conditions)

    def parties(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Who actions name, one row a party: kind, role, and the organisation where it is known. As ``actions``.

        >>> db.parties(outcome="O8").query("role == 'lead'").value_counts("organisation")
        """
        return self._of_actions("parties", conditions)

    def steps(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The steps within actions, one row each, with statuses and dates of their own. As ``actions``."""
        return self._of_actions("steps", conditions)

    def lineage(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Which action of the authority's plan before an action goes on from, and both their statuses. As ``actions``.

        >>> db.lineage()[["previous_key", "previous_status_code", "action_key", "status_code"]]
        """
        return self._of_actions("lineage", conditions)

    def sources(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """The cells that printed values were read from, one row an action, field and cell. As ``actions``.

        ``x0``, ``top``, ``x1``, ``bottom`` are in points from the top left of the upright page, which is ``width`` by
        ``height``.
        """
        return self._of_actions("sources", conditions)

    def documents(self, *, superseded: bool = False) -> pd.DataFrame:
        """What was read, one row a file, rejected ones too; with ``superseded`` also what newer files replace."""
        import pandas as pd

        rows = listing.documents(self.engine, superseded=superseded)
        return typed(pd.DataFrame.from_records(rows, columns=list(listing.DOCUMENT_COLUMNS)), "document")

    def plans(self) -> pd.DataFrame:
        """The current plans, one row each: a file, or each plan of a file that binds several, with its ``actions``."""
        return found(self.engine, "plans")

    def findings(self) -> pd.DataFrame:
        """What a person should look at in current documents, one row each, with what was said of it.

        >>> db.findings().query("severity >= 'warning' and accepted.isna()")
        """
        return found(self.engine, "findings")

    def indicators(self) -> pd.DataFrame:
        """What current plans count by, one row an indicator: baseline, target and current value as printed."""
        return found(self.engine, "indicators")

    def compare(
        self, name: str, by: str = "authority", show: str | None = None, **conditions: Unpack[Conditions]
    ) -> Comparison:
        """A comparison of the actions that meet all conditions, as ``cjaplans compare`` has it.

        ``name`` is one of ``publish.compare.model.Name``; ``by`` is ``authority``, ``period`` or ``place``. Its
        ``table`` is for people, its ``rows`` are tidy, its ``notes`` say what to beware of, ``sql`` what was asked.

        >>> db.compare("status", by="period", authority="tayside").table

        Raises:
            ValueError: there is no such comparison, or it has no such ``by`` or ``show``.
            UnknownFilterError: as ``actions``.
            DatabaseError: as ``actions``.
        """
        shown = None if show is None else _one_of(Show, show, "show")
        chosen, rows = _one_of(Name, name, "comparison"), _one_of(By, by, "'by'")
        return compare(self.engine, chosen, self._selected(conditions), rows, shown)

    def sql(self, query: str, parameters: Mapping[str, object] | None = None, **named: object) -> pd.DataFrame:
        """The rows of a query of your own, with its ``:parameters``; docs/data-dictionary.md lists tables and columns.

        Columns that keep the name of the schema have its types, others those of their values.

        >>> db.sql("SELECT * FROM action_flat WHERE confidence < :least", least=0.8)

        Raises:
            QueryError: SQLite cannot run it, and why.
        """
        return asked(self.engine, query, {**(parameters or {}), **named})

    def table(self, name: str) -> pd.DataFrame:
        """A whole table or view of the schema; a JSON column as Python's own lists.

        Raises:
            UnknownFilterError: there is no such table; the message lists them.
        """
        return table(self.engine, name)

    def cite(self, action_key: str) -> str:
        """How to cite an action of a current plan: authority, title and period, page and row.

        Raises:
            UnknownFilterError: there is no such action.
        """
        lines = found(self.engine, "citation", action_key=action_key)["citation"]
        if lines.empty:
            raise listing.UnknownFilterError(f"no action {action_key!r}; actions()['action_key'] lists them")
        return str(lines.iloc[0])

    @property
    def engine(self) -> Engine:
        """The database for SQLAlchemy and what uses it; it can only read. Raises ``ValueError`` once it is closed."""
        if self._source is None:
            raise ValueError(f"{self._name} is closed; open it again")
        return self._source

    def close(self) -> None:
        """Let go of the database, and of the copy without names. A second time does nothing."""
        self._source = None
        self._open.close()

    def __enter__(self) -> Plans:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._source is None:
            return f"<cjaplans.Plans {self._name!r}: closed>"
        return f"<cjaplans.Plans {self._name!r}: {summary.in_words(self._source, redacted=self._redacted)}>"

    def _repr_html_(self) -> str:
        if self._source is None:
            return f"<p>{escape(repr(self))}</p>"
        return summary.as_html(self._source, self.plans(), self._name, redacted=self._redacted)

    def _of_actions(self, name: str, conditions: Conditions) -> pd.DataFrame:
        return found(self.engine, name, self._selected(conditions))

    def _selected(self, conditions: Conditions) -> Selection:
        return known(self.engine, Selection(**{name: _text(name, value) for name, value in conditions.items()}))


def _text(name: str, value: object) -> str | None:
    """The value of a condition as a text, which a year need not be."""
    names = [each.name for each in fields(Selection)]
    if name not in names:
        raise TypeError(f"no condition {name!r}; one of {', '.join(names)}")
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"{name} takes one text, not {value!r}")


def _one_of(words: type[Word], value: str, what: str) -> Word:
    try:
        return words(value)
    except ValueError:
        raise ValueError(f"no {what} {value!r}; one of {', '.join(words)}") from None
