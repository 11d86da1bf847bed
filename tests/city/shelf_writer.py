"""Writes to a shelf for ever and says each key once it is acknowledged: made to be killed."""

import asyncio
import sys
from pathlib import Path

from bangwo_city.durable import Shelf


async def write(shelf: Shelf, name: str) -> None:
    """One of many writers."""
    for number in range(1_000_000):
        async with shelf.batch() as batch:
            batch.put("left", f"{name}-{number}", number)
            batch.put("right", f"{name}-{number}", [number])
        print(f"{name}-{number}", flush=True)


async def main() -> None:
    """Eight writers at once."""
    shelf = Shelf(Path(sys.argv[1]))
    await asyncio.gather(*(write(shelf, f"w{n}") for n in range(8)))


asyncio.run(main())
