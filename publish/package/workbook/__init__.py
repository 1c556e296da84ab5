"""An Excel workbook of the actions and what hangs on them, for people who work with spreadsheets."""
