"""A platform that travels: looks, holds, checks out, pays and gives back over HTTP."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from city.selling import Buyer, selling

NOW = datetime(2026, 2, 10, 10, 0)
_keys = count()

Line = tuple[str, int]


class Traveller:
    """One connection to the travel service."""

    def __init__(self, buyer: Buyer) -> None:
        self.buyer = buyer

    async def find(self, **asked: Any) -> tuple[int, dict[str, Any]]:
        """A page of journeys; what is not said is a flight from 云湖 to 北京 in a month."""
        said = {"kind": "flight", "from": "云湖", "to": "北京", "date": "2026-03-10", **asked}
        wanted = {name: value for name, value in said.items() if value is not None}
        body = {"filters": {"org.bangwo.journey": wanted}, "pagination": {"limit": 200}}
        return await self.buyer.call("POST", "/catalog/search", body)

    async def journeys(self, **asked: Any) -> list[dict[str, Any]]:
        """The products found."""
        status, page = await self.find(**asked)
        assert status == 200, page
        return page["products"]

    async def first(self, **asked: Any) -> dict[str, Any]:
        """What a search shows first."""
        return (await self.journeys(**asked))[0]

    async def hold(
        self, *lines: Line, wishes: Sequence[str] = (), minutes: float = 10, key: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Keep so many pieces for so many minutes."""
        until = (self.buyer.clock.now() + timedelta(minutes=minutes)).isoformat()
        asked = [{"product_id": product_id, "quantity": quantity} for product_id, quantity in lines]
        body = {"lines": asked, "wishes": list(wishes), "expires_at": until}
        return await self.buyer.call("POST", "/org.bangwo/holds", body, key or f"h{next(_keys)}")

    async def release(self, hold: dict[str, Any]) -> int:
        """Give it back."""
        return (await self.buyer.call("DELETE", f"/org.bangwo/holds/{hold['id']}"))[0]

    async def checkout(self, hold: dict[str, Any], *lines: Line) -> dict[str, Any]:
        """A checkout of what is held."""
        asked = [{"item": {"id": product_id}, "quantity": quantity} for product_id, quantity in lines]
        kept = {"hold_id": hold["id"], "fence": hold["fence"]}
        return await self.buyer.create(
            {"line_items": asked, "org.bangwo.order": {"reference": "o_1"}, "org.bangwo.hold": kept}
        )

    async def buy(self, *lines: Line, wishes: Sequence[str] = ()) -> str:
        """The id of a new order."""
        status, hold = await self.hold(*lines, wishes=wishes)
        assert status == 201, hold
        done = await self.buyer.complete((await self.checkout(hold, *lines))["id"])
        assert done["status"] == "completed", done
        return done["order"]["id"]

    async def order(self, order_id: str) -> dict[str, Any]:
        """What `org.bangwo.order` says of it now."""
        return (await self.buyer.get(f"/orders/{order_id}"))["org.bangwo.order"]

    async def cost(self, order_id: str, lines: str = "") -> tuple[int, dict[str, Any]]:
        """What cancelling would cost."""
        return await self.buyer.call("GET", f"/org.bangwo/orders/{order_id}/cancellation?lines={lines}")

    async def cancel(self, order_id: str, **more: Any) -> tuple[int, dict[str, Any]]:
        """Cancel it, or some of it."""
        path = f"/org.bangwo/orders/{order_id}/cancel"
        return await self.buyer.call("POST", path, {"reason": "不去了", **more}, f"c{next(_keys)}")

    async def left(self, product_id: str) -> int:
        """How many can be had."""
        _, found = await self.buyer.call("POST", "/catalog/lookup", {"ids": [product_id]})
        return found["products"][0]["org.bangwo.journey"]["left"]


@asynccontextmanager
async def travelling(folder: Path, now: datetime = NOW, agent: str = "") -> AsyncIterator[Traveller]:
    """The travel service over the state in this folder."""
    async with selling(folder, "travel", now=now, agent=agent) as buyer:
        yield Traveller(buyer)


def kinds(product: dict[str, Any]) -> dict[str, str]:
    """The product of each kind of person."""
    return {kind: each["product_id"] for kind, each in product["org.bangwo.journey"]["kinds"].items()}


def total(checkout: dict[str, Any], name: str = "total") -> int:
    """One of its totals; 0 where it is not there."""
    return next((each["amount"] for each in checkout["totals"] if each["type"] == name), 0)
