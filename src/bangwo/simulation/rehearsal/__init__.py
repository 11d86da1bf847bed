"""Rehearsal: a campaign played by many synthetic people through the real app, days in minutes, from one seed."""
