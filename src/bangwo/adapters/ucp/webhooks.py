"""Webhooks: news that providers push, believed when their key signed it for us and just now."""

from collections.abc import Callable, Mapping

from bangwo.adapters.ucp import signature
from bangwo.adapters.ucp.answers import order_of
from bangwo.adapters.ucp.provider import Endpoint
from bangwo.adapters.wire import Garbled, parsed
from bangwo.app.ports import ProviderOrder
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Refused


class UcpNews:
    """Reads orders that providers push.

    `url_of` gives the webhook URL that a provider was told: the signature covers it, so that news for another platform
    cannot be sent on to us. Reading the same news twice gives the same order: dropping it is the reader's business.
    """

    def __init__(self, endpoints: Mapping[str, Endpoint], url_of: Callable[[str], str], clock: Clock) -> None:
        self._endpoints = endpoints
        self._url_of = url_of
        self._clock = clock

    async def read(self, provider_id: str, headers: Mapping[str, str], body: bytes) -> ProviderOrder:
        """The order that the news is about. Raises Refused: `unauthenticated`, `not_found` (no such provider),
        `body_invalid` (signed, but no order).
        """
        endpoint = self._endpoints.get(provider_id)
        if endpoint is None:
            raise Refused(Code.NOT_FOUND)
        try:
            signed = signature.read("POST", self._url_of(provider_id), headers, body, self._clock.now())
            signature.check(signed, await _key(endpoint, signed.key_id))
        except signature.Forged as error:
            raise Refused(Code.UNAUTHENTICATED) from error
        try:
            return order_of(parsed(body, "news"))
        except Garbled as error:
            raise Refused(Code.BODY_INVALID) from error


async def _key(endpoint: Endpoint, key_id: str) -> Mapping[str, str]:
    """The provider's key of that id; the profile is read anew, once in a while, for one that we do not know yet."""
    profile = await endpoint.profile()
    if key_id not in profile.keys:
        profile = await endpoint.renewed()
    if key_id not in profile.keys:
        raise signature.Forged("no such key")
    return profile.keys[key_id]
