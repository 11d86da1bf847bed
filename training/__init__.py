"""Training: the sentences that the tagger learns from, and how it learns."""
