"""Tables become a plan in the common schema; knows nothing of PDF or SQL."""
