"""Catalogue: what all providers sell, synchronised into the store and searched in memory."""
