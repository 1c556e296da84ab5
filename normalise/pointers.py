"""The pointers of an action's fields, and what the fields say besides ("As above", "See 2.1")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cjaplans.normalise.coded import Reference, Resolution
from cjaplans.normalise.fields import Field
from cjaplans.normalise.parts import Part, Parts, role_of
from cjaplans.normalise.references import read_references

#: Fields that may point to another action.
POINTING = (Field.DETAIL, Field.RESPONSIBLE, Field.TIMESCALE, Field.STATUS, Field.PROGRESS, Field.TARGET,
            Field.RESOURCES, Field.OUTCOMES)  # fmt: skip


def read_pointers(parts: Parts) -> tuple[Reference, ...]:
    """The pointers of all columns; one that is all its column says stands for what it points to."""
    ref = parts[Field.REF][0].text if parts.get(Field.REF) else None
    return tuple(
        pointer
        for field in POINTING
        for part in parts.get(field, ())
        for pointer in _of_column(part, parts[field], field, ref)
    )


def _of_column(part: Part, beside: Sequence[Part], field: Field, ref: str | None) -> list[Reference]:
    role = role_of(part, beside)
    return [
        replace(found, role=role, resolution=_resolution(found, part, ref))
        for found in read_references(part.text, field, ref)
    ]


def _resolution(found: Reference, part: Part, own_ref: str | None) -> Resolution:
    """A link that is all its column says is a copy, unless it is to the action's own row."""
    to_itself = found.refs == (own_ref,)
    is_copy = found.resolution is Resolution.LINK and _is_all(found, part) and not to_itself
    return Resolution.COPY if is_copy else found.resolution


def _is_all(pointer: Reference, part: Part) -> bool:
    return part.text.strip(" .;:") == pointer.printed.strip(" .;:")


def without_pointers(printed: Mapping[Field, str], parts: Parts, pointers: Sequence[Reference]) -> dict[Field, str]:
    """What the fields say of their own: columns that only point are left out."""
    own = dict(printed)
    for field in {pointer.field for pointer in pointers if pointer.field in parts}:
        columns = parts[field] if field else ()
        said = [part for part in columns if not any(p.field is field and _is_all(p, part) for p in pointers)]
        if field and len(said) < len(columns):
            own[field] = "\n".join(part.text for part in said)
    return {field: text for field, text in own.items() if text}
