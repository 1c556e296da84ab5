"""Which cell of a row's text a value stands in: cells are parted by tabs."""

from __future__ import annotations

from collections.abc import Callable

from cjaplans.publish.code.kinds import Kind


def cells_of(text: str) -> list[str]:
    """The cells of a text, blank ones too, without blanks around them."""
    return [cell.strip() for cell in text.split("\t")]


def value_cell(kind: Kind, text: str) -> str:
    """The cell to read for a kind; all of the text where it is one cell, or where no cell stands out."""
    written = [cell for cell in cells_of(text) if cell]
    if len(written) < 2:
        return "".join(written)
    fits = _FITS.get(kind)
    if fits is None:
        return text
    return next((cell for cell in reversed(written) if fits(cell)), written[-1])


def is_status(cell: str) -> bool:
    """Whether a cell is a status and nothing else."""
    from cjaplans.normalise.coded import StatusBasis
    from cjaplans.normalise.statuses import read_status

    reading = read_status(cell, None, None)
    return reading.basis is StatusBasis.COLUMN and bool(reading.statuses) and len(cell.split()) <= 4


def _is_date(cell: str) -> bool:
    from cjaplans.normalise.coded import ValueContext
    from cjaplans.normalise.dates import read_dates

    return bool(read_dates(cell, ValueContext()).mentions)


def _has_money(cell: str) -> bool:
    return "£" in cell


def _may_lead(cell: str) -> bool:
    """Whether a cell can name a lead: the cell of a status stands behind it."""
    return not is_status(cell)


_FITS: dict[Kind, Callable[[str], bool]] = {
    Kind.STATUS: is_status,
    Kind.DATE: _is_date,
    Kind.MONEY: _has_money,
    Kind.LEAD: _may_lead,
}
