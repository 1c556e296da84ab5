"""Many files: find them, skip what is known, read them on every core, record each result."""
