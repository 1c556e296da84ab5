"""What the database holds of each authority's plans, year by year, and what it lacks."""
