"""Edge: the HTTP face of Bangwo."""
