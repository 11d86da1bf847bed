"""Profile: who we are to providers (UCP's platform profile), and where each of them sends its news."""

from bangwo.core.json import Json

VERSION = "2026-08-25"
_HOME = f"https://ucp.dev/{VERSION}"
_SHOPPING = "dev.ucp.shopping"
_ORDER = f"{_SHOPPING}.order"
_CAPABILITIES = {
    f"{_SHOPPING}.catalog.search": "shopping/catalog_search.json",
    f"{_SHOPPING}.catalog.lookup": "shopping/catalog_lookup.json",
    f"{_SHOPPING}.checkout": "shopping/checkout.json",
    f"{_SHOPPING}.fulfillment": "shopping/fulfillment.json",
    _ORDER: "shopping/order.json",
}


def platform_profile(public_url: str, provider_id: str) -> Json:
    """The profile as one provider is to read it: its signature over news covers the URL named here."""
    capabilities: dict[str, Json] = {name: [_capability(name, schema)] for name, schema in _CAPABILITIES.items()}
    config: Json = {"webhook_url": webhook_url(public_url, provider_id)}
    capabilities[_ORDER] = [{**_capability(_ORDER, _CAPABILITIES[_ORDER]), "config": config}]
    service: Json = {
        "version": VERSION,
        "transport": "rest",
        "spec": f"{_HOME}/specification/overview",
        "schema": f"{_HOME}/services/shopping/rest.openapi.json",
    }
    ucp: Json = {
        "version": VERSION,
        "services": {_SHOPPING: [service]},
        "capabilities": capabilities,
        "payment_handlers": {},
    }
    return {"ucp": ucp}


def profile_url(public_url: str, provider_id: str) -> str:
    """Where that profile is read."""
    return f"{public_url}/.well-known/ucp?provider={provider_id}"


def webhook_url(public_url: str, provider_id: str) -> str:
    """Where a provider sends its news."""
    return f"{public_url}/webhooks/{provider_id}"


def notify_url(public_url: str) -> str:
    """Where the payment service sends its notices."""
    return f"{public_url}/pay/notify"


def _capability(name: str, schema: str) -> dict[str, Json]:
    return {
        "version": VERSION,
        "spec": f"{_HOME}/specification/{name.rsplit('.', 1)[-1]}",
        "schema": f"{_HOME}/schemas/{schema}",
    }
