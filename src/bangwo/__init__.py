"""Bangwo 帮我: one sentence in, one paid order out, exactly once."""

__version__ = "0.1.0"
