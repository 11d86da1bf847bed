"""Providers as compose connects them, by id, each discovered when it is first needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.ucp.provider import Endpoint, UcpProvider
from bangwo.adapters.ucp.shelves import UcpShelves


@dataclass(frozen=True, slots=True)
class Connected:
    """What the parts of Bangwo use of each provider."""

    endpoints: Mapping[str, Endpoint]
    providers: Mapping[str, UcpProvider]
    shelves: Mapping[str, UcpShelves]


def connect(outbound: Outbound, urls: Mapping[str, str], profile_url_of: Callable[[str], str]) -> Connected:
    """Providers by id from their base URLs. Nothing is asked yet: one that is down does not stop us from starting.

    `profile_url_of` gives the URL of our own profile as a provider is told: it names the webhook for its news.
    """
    endpoints = {name: Endpoint(outbound, url, profile_url_of(name)) for name, url in urls.items()}
    return Connected(
        endpoints=endpoints,
        providers={name: UcpProvider(endpoint) for name, endpoint in endpoints.items()},
        shelves={name: UcpShelves(name, endpoint) for name, endpoint in endpoints.items()},
    )
