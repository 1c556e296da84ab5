"""The database for people who work in Python: every listing and comparison as a frame."""
