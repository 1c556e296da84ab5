"""An action's record as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from cjaplans.publish.trace.model import ActionRecord


def as_json(record: ActionRecord) -> str:
    """The whole record, by the names of its fields; days are ISO text, boxes points on the upright page."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=2, default=str) + "\n"
