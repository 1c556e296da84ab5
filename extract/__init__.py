"""A file becomes tables of cells with their boxes, and the text between them; knows nothing of plans."""
