"""A file may bind several plans, or a plan with other papers: each plan is read by its own pages and facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cjaplans.extract.model import BlockKind, ExtractedDocument
from cjaplans.normalise.arrangement import Arrangement
from cjaplans.normalise.authorities import authority_of, mentions
from cjaplans.normalise.layout import Layout
from cjaplans.normalise.model import (
    OUTLINE,
    Action,
    CellRef,
    Finding,
    Plan,
    PlanPart,
    Role,
    Severity,
    Source,
    State,
    TableReading,
)
from cjaplans.normalise.periods import Period, fiscal_span
from cjaplans.normalise.sections import Place, Section, SectionKind, section_at, sections_of

#: Reads a document, arranged so, as one plan; the tables of these indexes hold no actions of it. The authority is that
#: of the file, for a plan that names none; the keys are those of the file's plans before it.
Reader = Callable[[ExtractedDocument, Arrangement, frozenset[int], str | None, Sequence[str]], Plan]
Arrange = Callable[[ExtractedDocument], Arrangement]
#: Headings of a part's first page that are looked at for its authority and years.
COVER = 4


@dataclass(slots=True)
class _Bound:
    """One plan in a file: its sections, and what its titles say of it."""

    sections: list[Section]
    authority: str | None
    period: Period | None

    def differs(self, authority: str | None, period: Period | None) -> bool:
        """Whether titles name another authority, or years neither within these nor around them."""
        other = authority is not None and self.authority is not None and authority != self.authority
        return other or (period is not None and self.period is not None and not _nested(period, self.period))

    def holds(self, place: Place) -> bool:
        return any(section.holds(place) for section in self.sections)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A part of a document, and where its tables and blocks stand in the whole."""

    document: ExtractedDocument
    tables: tuple[int, ...]
    blocks: tuple[int, ...]

    def whole(self, ref: CellRef) -> CellRef:
        """A reference into the part as one into the whole."""
        return (
            CellRef(OUTLINE, self.blocks[ref.cell])
            if ref.table == OUTLINE
            else CellRef(self.tables[ref.table], ref.cell)
        )


def read_bound(document: ExtractedDocument, arrange: Arrange, read: Reader) -> Plan:
    """The plan of a file, or its plans as parts of one; tables of other papers are no actions."""
    sections = sections_of(document)
    arranged = arrange(document)
    plans = sum(s.kind is SectionKind.PLAN for s in sections)
    if plans <= 1 and not any(s.kind is SectionKind.OTHER for s in sections):
        return read(document, arranged, frozenset(), None, ())
    layouts = arranged.layouts
    acting = [i for i, layout in enumerate(layouts) if layout.role is Role.ACTIONS]
    own = _own(document, sections, layouts, acting)
    places = [_table_place(document, i) for i in own]
    bound = _with_tables(_bound(document, sections), places) or _untitled(sections, places)
    apart = frozenset(acting) - own
    findings = [_apart(document, sections, layouts, i) for i in sorted(apart)]
    meeting = any(s.meeting for s in sections)
    if len(bound) < 2 and not (meeting and bound):
        plan = read(document, arranged, apart, None, ())
        return replace(plan, findings=(*plan.findings, *findings))
    cuts = _cuts(document, bound, own, meeting)
    findings.append(_binding(document, cuts))
    authority = bound[0].authority if len(bound) > 1 else _named_most(document)
    return _merged(document, cuts, _read_cuts(cuts, arrange, read, authority), layouts, findings)


def _read_cuts(cuts: Sequence[_Cut], arrange: Arrange, read: Reader, authority: str | None) -> list[Plan]:
    """Each part as a plan, told the keys of those before it: two parts may be of one authority and period."""
    plans: list[Plan] = []
    for cut in cuts:
        keys = [action.key for plan in plans for action in plan.actions]
        plans.append(read(cut.document, arrange(cut.document), frozenset(), authority, keys))
    return plans


def _named_most(document: ExtractedDocument) -> str | None:
    """The authority that the papers of a file name most."""
    texts = [b.text for b in document.blocks] + [c.text for t in document.tables for c in t.cells]
    return authority_of("", " ".join(texts))


