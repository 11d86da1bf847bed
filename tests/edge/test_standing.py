"""Standing orders over HTTP: one's own are listed and cancelled, nobody else's are there."""

from bangwo.app.changes import Changes, PutStanding
from bangwo.domain.act import Act, ActKind
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from bangwo.domain.standing import LIFE, Standing, Trigger
from edge.house import NOW, PHONE, House


async def wished(house: House) -> str:
    person, _ = await house.services.people.join(PHONE, 1)
    wanted = Act(act=ActKind.ORDER, trade=Trade.FOOD)
    wish = Standing(
        "s_1", person.user_id, wanted, "拿铁", Trigger.PRICE, Money(2000), NOW + LIFE, NOW, "zh-Hans", version=1
    )
    await house.store.commit(Changes("test", person.user_id, (PutStanding(wish),)))
    return wish.standing_id


async def test_one_is_listed_and_cancelled_once() -> None:
    house = House()
    standing_id = await wished(house)
    async with house.client(await house.token()) as me, house.client(await house.token("13800000009")) as other:
        (seen,) = (await me.get("/v1/standing")).json()["standing"]
        assert (seen["id"], seen["state"], seen["most_fen"]) == (standing_id, "waiting", 2000)
        path = f"/v1/standing/{standing_id}/cancel"
        assert (await other.post(path)).status_code == 404
        for _ in range(2):
            answer = await me.post(path, headers={"Idempotency-Key": "once"})
            assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
        again = await me.post(path)
        assert (again.status_code, again.json()["code"]) == (409, "standing_over")
        assert (await me.post("/v1/standing/s_none/cancel")).json()["code"] == "not_found"
