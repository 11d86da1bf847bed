"""Labels: the words that offers go by, found by tantivy in memory."""

from collections.abc import Sequence
from typing import cast

from tantivy import Document, Index, IndexWriter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from bangwo.adapters.catalogue.words import Kind, Label, fit, grams, likeness
from bangwo.domain.offer import Trade

FOUND_MAX = 300
"""So many labels are weighed for one word said; those that have it and little else come first."""

_HEAP = 15_000_000  # the least that tantivy takes


class Labels:
    """The distinct names and aliases of each trade. What changed is found once `settle` was called."""

    def __init__(self) -> None:
        builder = SchemaBuilder()
        builder.add_text_field("trade", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("grams", tokenizer_name="grams", index_option="freq")
        builder.add_unsigned_field("number", indexed=True, fast=True)
        self._schema = builder.build()
        self._index = Index(self._schema)
        self._index.register_tokenizer("grams", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        self._writer: IndexWriter | None = None
        self._numbers: dict[tuple[Trade, Label], int] = {}
        self._labels: list[Label | None] = []

    def add(self, trade: Trade, label: Label) -> None:
        """A label that came; tags are looked up whole and need no index."""
        if label.kind is Kind.TAG:
            return
        number = self._numbers[trade, label] = len(self._labels)
        self._labels.append(label)
        document = Document()
        document.add_text("trade", trade.value)
        document.add_text("grams", " ".join({*grams(label.plain), *label.plain}))
        document.add_unsigned("number", number)
        self._write().add_document(document)

    def remove(self, trade: Trade, label: Label) -> None:
        """A label that went."""
        if label.kind is Kind.TAG:
            return
        number = self._numbers.pop((trade, label))
        self._labels[number] = None
        self._write().delete_documents_by_term("number", number)

    def settle(self) -> None:
        """Make what came and went visible; without changes this costs nothing."""
        if self._writer is None:
            return
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None  # gives its memory back
        self._index.reload()

    def find(self, trade: Trade, said: str) -> list[tuple[int, Label]]:
        """Labels that have all of a plain word in them, with their fit."""
        found = ((fit(said, label), label) for label in self._search(trade, said, Occur.Must))
        return [(good, label) for good, label in found if good]

    def resembling(self, trade: Trade, said: str) -> list[tuple[int, Label]]:
        """Labels that have much of a plain word in them, with their likeness."""
        found = ((likeness(said, label), label) for label in self._search(trade, said, Occur.Should))
        return [(good, label) for good, label in found if good]

    def _search(self, trade: Trade, said: str, occur: Occur) -> Sequence[Label]:
        words = [(occur, Query.term_query(self._schema, "grams", gram)) for gram in dict.fromkeys(grams(said))]
        words.append((Occur.Must, Query.term_query(self._schema, "trade", trade.value)))
        least = None if occur is Occur.Must else 1
        query = Query.boolean_query(words, minimum_number_should_match=least)
        searcher = self._index.searcher()
        hits = searcher.search(query, FOUND_MAX, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        labels = (self._labels[cast("int", number)] for number in numbers)
        return [label for label in labels if label is not None]

    def _write(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self._writer
