"""Delivery: the ways of its twelve tools."""

from coverage_ways import Person, way

TEA = "点一杯珍珠奶茶，少糖，送到家"


@way(
    "delivery",
    "delivery_distance_to_time",
    "every option tells `metres` and the shop's `minutes`; a quote says 约 30 分钟",
)
def minutes(person: Person) -> None:
    found = person.options("有什么奶茶")
    assert all(each["minutes"] > 0 and each["metres"] > 0 for each in found)


@way("delivery", "get_delivery_store_info", "鹿鸣茶事有什么 · 鹿鸣茶事的: what it sells, rating, distance, prices")
def store(person: Person) -> None:
    found = person.options("鹿鸣茶事有什么奶茶")
    assert {each["shop"] for each in found} == {"鹿鸣茶事(青年路店)"}
    assert all(each["rating"] and each["price_fen"] for each in found)


@way("delivery", "get_delivery_product_info", "`GET /v1/quotes/{id}/choices`: options, their prices, what is chosen")
def product(person: Person) -> None:
    quote = person.quoted(TEA)
    (line,) = person.get(f"/v1/quotes/{quote['id']}/choices")["lines"]
    assert any(choice["name"] == "少糖" and choice["chosen"] for group in line["groups"] for choice in group["choices"])


@way("delivery", "delivery_store_search_recommand", "有什么火锅 · 附近评分最高的奶茶店")
def stores(person: Person) -> None:
    assert len({each["shop"] for each in person.options("有什么奶茶，评分最高的")}) > 1


@way("delivery", "delivery_product_search_recommand", "有什么奶茶 · 推荐点清淡的")
def products(person: Person) -> None:
    assert all("奶茶" in each["title"] for each in person.options("有什么珍珠奶茶"))


@way("delivery", "create_delivery_order", "点一杯珍珠奶茶，少糖，送到家: an exact quote, not ordered yet")
def create(person: Person) -> None:
    quote = person.quoted(TEA)
    assert quote["pay_fen"] == quote["total_fen"] > 0
    assert "少糖" in quote["lines"][0]["options"]


@way("delivery", "pay_delivery_order", "确认, or `POST /v1/quotes/{id}/confirm` with the quote's digest")
def pay(person: Person) -> None:
    quote = person.quoted(TEA)
    answer = person.client.post(f"/v1/quotes/{quote['id']}/confirm", json={"digest": quote["digest"]}).json()
    assert answer["orders"][0]["paid_fen"] == quote["pay_fen"]


@way("delivery", "get_delivery_order_status", "到哪了 · `GET /v1/orders/{id}` · `GET /v1/orders/{id}/events`")
def status(person: Person) -> None:
    order = person.ordered(TEA)
    told = person.say("到哪了")
    assert told["blocks"][0]["order"]["id"] == order["id"]
    assert "奶茶" in told["reply"]


@way("delivery", "cancel_delivery_order", "取消订单, then 确认 · `POST /v1/orders/{id}/cancel`")
def cancel(person: Person) -> None:
    paid = person.ordered(TEA)["paid_fen"]
    person.say("取消订单")
    (order,) = person.say("确认")["orders"]
    assert (order["state"], order["refunded_fen"]) == ("cancelled", paid)


@way(
    "delivery",
    "modify_delivery_order",
    "备注：不要一次性餐具, before the yes: the quote is made anew and asks for another yes",
)
def modify(person: Person) -> None:
    person.say(TEA)
    quote = person.say("备注：放门口，不要敲门")["quote"]
    assert "放门口" in quote["details"]["note"]


@way("delivery", "search_delivery_orders", "我的外卖订单 · `GET /v1/orders?trade=food&state=accepted`")
def search(person: Person) -> None:
    order = person.ordered(TEA)
    assert [each["id"] for each in person.get("/v1/orders?trade=food")["orders"]] == [order["id"]]
    assert person.get("/v1/orders?trade=hotel")["orders"] == []
    assert person.get(f"/v1/orders?state={order['state']}")["orders"]


@way("delivery", "get_delivery_order_detail", "`GET /v1/orders/{id}`, with lines, price, times and timeline")
def detail(person: Person) -> None:
    order = person.get(f"/v1/orders/{person.ordered(TEA)['id']}")
    assert order["items"][0]["options"] and order["timeline"] and order["details"]["shop"]
