"""Ordering in the browser: by words, by touch, by ear; twice is once."""

from collections.abc import Callable

from playwright.sync_api import expect

from browser.visitor import HOME, Visitor, pay_of

Visit = Callable[..., Visitor]


def test_a_new_person_orders_tea_by_words_and_watches_it_arrive(visit: Visit) -> None:
    person = visit()
    expect(person.page.get_by_role("link", name="您有 1 张免单卡")).to_be_visible()
    person.asked_for_tea()
    person.say("少糖")
    person.quoted("少糖", HOME)
    person.say("确认")
    order_id = person.ordered()
    expect(person.page.locator(".order-state").last).to_have_text("已完成", timeout=20_000)
    (order,) = person.orders()
    assert (order["id"], order["paid_fen"]) == (order_id, 1)
    assert "少糖" in order["items"][0]["options"]


def test_what_is_touched_is_said_and_what_is_shown_is_what_is_ordered(visit: Visit) -> None:
    person = visit()
    person.page.get_by_role("button", name="帮我点一杯奶茶").click()
    person.quoted("奶茶")
    person.ticket.get_by_role("button", name="改一改").click()
    for word in ("大杯", "去冰"):
        person.ticket.get_by_role("button", name=word).click()
        expect(person.page.locator(".me").last).to_have_text(word)
        person.quoted(word)
    person.ticket.get_by_role("button", name="多一份").click()
    person.quoted("×2", "大杯", "去冰")
    shown = pay_of(person.yes.inner_text())
    person.yes.click()
    person.ordered()
    (order,) = person.orders()
    assert (order["paid_fen"], order["items"][0]["qty"]) == (shown, 2)
    assert {"大杯", "去冰"} <= set(order["items"][0]["options"])


def test_another_offer_is_taken_by_touch_and_by_its_number(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    shop = person.page.locator(".offer").nth(1).locator(".offer-shop").inner_text()
    person.page.locator(".offer").nth(1).click()
    expect(person.page.locator(".me").last).to_have_text("第3个")
    person.quoted(shop)


def test_a_double_tap_is_one_order(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    person.yes.evaluate("button => { button.click(); button.click(); button.click(); }")
    person.ordered()
    assert len(person.orders()) == 1


def test_two_tabs_that_agree_to_the_same_make_one_order(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    other = person.context.new_page()
    person.watch(other)
    other.goto(person.page.url)
    there = other.locator(".ticket .yes")
    expect(there).to_be_enabled()
    person.yes.click()
    there.click()
    person.ordered()
    expect(other.locator(".order-link")).to_be_visible(timeout=15_000)
    assert len(person.orders()) == 1


def test_two_seats_are_taken_by_touching_the_hall(visit: Visit) -> None:
    person = visit()
    person.say("帮我买两张《惊蛰无声》首映日的票，晚上8点左右")
    person.quoted("惊蛰无声")
    person.ticket.get_by_role("button", name="改一改").click()
    hall = person.ticket.locator(".hall")
    expect(hall).to_be_visible()
    row, col = hall.evaluate(
        """hall => {
            const open = hall.querySelectorAll('.seat[aria-disabled=false][data-seat]');
            const free = new Set([...open].map(s => s.dataset.seat));
            const pairs = [...free].map(s => s.split('-').map(Number)).filter(([r, c]) => free.has(`${r}-${c + 1}`));
            return pairs.at(-1);
        }"""
    )
    for seat in (f"{row}-{col}", f"{row}-{col + 1}"):
        hall.locator(f'[data-seat="{seat}"]').click()
    hall.get_by_role("button", name=f"换到 {row} 排").click()
    expect(person.page.locator(".me").last).to_have_text(f"换成{row}排{col}座、{col + 1}座")
    person.quoted(f"{row} 排 {col}、{col + 1} 座")
    person.yes.click()
    person.ordered()
    (order,) = person.orders()
    assert order["details"]["seats"] == [{"row": row, "col": col}, {"row": row, "col": col + 1}]
    person.page.locator(".order-link").click()
    expect(person.page.get_by_role("img", name="取票码")).to_have_count(2)
    person.page.get_by_role("button", name="取消订单").click()
    person.page.get_by_role("button", name="确定取消").click()
    expect(person.page.locator(".order-state.big")).to_have_text("已取消", timeout=15_000)


HEARING = """
window.SpeechRecognition = class {
    start() {
        window.ear = this;
        const result = (words, over) => Object.assign([{ transcript: words }], { isFinal: over });
        const hear = (words, over) => this.onresult({ results: [result(words, over)] });
        setTimeout(() => hear('帮我点', false), 50);
        window.finish = () => { hear('帮我点一杯奶茶', true); this.onend(); };
    }
    stop() { this.onend(); }
    abort() { this.onend(); }
};
"""


def test_tea_is_ordered_by_speaking_and_the_answer_is_read(visit: Visit) -> None:
    person = visit(scripts=[HEARING])
    person.page.get_by_role("button", name="读出回答").click()
    person.page.get_by_role("button", name="按一下说话").click()
    expect(person.page.locator("textarea")).to_have_value("帮我点")  # as it is heard
    person.page.evaluate("window.finish()")
    expect(person.page.locator(".me").last).to_have_text("帮我点一杯奶茶")
    person.quoted("奶茶")
    assert any("实付" in each for each in person.page.evaluate("window.spoken"))


def test_without_a_recogniser_the_button_explains_and_typing_serves(visit: Visit) -> None:
    person = visit(scripts=["delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"])
    person.page.get_by_role("button", name="按一下说话").click()
    expect(person.page.get_by_text("这个浏览器不会听写")).to_be_visible()
    person.asked_for_tea()


def test_the_same_again_from_an_order(visit: Visit) -> None:
    person = visit()
    person.asked_for_tea()
    person.yes.click()
    person.ordered()
    person.page.locator(".order-link").click()
    person.page.get_by_role("button", name="再来一单").click()
    person.quoted("奶茶")
    assert len(person.orders()) == 1
