"""Routes: one file per noun of the HTTP contract."""
