"""Personal names in running text."""

from __future__ import annotations

import pytest

from cjaplans.normalise.parties import find_people


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Report from Ann Baxter awaited", ["Ann Baxter"]),
        ("Ann Baxter Colin Reid Moira McLean", ["Ann Baxter", "Colin Reid", "Moira McLean"]),
        ("Mr Baxter and Dr. J Reid", ["Mr Baxter", "Dr. J Reid"]),
        ("Sheriff Colin Reid sat", ["Sheriff Colin Reid"]),
        ("Prof Zbigniew Kowalski spoke", ["Prof Zbigniew Kowalski"]),
        ("H Baxter / J.P. Reid / M McDonald", ["H Baxter", "J.P. Reid", "M McDonald"]),
        ("Baxter, Ann", ["Baxter, Ann"]),
        ("Jean-Paul O'Neil", ["Jean-Paul O'Neil"]),
        ("Keith Baxter/SPS", ["Keith Baxter"]),
        ("Tim Ward met them", ["Tim Ward"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Victoria Quay, Grant Thornton, Craig Dunain",
        "held in May 2010 and June 2011",
        "May Review Board",
        "David Baxter Centre",
        "Sheriff Court",
        "Hepatitis C Trust",
        "E Lothian Council and N Lanarkshire",
        "Scottish Prison Service",
        "I Want a better plan. A New start",
        "Will Young people attend",
        "Option B Review",
        "Police, Fire, Health",
    ],
)
def test_no_names(text: str) -> None:
    assert names(text) == []
