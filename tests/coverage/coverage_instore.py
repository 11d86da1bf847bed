"""In the shop: the ways of its sixteen tools."""

from coverage_ways import Answer, Person, way

DEAL = "买一张蜀里老火锅的双人套餐团购券"
TABLE = "川香苑订个位，明天下午三点，四个人"
DEAR = "蜀里老火锅订个位，明天下午三点，八个人"


def tables(person: Person) -> list[Answer]:
    return person.get("/v1/orders?trade=table")["orders"]


@way("instore", "instore_shop_search_recommend", "有什么火锅团购 · 找一家附近评分最高的餐厅订位")
def shops(person: Person) -> None:
    assert {"蜀里老火锅", "潮汕鲜牛肉火锅"} == {each["shop"] for each in person.options("有什么火锅团购")}


@way("instore", "instore_product_search_recommend", "蜀里老火锅有什么团购")
def deals(person: Person) -> None:
    found = person.options("蜀里老火锅有什么团购")
    assert {each["shop"] for each in found} == {"蜀里老火锅"} and len(found) > 1


@way("instore", "create_instore_product_order", "买一张蜀里老火锅的双人套餐团购券: a quote with what is in it")
def create(person: Person) -> None:
    quote = person.quoted(DEAL)
    assert quote["details"]["contents"] and quote["pay_fen"] < quote["details"]["worth_fen"]


@way("instore", "pay_instore_order", "确认: paid, and told with its code")
def pay(person: Person) -> None:
    order = person.ordered(DEAL)
    assert order["paid_fen"] and len(order["details"]["codes"]) == 1


@way("instore", "instore_cancel_order", "团购券退了, then 确认: free until used")
def cancel(person: Person) -> None:
    order = person.ordered(DEAL)
    person.say("团购券退了")
    (after,) = person.say("确认")["orders"]
    assert (after["state"], after["refunded_fen"]) == ("cancelled", order["paid_fen"])


@way("instore", "instore_book", "川香苑订个位，明天下午三点，四个人 · 蜀里老火锅排个号，两个人")
def book(person: Person) -> None:
    order = person.ordered(TABLE)
    assert (order["details"]["party"], order["details"]["at"]) == (4, "2026-02-11T15:00:00+08:00")


@way(
    "instore",
    "pay_instore_book",
    "确认: a deposit is paid where the house asks one, nothing is charged where it asks none",
)
def deposit(person: Person) -> None:
    assert person.ordered(DEAR)["paid_fen"] == 160_00


@way("instore", "instore_cancel_book", "取消订位, then 确认: the yes names what is kept")
def cancel_book(person: Person) -> None:
    person.ordered(DEAR)
    assert "160.00" in person.say("取消订位")["reply"]
    assert person.say("确认")["orders"][0]["refunded_fen"] == 160_00


@way("instore", "instore_reservation", "the same words: a table without a deposit is a reservation that costs nothing")
def reserve(person: Person) -> None:
    order = person.ordered(TABLE)
    assert (order["state"], order["paid_fen"]) == ("accepted", 0)


@way(
    "instore", "instore_modify_reservation", "改成六个人 · 改到三点半, before the yes; a placed one: 取消订位 and anew"
)
def modify(person: Person) -> None:
    person.say(TABLE)
    assert person.say("改成六个人")["quote"]["details"]["party"] == 6


@way("instore", "instore_cancel_reservation", "取消订位, then 确认 · `POST /v1/orders/{id}/cancel`")
def cancel_reservation(person: Person) -> None:
    assert person.cancelled(person.ordered(TABLE))["state"] == "cancelled"


@way("instore", "get_instore_orders", "我的团购券 · `GET /v1/orders?trade=voucher`")
def vouchers(person: Person) -> None:
    order = person.ordered(DEAL)
    assert [each["id"] for each in person.get("/v1/orders?trade=voucher")["orders"]] == [order["id"]]
    assert order["details"]["codes"][0] in person.say("我的团购券")["reply"]


@way("instore", "get_instore_reservations", "`GET /v1/orders?trade=table` · `?trade=queue`")
def reservations(person: Person) -> None:
    order = person.ordered(TABLE)
    assert [each["id"] for each in tables(person)] == [order["id"]]


@way("instore", "get_instore_books", "`GET /v1/orders?trade=table`: with deposit or without")
def books(person: Person) -> None:
    person.ordered(DEAR)
    assert [each["paid_fen"] for each in tables(person)] == [160_00]


@way("instore", "search_instore_book", "我的订位 · `GET /v1/orders/{id}`")
def find_book(person: Person) -> None:
    order = person.ordered(TABLE)
    assert order["details"]["codes"][0] in person.say("我的订位")["reply"]


@way("instore", "search_instore_reservation", "我的订位 · 排到几号了 · `GET /v1/orders/{id}`")
def find_reservation(person: Person) -> None:
    order = person.ordered("墨梨咖啡排个号，两个人")
    assert person.say("排到几号了")["blocks"][0]["order"]["id"] == order["id"]
