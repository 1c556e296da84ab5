"""What is PostgreSQL's own: connections, schema, the spelling of views, search, the one writer, and what it refuses."""
