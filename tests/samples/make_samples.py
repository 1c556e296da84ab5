"""Makes the sample plans in data/raw and the records expected of them, from the sources beside this script.

python tests/samples/make_samples.py          write the plans and the expected records
python tests/samples/make_samples.py --check  only compare; exit 1 if anything would change
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from compose import typeset_plan
from expected import expected_of
from source import read_plan

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
EXPECTED = HERE / "expected"
RAW = HERE.parents[1] / "data" / "raw"


def make_all(plans: Path, records: Path) -> list[str]:
    """Write every sample plan and its expected records; one line of report for each."""
    report = []
    for path in sorted(SOURCES.glob("*.yaml")):
        plan = read_plan(path)
        pages = typeset_plan(plan, plans / f"{path.stem}.pdf")
        expected = expected_of(plan)
        if expected["document"]["id"] != path.stem:
            raise ValueError(f"{path.name}: the document's id must be the file's name")
        text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
        (records / f"{path.stem}.gold.json").write_text(text, encoding="utf-8")
        report.append(f"{path.stem}: {pages} pages, {len(expected['records'])} actions")
    return report


def stale() -> list[Path]:
    """The files in the repository that remaking would change."""
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        make_all(fresh, fresh)
        pairs = [(made, RAW if made.suffix == ".pdf" else EXPECTED) for made in sorted(fresh.iterdir())]
        kept = [(made, folder / made.name) for made, folder in pairs]
        return [old for made, old in kept if not old.is_file() or old.read_bytes() != made.read_bytes()]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the files at hand and write nothing")
    options = parser.parse_args(arguments)
    if options.check:
        changed = stale()
        for path in changed:
            print(f"out of step: {path.name}", file=sys.stderr)
        return 1 if changed else 0
    RAW.mkdir(parents=True, exist_ok=True)
    EXPECTED.mkdir(parents=True, exist_ok=True)
    print("\n".join(make_all(RAW, EXPECTED)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
