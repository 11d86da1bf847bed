"""Vocabulary: the words that ship with the code, one file per subject. Data only."""
