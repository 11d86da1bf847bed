"""The console in a browser: the wall ticks, an edit works at once, a person is answered, and every page is for all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.test_access import AXE, broken
from browser.visitor import Visitor
from e2e.sandbox import Sandbox

Visit = Callable[..., Visitor]
PASSWORD = "correct horse battery"
PAGES = ("", "/campaigns", "/campaigns/new-year", "/orders", "/cases", "/providers", "/deeds")
TEA = "帮我点一杯奶茶"


@pytest.fixture
def desk(visit: Visit, sandbox: Sandbox) -> Callable[..., Page]:
    """Opens the console for an operator of that role."""

    def opened(name: str, role: str, **look: object) -> Page:
        made = sandbox.bangwo("operator", "add", name, "--role", role, stdin=f"{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
        page = visit(signed_in=False, **{"width": 1360, **look}).page
        page.goto(f"{sandbox.url}/console")
        expect(page.locator("input[autocomplete=username]")).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("nav")).to_be_visible()
        return page

    return opened


def tile(page: Page, title: str) -> int:
    value = page.locator(".tile", has=page.locator("dt", has_text=title)).first.locator(".tile-value")
    return int(value.inner_text().replace(",", ""))


def test_the_wall_ticks_when_somebody_orders(visit: Visit, desk: Callable[..., Page]) -> None:
    page = desk("wall", "viewer")
    expect(page.get_by_role("heading", level=1)).to_have_text("战报")
    page.wait_for_selector(".tile-value")
    before = tile(page, "下单")
    person = visit()
    person.asked_for_tea()
    person.agree()
    person.ordered()
    page.wait_for_function(
        "before => [...document.querySelectorAll('.tile')].some(each => each.querySelector('dt').textContent === '下单'"
        " && Number(each.querySelector('.tile-value').textContent.replaceAll(',', '')) > before)",
        arg=before,
        timeout=15_000,
    )


def test_an_edit_is_checked_and_in_force_at_once(visit: Visit, desk: Callable[..., Page], sandbox: Sandbox) -> None:
    page = desk("editor", "manager")
    page.goto(f"{sandbox.url}/console/campaigns/new-year")
    source = page.get_by_label("活动文件")
    text = source.input_value()
    source.fill(text.replace("trades: [food,", "trades: [nowhere, food,"))
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".findings")).to_contain_text("行")
    expect(page.get_by_role("button", name="生效")).to_be_disabled()
    source.fill(text.replace("trades: [food,", "trades: [grocery, food,"))
    page.get_by_role("button", name="检查").click()
    expect(page.locator(".diff .plus").last).to_contain_text("grocery")
    page.get_by_role("button", name="生效").click()
    expect(page.locator(".page-head")).to_contain_text("第 2 版")
    person = visit()
    person.say("买一盒鸡蛋，最便宜的")
    person.quoted("免单卡", "¥0.01")


def test_a_person_who_wants_somebody_is_answered(visit: Visit, desk: Callable[..., Page], sandbox: Sandbox) -> None:
    person = visit()
    person.say("转人工")
    expect(person.page.locator(".talk-log")).to_contain_text("编号")
    page = desk("helper", "agent")
    page.goto(f"{sandbox.url}/console/cases")
    page.locator("tbody a").last.click()
    page.get_by_role("button", name="接手").click()
    page.get_by_label("回复").fill("您好，我来帮您")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".said-text", has_text="您好，我来帮您")).to_be_visible()
    person.say("谢谢")
    expect(person.page.locator(".talk-log")).to_contain_text("您好，我来帮您")


def test_who_only_looks_finds_nothing_to_press(desk: Callable[..., Page], sandbox: Sandbox) -> None:
    page = desk("looker", "viewer")
    page.goto(f"{sandbox.url}/console/campaigns/new-year")
    expect(page.get_by_label("活动文件")).to_have_attribute("readonly", "")
    expect(page.get_by_role("button", name="暂停")).to_have_count(0)


@pytest.mark.skipif(not AXE.exists(), reason="npm ci was not run in web/, so there is no axe")
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "look", [{"width": 1360}, {"width": 390, "scheme": "dark"}], ids=["desktop", "phone in the dark"]
)
def test_every_page_of_the_console_is_for_everybody(
    visit: Visit, desk: Callable[..., Page], sandbox: Sandbox, look: dict[str, object]
) -> None:
    person = visit()
    person.asked_for_tea()
    person.agree()
    order_id = person.ordered()
    page = desk("access", "manager", **look)
    told: list[str] = []
    for path in PAGES:
        page.goto(f"{sandbox.url}/console{path}")
        expect(page.locator("main h1")).to_be_visible()
        page.wait_for_timeout(500)
        told += broken(page, path)
    page.goto(f"{sandbox.url}/console/orders")
    page.get_by_role("link", name=order_id).click()
    expect(page.locator(".figures").first).to_be_visible()
    told += broken(page, "story")
    assert "\n".join(told) == ""


def test_the_console_speaks_three_languages(desk: Callable[..., Page]) -> None:
    page = desk("tongues", "viewer", language="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("War report")
    for name, heading in (("繁體中文", "戰報"), ("简体中文", "战报")):
        page.get_by_role("combobox").click()
        page.locator(".ant-select-item-option", has_text=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