def _own(
    document: ExtractedDocument, sections: Sequence[Section], layouts: Sequence[Layout], acting: Sequence[int]
) -> frozenset[int]:
    """The tables of actions that are a plan's.

    Among the papers of a meeting they stand under a plan's title, elsewhere anywhere but in a register or the like.
    Wherever it stands, a table with the headings of one of these goes on with it.
    """
    kinds = {i: section_at(sections, _table_place(document, i)).kind for i in acting}
    own = {i for i in acting if kinds[i] is SectionKind.PLAN}
    if not own or not any(s.meeting for s in sections):
        own |= {i for i in acting if kinds[i] is SectionKind.UNKNOWN}
    headers = {layouts[i].header for i in own}
    return frozenset(own | {i for i in acting if layouts[i].header in headers and not layouts[i].inherited})


def _table_place(document: ExtractedDocument, index: int) -> Place:
    region = document.tables[index].regions[0]
    return region.page, region.box.top


def _bound(document: ExtractedDocument, sections: Sequence[Section]) -> list[_Bound]:
    """The plans in a file: a title with another authority or other years begins another."""
    found: list[_Bound] = []
    meeting = any(s.meeting for s in sections)
    for section in sections:
        if (
            section.kind is not SectionKind.PLAN
            and (meeting or section.kind is SectionKind.OTHER)
            and not section.within
        ):
            continue
        authority, period = _stated(document, section) if section.kind is SectionKind.PLAN else (None, None)
        if found and not found[-1].differs(authority, period):
            last = found[-1]
            last.sections.append(section)
            last.authority, last.period = last.authority or authority, last.period or period
        else:
            found.append(_Bound([section], authority, period))
    return found


def _untitled(sections: Sequence[Section], places: Sequence[Place]) -> list[_Bound]:
    """The parts that hold the tables of a plan whose title is not known as one."""
    holding = [s for s in sections if s.heading and any(s.holds(place) for place in places)]
    return [_Bound(holding, None, None)] if holding else []


def _with_tables(bound: Sequence[_Bound], places: Sequence[Place]) -> list[_Bound]:
    """The plans that have a table of actions; the sections of the others go to the one before, or after."""
    kept: list[_Bound] = []
    waiting: list[Section] = []
    for each in bound:
        if any(each.holds(place) for place in places):
            each.sections[:0] = waiting
            waiting = []
            kept.append(each)
        elif kept:
            kept[-1].sections.extend(each.sections)
        else:
            waiting.extend(each.sections)
    return kept


def _stated(document: ExtractedDocument, section: Section) -> tuple[str | None, Period | None]:
    """The authority and the years that the title of a part names, or the headings that stand beside it."""
    tables = [t.regions[0].box.top for t in document.tables if t.page_first == section.start[0]]
    end = min(tables, default=float("inf"))
    page = [
        b for b in document.blocks if b.kind is BlockKind.HEADING and section.start <= b.place < (section.start[0], end)
    ]
    cover = [b for b in page if b.text == section.heading] + page[:COVER]
    # A name may stand over two lines, which are two headings where their sizes differ.
    texts = [*(b.text for b in cover), " ".join(b.text for b in page[:COVER])]
    named = next((found for text in texts if (found := mentions(text))), None)
    authority = max(named, key=lambda key: named[key]) if named else None
    return authority, next((span for b in cover if (span := fiscal_span(b.text))), None)


def _nested(one: Period, other: Period) -> bool:
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])


def _cuts(document: ExtractedDocument, bound: Sequence[_Bound], own: frozenset[int], meeting: bool) -> list[_Cut]:
    """Each plan's part of the document; in a file without other papers what stands before the first is its own."""
    tables: list[list[int]] = [[] for _ in bound]
    blocks: list[list[int]] = [[] for _ in bound]
    for kept, places in (
        (tables, [_table_place(document, i) for i in range(len(document.tables))]),
        (blocks, [b.place for b in document.blocks]),
    ):
        for index, place in enumerate(places):
            holder = next((n for n, each in enumerate(bound) if each.holds(place)), None)
            if holder is None and (not meeting or (kept is tables and index in own)):
                holder = max((n for n, each in enumerate(bound) if each.sections[0].start <= place), default=0)
            if holder is not None:
                kept[holder].append(index)
    return [_cut(document, tuple(t), tuple(b)) for t, b in zip(tables, blocks, strict=True)]


