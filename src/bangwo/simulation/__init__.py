"""Simulation: many people, failing services and dying processes, in virtual time, from one seed."""

from bangwo.simulation.run import Failure, Report, replay, run

__all__ = ["Failure", "Report", "replay", "run"]
