"""Spoils PDFs as a structure-aware fuzzer does: numbers, references, names, strings, operators, objects, bytes.

Everything is decided by the ``Random`` that is given, so that a seed names a file for good.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from random import Random

Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7}) \d{1,5} obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"<<((?:[^<>]|<[^<>]*>|<<[^<>]*>>)*)>>(\s*)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w/.])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"(?<!\d)\d{1,7} \d{1,5} R\b")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
_STRING = re.compile(rb"\((?:[^()\\]|\\.){0,400}\)", re.DOTALL)
_OPERATOR = re.compile(rb"(?<=\s)(?:Tj|TJ|Tf|Td|Tm|cm|re|BT|ET|BMC|BDC|EMC|Do|[mlcvyhSsfFBbnqQW])(?=\s)")
_LENGTH = re.compile(rb"/Length \d+")

NUMBERS = (
    b"0", b"-1", b"1", b"2", b"255", b"65535", b"65536", b"2147483647", b"2147483648", b"-2147483648", b"4294967296",
    b"1e308", b"99999999999999999999", b"0.0000001", b"-0.5", b"3.4e38", b"nan", b"inf", b"--5", b"1.2.3", b"0x10",
)  # fmt: skip
STRINGS = (
    b"()", b"(\\000)", b"(\xfe\xff\xd8\x00)", b"(\xfe\xff\xdc\x00\xd8\x00)", b"(=HYPERLINK\\(1\\))", b"(\\033[2J)",
    b"(" * 40, b"(\\", b"<FEFFD83DDE00D83D>", b"<0>", b"<", b"(<script>)", b"(" + b"A" * 5000 + b")",
)  # fmt: skip


def mutated(data: bytes, random: Random, others: Sequence[bytes] = ()) -> bytes:
    """``data`` spoilt one to six times; pieces of ``others`` may be spliced in."""
    others = others or (data,)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(MUTATIONS)(data, random, others)
    return with_index(data) if random.random() < 0.7 else data


def malformed(seeds: Sequence[bytes], count: int, seed: int = 0) -> Iterator[bytes]:
    """``count`` spoilt files made of ``seeds``; the same for the same arguments."""
    plain = [*seeds, *map(unpacked, seeds)]
    for number in range(count):
        random = Random(f"{seed}/{number}")
        yield mutated(random.choice(plain), random, plain)


def unpacked(data: bytes) -> bytes:
    """``data`` with its streams inflated, as far as they can be, so that their operators can be spoilt."""
    return with_index(_STREAM.sub(_inflated, data))


def _inflated(match: re.Match[bytes]) -> bytes:
    entries, gap, body = match.groups()
    if b"/FlateDecode" not in entries or b"/Image" in entries or b"Predictor" in entries or b"ObjStm" in entries:
        return match[0]
    try:
        packed = base64.a85decode(body.strip().removesuffix(b"~>")) if b"ASCII85" in entries else body
        plain = zlib.decompress(packed)
    except (ValueError, zlib.error):
        return match[0]
    entries = re.sub(rb"/(Filter|DecodeParms)\s*(\[[^\]]*\]|/\w+|<<[^>]*>>)", b"", entries)
    entries = re.sub(rb"/Length\s+\d+( \d+ R)?", b"", entries)
    return b"<<%b /Length %d>>%bstream\n%b\nendstream" % (entries, len(plain), gap, plain)


def with_index(data: bytes) -> bytes:
    """``data`` with a cross-reference table that is right, where it had one; the trailer stays as it is."""
    start = data.rfind(b"\nxref")
    trailer = data.rfind(b"trailer")
    if start < 0 or trailer < start:
        return data
    places = {int(match[1]): match.start() for match in _OBJECT.finditer(data, 0, start + 1) if int(match[1]) < 10_000}
    size = max(places, default=0) + 1
    lines = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)]
    tail = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (start + 1), data[trailer:])
    return b"%bxref\n0 %d\n%b%b" % (data[: start + 1], size, b"".join(lines), tail)


def _replaced(pattern: re.Pattern[bytes], choose: Callable[[Random, list[bytes]], bytes]) -> Mutation:
    """A mutation that puts something else for one match of a pattern, or for a few."""

    def mutation(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        every = [match[0] for match in found]
        for match in sorted(random.choices(found, k=random.choice((1, 1, 4))), key=lambda m: -m.start()):
            data = data[: match.start()] + choose(random, every) + data[match.end() :]
        return data

    return mutation


def _span(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(start + random.choice((1, 4, 40, 400, 4000)), len(data))


def _flip(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    spoilt = bytearray(data)
    for _ in range(min(random.choice((1, 3, 20)), len(spoilt))):
        spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def _cut(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _drop(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _noise(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, random)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _splice(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    start, end = _span(other, random)
    at = random.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _swap_objects(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """The contents of two objects, changed over: one of them may come from another file."""
    own = list(_OBJECT.finditer(data))
    foreign = list(_OBJECT.finditer(random.choice((data, *others))))
    if not own or not foreign:
        return data
    match, body = random.choice(own), random.choice(foreign)[0].partition(b"obj")[2]
    return data[: match.start()] + match[0].partition(b"obj")[0] + b"obj" + body + data[match.end() :]


def _drop_object(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    own = list(_OBJECT.finditer(data))
    if not own:
        return data
    match = random.choice(own)
    return data[: match.start()] + data[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _cut, _drop, _repeat, _noise, _splice, _swap_objects, _swap_objects, _drop_object,
    _replaced(_NUMBER, lambda random, every: random.choice((*NUMBERS, *every[:50]))),
    _replaced(_NUMBER, lambda random, every: random.choice(NUMBERS)),
    _replaced(_REFERENCE, lambda random, every: random.choice(every)),
    _replaced(_NAME, lambda random, every: random.choice(every)),
    _replaced(_STRING, lambda random, every: random.choice((*STRINGS, *every[:20]))),
    _replaced(_OPERATOR, lambda random, every: random.choice(every) * random.choice((1, 1, 2))),
    _replaced(_LENGTH, lambda random, every: b"/Length " + random.choice(NUMBERS)),
)  # fmt: skip
