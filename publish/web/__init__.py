"""The database on the web: Datasette for its tables, and pages of our own for people."""
