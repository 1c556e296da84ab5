"""Authority, period or place by theme of the guidance: actions, those complete, and their share."""

from __future__ import annotations

from sqlalchemy import Engine

from cjaplans.normalise.codebooks import read
from cjaplans.publish.compare.arrange import linked, pivoted, rows_behind, shares, summed
from cjaplans.publish.compare.model import By, Comparison, Name, Show
from cjaplans.publish.compare.query import found, written_in
from cjaplans.publish.compare.selection import NONE, Selection

_TITLES = {
    Show.ACTIONS: "Actions by {by} and theme of the guidance",
    Show.COMPLETE: "Complete actions by {by} and theme of the guidance",
    Show.SHARE: "Share of actions that are complete, by {by} and theme of the guidance",
}
#: How themes are called in a table, by their keys, in the guidance's order; actions about none come last.
_LABELS = {row["key"]: row["label"] for row in read("themes")} | {NONE: NONE}


def themes(engine: Engine, selection: Selection, by: By, show: Show) -> Comparison:
    """How many actions are about which theme, and how many of them are complete. Raises ``DatabaseError``."""
    rows = found(engine, Name.THEMES, selection)
    rows["theme_label"] = rows["theme_key"].astype("string").map(_LABELS)
    rows = summed(rows, by, "theme_key", "theme_label", numbers=("actions", "complete"))
    rows["share"] = rows["complete"] / rows["actions"]
    labels = list(_LABELS.values())
    counts, complete = (pivoted(rows, by, "theme_label", number, labels) for number in ("actions", "complete"))
    done = {"status": "complete"} if show is Show.COMPLETE else {}
    columns = {label: {"theme": key, **done} for key, label in _LABELS.items()}
    return Comparison(
        Name.THEMES,
        _TITLES[show].format(by=by),
        by,
        selection,
        rows,
        {Show.ACTIONS: counts, Show.COMPLETE: complete, Show.SHARE: shares(complete, counts)}[show],
        linked(complete if show is Show.COMPLETE else counts, selection, rows_behind(rows, by), columns),
        _notes(int(rows["actions"].sum()), int(counts[NONE].sum())),
        written_in(Name.THEMES, selection),
        show,
    )


def _notes(actions: int, without: int) -> tuple[str, ...]:
    if not without:
        return ()
    return (f"none: {without} of {actions} actions stand under no heading that is one of the guidance's five themes.",)
