"""What tests hold programs to."""

from __future__ import annotations

#: Seconds. A pattern that blows up takes minutes on a long text, a sound one a fraction of a second on any machine:
#: this tells the two apart and measures no speed.
HANG = 30.0
