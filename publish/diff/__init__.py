"""Two databases compared: documents, actions field by field, findings, corrections and reviews."""
