"""The war report as use cases: facts counted as they come, figures read, and both compared."""
