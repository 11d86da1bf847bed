"""Language: pure understanding, dialogue and replies."""
