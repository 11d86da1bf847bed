"""Campaign files: read, checked with line numbers, and compiled."""
