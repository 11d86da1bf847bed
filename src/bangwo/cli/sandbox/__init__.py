"""Sandbox: everything started, watched and stopped by one command."""
