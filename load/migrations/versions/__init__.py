"""One file a revision of the schema, never changed once released."""
