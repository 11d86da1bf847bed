"""The console's api against real processes: an order's story, a campaign edited while it runs, and who may not."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from e2e.sandbox import Sandbox

PASSWORD = "correct horse battery"
PHONE = "13755550001"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One of its own: its campaign is changed."""
    running = Sandbox(tmp_path_factory.mktemp("console")).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def desk(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A manager who is logged in."""
    with logged_in(sandbox, "chief", "manager") as client:
        yield client


@contextmanager
def logged_in(sandbox: Sandbox, name: str, role: str) -> Iterator[httpx.Client]:
    made = sandbox.bangwo("operator", "add", name, "--role", role, stdin=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    with httpx.Client(base_url=sandbox.url, timeout=30) as client:
        answer = client.post("/v1/operator/session", json={"name": name, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        yield client


@pytest.fixture(scope="module")
def person(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Somebody with one tea on its way."""
    with httpx.Client(base_url=sandbox.url, timeout=30) as client:
        token = client.post("/v1/session", json={"phone": PHONE, "code": "000000", "cards": 3}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        client.put("/v1/me/addresses/家", json={"text": "和平路18号"})
        for text in ("点一杯珍珠奶茶,随便哪家", "确认"):
            turn = client.post("/v1/turns", json={"text": text}).json()
        assert [each["state"] for each in turn["orders"]] == ["accepted"]
        yield client


def test_an_order_is_found_and_told_from_the_sentence_to_the_ledger(desk: httpx.Client, person: httpx.Client) -> None:
    (found,) = desk.get("/v1/operator/orders", params={"find": PHONE}).json()["orders"]
    number = found["order"]["id"]
    for words in ("", number):
        orders = desk.get("/v1/operator/orders", params={"find": words}).json()["orders"]
        assert number in [each["order"]["id"] for each in orders]
    assert PHONE not in found["who"]
    story = desk.get(f"/v1/operator/orders/{found['user_id']}/{number}").json()
    assert [each["text"] for each in story["turns"]][-2:] == ["点一杯珍珠奶茶,随便哪家", "确认"]
    assert story["consent"]["digest"] == story["quote"]["digest"]
    assert "charge" in {each["kind"] for each in story["entries"]}
    assert "payment.charge" in {each["step"] for each in story["journal"]}
    deeds = desk.get("/v1/operator/deeds").json()["deeds"]
    assert [each["deed"] for each in deeds if number in each["detail"]] == ["looked"]


def test_an_edit_of_a_campaign_is_checked_shown_and_works_at_once(desk: httpx.Client, person: httpx.Client) -> None:
    (campaign,) = desk.get("/v1/operator/campaigns").json()["campaigns"]
    story = desk.get(f"/v1/operator/campaigns/{campaign['campaign']}").json()
    wrong = desk.post("/v1/operator/campaigns/check", json={"source": story["source"] + "\ncaps: 0\n"}).json()
    assert not wrong["ok"]
    assert all(each["line"] for each in wrong["mistakes"])
    edited = story["source"].replace(story["title"], "元宵免单卡")
    seen = desk.post("/v1/operator/campaigns/check", json={"source": edited}).json()
    assert seen["ok"] and seen["changed"] == ["title"]
    assert "+title: 元宵免单卡" in seen["diff"].splitlines()
    done = desk.post("/v1/operator/campaigns/apply", json={"source": edited, "reason": "元宵"}).json()
    assert (done["ok"], done["version"]) == (True, story["version"] + 1)
    after = desk.get(f"/v1/operator/campaigns/{campaign['campaign']}").json()
    assert (after["title"], after["record"][-1]["by"], after["record"][-1]["reason"]) == ("元宵免单卡", "chief", "元宵")


def test_a_paused_campaign_gives_nothing_until_it_goes_on(desk: httpx.Client, sandbox: Sandbox) -> None:
    (campaign,) = desk.get("/v1/operator/campaigns").json()["campaigns"]
    path = f"/v1/operator/campaigns/{campaign['campaign']}"
    assert desk.post(f"{path}/pause", json={"reason": "查一查"}).json()["state"] == "paused"
    assert newcomers_cards(sandbox, "13755550002") == 0
    assert desk.post(f"{path}/resume", json={"reason": "好了"}).json()["state"] == "running"
    assert newcomers_cards(sandbox, "13755550003") == 1


def newcomers_cards(sandbox: Sandbox, phone: str) -> int:
    token = httpx.post(f"{sandbox.url}/v1/session", json={"phone": phone, "code": "000000"}).json()["token"]
    wallet = httpx.get(f"{sandbox.url}/v1/wallet", headers={"Authorization": f"Bearer {token}"})
    return len(wallet.json()["cards"])


def test_services_are_told_by_how_they_answered(desk: httpx.Client) -> None:
    providers = {each["name"]: each for each in desk.get("/v1/operator/providers").json()["providers"]}
    assert providers["flash"]["ok"]
    assert "food" in providers["flash"]["trades"]
    assert providers["flash"]["offers"] > 100


def test_who_only_looks_changes_nothing(sandbox: Sandbox, desk: httpx.Client) -> None:
    (campaign,) = desk.get("/v1/operator/campaigns").json()["campaigns"]
    with logged_in(sandbox, "looker", "viewer") as looker:
        assert looker.get("/v1/operator/campaigns").status_code == 200
        path = f"/v1/operator/campaigns/{campaign['campaign']}/pause"
        assert looker.post(path, json={}).json()["code"] == "role_lacking"
    with httpx.Client(base_url=sandbox.url) as nobody:
        assert nobody.get("/v1/operator/orders").json()["code"] == "unauthenticated"


def test_an_order_is_taken_back_for_its_person(desk: httpx.Client, person: httpx.Client) -> None:
    (found, *_) = desk.get("/v1/operator/orders", params={"find": PHONE}).json()["orders"]
    path = f"/v1/operator/orders/{found['user_id']}/{found['order']['id']}/cancel"
    cancelled = desk.post(path, json={"reason": "商家打电话来说没有珍珠了"}).json()
    assert cancelled["state"] in ("cancelling", "cancelled")
    assert desk.get("/v1/operator/deeds").json()["deeds"][0]["deed"] == "cancelled_order"
