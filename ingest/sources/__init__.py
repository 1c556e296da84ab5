"""Files to be read, wherever they lie: on this machine, or in a store that fsspec reaches."""
