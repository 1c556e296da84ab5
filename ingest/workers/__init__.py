"""Processes that read one document at a time: their limits, how they end, and the order of what they hand back."""
