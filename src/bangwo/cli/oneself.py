"""Oneself in a terminal: login, address book, wallet."""

from urllib.parse import quote

from bangwo.cli import show
from bangwo.cli.client import Client
from bangwo.cli.fields import Answer, clock, number, rows, text, yuan

_CARD_STATES = {"granted": "可用", "held": "占用中", "used": "已用", "expired": "已过期", "frozen": "已冻结"}


def login(client: Client) -> None:
    """Log in, and remember it for the commands to come."""
    session = client.log_in()
    print(f"{client.phone} {'加入了' if session.get('new') else '已登录'}（{session['user_id']}）")


def addresses(client: Client, label: str, where: str, as_json: bool) -> None:
    """Show the book, or write into it."""
    if label and where:
        body = {"text": where, "contact": "", "phone": client.phone}
        me = client.send("PUT", f"/v1/me/addresses/{quote(label, safe='')}", body)
    else:
        me = client.get("/v1/me")
    if as_json:
        show.as_json(me)
        return
    found = [each for each in rows(me, "addresses") if not label or text(each, "label") == label]
    for each in found:
        print(f"{text(each, 'label')}  {text(each, 'text')}")
    if not found:
        print('还没有地址。添加：bangwo address 家 "文三路18号"')


def wallet(client: Client, as_json: bool) -> None:
    """Cards and entries."""
    answer = client.get("/v1/wallet")
    if as_json:
        show.as_json(answer)
        return
    for card in rows(answer, "cards"):
        print(_card(card))
    for entry in rows(answer, "entries"):
        sign = "+" if (number(entry, "fen") or 0) > 0 else ""
        print(f"{clock(text(entry, 'at'))}  {text(entry, 'order_id')}  {sign}{yuan(entry, 'fen')}")


def _card(card: Answer) -> str:
    state = _CARD_STATES.get(text(card, "state"), text(card, "state"))
    return f"免单卡 {yuan(card, 'max_fen')}  {state}  {clock(text(card, 'expires_at'))} 到期"
