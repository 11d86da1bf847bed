"""Orders in a terminal: moving, taken back, and their receipts."""

from datetime import datetime

from bangwo.cli import show
from bangwo.cli.client import Client
from bangwo.cli.exits import Stop
from bangwo.cli.fields import Answer, part, rows, text
from bangwo.core.clock import LOCAL

ENDED = ("completed", "cancelled", "failed")
LOOK_EVERY_S = 1.0


def listed(client: Client, as_json: bool) -> None:
    """The latest orders."""
    found = client.get("/v1/orders")
    if as_json:
        show.as_json(found)
    else:
        show.orders(rows(found, "orders"), _now(client))


def watched(client: Client) -> None:
    """The same, until every order has ended or Ctrl-C."""
    import time

    from rich.live import Live

    with Live(refresh_per_second=4) as live:
        while True:
            found = rows(client.get("/v1/orders"), "orders")
            live.update(show.order_table(found, _now(client)))
            if all(text(each, "state") in ENDED for each in found):
                return
            time.sleep(LOOK_EVERY_S)


def cancelled(client: Client, order: str, reason: str, as_json: bool) -> None:
    """Take one back."""
    answer = client.send("POST", f"/v1/orders/{resolved(client, order)}/cancel", {"reason": reason})
    if as_json:
        show.as_json(answer)
    else:
        show.order(answer)


def receipt(client: Client, order: str, as_json: bool) -> None:
    """The signed consent of an order; the service has checked its signature."""
    answer = client.get(f"/v1/orders/{resolved(client, order)}/receipt")
    if as_json:
        show.as_json(answer)
        return
    print(f"订单 {text(answer, 'order_id')} 的确认书，签名有效（Ed25519）")
    for name, value in part(answer, "claims").items():
        print(f"  {name}: {value}")
    print(text(answer, "jws"))


def explained(client: Client, named: str, as_json: bool) -> None:
    """Why a quote, or the order that it became, is what it is."""
    answer = client.get(f"/v1/quotes/{_quote(client, named)}/explanation")
    if as_json:
        show.as_json(answer)
    else:
        print(text(answer, "reply"))


def _quote(client: Client, named: str) -> str:
    """The id that is meant: `last` is what lies on the table, else the latest order."""
    if named != "last":
        return named if named.startswith("q") else resolved(client, named)
    talks = rows(client.get("/v1/conversations"), "conversations")
    open_one = next((text(each, "conversation_id") for each in talks if each.get("open")), "")
    table = text(part(client.get(f"/v1/conversations/{open_one}"), "quote"), "id") if open_one else ""
    return table or resolved(client, "last")


def resolved(client: Client, named: str) -> str:
    """The id that is meant: `last`, a whole id, or the end of one."""
    found: list[Answer] = rows(client.get("/v1/orders"), "orders")
    ids = [text(each, "id") for each in found]
    if named == "last" and ids:
        return ids[0]
    fitting = [each for each in ids if each == named] or [each for each in ids if each.endswith(named)]
    if len(fitting) == 1:
        return fitting[0]
    raise Stop(f"没有订单 {named}" if not fitting else f"{named} 不止一个订单：{'、'.join(fitting)}")


def _now(client: Client) -> datetime:
    """The sandbox's own time."""
    ready = client.get("/readyz")
    try:
        return datetime.fromisoformat(text(ready, "now"))
    except ValueError:
        return datetime.now(LOCAL)
