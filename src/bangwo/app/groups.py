"""Groups: a link under which each adds what they want; the owner sees who added what, and orders all of it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bangwo.app.changes import Changes, PutGroup
from bangwo.app.desk import CaseStore
from bangwo.app.once import Command
from bangwo.app.ports import Catalogue, Query
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.group import CODE_LENGTH, Group, Share
from bangwo.domain.invitation import masked
from bangwo.domain.offer import GOODS, Offer
from bangwo.domain.person import Person
from bangwo.domain.pricing import Pick, line_of
from bangwo.domain.quote import Quote

MENU_MAX = 60
_TRIES_MAX = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one adds: an offer, how many, and the ids of what is chosen of it."""

    offer_ref: str
    qty: int = 1
    choice_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """Makes groups and lets people add to them. `public_url`: where links lead."""

    store: CaseStore
    catalogue: Catalogue
    clock: Clock
    ids: Ids
    public_url: str

    def begun(self, owner: Person, conversation_id: str, quote: Quote) -> Group:
        """A group at the shop of a quote, with what the owner has in it."""
        now = self.clock.now()
        shares = tuple(
            Share(
                share_id=f"own{place}",
                user_id=owner.user_id,
                who=_called(owner),
                offer_ref=line.offer_ref,
                name=line.name,
                unit_price=line.unit_price,
                qty=line.qty,
                options=line.options,
            )
            for place, line in enumerate(quote.lines)
        )
        return Group(
            group_id=self.ids("g", now),
            code=self.ids("g", now)[-CODE_LENGTH:],
            user_id=owner.user_id,
            conversation_id=conversation_id,
            provider_id=quote.provider_id,
            merchant_id=quote.merchant_id,
            shop=quote.merchant_name,
            made_at=now,
            shares=shares,
            version=1,
        )

    async def of_code(self, code: str) -> Group:
        """The group of a link, also one that is over. Refused(group_unknown)."""
        group = await self.store.group_of(code.lower())
        if group is None:
            raise Refused(Code.GROUP_UNKNOWN)
        return group

    def menu(self, group: Group, text: str) -> Sequence[Offer]:
        """What the shop has, by words; all of it without any."""
        merchant = self.catalogue.merchant(group.provider_id, group.merchant_id)
        if merchant is None or merchant.trade not in GOODS:
            return ()
        hits = self.catalogue.search(Query(trade=merchant.trade, text=text, shop=merchant.name, limit=MENU_MAX))
        here = (hit.offer for hit in hits if hit.merchant.merchant_id == group.merchant_id)
        return [each for each in here if each.stock is None or each.stock > 0]

    async def add(self, command: Command, code: str, wanted: Wanted) -> Group:
        """Add a share, once for each key. Refused: group_unknown, group_over, item_unknown, sold_out …"""
        person = await self._person(command.user_id)

        def added(group: Group) -> Group:
            share_id = _share_id(command)
            if any(each.share_id == share_id for each in group.shares):
                return group
            return group.added(self._share(group, person, share_id, wanted), self.clock.now())

        return await self._put(code, added)

    async def drop(self, command: Command, code: str, share_id: str) -> Group:
        """Take a share out: one's own, or any where one is the owner. Refused: group_unknown, group_over, not_found."""

        def without(group: Group) -> Group:
            return group.without(share_id, command.user_id, self.clock.now())

        return await self._put(code, without)

    def json(self, group: Group, user_id: str) -> dict[str, Json]:
        """A group as somebody in it sees it."""
        return {
            "code": group.code,
            "link": self.link(group),
            "shop": group.shop,
            "open": group.live(self.clock.now()),
            "mine": group.user_id == user_id,
            "until": group.until.isoformat(),
            "total_fen": group.total.fen,
            "shares": [
                {
                    "id": each.share_id,
                    "who": each.who,
                    "mine": each.user_id == user_id,
                    "name": each.name,
                    "options": list(each.options),
                    "qty": each.qty,
                    "unit_fen": each.unit_price.fen,
                }
                for each in group.shares
            ],
        }

    def link(self, group: Group) -> str:
        """What is sent to friends."""
        return f"{self.public_url}/g/{group.code}"

    def _share(self, group: Group, person: Person, share_id: str, wanted: Wanted) -> Share:
        offer = self.catalogue.offer(wanted.offer_ref)
        if offer is None or (offer.provider_id, offer.merchant_id) != (group.provider_id, group.merchant_id):
            raise Refused(Code.ITEM_UNKNOWN)
        if offer.stock is not None and offer.stock < wanted.qty:
            raise Refused(Code.SOLD_OUT, item=offer.name)
        line = line_of(Pick(offer, wanted.qty, wanted.choice_ids))
        return Share(
            share_id, person.user_id, _called(person), offer.ref, line.name, line.unit_price, line.qty, line.options
        )

    async def _put(self, code: str, change: Callable[[Group], Group]) -> Group:
        for _ in range(_TRIES_MAX):
            group = await self.of_code(code)
            changed = change(group)
            if changed is group:
                return group
            try:
                await self.store.commit(Changes("group.changed", group.user_id, (PutGroup(changed),)))
            except Conflict:
                continue  # somebody else added something
            return changed
        raise Conflict("group")

    async def _person(self, user_id: str) -> Person:
        person = await self.store.person(user_id)
        if person is None:
            raise Refused(Code.UNAUTHENTICATED)
        return person


def _called(person: Person) -> str:
    """A name for the others: as the person gave it, else a number without its middle."""
    return person.name or masked("", person.phone)


def _share_id(command: Command) -> str:
    """The same for the same command, so that a repeated one adds nothing twice."""
    return hashlib.sha256(f"{command.user_id} {command.key} {command.digest}".encode()).hexdigest()[:16]
