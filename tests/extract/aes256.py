"""A page locked by AES-256 (ISO 32000 extension level 3: /V 5 /R 5), by the cipher as FIPS 197 gives it."""

from __future__ import annotations

import hashlib
import struct
from functools import reduce
from operator import xor

from tests.extract.rawpdf import RawPdf

BLOCK = 16


def _double(byte: int) -> int:
    return (byte << 1) ^ (0x11B if byte & 0x80 else 0)


def _times(a: int, b: int) -> int:
    product = 0
    for bit in range(8):
        product ^= a if b >> bit & 1 else 0
        a = _double(a)
    return product


def _substitution(byte: int) -> int:
    inverse = next((b for b in range(256) if _times(byte, b) == 1), 0)
    turned = (inverse << n | inverse >> (8 - n) for n in range(1, 5))
    return reduce(xor, turned, inverse ^ 0x63) & 0xFF


SBOX = [_substitution(byte) for byte in range(256)]


def _round_keys(key: bytes) -> list[list[int]]:
    words = [list(key[i : i + 4]) for i in range(0, 32, 4)]
    constant = 1
    for index in range(8, 60):
        word = words[-1]
        if index % 8 == 0:
            word = [SBOX[b] for b in (*word[1:], word[0])]
            word[0] ^= constant
            constant = _double(constant)
        elif index % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[-8], word, strict=True)])
    return [[byte for word in words[i : i + 4] for byte in word] for i in range(0, 60, 4)]


def _block(keys: list[list[int]], block: bytes) -> bytes:
    state = [a ^ b for a, b in zip(block, keys[0], strict=True)]
    for number, key in enumerate(keys[1:], start=1):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < 14:
            columns = [state[i : i + 4] for i in range(0, 16, 4)]
            state = [
                _double(c[i]) ^ _double(c[(i + 1) % 4]) ^ c[(i + 1) % 4] ^ c[(i + 2) % 4] ^ c[(i + 3) % 4]
                for c in columns
                for i in range(4)
            ]
        state = [a ^ b for a, b in zip(state, key, strict=True)]
    return bytes(state)


def encrypted(key: bytes, plain: bytes, start: bytes = bytes(BLOCK)) -> bytes:
    """Whole blocks of ``plain``, chained from ``start``."""
    keys, found = _round_keys(key), [start]
    for at in range(0, len(plain), BLOCK):
        found.append(_block(keys, bytes(a ^ b for a, b in zip(plain[at : at + BLOCK], found[-1], strict=True))))
    return b"".join(found[1:])


def locked_page(content: bytes, user: bytes, owner: bytes) -> bytes:
    """A page of operators that opens with either password."""
    key = hashlib.sha256(b"key").digest()
    pdf = RawPdf()
    padding = BLOCK - len(content) % BLOCK
    pdf.page([pdf.stream(bytes(BLOCK) + encrypted(key, content + bytes([padding]) * padding))])
    own = hashlib.sha256(user + b"validate").digest() + b"validatekeysalts"
    user_key = encrypted(hashlib.sha256(user + b"keysalts").digest(), key)
    owners = hashlib.sha256(owner + b"VALIDATE" + own).digest() + b"VALIDATEKEYSALTS"
    owner_key = encrypted(hashlib.sha256(owner + b"KEYSALTS" + own).digest(), key)
    rights = encrypted(key, struct.pack("<i", -4) + b"\xff\xff\xff\xffTadbrand")
    entries = {b"U": own, b"UE": user_key, b"O": owners, b"OE": owner_key, b"Perms": rights}
    strings = b" ".join(b"/%b <%b>" % (name, value.hex().encode()) for name, value in entries.items())
    scheme = b"/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    lock = pdf.add(b"<< /Filter /Standard /V 5 /R 5 /Length 256 /P -4 %b %b >>" % (scheme, strings))
    pdf.trailer = b"/Encrypt %d 0 R /ID [<00> <00>]" % lock
    return pdf.data()
