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
        ("HELEN MCBAIN TO REPORT", ["HELEN MCBAIN"]),
        ("Moira LAWSON and MRS J BAIN", ["Moira LAWSON", "MRS J BAIN"]),
        ("Sheriff Baxter, Lady Reid", ["Sheriff Baxter", "Lady Reid"]),
        ("Ch Insp Reid; Supt. Bain; DCI Baxter", ["Ch Insp Reid", "Supt. Bain", "DCI Baxter"]),
        ("Sheriff Principal Baxter spoke", ["Sheriff Principal Baxter"]),
        ("J. McBain & K. O'Hara", ["J. McBain", "K. O'Hara"]),
        ("Action for A Bain: minutes, by A Reid", ["A Bain", "A Reid"]),
        ("April Reid to write", ["April Reid"]),
        ("Łukasz Nowak, Gurpreet Kaur, Niamh Byrne", ["Łukasz Nowak", "Gurpreet Kaur", "Niamh Byrne"]),
        ("Mòrag Nic Dhòmhnaill, Calum Mac an Tàilleir", ["Mòrag Nic Dhòmhnaill", "Calum Mac an Tàilleir"]),
        ("Ann Baxter Khan to attend", ["Ann Baxter Khan"]),
        ("Ann Baxter's note, Colin Reid’s reply", ["Ann Baxter", "Colin Reid"]),
        ("Ann Baxter Sacro", ["Ann Baxter"]),
        ("Ann Baxter Agreed", ["Ann Baxter"]),
        ("ANNA SMITH / Colin Gordon", ["ANNA SMITH", "Colin Gordon"]),
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
        "Dean Orphanage, John Lewis",
        "Colin Reid & Sons, Ann Baxter and Co",
        "Ann Baxter Ltd; David Bain Sports Centre; Ann Reid's Hospital",
        "Lord Advocate, Lord Justice Clerk, Sheriff Officers, Lord Provost",
        "Chief Constable; HM Chief Inspector of Prisons; Chief Executive",
        "ANN TO UPDATE; HELEN WILL CHAIR; GILLIAN SACRO; MARK ALLOCATION",
        "in April Grant money came; 3 May Stewart",
        "A & E Consultants, R & D Manager, A&E Staff",
        "by A New Start Project",
    ],
)
def test_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["27 orders April-December 09", "May-June 2010", "from June-August each year"])
def test_a_stretch_of_months_is_nobody(text: str) -> None:
    assert find_people(text) == ()
