"""Comparisons of plans across authorities, periods and places: SQL finds, pandas arranges."""
