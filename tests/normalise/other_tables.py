"""Tables of committee papers that are no plans, though many have headings or cells as plans do."""

from __future__ import annotations

from collections.abc import Mapping

from tests.normalise.drawing import Rows

#: Name, the heading above the table, and its rows.
OTHER_TABLES: Mapping[str, tuple[str, Rows]] = {
    "agenda": (
        "Agenda",
        [
            ["No", "Item", "Presenter", "Time"],
            ["1", "Welcome and apologies", "Chair", "10.00"],
            ["2", "Minute of last meeting", "Clerk", "10.05"],
            ["3", "Budget report", "Treasurer", "10.15"],
        ],
    ),
    "agenda with reports": (
        "Order of business",
        [
            ["No.", "Agenda item", "Report by", "Action"],
            ["1", "Declarations of interest", "Chief Officer", "To note"],
            ["2", "Performance report", "Planning Officer", "To agree"],
            ["3", "Budget", "Treasurer", "To approve"],
        ],
    ),
    "minutes": (
        "Minute of meeting held on 4 June 2010",
        [
            ["Item", "Discussion", "Action", "By whom"],
            ["1", "The Chair welcomed members.", "", ""],
            ["2", "The report on the mill was noted.", "Circulate the report", "Clerk"],
            ["3", "The boat needs paint.", "Buy paint", "Morag"],
        ],
    ),
    "minutes below an item's heading": (
        "3. The mill",
        [
            ["Item", "Discussion", "Action", "By whom", "Date"],
            ["1", "The report on the mill was noted.", "Circulate the report", "Clerk", "June 2010"],
            ["2", "The boat needs paint.", "Buy paint", "Morag", "July 2010"],
        ],
    ),
    "action log of a meeting": (
        "Matters arising",
        [
            ["Date of meeting", "Action", "Owner", "Status"],
            ["4 June 2010", "Circulate the report", "Clerk", "Complete"],
            ["4 June 2010", "Buy paint", "Morag Tester", "Ongoing"],
        ],
    ),
    "budget": (
        "Revenue budget",
        [
            ["Service", "2009/10 £", "2010/11 £", "2011/12 £"],
            ["Training", "12,000", "14,000", "15,500"],
            ["Travel", "3,000", "3,100", "3,200"],
            ["Premises", "21,000", "22,000", "23,000"],
        ],
    ),
    "budget by activity": (
        "Funding 2010/11",
        [
            ["Activity", "Cost", "Funding"],
            ["Mentoring", "£12,000", "£10,000"],
            ["Arts project", "£4,000", "£4,000"],
            ["Football", "£2,000", "£1,500"],
        ],
    ),
    "list of events": (
        "Events",
        [
            ["Activity", "Date", "Cost"],
            ["Open day", "3 May 2010", "£200"],
            ["Boat race", "4 June 2010", "£900"],
            ["Fair", "5 July 2010", "£300"],
        ],
    ),
    "risk register": (
        "Register",
        [
            ["Risk", "Likelihood", "Impact", "Mitigating action", "Owner", "Review date", "Status"],
            ["The mill floods", "3", "4", "Build a wall", "Chief Officer", "May 2010", "Amber"],
            ["The boat sinks", "2", "5", "Hire a diver", "Clerk", "June 2010", "Green"],
            ["The roof leaks", "1", "1", "Mend the roof", "Clerk", "July 2010", "Green"],
        ],
    ),
    "short risk register": (
        "Risks",
        [
            ["Risk", "Action", "Owner", "Date"],
            ["The mill floods", "Build a wall", "Chief Officer", "May 2010"],
            ["The boat sinks", "Hire a diver", "Clerk", "June 2010"],
        ],
    ),
    "contacts": (
        "Contacts",
        [
            ["Organisation", "Contact", "Telephone", "Email"],
            ["Kelpie Works Trust", "Morag Tester", "01999 123456", "morag@kelpie.example"],
            ["Angus Council", "K Brown", "01999 123457", "k@angus.example"],
        ],
    ),
    "membership": (
        "Membership of the Authority",
        [
            ["Name", "Organisation", "Role"],
            ["Morag Tester", "Angus Council", "Convener"],
            ["K Brown", "Dundee City Council", "Vice convener"],
        ],
    ),
    "attendance": (
        "Attendance",
        [
            ["Member", "4 June 2010", "3 September 2010", "2 December 2010"],
            ["Morag Tester", "✓", "✓", "✗"],
            ["K Brown", "✓", "✗", "✓"],
            ["A Stewart", "✗", "✓", "✓"],
        ],
    ),
    "training dates": (
        "Training programme",
        [
            ["Course", "Date", "Venue", "Trainer"],
            ["Report writing", "4 June 2010", "The mill", "Morag Tester"],
            ["First aid", "5 July 2010", "The boat", "K Brown"],
        ],
    ),
    "meeting dates": (
        "Dates of meetings",
        [
            ["Meeting", "Date", "Time", "Venue"],
            ["Board", "4 June 2010", "10.00", "The mill"],
            ["Officers", "5 July 2010", "14.00", "The boat"],
        ],
    ),
    "statistics": (
        "Orders made",
        [
            ["Council", "2007/08", "2008/09", "2009/10"],
            ["Angus", "210", "230", "250"],
            ["Dundee", "510", "530", "540"],
            ["Perth", "310", "320", "290"],
        ],
    ),
    "statistics without years": (
        "Who was sentenced",
        [
            ["Offence", "Male", "Female", "Total"],
            ["Theft", "120", "30", "150"],
            ["Assault", "80", "10", "90"],
        ],
    ),
    "targets with figures": (
        "Performance",
        [
            ["Measure", "Target", "Actual", "Status"],
            ["Orders begun within a week", "80%", "82%", "Green"],
            ["Reports on time", "95%", "91%", "Red"],
            ["Unpaid work done", "70%", "75%", "Green"],
        ],
    ),
    "version control": (
        "Document control",
        [
            ["Version", "Date", "Author", "Amendment"],
            ["0.1", "4 June 2010", "Morag Tester", "First draft"],
            ["0.2", "5 July 2010", "K Brown", "Comments of the board"],
        ],
    ),
    "consultation": (
        "Consultation responses",
        [
            ["Respondent", "Comment", "Response"],
            ["Angus Council", "Say more of the mill", "Section 2 was changed"],
            ["Police", "Say less of the boat", "No change"],
        ],
    ),
    "publications": (
        "Further reading",
        [
            ["Title", "Date", "Author"],
            ["The mill and its wheel", "2008", "Morag Tester"],
            ["Boats of the firth", "2006", "K Brown"],
        ],
    ),
    "legislation": (
        "Law",
        [
            ["Act", "Section", "Duty"],
            ["Mills Act 1990", "3", "To grind fairly"],
            ["Boats Act 1991", "4", "To float"],
        ],
    ),
    "rows without header": (
        "Members present",
        [
            ["Morag Tester", "Angus Council", "Convener"],
            ["K Brown", "Dundee City Council", "Vice convener"],
            ["A Stewart", "Tayside Police", "Superintendent"],
        ],
    ),
    "indicators of an outcome": (
        "Local outcome 4",
        [
            ["Local Outcome", "Local Indicator", "Frequency/Type/Source", "Baseline", "Local Targets & Timescales"],
            ["Fewer floods at the mill", "Days of flood", "Annual/Council", "14 days", "7 days by 2010/11"],
            ["More boats", "Boats in use", "Annual/Harbour", "9 boats", "12 boats by 2010/11"],
        ],
    ),
    "funding": (
        "Where the money goes",
        [
            ["Organisation", "Project", "Amount"],
            ["Angus Council", "Mentoring", "£12,000"],
            ["Kelpie Works Trust", "Arts", "£4,000"],
            ["NHS Tayside", "Football", "£2,000"],
        ],
    ),
    "staff": (
        "Staffing",
        [
            ["Post", "Grade", "Hours", "Line manager"],
            ["Planning Officer", "8", "35", "Chief Officer"],
            ["Training Officer", "7", "20", "Chief Officer"],
        ],
    ),
    "remits of groups": (
        "Groups",
        [
            ["Group", "Chair", "Meets"],
            ["Training group", "Morag Tester", "Quarterly"],
            ["Data group", "K Brown", "Monthly"],
            ["Women's group", "A Stewart", "Every two months"],
        ],
    ),
}
