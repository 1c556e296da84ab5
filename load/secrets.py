"""Passwords in the addresses of databases and stores are for the driver alone: people and ledgers see ``***``."""

from __future__ import annotations

import re

HIDDEN = "***"

#: A password may hold signs that were to be written otherwise, such as ``@``: it ends at the last before the host.
_IN_ADDRESS = re.compile(r"(?<=://)([^:/@\s]*):[^@\s]*(?:@[^@/?\s]*)*(?=@)")
_AS_PARAMETER = re.compile(r"(?i)([?&](?:ssl)?password=)[^&\s'\"]*")


def without_passwords(text: str) -> str:
    """The same text, the password of every address in it hidden."""
    if "://" not in text:
        return text
    return _AS_PARAMETER.sub(rf"\g<1>{HIDDEN}", _IN_ADDRESS.sub(rf"\g<1>:{HIDDEN}", text))
