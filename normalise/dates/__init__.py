"""Dates in words: fiscal years, plan years, seasons, slips, recurrences (domain.md 5)."""
