"""Benchmarks: measured by hand on a quiet machine, never a test."""
