"""Dialogue: what was said changes the drafts, and what is known decides the next step; pure."""
