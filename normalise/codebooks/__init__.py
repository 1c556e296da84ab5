"""The facts the rooms share, kept as CSV and YAML files so that they can be reviewed as data."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """The rows of codebook ``name`` (``authorities`` for ``authorities.csv``), in file order.

    An empty cell is an empty string. Raises ``FileNotFoundError`` for a codebook that is not shipped.
    """
    source = files(__name__).joinpath(f"{name}.csv")
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


@lru_cache
def read_words(name: str) -> Any:
    """The YAML vocabulary ``name`` (``money`` for ``money.yaml``). Raises ``FileNotFoundError``."""
    return load_words(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def load_words(text: str) -> Any:
    """What a vocabulary in YAML says."""
    import yaml  # slow to import, and codebooks alone need it not

    # The C parser, where PyYAML was built with it, reads a vocabulary in a tenth of the time.
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
