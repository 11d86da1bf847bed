"""Inspection: a provider looked at before it is connected: its profile, its shops and the first page of its goods."""

from collections import Counter
from collections.abc import Iterator

from bangwo.adapters.exchange import Late, Lost, TooLong, Unreached
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.ucp.profile import (
    CHECKOUT,
    LOOKUP,
    MERCHANTS,
    ORDER,
    SEARCH,
    VERSION,
    Profile,
    Unsupported,
)
from bangwo.adapters.ucp.provider import Endpoint
from bangwo.adapters.ucp.shelves import UcpShelves
from bangwo.adapters.ucp.trades import WIRES
from bangwo.adapters.wire import Garbled
from bangwo.app.connecting import Finding, Flaw, Inspection, address_of
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import Trade

_CANCEL = "org.bangwo.order_cancel"
_READ = frozenset(
    {
        CHECKOUT,
        SEARCH,
        LOOKUP,
        ORDER,
        MERCHANTS,
        _CANCEL,
        "dev.ucp.shopping.fulfillment",
        "org.bangwo.menu",
        "org.bangwo.seats",
        "org.bangwo.showing",
        "org.bangwo.places",
        "org.bangwo.holds",
        "org.bangwo.member",
        "org.bangwo.parcel",
        "org.bangwo.rides",
        *(wire.capability for wire in WIRES.values()),
    }
)
"""What we make use of."""


class UcpInspector:
    """Implements `Inspector`. `agent` is the URL of our own profile as the provider is told."""

    def __init__(self, outbound: Outbound, agent: str) -> None:
        self._outbound = outbound
        self._agent = agent

    async def inspect(self, url: str) -> Inspection:
        """What it can sell, and what it cannot. Nothing that it does makes us fail."""
        address = address_of(url)
        if isinstance(address, Finding):
            return Inspection(url, against=(address,))
        endpoint = Endpoint(self._outbound, address, self._agent)
        try:
            profile = await endpoint.profile()
        except Unavailable as error:
            return Inspection(address, against=(_trouble(error),))
        lacks = tuple(_lacks(profile))
        missing = [name for name in (CHECKOUT, SEARCH, LOOKUP) if not profile.can(name)]
        if missing:
            return Inspection(
                address, profile.endpoint, against=(Finding(Flaw.NO_CHECKOUT, ", ".join(missing)),), lacks=lacks
            )
        return await self._shelves(address, endpoint, profile, lacks)

    async def _shelves(
        self, address: str, endpoint: Endpoint, profile: Profile, lacks: tuple[Finding, ...]
    ) -> Inspection:
        measured = tuple(trade.value for trade, wire in WIRES.items() if profile.can(wire.capability))
        shelves = UcpShelves("", endpoint)
        trades: dict[str, Trade] = {}
        products = 0
        try:
            if profile.can(MERCHANTS):
                trades = {each.merchant_id: each.trade for each in await shelves.merchants()}
            async for page in shelves.changes(0, trades):
                products = len(page.offers)
                break
        except Unavailable as error:
            said = _trouble(error)
            against = (Finding(Flaw.CATALOGUE if said.flaw is Flaw.GARBLED else said.flaw, error.what),)
            return Inspection(address, profile.endpoint, against=against, lacks=lacks)
        against = () if trades or measured else (Finding(Flaw.SELLS_NOTHING, MERCHANTS),)
        if not products and not measured:
            lacks = (*lacks, Finding(Flaw.NOTHING_LISTED))
        shops = Counter(trade.value for trade in trades.values())
        return Inspection(address, profile.endpoint, dict(shops), measured, products, against, lacks)


def _lacks(profile: Profile) -> Iterator[Finding]:
    """What will not go with a provider that can be connected."""
    if not profile.keys:
        yield Finding(Flaw.NO_KEYS)
    if not profile.can(ORDER):
        yield Finding(Flaw.NO_NEWS)
    if not profile.can(_CANCEL):
        yield Finding(Flaw.NO_CANCELLING)
    for name, version in sorted(profile.foreign.items()):
        yield Finding(Flaw.CAPABILITY_VERSION, f"{name} {version} (we speak {VERSION})")
    for name in sorted(profile.capabilities - _READ):
        yield Finding(Flaw.CAPABILITY_UNKNOWN, name)


def _trouble(error: Unavailable) -> Finding:
    """What an outage, or an answer that cannot be read, is called."""
    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case Unsupported():
                return Finding(cause.flaw, cause.what)
            case Garbled():
                return Finding(Flaw.GARBLED, cause.what)
            case TooLong():
                return Finding(Flaw.TOO_LARGE, error.what)
            case Late():
                return Finding(Flaw.SLOW, error.what)
            case Lost() | Unreached():
                return Finding(Flaw.UNREACHABLE, error.what)
            case _:
                cause = cause.__cause__
    return Finding(Flaw.STATUS, error.what)
