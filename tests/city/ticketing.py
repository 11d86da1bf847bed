"""A platform that buys tickets: looks, holds, checks out, completes and cancels over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bangwo_city.clock import ManualClock
from bangwo_city.durable import Shelf
from bangwo_city.faults import Faults
from bangwo_city.options import Options
from bangwo_city.tickets import build

NOW = datetime(2026, 2, 10, 10, 0)
SHOWING = "c01h1-20260217-2000"

_keys = count()


@dataclass
class Buyer:
    """One connection to the ticket service."""

    client: TestClient
    clock: ManualClock
    faults: Faults

    async def post(self, path: str, body: Any = None, key: str = "") -> tuple[int, dict[str, Any]]:
        """(status, document)."""
        headers = {"Idempotency-Key": key or f"k{next(_keys)}"}
        answer = await self.client.post(path, json=body or {}, headers=headers)
        return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, dict[str, Any]]:
        """(status, document)."""
        answer = await self.client.get(path)
        return answer.status, await answer.json()

    async def hold(
        self, *seats: tuple[int, int], showing: str = SHOWING, minutes: float = 10, key: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Keep seats for so many minutes."""
        until = (self.clock.now() + timedelta(minutes=minutes)).isoformat()
        return await self.post("/org.bangwo/holds", {"showing_id": showing, "seats": seats, "expires_at": until}, key)

    async def release(self, hold: dict[str, Any]) -> int:
        """Give them back."""
        return (await self.client.delete(f"/org.bangwo/holds/{hold['id']}")).status

    async def checkout(self, hold: dict[str, Any], count: int | None = None, **more: Any) -> dict[str, Any]:
        """A checkout for held seats."""
        lines = [{"item": {"id": more.pop("showing", SHOWING)}, "quantity": count or len(hold["seats"])}]
        body = {
            "line_items": lines,
            "org.bangwo.order": {"reference": "o_1"},
            "org.bangwo.seats": {"hold_id": hold["id"], "fence": hold["fence"]},
            **more,
        }
        return (await self.post("/checkout-sessions", body))[1]

    async def complete(self, checkout: dict[str, Any]) -> dict[str, Any]:
        """Pay it."""
        payment = {"instruments": [{"credential": {"token": "2026021022001"}}]}
        return (await self.post(f"/checkout-sessions/{checkout['id']}/complete", {"payment": payment}))[1]

    async def order(self, completed: dict[str, Any]) -> dict[str, Any]:
        """What `org.bangwo.order` says of it now."""
        return (await self.get(f"/orders/{completed['order']['id']}"))[1]["org.bangwo.order"]

    async def cancel(self, completed: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Return the tickets."""
        return await self.post(f"/org.bangwo/orders/{completed['order']['id']}/cancel", {"reason": "不去了"})

    async def free(self, showing: str = SHOWING) -> set[tuple[int, int]]:
        """Free seats."""
        _, hall = await self.get(f"/org.bangwo/showings/{showing}/seats")
        return {(row, col) for row, col in hall["free"]}

    async def pair(self, row: int, showing: str = SHOWING) -> tuple[tuple[int, int], tuple[int, int]]:
        """Two free seats side by side in a row."""
        free = await self.free(showing)
        return next(((row, col), (row, col + 1)) for col in range(1, 30) if {(row, col), (row, col + 1)} <= free)

    async def search(self, **body: Any) -> dict[str, Any]:
        """One page of the catalogue."""
        return (await self.post("/catalog/search", {"filters": {"price": {"min": 0}}, **body}))[1]

    async def catalogue(self) -> list[dict[str, Any]]:
        """All of it, page by page."""
        found, cursor = [], None
        while True:
            page = await self.search(pagination={"limit": 200, **({"cursor": cursor} if cursor else {})})
            found += page["products"]
            cursor = page["pagination"].get("cursor")
            if cursor is None:
                return found


@asynccontextmanager
async def tickets(folder: Path, faults: str = "", now: datetime = NOW) -> AsyncIterator[Buyer]:
    """The ticket service over the state in this folder."""
    shelf, clock, trouble = Shelf(folder / "tickets.db"), ManualClock(now), Faults.parse(faults, "tickets")
    app = build(Options("tickets", clock, shelf, trouble, folder))
    try:
        async with TestClient(TestServer(app)) as client:
            yield Buyer(client, clock, trouble)
    finally:
        shelf.close()
