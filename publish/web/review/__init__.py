"""Review mode: whoever started the server, and nobody else, puts right in its pages what was read."""
