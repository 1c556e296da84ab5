"""An outcome reading as a worked case's ``expected`` (domain.md 8, kinds code_*)."""

from __future__ import annotations

from cjaplans.normalise.coded import OutcomeBasis, OutcomeReading, ValueContext
from cjaplans.normalise.outcomes.legend import read_legend
from cjaplans.normalise.outcomes.lists import ref_of
from cjaplans.normalise.outcomes.meanings import is_text_of
from cjaplans.normalise.outcomes.reading import read_outcomes
from cjaplans.normalise.outcomes.schemes import codes_of, common_outcomes, label_of, letters_of
from cjaplans.normalise.text import readable

#: The one code of a legend entry.
SINGLE = 1


def to_record(reading: OutcomeReading, text: str = "", context: ValueContext | None = None) -> dict[str, object]:
    """The reading in the keys of a worked case: always ``scheme``, ``codes``, ``invalid``.

    ``nsmo`` follows where the scheme has a way to the common one. ``text`` and ``context`` give what only the
    printed form tells: ``ref``, ``per_line``, ``label``, a legend's ``code``. Codes of no known scheme are
    left unmapped, not invalid (code parsing rule 1).
    """
    codes, invalid = _split(reading)
    record: dict[str, object] = {"scheme": reading.scheme, "codes": codes, "invalid": invalid}
    common = list(common_outcomes(link.outcome for link in reading.links))
    if common or letters_of(reading.scheme) or reading.scheme == "OPIF7":
        record["nsmo"] = common
    if reading.scheme is not None and (ref := ref_of(text)):
        record["ref"] = ref
    if invalid:
        record["warnings"] = [f"code_out_of_range:{c}" if len(c) > 1 else f"code_incomplete:{c}" for c in invalid]
    if reading.rule == "a national outcome's nickname":
        record["nickname"] = True
    return record | _of_lines(text, context or ValueContext()) | _of_one(reading, codes, text)


def _split(reading: OutcomeReading) -> tuple[list[str], list[str]]:
    """The codes, and those their scheme does not have; a letter without a number is never a code."""
    known = bool(codes_of(reading.scheme or ""))
    invalid = [k.printed for k in reading.links if k.outcome is None and (known or k.printed.isalpha())]
    codes = [k.outcome.partition(":")[2] if k.outcome else k.printed for k in reading.links]
    return [code for code in codes if code not in invalid], invalid


def _of_lines(text: str, context: ValueContext) -> dict[str, object]:
    """The codes line by line, where more than one line has any."""
    lines = readable(text)[0].split("\n") if "\t" not in text else []
    found = [_split(read_outcomes(line, context))[0] for line in lines]
    return {"per_line": found} if len(found) > 1 and all(found) else {}


def _of_one(reading: OutcomeReading, codes: list[str], text: str) -> dict[str, object]:
    """What a single outcome with its words gives besides: its label, and that a legend's line is no action."""
    if len(codes) != SINGLE or reading.scheme is None or any(k.basis is OutcomeBasis.INFERRED for k in reading.links):
        return {}
    label = label_of(reading.scheme, codes[0])
    if _is_legend_line(text, reading.scheme, codes[0]):
        return {"is_action_row": False, "code": codes[0], "label": label}
    return {"label": label} if label and not letters_of(reading.scheme) else {}


def _is_legend_line(text: str, scheme: str, code: str) -> bool:
    """Whether a text is a legend's line, the code with its own full text, and not a cell with words beside a code."""
    entries = read_legend([text]).entries
    return len(entries) == 1 and entries[0].code == code and is_text_of(scheme, code, entries[0].text)
