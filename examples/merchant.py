"""A bakery that sells through Bangwo: `python examples/merchant.py 9000`. docs/connect.md says what is what."""

import json
import sys
from datetime import UTC, datetime, timedelta

from aiohttp import web

UCP = {"version": "2026-08-25", "status": "success"}
CAN = ["dev.ucp.shopping.catalog.search", "dev.ucp.shopping.catalog.lookup", "dev.ucp.shopping.checkout"]
CAN += ["dev.ucp.shopping.order", "org.bangwo.merchants", "org.bangwo.menu"]
SHOP = {"id": "wang", "name": "老王面包房", "trade": "food", "address": "和平路18号", "lat": 29.6, "lon": 119.3}
SHOP |= {"opens": "00:00", "closes": "00:00", "delivery": {"fee": 300, "radius_m": 8000, "minutes": 30}}
BREADS = {"toast": ["老王厚吐司", 1200, 40], "pie": ["老王椒盐饼", 900, 3]}  # what it is called, fen, how many are left
PACE = {"accepted": 0, "preparing": 60, "on_the_way": 600, "completed": 1500}  # seconds after the order
CHECKOUTS, ORDERS = {}, {}  # a real shop keeps these in its database


def profile(request, _):
    rest = {"version": UCP["version"], "transport": "rest", "endpoint": f"http://{request.host}"}
    can = {name: [{"version": UCP["version"], "schema": f"https://ucp.dev/schemas/{name}.json"}] for name in CAN}
    pay = {"org.bangwo.charge": [{"id": "charge", "version": UCP["version"]}]}
    return {"ucp": {**UCP, "services": {"dev.ucp.shopping": [rest]}, "capabilities": can, "payment_handlers": pay}}


def product(key):
    name, fen, left = BREADS[key]
    price, said = {"amount": fen, "currency": "CNY"}, {"id": key, "title": name, "description": {"plain": name}}
    variant = {**said, "price": price, "availability": {"available": left > 0}}
    menu = {"merchant_id": SHOP["id"], "unit": "个", "stock": left, "groups": []}
    return {**said, "price_range": {"min": price, "max": price}, "variants": [variant], "org.bangwo.menu": menu}


def catalogue(_, body):
    return {"ucp": UCP, "products": [product(key) for key in body.get("ids", BREADS) if key in BREADS]}


def wanted(body):
    return [(BREADS[line["item"]["id"]], line["quantity"]) for line in body["line_items"]]


def checked(checkout):
    short = [bread for bread, quantity in wanted(checkout) if not 0 < quantity <= bread[2]]
    error = {"type": "error", "code": "sold_out", "severity": "recoverable"}
    checkout["messages"] = [{**error, "content": f"{name}只剩{left}个"} for name, _, left in short]
    return checkout | {"status": "incomplete" if short else "ready_for_complete"}


def create(_, body):
    checkout_id = f"c-{body['org.bangwo.order']['reference']}"  # asked twice, it is the same checkout
    goods = sum(bread[1] * quantity for bread, quantity in wanted(body))
    sums = {"subtotal": goods, "fulfillment": SHOP["delivery"]["fee"], "total": goods + SHOP["delivery"]["fee"]}
    checkout = {"ucp": UCP, "id": checkout_id, "currency": "CNY", "line_items": body["line_items"]}
    checkout |= {"totals": [{"type": kind, "amount": fen} for kind, fen in sums.items()]}
    return CHECKOUTS.setdefault(checkout_id, checked({**checkout, "org.bangwo.order": body["org.bangwo.order"]}))


def look(request, _):
    return CHECKOUTS[request.match_info["id"]]


def complete(request, body):
    checkout = look(request, body)
    if checkout["status"] == "ready_for_complete":
        checkout |= checked(checkout)
    if checkout["status"] == "ready_for_complete":
        for bread, quantity in wanted(checkout):
            bread[2] -= quantity
        order_id = checkout["id"].replace("c-", "o-")
        ORDERS[order_id] = {**checkout, "id": order_id, "checkout_id": checkout["id"], "at": datetime.now(UTC)}
        ORDERS[order_id] |= {"charge": body["payment"]["instruments"][0]["credential"]["token"]}
        checkout |= {"status": "completed", "order": {"id": order_id, "permalink_url": f"http://{request.host}/"}}
    return checkout


def withdraw(request, body):
    checkout = look(request, body)
    checkout["status"] = "completed" if checkout["status"] == "completed" else "canceled"
    return checkout


def order(request, _):
    kept = ORDERS[request.match_info["id"]]
    reached = {state: kept["at"] + timedelta(seconds=after) for state, after in PACE.items()}
    state = [state for state, at in reached.items() if at <= datetime.now(UTC)][-1]
    told = {**kept["org.bangwo.order"], "state": state, "updated_at": reached[state].isoformat()}
    shown = {name: kept[name] for name in ("ucp", "id", "checkout_id", "line_items", "currency", "totals")}
    return {**shown, "org.bangwo.order": told}


def spoken(answer):
    async def handler(request):
        try:
            return web.json_response(answer(request, json.loads(await request.text() or "{}")))
        except (KeyError, TypeError, ValueError):
            return web.json_response({"code": "not_found"}, status=404)

    return handler


ROUTES = {
    "GET /.well-known/ucp": profile,
    "GET /org.bangwo/merchants": lambda *_: {"merchants": [SHOP]},
    "POST /catalog/search": catalogue,
    "POST /catalog/lookup": catalogue,
    "POST /checkout-sessions": create,
    "GET /checkout-sessions/{id}": look,
    "POST /checkout-sessions/{id}/complete": complete,
    "POST /checkout-sessions/{id}/cancel": withdraw,
    "GET /orders/{id}": order,
}

if __name__ == "__main__":
    app = web.Application()
    app.add_routes(web.route(*line.split(), spoken(answer)) for line, answer in ROUTES.items())
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]))
