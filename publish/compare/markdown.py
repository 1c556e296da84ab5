"""A comparison as Markdown: its table, what its codes mean and its notes, for a document or a discussion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cjaplans.publish.compare.model import Comparison
from cjaplans.publish.compare.texts import texts
from cjaplans.publish.safe import one_line

#: What Markdown, or the HTML in it, gives a meaning to wherever it stands.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#!$^{}]")
#: What would begin a list, a heading or a rule.
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown(comparison: Comparison) -> str:
    """A comparison as GitHub's Markdown; nothing in its texts is markup."""
    return "\n".join(_lines(comparison)) + "\n"


def plain(text: object) -> str:
    """A text that Markdown shows as it stands, on one line."""
    escaped = _MARKUP.sub(lambda match: "\\" + match[0], one_line(text))
    return _START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", escaped)


def _lines(comparison: Comparison) -> Iterator[str]:
    table = texts(comparison)
    yield from (f"**{plain(comparison.title)}**", "")
    yield _row([table.corner, *table.headings])
    yield "| :-- |" + " --: |" * len(table.headings)
    for label, cells in zip(table.labels, table.cells, strict=True):
        yield _row([label, *cells])
    for told in ([f"{code}: {meaning}" for code, meaning in comparison.legend.items()], comparison.notes):
        if told:
            yield ""
            yield from (f"- {plain(line)}" for line in told)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"
