"""Simulation: many people, failing services and dying processes, in virtual time, from one seed."""
