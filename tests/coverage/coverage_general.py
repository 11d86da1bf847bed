"""In general: the ways of eight tools."""

from coverage_ways import Person, way


@way("general", "longitude_latitude_to_distance", "从公司到火车站多远: metres and minutes on real roads")
def distance(person: Person) -> None:
    reply = person.say("从公司到火车站多远")["reply"]
    assert "米" in reply and "分钟" in reply


@way(
    "general", "weather", "明天天气怎么样: said to be unknown, for no weather service is connected; nothing is made up"
)
def weather(person: Person) -> None:
    assert "没有接天气服务" in person.say("明天天气怎么样")["reply"]


@way(
    "general",
    "address_to_longitude_latitude",
    "`PUT /v1/me/addresses/{label}` finds it on the map; `GET /v1/orders/{id}/whereabouts` shows where",
)
def locate(person: Person) -> None:
    order = person.ordered("点一杯珍珠奶茶，送到家")
    to = person.get(f"/v1/orders/{order['id']}/whereabouts")["to"]
    assert 29 < to["lat"] < 30 and 119 < to["lon"] < 120


@way("general", "get_date_holiday_info", "10月1日是不是节假日 · 10月1日是什么节")
def holiday(person: Person) -> None:
    assert "国庆节，法定节假日" in person.say("10月1日是不是节假日")["reply"]


@way("general", "get_holiday_date", "2026年中秋是哪天")
def feast(person: Person) -> None:
    assert "9月25日" in person.say("2026年中秋是哪天")["reply"]


@way(
    "general",
    "get_user_historical_behaviors",
    "`GET /v1/me/export`: all that is kept of a person; 老样子 and 和上次一样 use it",
)
def history(person: Person) -> None:
    order = person.ordered("点一杯珍珠奶茶，送到家")
    assert order["id"] in str(person.get("/v1/me/export"))
    again = person.say("老样子")["quote"]
    assert again["lines"][0]["name"] == order["items"][0]["name"]


@way("general", "get_user_all_orders", "我的订单 · `GET /v1/orders`")
def orders(person: Person) -> None:
    order = person.ordered("点一杯珍珠奶茶，送到家")
    assert [each["id"] for each in person.get("/v1/orders")["orders"]] == [order["id"]]


@way("general", "get_nearby", "附近有什么便利店 · 公司附近的银行")
def nearby(person: Person) -> None:
    assert all(each["metres"] >= 0 for each in person.options("附近有什么便利店"))
