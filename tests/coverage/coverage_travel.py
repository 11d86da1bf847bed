"""Travel: the ways of its thirty tools."""

from coverage_ways import Answer, Person, way

HOTEL = "订杭州西湖边的酒店，2月25号入住，住两晚"
SIGHT = "订两张2月25号杭州宋城的门票"
FLIGHT = "订一张2月25号北京到上海的机票"
TRAIN = "订一张2月25号北京到上海的高铁票，二等座"
KINDS = {"hotel": HOTEL, "attraction": SIGHT, "flight": FLIGHT, "train": TRAIN}
NAMES = {"hotel": "酒店", "attraction": "门票", "flight": "机票", "train": "火车票"}
KEYS = {
    "hotel": ("name", "address", "check_in", "nights", "room"),
    "attraction": ("name", "ticket", "date", "opens", "closes"),
    "flight": ("number", "carrier", "from", "to", "departs_at", "arrives_at", "cabin"),
    "train": ("number", "from", "to", "departs_at", "arrives_at", "cabin"),
}


def informed(person: Person, kind: str) -> Answer:
    """A quote that tells all there is to know before a yes."""
    quote = person.quoted(KINDS[kind])
    assert quote["trade"] == kind
    assert all(quote["details"].get(key) for key in KEYS[kind]), quote["details"]
    assert quote["details"]["rule"]
    return quote


def listed(person: Person, kind: str) -> None:
    order = person.ordered(KINDS[kind])
    assert [each["id"] for each in person.get(f"/v1/orders?trade={kind}")["orders"]] == [order["id"]]


def shown(person: Person, kind: str) -> None:
    order = person.get(f"/v1/orders/{person.ordered(KINDS[kind])['id']}")
    assert all(order["details"].get(key) for key in KEYS[kind])
    assert order["details"]["codes"] and order["total_fen"] >= order["paid_fen"]


def taken_back(person: Person, kind: str) -> None:
    """The yes names the fee; what remains comes back."""
    order = person.ordered(KINDS[kind])
    asked = person.say("取消订单")
    assert asked["asks"] == "confirm_cancel", asked["reply"]
    (after,) = person.say("确认")["orders"]
    assert after["state"] == "cancelled" and 0 <= after["refunded_fen"] <= order["paid_fen"]


@way(
    "ota",
    "get_ota_hotel_info",
    "订全季酒店…, 2月25号入住: hotel, address, room, nights, rule of cancelling in the quote",
)
def hotel(person: Person) -> None:
    informed(person, "hotel")


@way("ota", "get_ota_attraction_info", "订2月25号宋城的门票: hours, kind of ticket, rule in the quote")
def sight(person: Person) -> None:
    informed(person, "attraction")


@way("ota", "get_ota_flight_info", "CA1501 2月25号的机票: number, times, airports, cabin, rule in the quote")
def flight(person: Person) -> None:
    informed(person, "flight")


@way("ota", "get_ota_train_info", "G7 2月25号的票: number, times, stations, seat, rule in the quote")
def train(person: Person) -> None:
    informed(person, "train")


@way("ota", "hotel_search_recommand", "看看杭州西湖边的酒店，2月25号入住 · 最便宜的 · 四星的")
def hotels(person: Person) -> None:
    found = person.options("看看杭州西湖边的酒店，2月25号入住")
    assert len({each["shop"] for each in found}) > 1 and all(each["price_fen"] for each in found)


@way("ota", "attractions_search_recommend", "杭州2月25号有什么景点")
def sights(person: Person) -> None:
    assert len(person.options("杭州2月25号有什么景点门票")) > 1


@way("ota", "flight_search_recommend", "看看2月25号北京到上海的机票 · 最早的 · 直飞")
def flights(person: Person) -> None:
    assert len({each["title"] for each in person.options("看看2月25号北京到上海的机票")}) > 1


@way("ota", "train_ticket_search", "看看2月25号北京到上海的高铁")
def trains(person: Person) -> None:
    assert len(person.options("看看2月25号北京到上海的高铁票")) > 1


def _create(person: Person, kind: str) -> None:
    assert informed(person, kind)["pay_fen"] > 0


def _pay(person: Person, kind: str) -> None:
    order = person.ordered(KINDS[kind])
    assert order["paid_fen"] > 0 and order["details"]["codes"]


for _kind, _said in KINDS.items():
    _name = NAMES[_kind]

    @way("ota", f"create_{_kind}_order", f"{_said}: an exact quote, what it is about is held meanwhile")
    def create(person: Person, kind: str = _kind) -> None:
        _create(person, kind)


for _kind in KINDS:

    @way("ota", f"pay_{_kind}_order", "确认 · `POST /v1/quotes/{id}/confirm`: paid, with its code")
    def pay(person: Person, kind: str = _kind) -> None:
        _pay(person, kind)


for _kind in KINDS:

    @way("ota", f"search_{_kind}_order", f"我的{NAMES[_kind]}订单 · `GET /v1/orders?trade={_kind}`")
    def search(person: Person, kind: str = _kind) -> None:
        listed(person, kind)


for _kind in KINDS:

    @way("ota", f"get_{_kind}_order_detail", "`GET /v1/orders/{id}`: particulars, places, codes, money, timeline")
    def detail(person: Person, kind: str = _kind) -> None:
        shown(person, kind)


for _kind in ("train", "flight"):

    @way(
        "ota",
        f"modify_{_kind}_order",
        "改到26号, before the yes: another quote; a placed one: 取消 by its rule and anew",
    )
    def modify(person: Person, kind: str = _kind) -> None:
        before = person.quoted(KINDS[kind])
        after = person.say("改成2月26号")["quote"]
        assert (before["details"]["departs_at"][:10], after["details"]["departs_at"][:10]) == (
            "2026-02-25",
            "2026-02-26",
        )


for _kind in KINDS:

    @way(
        "ota",
        f"cancel_{_kind}_order",
        "取消订单, then 确认: the yes names the fee · `POST /v1/orders/{id}/cancel` with `fee_fen`",
    )
    def cancel(person: Person, kind: str = _kind) -> None:
        taken_back(person, kind)
