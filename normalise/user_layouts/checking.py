"""The text of a layout file becomes a ``UserLayout``, or mistakes that name line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import yaml

from cjaplans.normalise.headers import fold_heading, match_heading
from cjaplans.normalise.model import Role
from cjaplans.normalise.user_layouts.model import IGNORE, NEEDED, PARTS, TableLayout, UserLayout
from cjaplans.normalise.written import Checker, FileKind, Malformed, Mistake, line_of, quoted, root_of, suggestion
from cjaplans.normalise.written.checker import shown

KIND = FileKind("layouts", "make one with 'cjaplans layout save FILE --name NAME' and edit it")
#: A name goes into the database and into messages.
NAME = re.compile(r"[\w][\w .-]{0,79}")
#: More columns than any page has room for.
WIDEST = 100
#: What ``header`` is where a table has none.
NO_HEADER = "none"
LAYOUT_KEYS = ("name", "files", "tables")
TABLE_KEYS = ("role", "header", "width", "columns")

Value = TypeVar("Value")


def read_layout(text: str) -> tuple[UserLayout | None, tuple[Mistake, ...]]:
    """The layout of a text, or None with the mistakes in it, in the order of their lines."""
    checker = _Checker(KIND)
    try:
        node = root_of(text, KIND)
    except Malformed as error:
        return None, (error.mistake,)
    if node is None:
        return None, (Mistake(1, "the file is empty", KIND.example),)
    layout = checker.layout(node)
    mistakes = tuple(sorted(checker.mistakes, key=lambda mistake: mistake.line))
    return (None if mistakes else layout), mistakes


def clashes(layouts: Mapping[str, UserLayout]) -> Iterator[tuple[str, Mistake]]:
    """Where layouts (by the file they stand in) contradict each other, with the file that comes later."""
    names: dict[str, str] = {}
    headers: dict[object, tuple[str, TableLayout]] = {}
    for file, layout in layouts.items():
        first = names.setdefault(layout.name.casefold(), file)
        if first != file:
            yield file, Mistake(layout.line, f"the name '{layout.name}' is that of {first} too", "give it another")
        for table in layout.tables:
            key = (frozenset(layout.files), table.width, tuple(map(fold_heading, table.header)))
            other_file, other = headers.setdefault(key, (file, table))
            if (table.role, dict(table.columns)) != (other.role, dict(other.columns)):
                what = f"{other_file}:{other.line} claims the same header with other fields"
                yield file, Mistake(table.line, what, "keep one of them, or limit each to its own files with 'files:'")


class _Checker(Checker):
    """Collects the mistakes of one layout."""

    def layout(self, node: yaml.Node) -> UserLayout | None:
        parts = self.mapping(node, "a layout", LAYOUT_KEYS)
        if parts is None:
            return None
        for key in ("name", "tables"):
            if key not in parts:
                self.wrong(node, f"'{key}' is missing", KIND.example if key == "tables" else "add a line 'name: NAME'")
        name = self._name(parts["name"]) if "name" in parts else ""
        files = self._files(parts["files"]) if "files" in parts else ()
        nodes = self.list_of(parts["tables"], "'tables'", empty=True) if "tables" in parts else []
        tables = tuple(t for n in nodes if (t := self._table(n, bool(files))))
        return UserLayout(name, tables, files, line_of(parts["name"]) if "name" in parts else 1)

    def _name(self, node: yaml.Node) -> str:
        text = self.text(node, "the name")
        if text is not None and not NAME.fullmatch(text):
            self.wrong(
                node, f"the name {quoted(text)} cannot be used", "use up to 80 letters, digits, spaces and . - _"
            )
        return text or ""

    def _files(self, node: yaml.Node) -> tuple[str, ...]:
        nodes = [node] if isinstance(node, yaml.ScalarNode) else self.list_of(node, "'files'")
        patterns = [(n, self.text(n, "a pattern of 'files'")) for n in nodes]
        for n, pattern in patterns:
            if pattern is not None and (not pattern.strip() or "/" in pattern or "\\" in pattern):
                self.wrong(
                    n,
                    f"{quoted(pattern)} is no pattern of file names",
                    "write names without folders, as in fife-*.pdf",
                )
        return tuple(pattern for _, pattern in patterns if pattern)

    def _table(self, node: yaml.Node, limited: bool) -> TableLayout | None:
        parts = self.mapping(node, "a table", TABLE_KEYS)
        if parts is None:
            return None
        role = self._role(parts["role"]) if "role" in parts else Role.ACTIONS
        if "header" not in parts:
            self.wrong(node, "the table has no 'header'", "list the headings of its columns, or write 'header: none'")
            return None
        header = self._header(parts["header"])
        width = self._width(node, parts, header, limited)
        if role is None or header is None or width is None:
            return None
        columns = self._columns(node, parts.get("columns"), role, width)
        return TableLayout(role, header, width, columns, line_of(parts["header"]))

    def _role(self, node: yaml.Node) -> Role | None:
        text = self.text(node, "the role")
        if text is None:
            return None
        if text not in tuple(Role):
            self.wrong(node, f"unknown role {quoted(text)}", _suggestion(text, Role))
            return None
        return Role(text)

    def _header(self, node: yaml.Node) -> tuple[str, ...] | None:
        if isinstance(node, yaml.ScalarNode) and node.value.casefold() == NO_HEADER:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, "'header' is no list", "write one heading a line behind '- ', or 'header: none'")
            return None
        texts = [self.text(n, "a heading", empty=True) for n in node.value]
        if len(texts) > WIDEST:
            self.wrong(node, f"the header has more than {WIDEST} columns", "list one heading a column")
            return None
        if any(text is None for text in texts):
            return None
        header = tuple(" ".join((text or "").split()) for text in texts)
        if not any(map(fold_heading, header)):
            self.wrong(
                node, "the header has no words to know the table by", "write 'header: none', with 'width:' and 'files:'"
            )
            return None
        return header

    def _width(
        self, table: yaml.Node, parts: Mapping[str, yaml.Node], header: tuple[str, ...] | None, limited: bool
    ) -> int | None:
        node = parts.get("width")
        if header is None:
            return None
        if header:
            if node is not None:
                self.wrong(node, "'width' is only for tables without header", "take the line away")
            return len(header)
        if not limited:
            self.wrong(
                table,
                "a table without header needs 'files:'",
                "say at the top which files it is in, as in files: fife-*.pdf",
            )
        if node is None:
            self.wrong(table, "a table without header needs 'width'", "add the number of its columns, as in width: 5")
            return None
        number = _number(node)
        if number is None:
            self.wrong(node, "'width' is no number of columns", f"write a number from 1 to {WIDEST}")
        return number

    def _columns(self, table: yaml.Node, node: yaml.Node | None, role: Role, width: int) -> dict[int, str]:
        allowed = PARTS.get(role, ())
        columns: dict[int, str] = {}
        for key, value in self.pairs(node, "'columns'") if node is not None else ():
            number = _number(key)
            if number is None:
                self.wrong(
                    key, f"{shown(key)} is no column", "write its number, from 1 at the left, as in 2: action_text"
                )
            elif number > width:
                held = f"the header, which has {width}" if width else "the table"
                self.wrong(key, f"column {number} is beyond {held}", "count the columns from 1 at the left")
            elif number - 1 in columns:
                self.wrong(key, f"column {number} is there twice", "keep one line for each column")
            else:
                columns[number - 1] = self._field(value, number, role, allowed)
        needed = NEEDED.get(role)
        if needed and needed not in columns.values() and not any(m.line >= line_of(table) for m in self.mistakes):
            self.wrong(
                node or table,
                f"no column of the table is {needed}",
                f"without it a table of {role.value} says nothing: name that column",
            )
        return columns

    def _field(self, node: yaml.Node, number: int, role: Role, allowed: Sequence[str]) -> str:
        text = node.value if isinstance(node, yaml.ScalarNode) else None
        if text in (*allowed, IGNORE):
            return str(text)
        if text is None or text in ("", "~", "null"):
            self.wrong(node, f"column {number} has no field", f"write one of {_listed(allowed)} or '{IGNORE}'")
        elif not allowed:
            self.wrong(node, f"tables of the role '{role.value}' have no fields", "take 'columns' away")
        else:
            self.wrong(node, f"unknown field {quoted(text)}", _suggestion(text, (*allowed, IGNORE)))
        return IGNORE


def _number(node: yaml.Node) -> int | None:
    """A count of columns."""
    if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"[0-9]{1,3}", node.value):
        number = int(node.value)
        return number if 1 <= number <= WIDEST else None
    return None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _suggestion(text: str, known: Iterable[str]) -> str:
    """The field that a text is a heading of, or the nearest word that is known; else all of them."""
    words = [str(word) for word in known]
    heading = match_heading(text)
    if heading is not None and heading.field.value in words:
        return f"did you mean {heading.field.value}?"
    return suggestion(text, words)
