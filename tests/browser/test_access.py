"""Access: every page by axe, by keyboard, in 320 pixels, in three languages, in the dark and in elder mode."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.chromium import ROOT
from browser.visitor import Visitor

Visit = Callable[..., Visitor]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WHICH = {"include": ["html"], "exclude": [".hall-row:nth-child(n+3)"]}
"""All rows of a hall are alike, and three hundred seats take long."""
PAGES = ("/orders", "/wallet", "/invite", "/me", "/console")


def broken(page: Page, where: str) -> list[str]:
    """The rules of axe that what is on the page now breaks, and what stands out at its side."""
    page.wait_for_timeout(300)  # for what fades in
    wide = page.evaluate(
        """() => ['html', '.stage', '.talk-log', 'dialog[open]', 'main'].filter(name => {
            const box = document.querySelector(name);
            return box && box.scrollWidth > box.clientWidth + 1;
        })"""
    )
    told = [f"{where}: {each} is too wide" for each in wide]
    if page.evaluate("innerWidth") < 360:  # the same parts as on a phone, in less room
        return told
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("([which, rules]) => axe.run(which, { runOnly: rules })", [WHICH, RULES])["violations"]
    return [
        *told,
        *(
            f"{where}: {each['id']} {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ),
    ]


LOOKS = {
    "phone": {"width": 390},
    "small": {"width": 320, "height": 640},
    "desktop in the dark": {"width": 1280, "scheme": "dark"},
    "elder": {"width": 390, "elder": True},
    "elder in the dark": {"width": 390, "elder": True, "scheme": "dark"},
}


@pytest.mark.skipif(not AXE.exists(), reason="npm ci was not run in web/, so there is no axe")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_page_is_for_everybody(visit: Visit, look: dict[str, object]) -> None:
    person = visit(signed_in=False, **look)
    page = person.page
    expect(page.locator(".login-form")).to_be_visible()
    steps: list[tuple[str, Callable[[], object]]] = [
        ("login", lambda: None),
        ("welcome", person.log_in),
        ("address", lambda: (person.live_at("家", "和平路18号"), page.reload())),
        ("quote", person.asked_for_tea),
        ("change", lambda: person.ticket.get_by_role("button", name="改一改").click()),
        ("ordered", lambda: (person.agree(), person.ordered())),
        ("film", lambda: (person.say("买两张《惊蛰无声》首映日的票，晚上8点左右"), person.quoted("惊蛰无声"))),
        ("hall", lambda: person.ticket.get_by_role("button", name="改一改").click()),
        ("conversations", lambda: page.get_by_role("button", name="以前的对话").click()),
    ]
    told: list[str] = []
    for where, step in steps:
        step()
        told += broken(page, where)
    for path in PAGES:
        page.goto(person.url + path)
        expect(page.locator("main h1")).to_be_visible()
        told += broken(page, path)
    page.goto(f"{person.url}/orders/{person.orders()[0]['id']}")
    expect(page.locator(".timeline")).to_be_visible()
    told += broken(page, "order")
    assert not told, "\n".join(told)


def focus_on(page: Page, name: str, most: int = 60) -> None:
    """Walk with the Tab key until something of that name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        named = page.evaluate(
            """() => { const e = document.activeElement, l = e.labels?.[0]?.innerText ?? '';
                       if (!e.matches('a, button, input, textarea')) return '';
                       return (e.getAttribute('aria-label') ?? '') + l + e.innerText; }"""
        )
        if name in named:
            return
    raise AssertionError(f"the Tab key never came to {name}")


def test_an_order_in_elder_mode_by_keyboard_only(visit: Visit) -> None:
    person = visit(height=1000)
    page, keys = person.page, person.page.keyboard
    plain = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    focus_on(page, "我的")
    keys.press("Enter")
    focus_on(page, "长辈模式")
    keys.press("Space")
    large = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert float(large.removesuffix("px")) >= 1.3 * float(plain.removesuffix("px"))
    focus_on(page, "帮我")
    keys.press("Enter")
    assert page.locator(".begin-tile").count() == 3  # fewer things at a time
    focus_on(page, "说一句")
    keys.type("帮我点一杯奶茶")
    keys.press("Enter")
    person.quoted("¥0.01")
    assert page.get_by_role("button", name="转人工").is_visible()
    focus_on(page, "确认下单")
    keys.press("Enter")
    expect(page.get_by_role("dialog", name="请看清楚")).to_be_visible()
    read = page.evaluate("window.spoken.at(-1)")
    assert "奶茶" in read
    assert "0.01" in read
    assert person.orders() == []  # nothing before the second look
    focus_on(page, "确认下单")
    keys.press("Enter")
    person.ordered()
    assert len(person.orders()) == 1


def test_elder_mode_is_offered_by_year_of_birth_once(visit: Visit) -> None:
    person = visit()
    person.call("PATCH", "/v1/me", {"birth_year": 1950})
    person.page.reload()
    person.page.get_by_role("button", name="不用").click()
    person.page.reload()
    expect(person.page.locator(".welcome")).to_be_visible()
    expect(person.page.get_by_role("button", name="换上")).to_have_count(0)


WORDS = {"zh-CN": "今天帮您办点什么", "zh-TW": "今天幫您辦點什麼", "en-GB": "What shall I get done"}


@pytest.mark.parametrize("language", WORDS)
def test_three_languages_have_every_word(visit: Visit, language: str) -> None:
    person = visit(language=language)
    expect(person.page.get_by_text(WORDS[language])).to_be_visible()
    for path in ("/", *PAGES):
        person.page.goto(person.url + path)
        expect(person.page.locator("main h1")).to_be_visible()
        assert "{" not in person.page.locator("body").inner_text()
    if language == "en-GB":
        person.page.goto(person.url)
        person.say("Order a milk tea")
        person.ticket.get_by_role("button", name="Change").click()
        person.ticket.get_by_role("button", name="large").click()
        person.quoted("大杯")
        person.page.goto(f"{person.url}/me")
        person.page.get_by_text("简体中文").click()
        expect(person.page.locator("main h1")).to_have_text("我的")


def test_addresses_are_kept_changed_and_forgotten(visit: Visit) -> None:
    person = visit()
    page = person.page
    page.goto(f"{person.url}/me")
    page.get_by_role("button", name="加一个地址").click()
    sheet = page.get_by_role("dialog")
    for label, text in (("叫什么", "公司"), ("地址", "文三路1号"), ("收货人", "李雷")):
        sheet.get_by_label(label, exact=True).fill(text)
    sheet.get_by_role("button", name="保存").click()
    expect(page.get_by_text("文三路1号")).to_be_visible()
    page.get_by_role("button", name="改“公司”").click()
    sheet.get_by_role("button", name="删掉").click()
    expect(page.get_by_text("文三路1号")).to_have_count(0)
    assert [each["label"] for each in person.call("GET", "/v1/me")["addresses"]] == ["家"]
