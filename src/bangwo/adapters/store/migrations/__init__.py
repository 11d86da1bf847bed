"""Migrations: every change of the schema, each in one transaction, in order."""
