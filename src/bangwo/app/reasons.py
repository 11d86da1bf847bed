"""Reasons: why a quote is about this and not the next one, how its price is made up, and why not that card."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Catalogue, Store
from bangwo.app.promote import profile_of
from bangwo.app.telling import spoken_time
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.domain.basis import SHOWN_MAX, Basis, Cards, Ranked
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.combining import Choice, Combination, Cut, Left, Lost
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.campaigns.scoping import Why
from bangwo.domain.money import Money
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, quote_id_of
from bangwo.domain.reconsidering import reconsidered
from bangwo.language.dialogue.state import Draft
from bangwo.language.replies import Phrase, Say, phrase, render, sentence

TOLD_MAX = 2
"""So many others, and so many cards that do not count, are said; all are shown."""
_OVER = frozenset({Why.USED, Why.EXPIRED})


def basis_of(draft: Draft, quote: Quote, exhausted: bool) -> Basis:
    """Why the draft came to this quote. `exhausted`: no card was looked at, for a budget was spent."""
    wanted, taken = draft.wanted, {each for each in draft.picked if each}
    places = (at for at, each in enumerate(draft.options, 1) if {ref for ref in each.offers if ref} == taken)
    most = wanted.budget.max if wanted.budget is not None and not wanted.budget.per else None
    unwanted = wanted.coupon is False
    return Basis(
        word=wanted.sort or "",
        matched=draft.matched,
        place=next(places, 0),
        chosen=draft.firm,
        within_fen=most if most and quote.gross.fen <= most else 0,
        cards=Cards.EXHAUSTED if exhausted else Cards.UNWANTED if unwanted else Cards.WEIGHED,
        first=tuple(
            Ranked(each.ref, each.title, each.shop, each.price_fen, each.metres, each.minutes, each.rating, each.at)
            for each in draft.options[:SHOWN_MAX]
        ),
    )


@dataclass(frozen=True, slots=True)
class Reasons:
    """Explains quotes. It only reads: what was compared is kept with the quote, the cards are worked out anew."""

    store: Store
    catalogue: Catalogue

    async def explained(self, user_id: str, named: str) -> Json:
        """The explanation of a quote, or of the order it became, in words and figures. Refused: not_found."""
        found = await self.store.quote(user_id, quote_id_of(named))
        person = await self.store.person(user_id)
        if found is None or person is None:
            raise Refused(Code.NOT_FOUND)
        quote = found[0]
        cards, programme = await self.store.cards(user_id), await self.store.programme()
        choice = self.choice(quote, person, cards, programme)
        said = self.phrases(quote, choice, person.language)
        return {
            "quote_id": quote.quote_id,
            "reply": render(said, person.language),
            "ranking": None if quote.basis is None else _ranking_json(quote.basis),
            "price": _price_json(quote),
            "cards": _cards_json(quote, choice),
        }

    def choice(self, quote: Quote, person: Person, cards: Sequence[Card], programme: Programme) -> Choice | None:
        """How its cards were chosen; None where that cannot be worked out any more, or none was looked at."""
        if quote.basis is not None and quote.basis.cards is not Cards.WEIGHED:
            return None
        shop = self.catalogue.merchant(quote.provider_id, quote.merchant_id)
        offers = (self.catalogue.offer(line.offer_ref) for line in quote.lines)
        tags = {offer.ref: offer.tags for offer in offers if offer is not None}
        buyer = profile_of(person, quote.created_at)
        return reconsidered(quote, cards, programme, buyer, brands=shop.aliases if shop else (), tags=tags)

    def phrases(self, quote: Quote, choice: Choice | None, language: str) -> tuple[Phrase, ...]:
        """All of it in a few sentences."""
        ranking = () if quote.basis is None else tuple(_ranking(quote.basis, language))
        return (*ranking, _price(quote, language), *self.card_phrases(quote, choice, language))

    def card_phrases(self, quote: Quote, choice: Choice | None, language: str) -> tuple[Phrase, ...]:
        """Which cards were taken, what they were better than, and why others do not count."""
        return tuple(_cards(quote, choice, language))


def _ranking(basis: Basis, language: str) -> Iterator[Phrase]:
    if basis.chosen:
        yield phrase(Say.E_CHOSEN)
    match basis.matched:
        case 0:
            if not basis.chosen:
                yield phrase(Say.E_NAMED)
            return
        case 1:
            yield phrase(Say.E_ONLY)
        case count if basis.place and basis.word:
            yield phrase(Say.E_RANKED, count=count, sort=basis.word, place=basis.place)
        case count if basis.place:
            yield phrase(Say.E_WEIGHED, count=count, place=basis.place)
        case _:
            yield phrase(Say.E_NAMED)
    if basis.place > 1 and not basis.chosen:
        yield phrase(Say.E_TAKEN)
    if basis.within_fen:
        yield phrase(Say.E_WITHIN, max_fen=basis.within_fen)
    behind = basis.first[basis.place : basis.place + TOLD_MAX] if basis.place else ()
    if behind:
        comma = sentence(Say.COMMA, {}, language)
        yield phrase(Say.E_NEXT, others=comma.join(_other(each, basis.word, language) for each in behind))


def _other(ranked: Ranked, word: str, language: str) -> str:
    """One of those behind: its price, and what the word ranks it by."""
    figures = [str(Money(ranked.price_fen))] if ranked.price_fen is not None else []
    match word:
        case "nearest" if ranked.metres is not None:
            figures.append(sentence(Say.E_METRES, {"metres": ranked.metres}, language))
        case "fastest" if ranked.minutes is not None:
            figures.append(sentence(Say.E_MINUTES, {"minutes": ranked.minutes}, language))
        case "best_rated" if ranked.rating:
            figures.append(sentence(Say.E_STARS, {"stars": f"{ranked.rating // 10}.{ranked.rating % 10}"}, language))
        case "earliest" | "latest" if ranked.at:
            figures.append(ranked.at[5:16].replace("T", " "))
        case _:
            pass
    shop = "" if ranked.shop in ranked.title else f"{ranked.shop} "
    comma = sentence(Say.COMMA, {}, language)
    return sentence(Say.E_OTHER, {"title": f"{shop}{ranked.title}", "figures": comma.join(figures)}, language)


def _price(quote: Quote, language: str) -> Phrase:
    parts = [sentence(Say.E_GOODS, {"goods_fen": quote.goods.fen}, language)]
    parts += [sentence(Say.E_FEE, {"fee_fen": fee.amount.fen}, language) for fee in quote.fees]
    if quote.member:
        parts.append(sentence(Say.E_MEMBER, {"off_fen": quote.member.fen}, language))
    parts += [
        sentence(Say.E_OFF, {"source": each.source, "off_fen": each.amount.fen}, language) for each in quote.discounts
    ]
    return phrase(Say.E_PRICE, parts=sentence(Say.COMMA, {}, language).join(parts), pay_fen=quote.pay.fen)


_LOST = {
    Lost.LESS: Say.E_CARD_LESS,
    Lost.MORE_CARDS: Say.E_CARD_MORE,
    Lost.LATER: Say.E_CARD_LATER,
    Lost.LARGER: Say.E_CARD_LARGER,
}


def _cards(quote: Quote, choice: Choice | None, language: str) -> Iterator[Phrase]:
    looked = quote.basis.cards if quote.basis is not None else Cards.WEIGHED
    if looked is not Cards.WEIGHED:
        yield phrase(Say.E_CARD_UNWANTED if looked is Cards.UNWANTED else Say.E_CARD_EXHAUSTED)
        return
    if quote.discounts:
        titles = _titles([each.source for each in quote.discounts], language)
        yield phrase(Say.E_CARD, titles=titles, off_fen=quote.off.fen)
    if choice is None:
        yield phrase(Say.E_CARD_CHANGED)
        return
    for other in choice.others[:TOLD_MAX]:
        yield _beaten(choice.best, other, language)
    yield from _left(choice.left)
    if not quote.discounts and not choice.left:
        yield phrase(Say.E_CARDS_NO)


def _beaten(best: Combination, other: Combination, language: str) -> Phrase:
    less = (best.off - other.off).fen
    if not other.cuts:
        return phrase(Say.E_CARD_NONE, less_fen=less)
    titles = _titles([cut.title for cut in other.cuts], language)
    return phrase(_LOST[other.lost or Lost.LESS], titles=titles, off_fen=other.off.fen, less_fen=less)


def _left(left: Sequence[Left]) -> Iterator[Phrase]:
    """Each kind of card and reason once; those that are over are only counted."""
    kinds = dict.fromkeys((each.title, each.why) for each in left if each.why not in _OVER and each.title)
    for title, why in list(kinds)[:TOLD_MAX]:
        yield phrase(Say.E_CARD_LEFT, title=title, why=why.value)
    if over := sum(each.why in _OVER for each in left):
        yield phrase(Say.E_CARDS_USED_UP, count=over)


def _titles(titles: Sequence[str], language: str) -> str:
    many = Counter(titles)
    said = [title if count == 1 else f"{title}×{count}" for title, count in many.items()]
    return sentence(Say.COMMA, {}, language).join(said)


def _ranking_json(basis: Basis) -> Json:
    return {
        "by": basis.word,
        "matched": basis.matched,
        "place": basis.place,
        "chosen": basis.chosen,
        "within_fen": basis.within_fen or None,
        "first": [_ranked_json(each) for each in basis.first],
    }


def _ranked_json(ranked: Ranked) -> Json:
    extra: dict[str, Json] = {
        "shop": ranked.shop or None,
        "price_fen": ranked.price_fen,
        "metres": ranked.metres,
        "minutes": ranked.minutes,
        "rating": ranked.rating or None,
        "at": ranked.at or None,
    }
    told: dict[str, Json] = {name: value for name, value in extra.items() if value is not None}
    return {"ref": ranked.ref, "title": ranked.title, **told}


def _price_json(quote: Quote) -> Json:
    return {
        "goods_fen": quote.goods.fen,
        "fees": [{"kind": each.kind, "fen": each.amount.fen} for each in quote.fees],
        "member_fen": quote.member.fen,
        "discounts": [{"source": each.source, "fen": each.amount.fen} for each in quote.discounts],
        "pay_fen": quote.pay.fen,
        "at": spoken_time(quote.created_at),
    }


def _cards_json(quote: Quote, choice: Choice | None) -> Json:
    looked = quote.basis.cards if quote.basis is not None else Cards.WEIGHED
    best = quote.off
    others = choice.others if choice is not None else ()
    return {
        "looked": looked.value,
        "as_then": choice is not None,
        "off_fen": best.fen,
        "taken": [_cut_json(each) for each in choice.best.cuts] if choice is not None else [],
        "others": [
            {
                "cuts": [_cut_json(cut) for cut in each.cuts],
                "off_fen": each.off.fen,
                "less_fen": (best - each.off).fen,
                "lost": each.lost.value if each.lost else "",
            }
            for each in others
        ],
        "left": [
            {"title": each.title, "card_id": each.card_id, "why": each.why.value}
            for each in (choice.left if choice is not None else ())
        ],
    }


def _cut_json(cut: Cut) -> Json:
    return {"title": cut.title, "card_id": cut.card_id, "fen": cut.amount.fen}
