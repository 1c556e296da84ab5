"""Keys of actions that stay the same over re-ingestion and cosmetic change (``docs/keys.md``).

A key is ``authority/period/ref-digest``: the digest is of the action's text folded to letters and
figures, so that spacing, case, punctuation and page breaks do not change it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date

#: What tells two keys alike apart: ``~2``.
_REPEAT = re.compile(r"~\d+\Z")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
#: What a number is made of; blanks and brackets around its parts are a matter of setting.
_NO_PART_OF_REF = re.compile(r"[^\w./-]+")


def fold(text: str) -> str:
    """Letters and figures only, in lower case."""
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", text).casefold())


def action_key(authority: str | None, start: date | None, ref: str | None, texts: Iterable[str | None]) -> str:
    """The key of an action by its authority, period, number and text."""
    digest = hashlib.sha256("|".join(fold(t or "") for t in texts).encode()).hexdigest()[:8]
    return f"{plan_name(authority, start)}/{fold_ref(ref)}{digest}"


def plan_name(authority: str | None, start: date | None) -> str:
    """The beginning of the keys of a plan's actions: ``authority/period``."""
    period = f"{start.year}-{(start.year + 1) % 100:02d}" if start else "undated"
    return f"{authority or 'unknown'}/{period}"


def fold_ref(ref: str | None) -> str:
    """A row's number as the beginning of a digest: ``2.1a-``; nothing where there is none."""
    text = unicodedata.normalize("NFKC", ref or "").casefold().translate(_DASHES)
    folded = _NO_PART_OF_REF.sub("", text).strip("./-_")
    return f"{folded}-" if folded else ""


def distinct(keys: Iterable[str], before: Iterable[str] = ()) -> list[str]:
    """Keys in order; the second of two alike becomes ``key~2``, also where the first is one of those ``before``."""
    seen = Counter(_REPEAT.sub("", key) for key in before)
    out = []
    for key in keys:
        seen[key] += 1
        out.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return out
