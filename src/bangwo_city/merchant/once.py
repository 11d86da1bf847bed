"""Once: the answer to a key is given again, and a key is never used for two things."""

import hashlib
from collections import deque
from collections.abc import Awaitable, Callable

import orjson

from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import wire
from bangwo_city.merchant.provider import Doc

KEYS_MAX = 50_000
"""The latest answers that are remembered."""

_TABLE = "once"

Act = Callable[[Batch], tuple[int, Doc]]
"""Decides without waiting; what it writes goes into the batch."""


class Once:
    """The one door for writes: what an act decides and the answer to it reach the disk together."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._keys = deque(key for key, _ in shelf.scan(_TABLE))

    async def run(self, key: str, asked: bytes, act: Act) -> tuple[int, bytes]:
        """The answer to `act`, or the stored one where the key was used for the same; 409 where for something else."""
        digest = hashlib.sha256(asked).hexdigest()[:32]
        stored = self._shelf.get(_TABLE, key) if key else None
        if stored is not None:
            await self._shelf.flushed()
            if stored["asked"] != digest:
                conflict = wire.error("idempotency_mismatch", "the key was used for another request")
                return 409, orjson.dumps(conflict)
            return stored["status"], stored["body"].encode()
        status, body, written = self._act(key, digest, act)
        await written
        return status, body

    def _act(self, key: str, digest: str, act: Act) -> tuple[int, bytes, Awaitable[None]]:
        batch = Batch()
        status, doc = act(batch)
        body = orjson.dumps(doc)
        if key:
            batch.put(_TABLE, key, {"asked": digest, "status": status, "body": body.decode()})
            self._keys.append(key)
        while len(self._keys) > KEYS_MAX:
            batch.delete(_TABLE, self._keys.popleft())
        return status, body, self._shelf.write(batch.ops)
