"""Vary: other sentences of the same shape, with other names, numbers, times and manners."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bangwo.language.tagging.edges import NAMED
from bangwo.language.vocabulary import food, grocery, outing, shop, travel
from training import phrases
from training.corpus import Piece, Sentence

_NAMED = NAMED | {"tag", "without", "which", "note"}
_SHARED = frozenset(["where", "near", "query", "tag", "note"])
_SHIPPED = {
    ("item", "food"): food.DISHES, ("item", "grocery"): grocery.GOODS, ("item", "shop"): shop.PRODUCTS,
    ("shop", "food"): food.SHOPS, ("shop", "grocery"): grocery.SHOPS, ("shop", "shop"): shop.BRANDS,
    ("venue", "movie"): outing.CINEMAS, ("venue", "show"): outing.HALLS, ("title", "movie"): outing.TITLES,
    ("city", "hotel"): travel.CITIES, ("city", "attraction"): travel.CITIES, ("name", "hotel"): travel.HOTELS,
    ("name", "attraction"): travel.SIGHTS, ("from", "flight"): travel.CITIES, ("to", "flight"): travel.CITIES,
    ("from", "train"): travel.CITIES, ("to", "train"): travel.CITIES, ("carrier", "flight"): travel.CARRIERS,
    ("near", "hotel"): travel.SIGHTS,
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARK = re.compile(r"[,。;!?]")
_INVENTED = 0.25
"""How many new names are made up of two others."""


class Variety:
    """What sentences can be made of: the names of all of them, by tag, trade and script."""

    def __init__(self, sentences: Sequence[Sentence], dice: random.Random) -> None:
        self._dice = dice
        self._names: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
        self._singles = [each for each in sentences if sum(bool(piece.act) for piece in each) == 1]
        self._before = [
            each[:1] for each in sentences if len(each) > 1 and each[0].act == "-" and not each[0].tag and each[1].act
        ]
        for (tag, trade), block in _SHIPPED.items():
            for line in block.strip().splitlines():
                for name in line.split("|") if "|" in line else line.split():
                    self._names[tag, trade, bool(_LATIN.search(name))].append(name)
        for sentence in sentences:
            for piece, trade in _with_trades(sentence):
                if piece.tag in _NAMED and not piece.value:
                    self._names[_key(piece, trade)].append(piece.text)

    def another(self, sentence: Sentence) -> Sentence:
        """A variant of a sentence."""
        dice = self._dice
        out = tuple(self._swapped(piece, trade) for piece, trade in _with_trades(sentence))
        if dice.random() < 0.12 and sum(bool(piece.act) for piece in out) == 1:
            out = self._joined(out)
        if dice.random() < 0.05 and self._before and out[0].act != "-":
            out = (*self._before[dice.randrange(len(self._before))], *out)
        if dice.random() < 0.08 and (part := self._part(out)):
            return part
        if dice.random() < 0.3:
            out = self._mannered(out)
        if dice.random() < 0.3:
            out = self._marked(out)
        return tuple(piece for piece in out if piece.text)

    def _swapped(self, piece: Piece, trade: str) -> Piece:
        dice = self._dice
        if piece.tag in _NAMED and not piece.value and dice.random() < 0.55:
            return replace(piece, text=self._name(piece, trade), value="")
        if (make := phrases.MAKERS.get(piece.tag)) is not None and dice.random() < 0.4:
            return replace(piece, text=make(piece.text, dice) or piece.text, value="")
        if piece.tag in _NAMED and dice.random() < 0.04 and _HAN.search(piece.text):
            return replace(piece, text=phrases.slipped(piece.text, dice))
        return piece

    def _name(self, piece: Piece, trade: str) -> str:
        dice = self._dice
        pool = self._names[_key(piece, trade)]
        if len(pool) < 5:
            return piece.text
        one = dice.choice(pool)
        if dice.random() > _INVENTED or piece.tag in ("without", "note", "which", "tag") or _LATIN.search(one):
            return one
        other = dice.choice(pool)
        if len(one) < 2 or len(other) < 2:
            return one + other
        return one[: dice.randint(1, len(one) - 1)] + other[dice.randint(1, len(other) - 1) :]

    def _part(self, sentence: Sentence) -> Sentence:
        """Some clauses alone, as an answer gives them: they tell slots, and not what is asked."""
        if sum(bool(piece.act) for piece in sentence) > 1:
            return ()
        clauses: list[list[Piece]] = [[]]
        for piece in sentence:
            plain = replace(piece, act="")
            if not piece.tag and (match := _MARK.search(piece.text)) is not None:
                clauses[-1].append(replace(plain, text=piece.text[: match.start()]))
                clauses.append([replace(plain, text=piece.text[match.end() :])])
            else:
                clauses[-1].append(plain)
        told = [each for each in clauses if any(piece.tag for piece in each)]
        if len(told) < 2:
            return ()
        chosen = self._dice.choice(told)
        return tuple(piece for piece in chosen if piece.text)

    def _joined(self, sentence: Sentence) -> Sentence:
        """Two requests in one breath."""
        other = self._dice.choice(self._singles)
        latin = bool(_LATIN.search(sentence[0].text + sentence[-1].text))
        if latin != bool(_LATIN.search(other[0].text + other[-1].text)) or other[0].act in ("-", sentence[0].act):
            return sentence
        first = (*sentence[:-1], replace(sentence[-1], text=sentence[-1].text.rstrip(",。!?;")))
        joint = self._dice.choice(phrases.JOINTS_ENGLISH if latin else phrases.JOINTS)
        return (*first, Piece(joint, act=other[0].act), replace(other[0], act=""), *other[1:])

    def _mannered(self, sentence: Sentence) -> Sentence:
        """With a polite or idle word before it or behind it."""
        dice = self._dice
        latin = bool(_LATIN.search("".join(piece.text for piece in sentence))) and not any(
            _HAN.search(piece.text) for piece in sentence
        )
        before, after = phrases.MANNERS_ENGLISH if latin else phrases.MANNERS
        if dice.random() < 0.5:
            first = sentence[0]
            return (Piece(dice.choice(before), act=first.act), replace(first, act=""), *sentence[1:])
        last = sentence[-1]
        if last.tag:
            return (*sentence, Piece(dice.choice(after)))
        return (*sentence[:-1], replace(last, text=last.text.rstrip("。!,") + dice.choice(after)))

    def _marked(self, sentence: Sentence) -> Sentence:
        """With fewer marks, as speech has them, or with other ones."""
        dice = self._dice
        put = dice.choice(["", "", " ", ",", "。", "、" if dice.random() < 0.2 else ","])
        latin = any(_LATIN.search(piece.text) for piece in sentence)
        if latin and not put:
            put = " "
        return tuple(piece if piece.tag else replace(piece, text=_MARK.sub(put, piece.text)) for piece in sentence)


def _key(piece: Piece, trade: str) -> tuple[str, str, bool]:
    return piece.tag, "" if piece.tag in _SHARED and trade != "hotel" else trade, bool(_LATIN.search(piece.text))


def _with_trades(sentence: Sentence) -> list[tuple[Piece, str]]:
    """Each piece with the trade, or the kind, of its act."""
    out: list[tuple[Piece, str]] = []
    trade = ""
    for piece in sentence:
        if piece.act:
            kind, _, field = piece.act.partition(".")
            trade = field or kind
        out.append((piece, trade))
    return out
