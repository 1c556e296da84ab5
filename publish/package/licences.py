"""Licences that data can be given away under, by their names at opendefinition.org."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as a data package names it."""

    name: str
    title: str
    path: str


LICENCES: Mapping[str, Licence] = {
    each.name: each
    for each in (
        Licence(
            "OGL-UK-3.0",
            "Open Government Licence v3.0",
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution Share-Alike 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence(
            "ODC-BY-1.0", "Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"
        ),
    )
}

UNKNOWN = (
    "The licence of the plans is not known: they were published by public authorities, each under terms of its own; "
    "see the sources."
)
OURS = "Schema, codebooks and descriptions: MIT, of the program cjaplans."
