"""Charts: sheets of figures, drawn in a terminal or as a picture."""
