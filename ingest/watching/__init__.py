"""A folder that is kept read: what changes there, which files are complete, and the runs over them."""
