"""Templates for pages that stand alone: every text in them is escaped, and steers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjaplans.publish.safe import printable

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(package: str) -> Environment:
    """The templates in the folder ``templates`` of a package. A name that nothing is given for is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    return printable(value) if type(value) is str else value
