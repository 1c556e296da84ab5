"""One action traced to the page it came from: what is printed, what it means, and who or what says so."""

from cjaplans.publish.trace.model import ActionRecord, UnknownActionError
from cjaplans.publish.trace.record import action_record

__all__ = ["ActionRecord", "UnknownActionError", "action_record"]
