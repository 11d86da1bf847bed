"""The war report: what facts add up to, person by person, hour by hour."""
