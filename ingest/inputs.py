"""What a run would work on, as a fingerprint: two runs with the same have the same to do.

That is the listing of the files (not their content: a schedule should cost little), the rules by which they are read
and recorded, and the options that decide on either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from cjaplans.ingest import fingerprints
from cjaplans.ingest.batch import Options
from cjaplans.ingest.discover import Discovery
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources.stores import is_url
from cjaplans.ingest.watching.arrivals import stamp
from cjaplans.load.database import open_readonly
from cjaplans.load.errors import DatabaseError
from cjaplans.load.runs import inputs_of_runs
from cjaplans.normalise import user_layouts

BETWEEN = ":"


def inputs_digest(paths: Sequence[str], found: Discovery, request: Request, options: Options) -> str:
    """The fingerprint of what ``paths`` mean now: that of the paths, a colon, and that of all that counts.

    Passwords are told by their file's size and times, so that nothing can be learnt of them.
    """
    named = [path if is_url(path) else str(Path(path).absolute()) for path in paths]
    rules = [fingerprints.extraction(options.switches), fingerprints.normalisation()]
    written = [user_layouts.digest(options.layouts), *map(repr, (*options.corrections, *options.reviews))]
    passwords = stamp(request.password_file) if request.password_file else None
    pages = sorted(request.chosen or ())
    chosen = [pages, options.whole, str(options.limits), str(request.password_file), passwords]
    files = [[source.uri, source.stamp()] for source in found.files]
    refused = [[str(refusal.path), refusal.reason] for refusal in found.refused]
    return BETWEEN.join((_digest(named)[:16], _digest([rules, written, chosen, files, refused])))


def nothing_new(database: str, inputs: str) -> bool:
    """Whether the last run over the same paths ended, and found what there is now.

    Runs over other paths do not matter, as long as they were of this kind too and ended: any other run may
    have left the files of these paths otherwise.
    """
    try:
        engine = open_readonly(database)
    except DatabaseError:
        return False  # the run will make it, bring it up to date, or say what is wrong
    try:
        scope, _, _ = inputs.partition(BETWEEN)
        for earlier in inputs_of_runs(engine):
            if earlier is None:
                return False
            if earlier.startswith(f"{scope}{BETWEEN}"):
                return earlier == inputs
        return False
    finally:
        engine.dispose()


def complete(result: BatchResult, options: Options) -> bool:
    """Whether a run dealt with every file, so that there is nothing left for the next."""
    return not options.stop() and not result.left_out and all(outcome.sha256 is not None for outcome in result.files)


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
