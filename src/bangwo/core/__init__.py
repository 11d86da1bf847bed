"""Core: errors, ids and clocks that every floor may use."""
