"""Simulation: the real app in virtual time, among faults and crashes, under an independent auditor."""
