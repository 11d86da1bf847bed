"""Market: what is made to measure, asked of every provider that sells it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import time

import orjson

from bangwo.adapters.outbound import CATALOGUE_MAX, Answer
from bangwo.adapters.ucp import answers
from bangwo.adapters.ucp.provider import Endpoint
from bangwo.adapters.ucp.trades import WIRES
from bangwo.adapters.wire import Fields, Garbled, parsed
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hours, Merchant, Offer, Trade
from bangwo.domain.place import Point
from bangwo.domain.trades import Kind, Measured

FOUND_MAX = 100
_MEMBER = "org.bangwo.member"

Known = Callable[[str, str], Merchant | None]
"""A merchant by provider and id, as the index has it."""


class UcpMarket:
    """Implements `ports.Market` over `catalog/search` with a filter of the trade's capability."""

    def __init__(self, endpoints: Mapping[str, Endpoint], known: Known) -> None:
        self._endpoints = endpoints
        self._known = known

    async def serves(self, trade: Trade) -> bool:
        """Whether any provider that can be asked sells it."""
        return trade in WIRES and bool(await self._sellers(WIRES[trade].capability))

    async def find(self, trade: Trade, asked: Mapping[str, Json]) -> Sequence[Offer]:
        """What fits, provider by provider. Refused with the first reason when none has anything."""
        wire = WIRES[trade]
        body = orjson.dumps({"filters": {wire.capability: dict(asked)}, "pagination": {"limit": FOUND_MAX}})
        sellers = await self._sellers(wire.capability)
        if not sellers:
            raise Unavailable(f"nobody sells {trade.value}")
        found = await asyncio.gather(*(self._asked(each, trade, body) for each in sellers), return_exceptions=True)
        offers = [offer for each in found if not isinstance(each, BaseException) for offer in each]
        errors = [each for each in found if isinstance(each, BaseException)]
        if not offers and errors:
            raise next((each for each in errors if isinstance(each, Refused)), errors[0])
        return offers

    async def offers(self, refs: Sequence[str]) -> Sequence[Offer]:
        """These offers as they are now."""
        wanted: defaultdict[str, list[str]] = defaultdict(list)
        for ref in refs:
            provider_id, _, offer_id = ref.partition(":")
            if provider_id in self._endpoints:
                wanted[provider_id].append(offer_id)
        found: dict[str, Offer] = {}
        for provider_id, ids in wanted.items():
            answer = await self._post(provider_id, "/catalog/lookup", orjson.dumps({"ids": ids}))
            found |= {each.ref: each for each in _offers(provider_id, parsed(answer.body, "lookup"), None)}
        return [found[ref] for ref in refs if ref in found]

    def merchant(self, offer: Offer) -> Merchant:
        """Who sells it: as the index knows it, or by the brand that the offer names."""
        known = self._known(offer.provider_id, offer.merchant_id)
        brand = offer.measured.brand if offer.measured else ""
        always = Hours(time(), time())
        return known or Merchant(
            offer.provider_id, offer.merchant_id, brand or offer.provider_id, offer.trade, Point(0, 0), "", always
        )

    async def _sellers(self, capability: str) -> list[str]:
        endpoints = dict(self._endpoints)  # others may come while these are asked
        profiles = await asyncio.gather(*(each.profile() for each in endpoints.values()), return_exceptions=True)
        pairs = zip(endpoints, profiles, strict=True)
        return [name for name, each in pairs if not isinstance(each, BaseException) and each.can(capability)]

    async def _asked(self, provider_id: str, trade: Trade, body: bytes) -> list[Offer]:
        answer = await self._post(provider_id, "/catalog/search", body)
        return list(_offers(provider_id, parsed(answer.body, "search"), trade))

    async def _post(self, provider_id: str, path: str, body: bytes) -> Answer:
        if (endpoint := self._endpoints.get(provider_id)) is None:
            raise Unavailable(f"{provider_id} was removed")
        answer = await endpoint.call("POST", path, body, size_max=CATALOGUE_MAX)
        if answer.status == 200:
            return answer
        code = answers.refusal_of(answer)
        if 400 <= answer.status < 500 and code not in (Code.PROVIDER_DOWN, Code.NOT_FOUND):
            raise Refused(code, **_named(code, answer))
        raise Unavailable(f"{provider_id}{path}: {answer.status}")


def _named(code: Code, answer: Answer) -> dict[str, str]:
    """The place that nobody knows stands in the message about it."""
    if code is not Code.PLACE_UNKNOWN:
        return {}
    messages = parsed(answer.body, "refusal").objects("messages")
    return {"place": next((each.text("content", "") for each in messages), "")}


def _offers(provider_id: str, body: Fields, trade: Trade | None) -> Iterator[Offer]:
    """The products that can be read; one that cannot hides no other."""
    for product in body.objects("products"):
        try:
            yield _offer(provider_id, product, trade)
        except Garbled:
            continue


def _offer(provider_id: str, product: Fields, trade: Trade | None) -> Offer:
    trade = trade or _trade(product)
    wire = WIRES[trade]
    ours, member = product.object(wire.capability), product.object_or_none(_MEMBER)
    variant = next(product.objects("variants"))
    price = variant.object("price")
    left = ours.whole("left", 1)
    rule = ours.object_or_none("rule")
    return Offer(
        ref=f"{provider_id}:{variant.text('id')}",
        provider_id=provider_id,
        merchant_id=ours.text("merchant_id", ""),
        offer_id=variant.text("id"),
        trade=trade,
        name=product.text("title"),
        price=Money(price.whole("amount"), price.text("currency")),
        stock=left if variant.object("availability").truth("available", True) else 0,
        rating=ours.whole("rating", 0),
        measured=Measured(
            of=wire.read(ours),
            left=left,
            kinds=_kinds(ours),
            member=Money(member.whole("off")) if member else ZERO,
            brand=ours.text("brand", ""),
            rule=rule.text("text", "") if rule else "",
        ),
    )


def _trade(product: Fields) -> Trade:
    """The trade of a product that was looked up by its id."""
    for trade, wire in WIRES.items():
        ours = product.object_or_none(wire.capability)
        if ours is not None and ours.text("kind", trade.value) == trade.value:
            return trade
    raise Garbled("a product of no trade")


def _kinds(ours: Fields) -> tuple[Kind, ...]:
    kinds = ours.object_or_none("kinds")
    if kinds is None:
        return ()
    each = ((name, kinds.object(name)) for name in kinds.names())
    return tuple(Kind(name, of.text("product_id"), Money(of.whole("price"))) for name, of in each)
