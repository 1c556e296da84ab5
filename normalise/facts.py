"""What a document is: kind, authority, title, period (the cover wins over a stale contents page)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cjaplans.extract.model import BlockKind, ExtractedDocument, TextBlock
from cjaplans.normalise.authorities import authority_by_council, authority_of
from cjaplans.normalise.model import DocumentKind, Finding, Role, Severity
from cjaplans.normalise.periods import fiscal_span, period_label, single_year, year_of_dates

#: Headings that end a cover.
FRONT_MATTER = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:contents|introduction|foreword|background|glossary|preface|summary|monitoring)\b",
    re.IGNORECASE,
)
PLAN = re.compile(r"\b(?:action|area|annual|implementation|delivery|business|strategic)\b.*\bplans?\b", re.IGNORECASE)
ACTION_PLAN = re.compile(r"\baction plan\b", re.IGNORECASE)
AREA_PLAN = re.compile(r"\barea plans?\b", re.IGNORECASE)
NO_PLAN = re.compile(r"\b(?:annual report|report|agenda|minutes?|newsletter|strategy)\b", re.IGNORECASE)
GUIDANCE = re.compile(r"\bguidance\b|\btemplate\b|\bframework for\b", re.IGNORECASE)
#: Parts of a plan, which may have the authority in their names.
ANNEX = re.compile(r"^\W*(?:appendix|annex)\b", re.IGNORECASE)
#: What a report prints before its title.
SUBJECT = re.compile(r"^\W*(?:subject|title|re)\s*:\s*", re.IGNORECASE)
NAMES_AUTHORITY = re.compile(r"\bjustice authorit(?:y|ies)\b|\bCJA\b|\bcommunity justice\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """A document's own description, with what was doubtful."""

    kind: DocumentKind
    authority: str | None
    title: str | None
    period: tuple[date, date] | None
    findings: tuple[Finding, ...]


def facts_of(
    document: ExtractedDocument,
    roles: Sequence[Role],
    file_authority: str | None = None,
    timescales: Sequence[str] = (),
) -> Facts:
    """Describes a document from its cover, its headings and what its tables turned out to be.

    ``file_authority`` is named elsewhere in the file that it is a part of; ``timescales`` are those of its actions.
    """
    cover = cover_headings(document)
    whole = " ".join(b.text for b in document.blocks) + " " + " ".join(c.text for t in document.tables for c in t.cells)
    first_page = " ".join(b.text for b in document.blocks if document.pages and b.page == document.pages[0].number)
    title = _title(cover)
    period, findings = _period(document, cover, timescales)
    kind = _kind(title or "", whole, roles)
    authority = authority_of(" ".join(b.text for b in cover) + " " + first_page, whole)
    if authority is None and file_authority is not None:
        authority = file_authority
        message = "the plan's own pages name no authority; the one named elsewhere in the file is used"
        findings.append(Finding(Severity.WARNING, "authority_inferred", message))
    if authority is None and kind is not DocumentKind.GUIDANCE:
        authority, finding = _by_council(" ".join(b.text for b in cover) or first_page)
        findings.append(finding)
    return Facts(kind, authority, title, period, tuple(findings))


def _by_council(cover: str) -> tuple[str | None, Finding]:
    """The authority of the councils a cover names: local partnerships wrote plans too (domain.md 1)."""
    found = authority_by_council(cover)
    if found is None:
        return None, Finding(Severity.WARNING, "authority_unknown", "no Community Justice Authority is named")
    authority, council = found
    message = f"no Community Justice Authority is named; {authority} is that of the {council} area"
    return authority, Finding(Severity.INFO, "authority_by_council", message)


def cover_headings(document: ExtractedDocument) -> list[TextBlock]:
    """The headings before the contents, the introduction, the first table or a second page of text."""
    cover: list[TextBlock] = []
    tables = [(t.page_first, t.regions[0].box.top) for t in document.tables]
    for block in document.blocks:
        if cover and (block.page > cover[0].page + 1 or FRONT_MATTER.match(block.text)):
            break
        if tables and (block.page, block.paragraph.box.top) > min(tables):
            break
        if block.kind is BlockKind.HEADING:
            cover.append(block)
    return cover


