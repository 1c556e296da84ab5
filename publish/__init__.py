"""The database, and tables, for people: listings, JSON, CSV, HTML."""
