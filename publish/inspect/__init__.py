"""Pictures of pages with what was found on them: tables, cells by field, headings, and doubtful spots."""
