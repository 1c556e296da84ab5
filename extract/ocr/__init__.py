"""Pages that are pictures: turned upright, their rules and words found in the image."""
