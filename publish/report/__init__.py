"""What the database holds as one page to read, print and send: figures, and the SQL behind each."""
