"""Conversations in which somebody only talks: answered, and whatever is open stays open."""

import re
from dataclasses import replace

import pytest

from bangwo.language.smalltalk import Talk
from fakes_city import house, options_of

DIGRESSIONS = [
    ("写副对联", "上联"),
    ("给奶奶写段拜年的话", "奶奶"),
    ("帮我检查作业：3+5=8，12-7=6", "12-7=6"),
    ("3+5=8，12-7=6", "12-7=6"),
    ("明天天气怎么样", "没有接天气服务"),
    ("讲个笑话", "[。？]"),
    ("给自己涨100倍工资", "办不到|可惜"),
    ("我好孤单", "陪您说说话|想他们"),
]


@pytest.mark.parametrize(("said", "told"), DIGRESSIONS)
async def test_talk_is_answered_and_the_price_stays_on_the_table(said: str, told: str) -> None:
    home = await house(cards=0)
    tea = await home.say("帮我点一杯奶茶")
    talk = await home.say(said)
    assert re.search(told, talk["reply"])
    assert talk["quote"]["id"] == tea["quote"]["id"]
    assert talk["asks"] == "confirm"
    assert (await home.say("确认"))["orders"][0]["paid_fen"] == tea["quote"]["pay_fen"]


async def test_a_question_that_is_open_is_not_forgotten() -> None:
    home = await house(cards=0, addresses={})
    asked = await home.say("帮我点一杯奶茶")
    talk = await home.say("写副对联")
    assert (asked["asks"], talk["asks"]) == ("address", "address")
    assert "“奶茶”还留着" in talk["reply"]
    assert options_of(talk) == []
    assert (await home.say("送到和平路18号"))["quote"] is not None


@pytest.mark.parametrize("said", ["谢谢", "谢谢啦", "麻烦了", "thanks"])
async def test_thanks_are_no_yes(said: str) -> None:
    home = await house(cards=0)
    tea = await home.say("帮我点一杯奶茶")
    thanked = await home.say(said)
    assert (thanked["orders"], await home.paid()) == ([], 0)
    assert thanked["quote"]["id"] == tea["quote"]["id"]


@pytest.mark.parametrize(
    "said", ["今天好累", "再见", "今天有什么新闻", "写副春联", "3/4 > 2/3", "我叫小明，1+1=2 对吗"]
)
async def test_talk_with_nothing_open_orders_nothing(said: str) -> None:
    home = await house(cards=0)
    talk = await home.say(said)
    assert talk["reply"]
    assert "没有可以改" not in talk["reply"]
    assert (talk["quote"], talk["orders"], talk["asks"]) == (None, [], None)


async def test_asking_again_gives_another_couplet() -> None:
    home = await house(cards=0)
    said = {(await home.say("写副对联"))["reply"] for _ in range(5)}
    assert len(said) == 5


async def test_two_wishes_are_both_answered_once() -> None:
    home = await house(cards=0)
    talk = await home.say("写副对联，再给我讲个小马的故事")
    assert talk["reply"].count("上联") == 1
    assert talk["reply"].count("《小马送饺子》") == 1


async def test_an_order_and_a_couplet_in_one_sentence() -> None:
    home = await house(cards=0)
    both = await home.say("帮我点一杯奶茶，再写副对联")
    assert "上联" in both["reply"]
    assert both["quote"] is not None


@pytest.mark.parametrize(("said", "script"), [("幫我寫副春聯", "上聯"), ("write a spring couplet", "Upper:")])
async def test_talk_is_in_the_language_of_the_person(said: str, script: str) -> None:
    home = await house(cards=0)
    assert script in (await home.say(said))["reply"]


class Quiet:
    """A companion with nothing to say, which remembers what it was asked."""

    def __init__(self) -> None:
        self.heard: list[Talk] = []

    async def answer(self, talk: Talk) -> str:
        self.heard.append(talk)
        return ""


async def test_another_companion_can_take_over() -> None:
    home = await house(cards=0)
    quiet = Quiet()
    home.converse = replace(home.converse, companion=quiet)
    assert (await home.say("讲个笑话"))["reply"]
    assert [(each.topic, each.text) for each in quiet.heard] == [("story", "讲个笑话")]
