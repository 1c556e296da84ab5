"""Tables under one header are read alike: what the cells of one tell of a column holds for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjaplans.normalise.headers import EvidenceKind, fold_heading
from cjaplans.normalise.layout.model import Evidence, Layout
from cjaplans.normalise.model import Role


def read_alike(layouts: Sequence[Layout]) -> list[Layout]:
    """The layouts of a document's tables, those of actions under the same header with the same columns.

    Of fields that were told by content the surest counts; an analyst's layout is left as it is.
    """
    groups: dict[tuple[str, ...], list[Layout]] = {}
    for layout in layouts:
        if _shares(layout):
            groups.setdefault(_key(layout), []).append(layout)
    return [_with(layout, groups[_key(layout)]) if _shares(layout) else layout for layout in layouts]


def _shares(layout: Layout) -> bool:
    return layout.role is Role.ACTIONS and layout.name is None and any(layout.header)


def _key(layout: Layout) -> tuple[str, ...]:
    return tuple(fold_heading(heading) for heading in layout.header)


def _with(layout: Layout, group: Sequence[Layout]) -> Layout:
    """A layout with what its group knows better of its columns."""
    columns, evidence = dict(layout.columns), dict(layout.evidence)
    for column in range(len(layout.header)):
        best = max(
            (each for each in group if column in each.evidence),
            key=lambda x: x.evidence[column].confidence,
            default=None,
        )
        if best and _is_guess(evidence.get(column)) and columns.get(column) != best.columns[column]:
            known = best.evidence[column]
            columns[column] = best.columns[column]
            evidence[column] = replace(known, why=f"{known.why}, in another table with this header")
    unmapped = tuple(column for column in layout.unmapped if column not in columns)
    return replace(layout, columns=columns, evidence=evidence, unmapped=unmapped)


def _is_guess(evidence: Evidence | None) -> bool:
    return evidence is None or evidence.kind is EvidenceKind.CONTENT
