"""Outcome codes, legends and outcomes named in words (domain.md 3)."""