def _title(cover: Sequence[TextBlock]) -> str | None:
    """The cover's headings that name the authority or the plan, joined; else its largest heading."""
    telling: list[str] = []
    for block in cover:
        if not (PLAN.search(block.text) or (NAMES_AUTHORITY.search(block.text) and not ANNEX.match(block.text))):
            continue
        text = SUBJECT.sub("", re.sub(r"\s+", " ", block.text)).strip()
        if text.casefold() in " ".join(telling).casefold() or (PLAN.search(" ".join(telling)) and PLAN.search(text)):
            continue
        telling.append(text)
    if telling:
        first = cover.index(next(b for b in cover if re.sub(r"\s+", " ", b.text).strip().endswith(telling[0])))
        if (
            first
            and cover[first - 1].paragraph.size == cover[first].paragraph.size
            and cover[first - 1].page == cover[0].page
        ):
            telling.insert(0, cover[first - 1].text)
        return " ".join(telling)
    return max(cover, key=lambda b: b.paragraph.size).text if cover else None


def _period(
    document: ExtractedDocument, cover: Sequence[TextBlock], timescales: Sequence[str]
) -> tuple[tuple[date, date] | None, list[Finding]]:
    stated = [(b, s) for b in _plan_first(cover) if (s := fiscal_span(b.text))]
    other = [
        (b, s)
        for b in document.blocks
        if ACTION_PLAN.search(b.text)
        and b.kind in (BlockKind.HEADING, BlockKind.RUNNING)
        and (s := fiscal_span(b.text))
    ]
    if not stated:
        years = [(b, s) for b in _plan_first(cover) if (s := single_year(b.text))]
        stated = other[:1] or years[:1] or [(b, s) for b in document.blocks if (s := fiscal_span(b.text))][:1]
        if not stated and (span := year_of_dates(timescales)):
            text = f"no year is stated for the plan; {period_label(*span)} is that of the dates of its actions"
            return span, [Finding(Severity.WARNING, "period_inferred", text)]
        if not stated:
            return None, [Finding(Severity.WARNING, "period_unknown", "no year is stated for the plan")]
        block, span = stated[0]
        text = f"the cover states no period; {period_label(*span)} is taken from '{block.text[:60]}'"
        return span, [Finding(Severity.WARNING, "period_inferred", text, block.page)]
    period = stated[0][1]
    stale = {(b.page, s) for b, s in other if not (s[0] <= period[0] and s[1] >= period[1])}
    return period, [
        Finding(
            Severity.INFO,
            "stale_year",
            f"a heading speaks of {period_label(*span)}; the cover's {period_label(*period)} is used",
            page,
        )
        for page, span in sorted(stale)
    ]


def _plan_first(cover: Iterable[TextBlock]) -> list[TextBlock]:
    """Headings that say "action plan" first, then other plans, then the rest."""
    return sorted(cover, key=lambda b: 0 if ACTION_PLAN.search(b.text) else 1 if PLAN.search(b.text) else 2)


def kind_of_title(title: str) -> DocumentKind:
    """The kind of a document of which only the title is known; a title that tells nothing is an action plan's."""
    if ACTION_PLAN.search(title):
        return DocumentKind.ACTION_PLAN
    if AREA_PLAN.search(title):
        return DocumentKind.GUIDANCE if GUIDANCE.search(title) else DocumentKind.AREA_PLAN
    return DocumentKind.OTHER if NO_PLAN.search(title) else DocumentKind.ACTION_PLAN


def _kind(title: str, whole: str, roles: Sequence[Role]) -> DocumentKind:
    if Role.ACTIONS in roles:
        return DocumentKind.ACTION_PLAN
    if Role.REQUIREMENTS in roles and GUIDANCE.search(whole):
        return DocumentKind.GUIDANCE
    if AREA_PLAN.search(title) and not ACTION_PLAN.search(title):
        return DocumentKind.AREA_PLAN
    return DocumentKind.OTHER
