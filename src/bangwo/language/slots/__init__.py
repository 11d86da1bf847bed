"""Slots: what an act says beyond its kind and trade; rules are data, one file per trade."""
