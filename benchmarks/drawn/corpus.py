"""A corpus to measure by: plans of 500 pages together, all different, and the records each must yield.

``python -m benchmarks.drawn.corpus DIR``. The plans are drawn in every layout of ``tests/generated/layouts``, one after
another: ruled tables of all sorts, tables without rules, forms, turned and cropped pages, committee packs. Around them
stand what plans have besides: contents pages, prose, annexes with other tables. Beside each PDF lies its gold. The same
seed draws the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from reportlab.platypus import Flowable, PageBreak

from benchmarks.contest.corpora import page_count
from benchmarks.drawn.distinct import places
from tests.generated.layouts.expect import expected
from tests.generated.layouts.pack import AFTER, in_a_pack, paper
from tests.generated.layouts.records import Record, make_plan
from tests.generated.layouts.sheets import save
from tests.generated.layouts.style import Bands, Pages, Rules, Style
from tests.generated.layouts.styles import STYLES
from tests.generated.layouts.text import heading, paragraph
from tests.generated.layouts.write import INTRODUCTION, body
from tests.generated.prose import paragraph as sentences

PAGES = 500
SEED = 2012
FIRST_YEAR, YEARS = 2007, 10
CHAPTERS = (
    "Introduction", "Our area", "What we have learnt", "Who we work with", "Money and staff", "How we know",
    "Equality", "Listening to communities", "The year behind us",
)  # fmt: skip


def make(folder: Path, pages: int = PAGES, seed: int = SEED) -> list[Path]:
    """Draws plans until they have so many ``pages`` together, or a few more; returns their files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    order = random.sample(sorted(STYLES), len(STYLES))
    files: list[Path] = []
    drawn = 0
    while drawn < pages:
        number = len(files)
        path = folder / f"plan-{number:03}.pdf"
        records = draw(path, _named(STYLES[order[number % len(order)]], number), random)
        gold = {"document": {"id": path.stem, "kind": "action_plan"}, "records": records}
        path.with_suffix(".gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
        files.append(path)
        drawn += page_count(path)
    return files


def draw(path: Path, style: Style, random: Random) -> list[Record]:
    """Draws a plan with what stands around it; gives the records that must be read from it, in order."""
    style = _sized(style, random)
    plan = make_plan(random, themes=style.themes, most=style.most, statuses=style.statuses)
    story = [*_front(style, random), *body(style, plan), *_annexes(style, random)]
    save(path, style, in_a_pack(style, story) if style.packed else story)
    return list(expected(style, plan))


def _named(style: Style, number: int) -> Style:
    """A style for a plan of an authority and year, or of a council there, that no plan before it was for."""
    held = places()
    authority, council = held[number % len(held)]
    first = FIRST_YEAR + number // len(held) % YEARS
    named = f"{authority}: {council} Council" if council else authority
    return replace(style, authority=named, period=f"{first}-{(first + 1) % 100:02}")


def _sized(style: Style, random: Random) -> Style:
    """A style with as many themes and actions as plans have, where its tables can be cut by pages."""
    whole = style.nested or style.beside or style.form or style.packed or style.bands in (Bands.SPANNING, Bands.UPENDED)
    if whole or style.rules in (Rules.HORIZONTAL, Rules.HEADER_ONLY, Rules.NONE):
        return style
    return replace(style, themes=random.randint(3, 7), most=random.randint(4, 8))


def _front(style: Style, random: Random) -> list[Flowable]:
    """Title and introduction; then perhaps contents, and chapters of prose."""
    story = [*heading(style, style.title, 1), *(paragraph(style, text, size=10, spaceAfter=7) for text in INTRODUCTION)]
    chapters = random.sample(CHAPTERS, random.choice((0, 0, 2, 3, 5)))
    if len(chapters) > 2:
        story += _contents(style, chapters)
    for chapter in chapters:
        story += heading(style, chapter)
        story += [paragraph(style, sentences(random, 6), size=10, spaceAfter=7) for _ in range(random.randint(2, 5))]
    return [*story, PageBreak()] if chapters else story


def _contents(style: Style, chapters: Sequence[str]) -> list[Flowable]:
    """A page of contents, its lines ended by dots and a page number."""
    lines = [f"{n}. {chapter} {'.' * (60 - len(chapter))} {n + 2}" for n, chapter in enumerate(chapters, start=1)]
    return [PageBreak(), *heading(style, "Contents"), *(paragraph(style, line, size=11) for line in lines), PageBreak()]


def _annexes(style: Style, random: Random) -> list[Flowable]:
    """Some tables that are no plan's, each on a page of its own."""
    if style.packed or style.pages is Pages.MIXED:
        return []
    chosen = random.sample(AFTER, random.choice((0, 1, 2)))
    return [flowable for title, rows in chosen for flowable in (PageBreak(), *paper(style, title, rows))]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    files = make(arguments.folder, arguments.pages, arguments.seed)
    print(f"{len(files)} plans, {sum(map(page_count, files))} pages")


if __name__ == "__main__":
    main()
