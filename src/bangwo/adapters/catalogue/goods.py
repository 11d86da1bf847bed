"""Goods: everything but showings, by what it is called and who sells it."""

from collections.abc import Iterable, Iterator, Sequence

from bangwo.adapters.catalogue.labels import Labels
from bangwo.adapters.catalogue.postings import Posting, in_order, rank
from bangwo.adapters.catalogue.shops import Key
from bangwo.adapters.catalogue.words import HAS_THE_WORDS, Kind, Label, fit, likeness, meanings, plain
from bangwo.domain.offer import Offer, Trade

Found = Iterator[tuple[int, str]]
"""(fit, ref), best first."""
LATELY_MAX = 200
"""So many words that were looked for lately are remembered with what was found: everybody wants milk tea."""


class Goods:
    """Offers by trade, label and merchant. What changed is found once `settle` was called."""

    def __init__(self) -> None:
        self._labels = Labels()
        self._by_label: dict[tuple[Trade, Label], Posting] = {}
        self._by_merchant: dict[Key, Posting] = {}
        self._by_trade: dict[Trade, Posting] = {}
        self._called: dict[str, tuple[Label, ...]] = {}
        self._lately: dict[tuple[Trade, str], tuple[tuple[int, str], ...]] = {}

    def put(self, offer: Offer, before: Offer | None) -> bool:
        """Add an offer or change it; whether it is now called otherwise."""
        labels = _labels_of(offer)
        renamed = labels != self._called.get(offer.ref)
        if renamed or before is None or rank(before) != rank(offer):
            self._lately.clear()
        if before is not None and (renamed or _place(before) != _place(offer)):
            self.drop(before)
        for label in labels:
            self._posting(offer.trade, label).put(offer)
        self._by_merchant.setdefault(_seller(offer), Posting()).put(offer)
        self._by_trade.setdefault(offer.trade, Posting()).put(offer)
        self._called[offer.ref] = labels
        return renamed

    def drop(self, offer: Offer) -> None:
        """Take an offer out."""
        self._lately.clear()
        for label in self._called.pop(offer.ref, ()):
            posting = self._by_label[offer.trade, label]
            posting.drop(offer.ref)
            if not posting:
                del self._by_label[offer.trade, label]
                self._labels.remove(offer.trade, label)
        self._by_merchant[_seller(offer)].drop(offer.ref)
        self._by_trade[offer.trade].drop(offer.ref)

    def settle(self) -> None:
        """Make what changed visible to `find`."""
        self._lately.clear()
        self._labels.settle()

    def all(self, trade: Trade) -> Found:
        """All of a trade, the best sold first."""
        return in_order([(100, self._by_trade[trade])] if trade in self._by_trade else [])

    def find(self, trade: Trade, said: str) -> Found:
        """What is called so, is a kind of it, or has the words; what resembles it where nothing does."""
        found = self._lately.get((trade, said))
        if found is None:
            if len(self._lately) >= LATELY_MAX:
                self._lately.clear()
            found = self._lately[trade, said] = tuple(self._find(trade, said))
        return iter(found)

    def _find(self, trade: Trade, said: str) -> Found:
        words = meanings(said)
        fits = _best(self._labels.find(trade, word) for word in words) | self._tagged(trade, words)
        fits = fits or _best(self._labels.resembling(trade, word) for word in words)
        return in_order([(good, self._by_label[trade, label]) for label, good in fits.items()])

    def of(self, shops: Iterable[Key], said: str) -> Found:
        """The same within some shops; without a word, all that they sell."""
        postings = [self._by_merchant[shop] for shop in shops if shop in self._by_merchant]
        if not said:
            return in_order([(100, posting) for posting in postings])
        weigh = _Scales(meanings(said))
        found = [(weigh(self._called[each[2]]), each) for posting in postings for each in posting.best()]
        best = sorted((-good, each) for good, each in found if good)
        firm = [(-less, ref) for less, (_, _, ref) in best if -less >= HAS_THE_WORDS]
        return iter(firm or [(-less, ref) for less, (_, _, ref) in best])

    def tagged(self, offer: Offer, tag: str) -> bool:
        """Whether a plain tag is one of the offer's, or in its name."""
        labels = self._called.get(offer.ref) or _labels_of(offer)
        return any(tag == label.plain or (label.kind is Kind.NAME and tag in label.plain) for label in labels)

    def _posting(self, trade: Trade, label: Label) -> Posting:
        posting = self._by_label.get((trade, label))
        if posting is None:
            posting = self._by_label[trade, label] = Posting()
            self._labels.add(trade, label)
        return posting

    def _tagged(self, trade: Trade, words: Iterable[str]) -> dict[Label, int]:
        tags = (Label(Kind.TAG, word, word) for word in words)
        return {tag: fit(tag.plain, tag) for tag in tags if (trade, tag) in self._by_label}


class _Scales:
    """Weighs offers by their labels, each label once: a chain sells the same in every shop."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._weighed: dict[Label, int] = {}

    def __call__(self, labels: Iterable[Label]) -> int:
        return max(map(self._weigh, labels))

    def _weigh(self, label: Label) -> int:
        known = self._weighed.get(label)
        if known is None:
            good = max(fit(word, label) for word in self._words)
            known = self._weighed[label] = good or max(likeness(word, label) for word in self._words)
        return known


def _best(found: Iterable[Iterable[tuple[int, Label]]]) -> dict[Label, int]:
    """Each label with the best of its fits."""
    fits: dict[Label, int] = {}
    for each in found:
        for good, label in each:
            fits[label] = max(good, fits.get(label, 0))
    return fits


def _labels_of(offer: Offer) -> tuple[Label, ...]:
    named = (
        Label.of(Kind.NAME, offer.name),
        *(Label.of(Kind.ALIAS, each) for each in offer.aliases),
        *(Label(Kind.TAG, tag, tag) for tag in map(plain, offer.tags)),
    )
    return tuple(dict.fromkeys(label for label in named if label.plain)) or (Label(Kind.NAME, offer.ref, offer.ref),)


def _seller(offer: Offer) -> Key:
    return offer.provider_id, offer.merchant_id


def _place(offer: Offer) -> tuple[Key, Trade]:
    return _seller(offer), offer.trade
