"""Trouble: the net breaks, the house is full, the login ends, and still everything is done once and said clearly."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from browser.visitor import Visitor

Visit = Callable[..., Visitor]
CONFIRM = "**/v1/quotes/*/confirm"
TURNS = "**/v1/turns"
NET = ("Failed to load resource", "net::ERR")


class Cut:
    """Lets a request through to the house and cuts the answer off, so many times; keeps the keys that came."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.keys: list[str] = []

    def __call__(self, route: Route) -> None:
        self.keys.append(route.request.headers["idempotency-key"])
        if self.left:
            self.left -= 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()


def test_an_answer_that_was_lost_is_asked_for_again_and_orders_nothing_twice(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.asked_for_tea()
    cut = Cut(2)
    person.page.route(CONFIRM, cut)
    person.yes.click()
    expect(person.page.get_by_text("连接断了")).to_be_visible()
    person.page.get_by_role("button", name="现在就试").click()
    person.ordered()
    assert len(cut.keys) == 3
    assert len(set(cut.keys)) == 1
    assert len(person.orders()) == 1


def test_a_page_that_was_closed_before_the_answer_goes_on_with_the_same_key(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.asked_for_tea()
    cut = Cut(1)
    person.page.route(CONFIRM, cut)
    person.yes.click()
    expect(person.page.get_by_text("连接断了")).to_be_visible()
    person.page.reload()
    person.ordered()
    assert len(set(cut.keys)) == 1
    assert len(person.orders()) == 1


def test_a_sentence_that_was_lost_is_heard_once(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.page.route(TURNS, Cut(1))
    person.asked_for_tea()
    talk = person.page.url.rsplit("/", 1)[-1]
    assert [each["text"] for each in person.call("GET", f"/v1/conversations/{talk}")["turns"]] == ["帮我点一杯奶茶"]


def test_a_full_house_lets_one_wait_and_then_in(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    left = [2]

    def full(route: Route) -> None:
        if not left[0]:
            route.continue_()
            return
        left[0] -= 1
        problem = {"code": "overloaded", "status": 503, "detail": "人满了", "position": 7}
        headers = {"Retry-After": "1", "Content-Type": "application/problem+json"}
        route.fulfill(status=503, headers=headers, body=json.dumps(problem))

    person.page.route(TURNS, full)
    person.say("帮我点一杯奶茶")
    expect(person.page.get_by_text("您在候位")).to_be_visible()
    expect(person.page.get_by_text("前面还有 7 位")).to_be_visible()
    person.quoted("奶茶")
    assert left == [0]


def test_a_login_that_ended_loses_nothing(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.asked_for_tea()
    person.context.clear_cookies()
    person.yes.click()
    expect(person.page.get_by_text("登录过期了")).to_be_visible()
    person.log_in(person.phone)
    person.ordered()
    assert len(person.orders()) == 1


def test_after_the_login_one_is_where_one_wanted_to_be(visit: Visit) -> None:
    person = visit(signed_in=False)
    for wanted, there in (("/wallet", "/wallet"), ("//evil.test/", "/"), ("/\\evil.test", "/")):
        person.context.clear_cookies()
        person.page.goto(f"{person.url}/login?next={wanted}")
        person.log_in()
        assert person.page.url == person.url + there


def test_coming_back_shows_what_was_said_and_what_lies_on_the_table(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    person.page.reload()
    expect(person.page.locator(".past .me")).to_have_text("帮我点一杯奶茶")
    person.quoted("¥0.01")
    person.yes.click()
    person.ordered()
    person.page.locator(".order-link").click()
    expect(person.page.locator(".timeline")).to_be_visible()
    person.page.go_back()
    expect(person.page.locator(".order-link")).to_be_visible()
    expect(person.page.locator(".yes")).to_have_count(0)  # nothing can be agreed to twice
    person.page.reload()
    expect(person.page.locator(".past .order-link")).to_be_visible()
    expect(person.page.locator(".yes")).to_have_count(0)
    assert len(person.orders()) == 1


def test_a_new_conversation_leaves_the_open_one_alone(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    first = person.page.url
    person.page.get_by_role("button", name="新的对话").click()
    person.say("买一盒鸡蛋")
    person.quoted("鸡蛋")
    assert person.page.url != first
    person.page.get_by_role("button", name="以前的对话").click()
    person.page.get_by_role("link", name="帮我点一杯奶茶").click()
    person.quoted("奶茶", "¥0.01")


def test_without_a_net_the_app_opens_and_says_so(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.page.evaluate("navigator.serviceWorker.ready")
    person.page.reload()  # now its files are kept
    expect(person.page.locator(".welcome")).to_be_visible()
    person.context.set_offline(True)
    person.page.reload()
    expect(person.page.get_by_text("连不上帮我")).to_be_visible()
    person.context.set_offline(False)  # it notices by itself
    expect(person.page.locator(".welcome")).to_be_visible()


def test_markup_in_words_and_names_is_only_words(visit: Visit) -> None:
    person = visit()
    bait = '<img src=x onerror="window.caught = true"><script>window.caught = true</script>'
    person.live_at("<b>家", bait)
    person.say(f"帮我点一杯奶茶，送到{bait}")
    expect(person.page.locator(".me").last).to_contain_text("<script>")
    expect(person.page.locator(".answer").last).to_be_visible()
    person.page.goto(f"{person.url}/me")
    expect(person.page.get_by_text("onerror")).to_be_visible()
    assert person.page.evaluate("window.caught") is None


def test_a_text_that_is_too_long_is_refused_in_words_and_the_rest_stays(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    person.page.locator("textarea").fill("奶" * 3000)
    assert len(person.page.locator("textarea").input_value()) <= 3000
    person.page.keyboard.press("Enter")
    expect(person.page.locator(".answer, .refused").last).to_be_visible()
    expect(person.yes).to_be_enabled()


def test_a_device_with_a_wrong_clock_shows_the_right_minutes(visit: Visit) -> None:
    person = visit(scripts=["const real = Date.now; Date.now = () => real() + 3 * 86_400_000;"])
    person.asked_for_tea()
    expect(person.page.get_by_text(re.compile("这个价还保留 (10:00|9:)"))).to_be_visible()


COUNTED = """
window.opened = 0;
window.EventSource = class extends EventSource { constructor(url) { super(url); window.opened += 1; } };
"""


def test_many_orders_under_way_leave_a_connection_to_speak_over(visit: Visit) -> None:
    person = visit(scripts=[COUNTED])
    for _ in range(3):
        turn = person.call("POST", "/v1/turns", {"text": "买一张《惊蛰无声》首映日的票，晚上8点左右"})
        person.call("POST", f"/v1/quotes/{turn['quote']['id']}/confirm", {"digest": turn["quote"]["digest"]})
    person.page.goto(f"{person.url}/orders")
    expect(person.page.locator(".order-row")).to_have_count(3)
    assert person.page.evaluate("window.opened") == 2
    person.page.goto(person.url)
    person.say("帮我点一杯奶茶")
    person.quoted("奶茶")


def test_what_one_person_left_unanswered_is_not_said_by_the_next(visit: Visit) -> None:
    person = visit()
    person.expected = NET
    person.asked_for_tea()
    person.page.route(CONFIRM, lambda route: route.abort("connectionreset"))
    person.yes.click()
    expect(person.page.get_by_text("连接断了")).to_be_visible()
    person.page.unroute(CONFIRM)
    person.context.clear_cookies()
    person.page.goto(f"{person.url}/login")
    person.log_in()  # somebody else
    expect(person.page.locator(".welcome")).to_be_visible()
    person.page.wait_for_timeout(1500)
    assert person.orders() == []
