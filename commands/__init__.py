"""The commands, one module each or a few alike: read the options, call one function, print."""
