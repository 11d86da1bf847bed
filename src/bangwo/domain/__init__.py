"""Domain: pure rules of money, offers, quotes and orders."""
