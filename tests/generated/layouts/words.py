"""The words that invented plans are made of."""

from __future__ import annotations

THEMES = (
    "Women who offend", "Young adults", "Safe homes", "Work and learning", "Public protection", "Victims and families",
    "Health and recovery", "Unpaid work", "Short sentences", "A skilled workforce", "Telling the public", "Throughcare",
)  # fmt: skip
AIMS = (
    "Fewer people return to custody within a year of release.",
    "Every person leaves custody with an address and a named worker.",
    "Sheriffs have confidence in disposals served in the community.",
    "Partners know what works and spend their money on it.",
    "People harmed by crime are told what happens and are heard.",
)  # fmt: skip
VERBS = ("Extend", "Review", "Agree", "Publish", "Pilot", "Renew", "Widen", "Set up", "Measure", "Draw up", "Test")
OBJECTS = (
    "the mentoring service",
    "a joint protocol on tenancies",
    "the register of placements for unpaid work",
    "a course on trauma for supervisors",
    "one referral form for all partners",
    "the drop-in for families of prisoners",
    "the survey of sentencers’ views",
    "a plan for the release of every prisoner serving less than four years",
    "the evening helpline",
    "shared training on risk",
    "the budget for bail supervision",
    "a calendar of visits to the women’s unit",
)
TAILS = (
    "in all three council areas",
    "before the end of the financial year",
    "with the health board and the prison",
    "so that nobody waits longer than four weeks",
    "for people under 21",
    "and report what was learnt to the Board",
    "within the existing budget",
    "on the basis of last year’s review",
    "at the two island offices",
    "together with the voluntary sector",
)
TASKS = (
    "Map what is offered today and by whom.",
    "Consult staff, service users and their families.",
    "Draft the agreement and have it signed by each partner.",
    "Hold two events for front-line workers.",
    "Appoint a coordinator for eighteen months.",
    "Collect figures each quarter and share them with the group.",
    "Write to every sheriff clerk about the new arrangements.",
    "Check the forms against the duty to promote equality.",
    "Buy twelve places on the accredited programme.",
    "Visit the pilot in the neighbouring area – and learn from it.",
)
LEADS = (
    "Chief Officer",
    "Scottish Prison Service",
    "Criminal Justice Social Work",
    "NHS Tayside",
    "Dundee City Council",
    "Angus Council",
    "Planning Officer",
    "Police Scotland",
    "Training Officer",
    "Sacro",
    "All partners",
)
WHEN = (
    "March 2013",
    "June 2012",
    "By end of September 2012",
    "31/03/2013",
    "Ongoing",
    "December 2012",
    "Spring 2013",
    "April 2012 – March 2013",
    "Quarterly",
    "30 November 2012",
)
PROGRESS = (
    "A first meeting was held in May and the group now meets monthly.",
    "Draft with partners for comment.",
    "Two of the three areas have signed; the third will follow once its committee has met.",
    "Funding was found for one year only.",
    "The evaluation was good: fewer breaches, and supervisors asked for more.",
    "No bids came in, so the contract is to be advertised again.",
    "Staff trained at both offices.",
)
MEASURES = (
    "Ten more placements a month",
    "90% of orders begin within seven days",
    "Satisfaction of sentencers rises",
    "Fewer breaches than last year",
    "All staff trained",
    "Waiting time below four weeks",
)
CODES = ("C1, C2", "O2", "S1, S6", "O1, O3", "C4", "S5", "O8, O9, S3")
SUMS = ("£12,000", "£4,500", "Existing budgets", "£25k", "Staff time", "£102,000 a year")
