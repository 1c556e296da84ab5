"""A plan becomes rows: the schema, the database and the one writer."""
