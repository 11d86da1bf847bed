"""Profiles: what a provider says of itself at /.well-known/ucp, and the version both sides speak."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import cast

from pydantic import BaseModel

from bangwo.adapters.outbound import Answer, Outbound
from bangwo.adapters.wire import Fields, Garbled, parsed
from bangwo.app.connecting import Finding, Flaw, address_of
from bangwo.core.errors import Unavailable

VERSION = "2026-08-25"
"""The one version of UCP that we speak."""

SHOPPING = "dev.ucp.shopping"
WELL_KNOWN = "/.well-known/ucp"


CHECKOUT = "dev.ucp.shopping.checkout"
SEARCH, LOOKUP = "dev.ucp.shopping.catalog.search", "dev.ucp.shopping.catalog.lookup"
ORDER, MERCHANTS = "dev.ucp.shopping.order", "org.bangwo.merchants"


class Unsupported(Unavailable):
    """The provider speaks no version of the protocol, or no transport, that we do."""

    def __init__(self, what: str, flaw: Flaw) -> None:
        super().__init__(what)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Profile:
    """A provider as discovered: where its REST endpoint is, what it can do, how it is paid, and its public keys."""

    endpoint: str
    version: str
    capabilities: frozenset[str]
    payment_handler: str  # the id of the handler that a payment instrument names
    foreign: Mapping[str, str] = field(default_factory=dict[str, str])  # capabilities of other versions than ours
    keys: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])  # JWK by key id

    def can(self, capability: str) -> bool:
        """Whether the provider offers a capability."""
        return capability in self.capabilities


async def discover(outbound: Outbound, url: str) -> Profile:
    """Read the profile of the provider at a base URL, or at the URL of the profile itself.

    Where the provider's own version is not ours, its profile for ours is asked for, if it has one. Raises Unsupported.
    """
    await asyncio.to_thread(_model)  # it takes a moment to load, in which others go on
    at = url if WELL_KNOWN in url else url.rstrip("/") + WELL_KNOWN
    document = _document(await outbound.send("GET", at), at)
    version, elsewhere = _version(document)
    if version != VERSION:
        if elsewhere is None:
            raise Unsupported(f"{at} speaks UCP {version}, we speak {VERSION}", Flaw.VERSION)
        _check_address(elsewhere)
        document = _document(await outbound.send("GET", elsewhere), elsewhere)
        if _version(document)[0] != VERSION:
            raise Unsupported(f"{elsewhere} is not the profile for UCP {VERSION}", Flaw.VERSION)
    return _profile(document, at)


@cache
def _model() -> type[BaseModel]:
    """The protocol's own model of a profile, loaded by the first who needs it: no start does."""
    return cast("type[BaseModel]", import_module("ucp_sdk.models.schemas.profile").BusinessSchema)


def _document(answer: Answer, at: str) -> Fields:
    """A profile that holds to the protocol's own model, as plain fields."""
    if 300 <= answer.status < 400:
        raise Unsupported(f"{at} redirects, which a profile must not", Flaw.REDIRECTS)
    if answer.status != 200:
        raise Unsupported(f"{at} answered {answer.status}", Flaw.STATUS)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Unsupported(f"{at} answered {kind or 'nothing typed'}, not application/json", Flaw.CONTENT_TYPE)
    try:
        document = parsed(answer.body, at)
        if _version(document)[0] == VERSION:  # others may look otherwise
            _model().model_validate_json(answer.body)
    except (ValueError, Garbled) as error:
        raise Unsupported(f"{at} is no UCP profile: {error}", Flaw.GARBLED) from error
    return document


def _version(document: Fields) -> tuple[str, str | None]:
    """The version of a profile, and where the profile for ours is."""
    ucp = document.object("ucp")
    others = ucp.object_or_none("supported_versions")
    return ucp.text("version"), others.text(VERSION) if others and VERSION in others else None


def _profile(document: Fields, at: str) -> Profile:
    ucp = document.object("ucp")
    declared = _declared(ucp)
    return Profile(
        endpoint=_endpoint(ucp, at),
        version=VERSION,
        capabilities=frozenset(name for name, versions in declared.items() if VERSION in versions),
        payment_handler=_payment_handler(ucp),
        foreign={name: versions[0] for name, versions in declared.items() if VERSION not in versions},
        keys=_keys(document),
    )


def _declared(ucp: Fields) -> dict[str, tuple[str, ...]]:
    """The versions of each capability."""
    found = ucp.object("capabilities") if "capabilities" in ucp else None
    versions = (
        {name: tuple(each.text("version") for each in found.objects(name)) for name in found.names()} if found else {}
    )
    return {name: each for name, each in versions.items() if each}


def _endpoint(ucp: Fields, at: str) -> str:
    services = ucp.object("services")
    for service in services.objects(SHOPPING):
        if service.text("transport") == "rest":
            _check_address(service.text("endpoint"))
            return service.text("endpoint").rstrip("/")
    raise Unsupported(f"{at} sells over no REST endpoint", Flaw.NO_REST)


def _check_address(url: str) -> None:
    """A profile may send us elsewhere, but not into the clear."""
    if isinstance(wrong := address_of(url), Finding):
        raise Unsupported(f"the profile names {wrong.about}", wrong.flaw)


def _payment_handler(ucp: Fields) -> str:
    """The id of the first handler. A provider that names none is paid out of band and is told a plain word."""
    handlers = ucp.object_or_none("payment_handlers")
    for name in handlers.names() if handlers else ():
        for handler in handlers.objects(name) if handlers else ():
            return handler.text("id")
    return "prepaid"


def _keys(document: Fields) -> dict[str, dict[str, str]]:
    """JWKs by key id: `keys` in the released protocol, `signing_keys` before it. Unknown kinds stay unused."""
    found: dict[str, dict[str, str]] = {}
    for name in ("keys", "signing_keys"):
        for key in document.objects(name):
            found[key.text("kid")] = {part: key.text(part) for part in ("kty", "crv", "x", "y") if part in key}
    return found
