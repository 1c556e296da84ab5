"""Who is named: organisations, groups, roles, people (domain.md 6)."""
