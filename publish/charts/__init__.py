"""Comparisons as charts: drawn by Vega-Lite on this machine, without a browser or the network."""
