"""Campaigns: who gets what, what it takes off, and the budget that pays for it."""
