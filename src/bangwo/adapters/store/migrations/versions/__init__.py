"""Versions: one file for each revision, named after it."""
