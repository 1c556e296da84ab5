"""Signs that writers print with letters of a font of signs, as the characters they look like.

Word puts the characters of such fonts into the private-use area at U+F000 or leaves them as letters; the
table is that of Wingdings, of which ticks, crosses, boxes, faces and arrows stand for a status.
"""

from __future__ import annotations

PRIVATE = 0xF000
WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA4: "◉",
    0xA7: "▪",
    0xA8: "□",
    0xB7: "•",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE3: "↖",
    0xE4: "↗",
    0xE5: "↙",
    0xE6: "↘",
    0xE7: "←",
    0xE8: "→",
    0xE9: "↑",
    0xEA: "↓",
    0xEC: "↗",
    0xEE: "↘",
    0xF0: "→",
    0xF1: "↑",
    0xF2: "↓",
    0xF3: "↔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}


def sign_of(char: str, signs: bool) -> str:
    """The character that is seen; ``signs`` tells that the font is one of signs."""
    code = ord(char)
    if PRIVATE <= code <= PRIVATE + 0xFF:
        return WINGDINGS.get(code - PRIVATE, char)
    return WINGDINGS.get(code, char) if signs and code <= 0xFF else char
