"""Assembly: tagged spans become the values of an act's slots."""
