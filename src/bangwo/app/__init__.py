"""App: use cases over ports."""
