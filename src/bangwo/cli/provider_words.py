"""Provider words: who is connected and what stands against it, as lines or as JSON; one sentence for each flaw."""

import sys
from collections.abc import Mapping, Sequence

from bangwo.app.connecting import Connecting, Connection, Finding, Flaw, Inspection, NotConnected
from bangwo.cli import show
from bangwo.core.json import Json

SENTENCES: Mapping[Flaw, str] = {
    Flaw.URL: "{about} is no address of a service: write it like https://shop.example.com",
    Flaw.INSECURE: "{about} would be spoken to in the clear: outside this machine it must be https",
    Flaw.UNREACHABLE: "nobody answers there: {about}",
    Flaw.SLOW: "it takes too long to answer: {about}",
    Flaw.REDIRECTS: "{about}: name the address where it lies",
    Flaw.STATUS: "it does not answer as it should: {about}",
    Flaw.CONTENT_TYPE: "{about}",
    Flaw.TOO_LARGE: "its answer is too long: {about}",
    Flaw.GARBLED: "its answer cannot be read: {about}",
    Flaw.VERSION: "{about}",
    Flaw.NO_REST: "{about}; no other transport is spoken here",
    Flaw.NO_CHECKOUT: "it lacks what selling needs: {about}",
    Flaw.CATALOGUE: "its catalogue cannot be read: {about}",
    Flaw.SELLS_NOTHING: "it names no shops ({about}) and nothing that is made to measure, so there is nothing to sell",
    Flaw.NAME: "{about!r} is no name: small letters, digits and hyphens, a letter first, at most 32 (--name)",
    Flaw.NAME_TAKEN: "{about} is the name of another provider, and stays so for its orders' sake; choose one (--name)",
    Flaw.URL_TAKEN: "that address is connected as {about}",
    Flaw.NAME_UNKNOWN: "there is no provider {about}; see: bangwo provider list",
    Flaw.NAME_FIXED: "{about} is named by BANGWO_PROVIDERS: take it out there",
    Flaw.NO_KEYS: "it shows no keys (`keys`), so its news cannot be believed: orders are asked after instead",
    Flaw.NO_NEWS: "it lacks dev.ucp.shopping.order: it sends no news, orders are asked after instead",
    Flaw.NO_CANCELLING: "it lacks org.bangwo.order_cancel: what was ordered cannot be taken back",
    Flaw.NOTHING_LISTED: "nothing that can be read is in its catalogue at this moment",
    Flaw.CAPABILITY_VERSION: "not used, for it is another version: {about}",
    Flaw.CAPABILITY_UNKNOWN: "not used, for it means nothing to us: {about}",
}
"""What a person reads for each flaw; a test insists that none is missing."""


async def everybody(desk: Connecting) -> tuple[Mapping[str, str], Sequence[Connection]]:
    """Those of the settings, and those connected by hand."""
    return desk.fixed, await desk.connections.all()


def connected(connection: Connection, inspection: Inspection, as_json: bool) -> None:
    """It sells from now on."""
    if as_json:
        name: Json = connection.provider_id
        show.as_json({"ok": True, "provider": name, **_inspection(inspection)})
        return
    print(f"✓ {connection.provider_id} is connected: {connection.url}")
    _lines(inspection)


def looked_at(inspection: Inspection, as_json: bool) -> None:
    """What was found."""
    if as_json:
        show.as_json({"ok": not inspection.against, **_inspection(inspection)})
        return
    print(inspection.url)
    _lines(inspection)


def listed(fixed: Mapping[str, str], connections: Sequence[Connection], as_json: bool) -> None:
    """One provider a line."""
    if as_json:
        named: list[Json] = [{"provider": name, "url": url, "by": "settings"} for name, url in fixed.items()]
        show.as_json([*named, *(_connection(each) for each in connections)])
        return
    for name, url in fixed.items():
        print(f"{name}  {url}  named by BANGWO_PROVIDERS")
    for each in connections:
        since = f"connected since {each.added_at:%Y-%m-%d %H:%M}"
        print(f"{each.provider_id}  {each.url}  {since if each.removed_at is None else 'removed'}")


def removed(name: str, as_json: bool) -> None:
    """It sells no more."""
    if as_json:
        show.as_json({"ok": True, "provider": name})
    else:
        print(f"{name} sells no more; what was ordered of it is followed to its end")


def refused(why: NotConnected, as_json: bool) -> None:
    """Nothing was changed, and this is why."""
    if as_json:
        seen = {} if why.inspection is None else _inspection(why.inspection)
        show.as_json({"ok": False, **_finding(why.finding), **seen})
    else:
        print(f"✗ {why.finding.flaw.value}: {said(why.finding)}", file=sys.stderr)


def said(finding: Finding) -> str:
    """A finding as a sentence; what a stranger wrote in it is shown as it would be typed, and not at length."""
    about = "".join(each if each.isprintable() else " " for each in finding.about)[:300]
    return SENTENCES[finding.flaw].format(about=about)


def _lines(inspection: Inspection) -> None:
    shops = ", ".join(f"{count} of {trade}" for trade, count in (inspection.shops or {}).items())
    if shops:
        print(f"  shops     {shops}; {inspection.products} goods on the first page")
    if inspection.measured:
        print(f"  measured  {', '.join(inspection.measured)}")
    for finding in inspection.against:
        print(f"  ✗ {finding.flaw.value}: {said(finding)}")
    for finding in inspection.lacks:
        print(f"  · {finding.flaw.value}: {said(finding)}")


def _inspection(inspection: Inspection) -> dict[str, Json]:
    shops: dict[str, Json] = dict(inspection.shops or {})
    return {
        "url": inspection.url,
        "endpoint": inspection.endpoint,
        "shops": shops,
        "measured": list(inspection.measured),
        "products": inspection.products,
        "against": [_finding(each) for each in inspection.against],
        "lacks": [_finding(each) for each in inspection.lacks],
    }


def _finding(finding: Finding) -> dict[str, Json]:
    return {"code": finding.flaw.value, "about": finding.about, "text": said(finding)}


def _connection(connection: Connection) -> Json:
    return {
        "provider": connection.provider_id,
        "url": connection.url,
        "by": "hand",
        "added_at": connection.added_at.isoformat(),
        "removed_at": connection.removed_at.isoformat() if connection.removed_at else None,
    }
