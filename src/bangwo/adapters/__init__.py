"""Adapters: the real parts behind the ports."""
