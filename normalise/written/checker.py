"""What all files that people write have in common: mappings with known keys, lists and texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import yaml
from rapidfuzz import fuzz, process

from cjaplans.normalise.written.nodes import FileKind, Mistake, line_of

#: Likeness (0..100) from which another word is suggested.
SUGGESTED = 60.0
#: What YAML takes an empty value for.
NOTHING = "tag:yaml.org,2002:null"


class Checker:
    """Collects the mistakes of one file."""

    def __init__(self, kind: FileKind) -> None:
        self.kind = kind
        self.mistakes: list[Mistake] = []

    def mapping(self, node: yaml.Node, what: str, known: Sequence[str]) -> dict[str, yaml.Node] | None:
        """The values of a mapping that has only ``known`` keys, each once."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"{what} is no mapping of keys to values", self.kind.example)
            return None
        found: dict[str, yaml.Node] = {}
        for key, value in self.pairs(node, what):
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name not in known:
                self.wrong(key, f"unknown key {shown(key)} in {what}", suggestion(str(name), known))
            elif name in found:
                self.wrong(key, f"'{name}' is there twice", "keep one of them")
            else:
                found[str(name)] = value
        return found

    def pairs(self, node: yaml.Node, what: str) -> list[tuple[yaml.Node, yaml.Node]]:
        """The keys and values of a mapping."""
        if isinstance(node, yaml.MappingNode):
            return list(node.value)
        self.wrong(node, f"{what} is no mapping of keys to values", "write one 'KEY: VALUE' a line, indented alike")
        return []

    def list_of(self, node: yaml.Node, what: str, empty: bool = False) -> list[yaml.Node]:
        """The items of a list; it may be ``empty``."""
        if isinstance(node, yaml.SequenceNode) and (node.value or empty):
            return list(node.value)
        if empty and node.tag == NOTHING:
            return []
        self.wrong(node, f"{what} is no list, or an empty one", "begin each of its items with '- '")
        return []

    def text(self, node: yaml.Node, what: str, empty: bool = False) -> str | None:
        """A scalar as it is written: a heading "No" or "2010" is a text here, whatever YAML takes it for."""
        if isinstance(node, yaml.ScalarNode):
            text = "" if node.tag == NOTHING else str(node.value)
            if text or empty:
                return text
        self.wrong(node, f"{what} is no text", "write it in one line, in quotes if it has a colon in it")
        return None

    def wrong(self, node: yaml.Node, what: str, remedy: str) -> None:
        """Takes down a mistake where ``node`` begins."""
        self.mistakes.append(Mistake(line_of(node), what, remedy))


def shown(node: yaml.Node) -> str:
    """A node as a message shows it."""
    return quoted(node.value) if isinstance(node, yaml.ScalarNode) else "a list or mapping"


def quoted(text: str) -> str:
    """A text as a message shows it, in one line and not too long."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= 40 else line[:39] + '…'}'"


def suggestion(text: str, known: Iterable[str]) -> str:
    """The nearest word that is known; else all of them."""
    words = [str(word) for word in known]
    near = nearest(text, words)
    return f"did you mean {near}?" if near else f"write one of {', '.join(words)}"


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The word most like a text, if one is like it."""
    found = process.extractOne(text.casefold(), list(known), scorer=fuzz.WRatio, score_cutoff=SUGGESTED)
    return str(found[0]) if found else None
