"""Atlas: the city's roads, lines and places, and the ways between them."""
