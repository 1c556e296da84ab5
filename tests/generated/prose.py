"""Sentences drawn from a small list of words, the same for the same seed."""

from __future__ import annotations

from random import Random

NOUNS = [
    "the council",
    "the prison",
    "a housing officer",
    "the health board",
    "each partnership",
    "the sheriff court",
    "a support worker",
    "the women’s group",
    "the volunteer desk",
    "a local employer",
    "the police analyst",
    "the family centre",
    "the college",
    "the review team",
    "a mentor",
    "the unpaid work squad",
    "the island link",
    "the Board",
]
VERBS = [
    "agrees",
    "reviews",
    "opens",
    "extends",
    "publishes",
    "prepares",
    "measures",
    "supports",
    "tests",
    "shares",
    "funds",
    "records",
    "improves",
    "plans",
    "offers",
    "checks",
]
OBJECTS = [
    "a protocol on information",
    "the list of landlords",
    "a course for supervisors",
    "the payback map",
    "a drop-in at the library",
    "one form for referrals",
    "the throughcare desk",
    "a guide for sentencers",
    "the count of missed visits",
    "a yearly survey",
    "places on the training scheme",
    "a plan for release",
    "the waiting list for treatment",
    "an evening helpline",
]
TAILS = [
    "in every ward",
    "before release",
    "with partners",
    "by the end of the year",
    "for people on short sentences",
    "at a cost of £450",
    "twice a year – at least",
    "across the three areas",
    "after the pilot",
    "within existing budgets",
    "so that nobody leaves without an address",
    "and reports to the Board",
]
THEMES = [
    "Families",
    "Women who offend",
    "Young people",
    "Housing",
    "Work and learning",
    "Public protection",
    "Victims",
    "Health",
    "Unpaid work",
    "Short sentences",
    "Persistent offenders",
    "Communications",
]
WHO = [
    "CJSW",
    "SPS",
    "Chief Officer",
    "NHS",
    "Police",
    "Housing leads",
    "All partners",
    "Research Officer",
    "Sacro",
    "CJA",
]
WHEN = [
    "March 2012",
    "Ongoing",
    "by June 2011",
    "Spring 2012",
    "2011-12",
    "Quarterly",
    "End of August 2011",
    "Year 2",
    "TBC",
    "December 2011 onwards",
]


def sentence(random: Random) -> str:
    """One sentence that sounds like a plan."""
    words = f"{random.choice(NOUNS)} {random.choice(VERBS)} {random.choice(OBJECTS)} {random.choice(TAILS)}"
    return words[0].upper() + words[1:] + "."


def paragraph(random: Random, sentences: int) -> str:
    return " ".join(sentence(random) for _ in range(sentences))


def pair(random: Random, words: list[str]) -> str:
    """One or two entries of a short list, as a narrow column has them."""
    return ", ".join(random.sample(words, random.choice((1, 1, 2))))