def _cut(document: ExtractedDocument, tables: tuple[int, ...], blocks: tuple[int, ...]) -> _Cut:
    held = {r.page for i in tables for r in document.tables[i].regions} | {document.blocks[i].page for i in blocks}
    part = replace(
        document,
        pages=tuple(p for p in document.pages if p.number in held),
        tables=tuple(document.tables[i] for i in tables),
        blocks=tuple(document.blocks[i] for i in blocks),
        notices=(),
    )
    return _Cut(part, tables, blocks)


def _merged(
    document: ExtractedDocument,
    cuts: Sequence[_Cut],
    plans: Sequence[Plan],
    layouts: Sequence[Layout],
    findings: Sequence[Finding],
) -> Plan:
    """One plan of several parts; where all parts agree on a fact it is the file's, else the first part's."""
    readings = {
        i: reading
        for cut, plan in zip(cuts, plans, strict=True)
        for i, reading in zip(cut.tables, plan.tables, strict=True)
    }
    actions: list[Action] = []
    found: list[Finding] = []
    for number, (cut, plan) in enumerate(zip(cuts, plans, strict=True), start=1):
        before = len(actions)
        part = number if len(plans) > 1 else None
        actions += [_moved(action, cut, before, part) for action in plan.actions]
        found += [f if f.action is None else replace(f, action=f.action + before) for f in plan.findings]
    doubtful = [plan for plan in plans if plan.state is not State.LOADED]
    first = doubtful[0] if doubtful else plans[0]
    return replace(
        plans[0],
        state=first.state,
        reason=first.reason,
        tables=tuple(readings.get(i) or _unread(layout) for i, layout in enumerate(layouts)),
        actions=tuple(actions),
        indicators=tuple(row for plan in plans for row in plan.indicators),
        glossary=tuple(row for plan in plans for row in plan.glossary),
        requirements=tuple(row for plan in plans for row in plan.requirements),
        findings=(*found, *findings),
        parts=tuple(_part(n, c, p) for n, (c, p) in enumerate(zip(cuts, plans, strict=True), 1))
        if len(plans) > 1
        else (),
    )


def _moved(action: Action, cut: _Cut, before: int, part: int | None) -> Action:
    """An action of a part as one of the file: numbered on, its sources and pointers led to the whole."""
    references = tuple(replace(r, targets=tuple(t and t + before for t in r.targets)) for r in action.coded.references)
    return replace(
        action,
        seq=action.seq + before,
        sources=tuple(Source(s.field, cut.whole(s.cell)) for s in action.sources),
        coded=replace(action.coded, references=references),
        part=part,
    )


def _part(number: int, cut: _Cut, plan: Plan) -> PlanPart:
    pages = [p.number for p in cut.document.pages]
    return PlanPart(
        number, min(pages), max(pages), plan.title, plan.authority, plan.period_start, plan.period_end, plan.scheme
    )


def _unread(layout: Layout) -> TableReading:
    role = Role.OTHER if layout.role is Role.ACTIONS else layout.role
    return TableReading(role, None, layout.header, layout.confidence)


def _apart(document: ExtractedDocument, sections: Sequence[Section], layouts: Sequence[Layout], index: int) -> Finding:
    place = _table_place(document, index)
    heading = section_at(sections, place).heading
    where = f"under '{heading[:60]}'" if heading else "before the plan"
    shown = " | ".join(h for h in layouts[index].header if h)[:60]
    message = f"a table {where} looks like one of actions and is none of the plan's; kept as cells only ({shown})"
    return Finding(Severity.INFO, "table_outside_plan", message, place[0])


def _binding(document: ExtractedDocument, cuts: Sequence[_Cut]) -> Finding:
    """What was found where in a file that binds several papers."""
    ranges = [(min(p), max(p)) for cut in cuts if (p := [page.number for page in cut.document.pages])]
    pages = ", ".join(f"{first}-{last}" for first, last in ranges)
    if len(cuts) > 1:
        return Finding(Severity.WARNING, "several_plans", f"the file holds {len(cuts)} plans: on pages {pages}")
    message = f"the plan was read from pages {pages} of a file of other papers; narrow it with --pages if that is wrong"
    return Finding(Severity.INFO, "plan_among_papers", message, ranges[0][0])
