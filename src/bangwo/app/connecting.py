"""Connecting: merchants' services taken in while Bangwo runs, and let go without losing what was ordered of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import urlsplit

from bangwo.core.clock import Clock

NAME_MAX = 32
URL_MAX = 500
_NAME = re.compile(rf"[a-z][a-z0-9-]{{0,{NAME_MAX - 1}}}")
_COMMON = frozenset({"www", "api", "ucp", "shop", "store"})


class Flaw(StrEnum):
    """What stands against a provider, or is missing from it."""

    # it cannot be connected
    URL = "provider_url_invalid"
    INSECURE = "provider_insecure"
    UNREACHABLE = "provider_unreachable"
    SLOW = "provider_slow"
    REDIRECTS = "provider_redirects"
    STATUS = "provider_status"
    CONTENT_TYPE = "provider_content_type"
    TOO_LARGE = "provider_too_large"
    GARBLED = "provider_garbled"
    VERSION = "provider_version"
    NO_REST = "provider_no_rest"
    NO_CHECKOUT = "provider_no_checkout"
    CATALOGUE = "provider_catalogue_unreadable"
    SELLS_NOTHING = "provider_sells_nothing"
    NAME = "provider_name_invalid"
    NAME_TAKEN = "provider_name_taken"
    URL_TAKEN = "provider_url_taken"
    NAME_UNKNOWN = "provider_unknown"
    NAME_FIXED = "provider_fixed"
    # it can be, and something does not go
    NO_KEYS = "provider_no_keys"
    NO_NEWS = "provider_no_order_news"
    NO_CANCELLING = "provider_no_cancelling"
    NOTHING_LISTED = "provider_nothing_listed"
    CAPABILITY_VERSION = "capability_version"
    CAPABILITY_UNKNOWN = "capability_unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and what it is about: an address, a capability, a version."""

    flaw: Flaw
    about: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A provider as it shows itself. With `against` it cannot be connected; `lacks` says what will not go."""

    url: str
    endpoint: str = ""
    shops: Mapping[str, int] | None = None  # how many of each trade
    measured: tuple[str, ...] = ()  # trades asked for when they are wanted
    products: int = 0  # read on the first page
    against: tuple[Finding, ...] = ()
    lacks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A provider that was connected by hand. Once removed it sells no more, and what was ordered is followed."""

    provider_id: str
    url: str
    added_at: datetime
    removed_at: datetime | None = None


class NotConnected(Exception):
    """It stays as it was; the finding says why."""

    def __init__(self, finding: Finding, inspection: Inspection | None = None) -> None:
        super().__init__(finding.flaw.value)
        self.finding = finding
        self.inspection = inspection


class Connections(Protocol):
    """Who is connected. Calls raise Unavailable."""

    async def all(self) -> Sequence[Connection]:
        """Every connection there ever was."""
        ...

    async def put(self, connection: Connection) -> bool:
        """Connect, or connect again; False where the name or the address belongs to another connection."""
        ...

    async def end(self, provider_id: str, at: datetime) -> bool:
        """Sell for it no more; False where it is not connected."""
        ...


class Inspector(Protocol):
    """Reads what a provider says of itself; never raises for what the provider does."""

    async def inspect(self, url: str) -> Inspection:
        """What it can sell, and what it cannot."""
        ...


@dataclass(frozen=True, slots=True)
class Connecting:
    """The operator's verbs. `fixed` are the providers that the settings name: they are not ours to change."""

    connections: Connections
    inspector: Inspector
    clock: Clock
    fixed: Mapping[str, str]

    async def add(self, url: str, name: str = "") -> tuple[Connection, Inspection]:
        """Look at it, and connect it. The same again changes nothing. Raises NotConnected, Unavailable."""
        inspection = await self.inspector.inspect(url)
        if inspection.against:
            raise NotConnected(inspection.against[0], inspection)
        name = name or _named_after(inspection.url)
        if not _NAME.fullmatch(name):
            raise NotConnected(Finding(Flaw.NAME, name))
        if name in self.fixed:
            raise NotConnected(Finding(Flaw.NAME_TAKEN, name))
        if inspection.url in self.fixed.values():
            raise NotConnected(Finding(Flaw.URL_TAKEN, inspection.url))
        connection = Connection(name, inspection.url, self.clock.now())
        if not await self.connections.put(connection):
            raise NotConnected(await self._why_not(connection))
        return connection, inspection

    async def remove(self, name: str) -> None:
        """Sell for it no more. Orders under way are brought to their end. Raises NotConnected, Unavailable."""
        if name in self.fixed:
            raise NotConnected(Finding(Flaw.NAME_FIXED, name))
        if not await self.connections.end(name, self.clock.now()):
            raise NotConnected(Finding(Flaw.NAME_UNKNOWN, name))

    async def check(self, name_or_url: str) -> Inspection:
        """Look at a connected provider by its name, or at any by its address. Raises NotConnected, Unavailable."""
        known = {each.provider_id: each.url for each in await self.connections.all()} | dict(self.fixed)
        url = known.get(name_or_url, name_or_url)
        if url == name_or_url and "://" not in url:
            raise NotConnected(Finding(Flaw.NAME_UNKNOWN, url))
        return await self.inspector.inspect(url)

    async def _why_not(self, wanted: Connection) -> Finding:
        other = [each.provider_id for each in await self.connections.all() if each.url == wanted.url]
        return Finding(Flaw.URL_TAKEN, other[0]) if other else Finding(Flaw.NAME_TAKEN, wanted.provider_id)


def address_of(url: str) -> str | Finding:
    """A provider's address as it is kept, or why it is none. In the clear it is spoken on this machine only."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Finding(Flaw.URL, url[:URL_MAX])
    plain = parts.scheme in ("http", "https") and host and not (parts.query or parts.fragment or parts.username)
    if not plain or len(url) > URL_MAX or not url.isascii() or any(each.isspace() for each in url.strip()):
        return Finding(Flaw.URL, url[:URL_MAX])
    if parts.scheme == "http" and not loopback(host):
        return Finding(Flaw.INSECURE, url)
    return url.strip().rstrip("/").removesuffix("/.well-known/ucp")


def loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _named_after(url: str) -> str:
    """A name out of an address: shop.example.com is example, 127.0.0.1:9000 is provider-9000."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    labels = [each for each in host.split(".") if each not in _COMMON]
    if loopback(host) or not labels or labels[-1].isdigit():
        return f"provider-{parts.port or 80}"
    return labels[0][:NAME_MAX]
