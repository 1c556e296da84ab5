"""What our own process remembers of files: forgotten before each round, as users read a file for the first time."""

from __future__ import annotations

import gc
from functools import lru_cache

_KIND = type(lru_cache(lambda: None))
#: Sizes of caches that hold vocabularies, which are loaded once, as modules are: those of which nobody said a size, and
#: those with a place for each authority.
KEPT = {None, lru_cache(lambda: None).cache_parameters()["maxsize"], 16}


def forget_files() -> None:
    """Empty every other cache of ours: it holds what was made of the texts of files."""
    for each in gc.get_objects():
        ours = isinstance(each, _KIND) and (each.__module__ or "").startswith("cjaplans.")
        if ours and each.cache_parameters()["maxsize"] not in KEPT:
            each.cache_clear()
