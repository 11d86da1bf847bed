"""Tagging: what each character of a sentence belongs to, as a small learned net sees it."""
