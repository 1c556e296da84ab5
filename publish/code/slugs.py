"""What a document's short name ("lothian-borders-2010-11") says of it."""

from __future__ import annotations

from cjaplans.normalise.authorities import authority_of
from cjaplans.normalise.codebooks import read
from cjaplans.normalise.coded import ValueContext
from cjaplans.normalise.model import DocumentKind
from cjaplans.normalise.outcomes.schemes import known_scheme
from cjaplans.normalise.periods import area_plan_at, fiscal_span, single_year
from cjaplans.publish.code.setting import Setting

#: Words of a name that say what sort of document it is; any other is a plan of actions.
SORTS = {"guidance": DocumentKind.GUIDANCE, "area plan": DocumentKind.AREA_PLAN}


def setting_of(slug: str, scheme: str | None = None) -> Setting:
    """The setting that a short name gives; ``scheme`` is what the document's own codes say."""
    words = slug.casefold().replace("_", "-").replace("-", " ")
    period = fiscal_span(slug) or single_year(words)
    authority = _authority(words)
    values = ValueContext(
        authority=authority,
        period=period,
        area_plan=area_plan_at(period[0]) if period else None,
        scheme=scheme or known_scheme(authority, period),
    )
    kind = next((sort for word, sort in SORTS.items() if word in words), DocumentKind.ACTION_PLAN)
    return Setting(values, kind=kind, scheme_assumed=scheme is None and values.scheme is not None)


def _authority(words: str) -> str | None:
    """The authority whose area has most words in a name, "and" left out; else one of its other names."""
    named = set(words.split())
    areas = {row["key"]: set(row["key"].split("-")) - {"and"} for row in read("authorities")}
    held = [key for key, area in areas.items() if area <= named]
    return max(held, key=lambda key: len(areas[key]), default=None) or authority_of(words, words)
