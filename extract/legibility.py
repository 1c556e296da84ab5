"""Whether a page's characters are the letters that are seen on it.

A font without a map to Unicode gives the numbers of its glyphs: stand-ins, control characters, or letters that
are all shifted and look like text. Then the page is as good as a scan.
"""

from __future__ import annotations

import re
from operator import add

from cjaplans.extract.page import Page

#: A page of so many characters is not read where this share of them stands for no letter.
UNMAPPED = 0.25
FEW_CHARACTERS = 20
#: A font may lack its map and be right all the same; where this share of a page does, few words tell.
SUSPECT = 0.5
#: Words of so many letters are judged, and no fewer different ones; initials and codes are shorter.
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
FEWEST = 30
#: Of a full page so many words are looked at.
ENOUGH = 120
FEWEST_SUSPECT = 4
#: Of the pairs of letters in a text of any sort at least this share is common; of shifted letters about a tenth.
COMMON_SHARE = 0.25
#: The commonest pairs of letters in English, most of which are common in Gaelic, Scots and names as well.
COMMON = frozenset(
    re.findall(
        "..",
        "thheineranreonatenndtiesorteofedisitalarsttontngsehaasouiolevecomedehiriroicneea"
        "racelichllbemasiomuracdaaiilprlaelunusta",
    )
)


def legible(page: Page) -> bool:
    """Whether a page has words, and they can be what is printed on it."""
    if not page.words:
        return False
    if page.unmapped >= UNMAPPED and (page.characters or 0) >= FEW_CHARACTERS:
        return False
    some = page.words[:: len(page.words) // ENOUGH + 1]
    words = set(LONG_WORD.findall(" ".join(word.text for word in some).casefold()))
    if len(words) < (FEWEST_SUSPECT if page.without_map >= SUSPECT else FEWEST):
        return True
    return _common_share(words) >= COMMON_SHARE


def _common_share(words: set[str]) -> float:
    pairs = sum(map(len, words)) - len(words)
    return sum(_common_pairs(word) for word in words) / pairs


def _common_pairs(word: str) -> int:
    return sum(map(COMMON.__contains__, map(add, word, word[1:])))
