"""Page numbers as people write them."""

from __future__ import annotations

from collections.abc import Collection


def pages_label(pages: Collection[int]) -> str:
    """The shortest way to write page numbers, in order: ``3-9,12``."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
