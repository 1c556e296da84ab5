"""Optional engines that a user asked for: whether they are here, said before any file is read."""

from __future__ import annotations

from cjaplans.extract.errors import MissingEngine
from cjaplans.ingest.errors import UsageProblem


def require_second_opinion() -> None:
    """Raises ``UsageProblem`` unless the engine for second opinions is installed."""
    from cjaplans.extract.second_opinion import require

    try:
        require()
    except MissingEngine as error:
        raise UsageProblem("--second-opinion", error.reason, error.remedy) from error
