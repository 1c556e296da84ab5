"""The database as files to take away: a Frictionless Data Package with CSV, Parquet, a workbook and JSON Lines."""
