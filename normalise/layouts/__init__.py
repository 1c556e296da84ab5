"""Vocabularies of column headings, table roles and labels, as data."""
