"""Tables as a tagged PDF marks them: read from its structure tree, checked, and compared with the page."""
