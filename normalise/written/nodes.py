"""YAML as nodes that know their line, without what people have no use for and an attack has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, Event, NodeEvent
from yaml.reader import Reader

#: What people write is nested three deep; a file that is nested deeper than this is none of theirs.
DEEPEST = 12
#: The C parser where there is one; what is wrong with a text has been said by then.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What files of a kind are called ("layouts"), and how one comes by an ``example``."""

    plural: str
    example: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong on a ``line`` (from 1) of a file, and the remedy."""

    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.line}: {self.what}; {self.remedy}"


class Malformed(Exception):
    """A text that is not the YAML of its kind."""

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        super().__init__(str(mistake))


def root_of(text: str, kind: FileKind) -> yaml.Node | None:
    """The one document of a text; None of an empty one. Raises ``Malformed``."""
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        what = f"a character that YAML does not allow (U+{ord(unprintable[0]):04X})"
        raise Malformed(Mistake(line, what, "save the file as plain UTF-8 text"))
    try:
        for mistake in _refused(text, kind):
            raise Malformed(mistake)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise Malformed(_syntax(error)) from error
    return node


def line_of(node: yaml.Node | Event) -> int:
    """The line, from 1, that a node or event begins on."""
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def _refused(text: str, kind: FileKind) -> Iterator[Mistake]:
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        if depth > DEEPEST:
            yield Mistake(line_of(event), f"lists or mappings are nested deeper than {DEEPEST}", kind.example)
        if documents > 1:
            yield Mistake(line_of(event), "a second document begins", "put it in a file of its own")
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            sign = "*" if isinstance(event, AliasEvent) else "&"
            yield Mistake(
                line_of(event),
                f"'{sign}{event.anchor}' is an anchor or alias of YAML, which {kind.plural} do not use",
                "write the value out, or put it in quotes",
            )
        if tag := getattr(event, "tag", None):
            what = f"'{tag}' is a tag of YAML, which {kind.plural} do not use"
            yield Mistake(line_of(event), what, "take it away, or put the text in quotes")


def _syntax(error: yaml.MarkedYAMLError) -> Mistake:
    mark = error.problem_mark or error.context_mark
    line = int(mark.line) + 1 if mark else 1
    problem = str(error.problem or error.context or "it cannot be followed")
    if "'\\t'" in problem:
        return Mistake(line, "a tab", "indent with spaces")
    return Mistake(line, f"not YAML: {problem}", "check indents, colons and quotes here and on the line above")
