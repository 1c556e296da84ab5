"""The inputs by which columns of an action are corrected: what each is called, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cjaplans.load.models import Action
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import FundingBasis, Precision, StatusCode
from cjaplans.normalise.corrections.columns import CARRIED_FORWARD, FIELDS, PRINTED

Choices = tuple[tuple[str, str], ...]


class Control(StrEnum):
    """How a value is given."""

    LINES = "lines"
    LINE = "line"
    CHOICE = "choice"
    DAY = "day"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Input:
    """How a column is corrected. ``behind`` are the printed columns that a coded one is read from."""

    field: str
    label: str
    meaning: str
    control: Control
    choices: Choices = ()
    behind: tuple[str, ...] = ()

    def given(self, value: str | None) -> str:
        """A stored value as the input has it."""
        return _FLAGS.get(value or "", "no") if self.choices == YES_OR_NO else value or ""


YES_OR_NO: Choices = (("no", "no"), ("yes", "yes"))
_FLAGS = {"1": "yes", "0": "no"}
_NOTHING: Choices = (("", "– none –"),)
_BEHIND: Mapping[str, tuple[str, ...]] = {
    "status_code": ("status", "progress"),
    **dict.fromkeys(("start_date", "end_date", "date_precision", "ongoing", "revised_from"), ("timescale",)),
    **dict.fromkeys(("amount_gbp", "funding_basis"), ("resources",)),
    **dict.fromkeys(("theme_key", "priority_group_key"), ("theme",)),
}


def inputs() -> Mapping[str, Input]:
    """The input of every column that can be corrected, in the order of the schema."""
    return {field: _input(field) for field in FIELDS}


def label_of(field: str) -> str:
    """A column's name for people: ``status code``."""
    return field.replace("_", " ").replace("gbp", "(£)").removesuffix(" key")


def meaning_of(field: str) -> str:
    """What the schema says of a column."""
    return Action.__table__.columns[field].comment or ""


def _input(field: str) -> Input:
    choices = _choices(field)
    return Input(field, label_of(field), meaning_of(field), _control(field, choices), choices, _BEHIND.get(field, ()))


def _control(field: str, choices: Choices) -> Control:
    if choices:
        return Control.CHOICE
    if field in PRINTED:
        return Control.LINE if field == "ref" else Control.LINES
    return Control.SUM if field == "amount_gbp" else Control.DAY


def _choices(field: str) -> Choices:
    if field in (CARRIED_FORWARD, "ongoing"):
        return YES_OR_NO
    if field == "status_code":
        return _words(StatusCode)
    if field == "date_precision":
        return (*_NOTHING, *_words([each for each in Precision if each is not Precision.NONE]))
    if field == "funding_basis":
        return (*_NOTHING, *_words(FundingBasis))
    codebook = {"theme_key": "themes", "priority_group_key": "priority_groups"}.get(field)
    return (*_NOTHING, *((row["key"], row["label"]) for row in read(codebook))) if codebook else ()


def _words(values: Iterable[StrEnum]) -> Choices:
    return tuple((value.value, value.value.replace("_", " ")) for value in values)
