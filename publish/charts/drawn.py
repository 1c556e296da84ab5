"""What charts are made of: records as their data, and what the library calls a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import altair as alt

    Drawn: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart


def chart_of(records: Sequence[dict[str, Any]]) -> alt.Chart:
    """A chart that as yet draws nothing, of records that stand in it themselves."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=list(records)))
