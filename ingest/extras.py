"""What is optional: packages that some commands need, and what to do where they are missing."""

from __future__ import annotations

import importlib.util
from enum import StrEnum

from cjaplans.ingest.errors import UsageProblem


class Extra(StrEnum):
    """The extras of the package that are asked for where they are used."""

    CLUSTER = "cluster"
    REMOTE = "remote"
    CHARTS = "charts"
    EXPORT = "export"
    SERVE = "serve"


#: The modules that each extra brings.
MODULES = {
    Extra.CLUSTER: ("distributed",),
    Extra.REMOTE: ("fsspec",),
    Extra.CHARTS: ("altair", "vl_convert"),
    Extra.EXPORT: ("pyarrow",),
    Extra.SERVE: ("datasette", "uvicorn"),
}


def missing(extra: Extra) -> tuple[str, ...]:
    """The modules of an extra that are not installed."""
    return tuple(name for name in MODULES[extra] if importlib.util.find_spec(name) is None)


def demand(extra: Extra, where: str) -> None:
    """Raise ``UsageProblem`` at ``where`` unless an extra is installed."""
    if absent := missing(extra):
        names = " and ".join(name.replace("_", "-") for name in absent)
        raise UsageProblem(where, f"{names} not installed", f"install with: pip install 'cjaplans[{extra}]'")
