"""Conversations about films: titles, days, showings, seats that are held and given back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bangwo.domain.offer import Seat
from fakes_city import ROWS, House, house, moment, options_of, town

FIRST = "town:星光影城/惊蛰无声/0217T1950"


async def cinema() -> House:
    return await house("2026-02-10T10:00", cards=0)


def row_taken(home: House, ref: str, row: int) -> None:
    home.provider.taken |= {(ref, Seat(row, col)) for col in range(1, 13)}


async def test_the_premiere_in_the_last_row_at_about_eight() -> None:
    home = await cinema()
    turn = await home.say("帮我买两张《惊蛰无声》首映日的票，最后一排，晚上8点左右")
    details = turn["quote"]["details"]
    assert details["starts_at"] == "2026-02-17T19:50:00+08:00"
    assert details["seats"] == [{"row": 10, "col": 6}, {"row": 10, "col": 7}]
    assert [option["at"] for option in options_of(turn)] == [
        "2026-02-17T19:50+08:00",
        "2026-02-17T20:20+08:00",
    ]
    assert options_of(turn)[0]["price_fen"] == 4000
    assert len(home.provider.held) == 1
    done = await home.say("确认")
    assert done["orders"][0]["details"]["codes"] == ["T-123456"]
    assert done["orders"][0]["refs"] == [FIRST]


async def test_a_showing_whose_last_row_is_free_is_preferred() -> None:
    home = await cinema()
    row_taken(home, FIRST, ROWS)
    details = (await home.say("帮我买两张《惊蛰无声》首映日的票，最后一排，晚上8点左右"))["quote"]["details"]
    assert (details["venue"], details["seats"][0]["row"]) == ("金座影城", 10)


async def test_the_row_behind_which_there_is_nothing_free_is_for_the_person_to_change() -> None:
    home = await cinema()
    await home.say("帮我买两张《惊蛰无声》首映日的票，最后一排，晚上8点左右")
    row_taken(home, "town:金座影城/惊蛰无声/0217T2020", ROWS)
    second = await home.say("第二个")
    assert (second["quote"], second["asks"]) == (None, "choice")
    assert "最后一排没有 2 个连着的空座了" in second["reply"]
    assert "9 排 6、7 座" in options_of(second)[0]["title"]
    chosen = await home.say("第一个")
    assert chosen["quote"]["details"]["seats"] == [{"row": 9, "col": 6}, {"row": 9, "col": 7}]


async def test_seats_go_back_when_the_draft_is_dropped_or_changed() -> None:
    home = await cinema()
    await home.say("帮我买两张《惊蛰无声》首映日的票，最后一排，晚上8点左右")
    await home.say("三张")
    assert [len(hold.seats) for hold in home.provider.held.values()] == [3]
    await home.say("算了")
    assert home.provider.held == {}


async def test_looking_then_choosing_then_saying_the_rest() -> None:
    home = await cinema()
    films = await home.say("明天有什么电影,先看看")
    assert films["quote"] is None
    await home.say("第一部,要最早的那一场")
    quoted = await home.say("一张,第三排")
    details = quoted["quote"]["details"]
    assert (details["starts_at"][:10], details["seats"][0]["row"]) == ("2026-02-11", 3)
    (order,) = (await home.say("确认"))["orders"]
    assert options_of(films)[0]["ref"] in order["refs"]
    assert len(order["refs"]) == 2


async def test_the_smallest_next_question() -> None:
    home = await cinema()
    assert (await home.say("买明天的熊出没"))["asks"] == "count"
    assert (await home.say("两张"))["quote"]["lines"][0]["qty"] == 2
    home = await cinema()
    assert (await home.say("买两张镖人"))["asks"] == "date"
    assert (await home.say("明天晚上的"))["quote"]["details"]["starts_at"] == "2026-02-11T19:00:00+08:00"


@pytest.mark.parametrize(
    ("said", "asks", "reply"),
    [
        ("买两张明天的《没有这部片》", "choice", "没有找到"),
        ("买两张昨天的熊出没", "date", "已经过去"),
        ("买两张明天的熊出没，第20排", "choice", "只有 10 排"),
        ("明天下午两点半的熊出没，两张，IMAX", "choice", "IMAX"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_held(said: str, asks: str, reply: str) -> None:
    home = await cinema()
    turn = await home.say(said)
    assert (turn["asks"], turn["quote"]) == (asks, None)
    assert reply in turn["reply"]
    assert home.provider.held == {}


async def test_another_time_than_asked_is_a_choice_and_no_quote() -> None:
    home = await cinema()
    turn = await home.say("明天下午两点的熊出没，两张")
    assert (turn["quote"], turn["asks"]) == (None, "choice")
    assert "没有正好 14:00" in turn["reply"]
    assert options_of(turn)[0]["at"] == "2026-02-11T14:30+08:00"
    assert home.provider.held == {}
    assert (await home.say("第一个"))["quote"]["details"]["starts_at"] == "2026-02-11T14:30:00+08:00"


async def test_far_from_any_showing_the_nearest_come_first() -> None:
    home = await cinema()
    turn = await home.say("明天下午五点的熊出没，两张")
    assert (turn["quote"], turn["asks"]) == (None, "choice")
    assert [option["at"][11:16] for option in options_of(turn)][:2] == ["14:30", "19:30"]


async def test_on_another_day_the_time_of_day_still_counts() -> None:
    home = await cinema()
    turn = await home.say("明天下午三点的惊蛰无声，两张")
    assert (turn["quote"], turn["asks"]) == (None, "choice")
    assert "最近的一场" not in turn["reply"]
    assert options_of(turn)[0]["at"] == "2026-02-17T15:00+08:00"


async def test_about_a_time_the_exact_one_is_said() -> None:
    home = await cinema()
    turn = await home.say("明天下午两点左右的熊出没，两张")
    assert turn["quote"]["details"]["starts_at"] == "2026-02-11T14:30:00+08:00"
    assert "离 14:00 最近的一场是 14:30" in turn["reply"]


async def test_a_showing_without_seats_is_said_and_the_nearest_offered() -> None:
    at = moment("2026-02-10T10:00")
    city = town(at)
    full = "town:星光影城/惊蛰无声/0217T1950"
    shown = next(each.showing for each in city.offers if each.ref == full)
    city.change(full, showing=replace(shown, seats_left=1))
    home = await house("2026-02-10T10:00", cards=0, city=city)
    turn = await home.say("2月17号19:50的《惊蛰无声》，两张")
    assert (turn["quote"], turn["asks"]) == (None, "choice")
    assert "19:50 的座位不够了" in turn["reply"]
    assert options_of(turn)[0]["at"][11:16] == "20:20"


SEATED = "明天下午两点半的熊出没，{}"


@pytest.mark.parametrize(
    ("said", "seats"),
    [
        ("8排5座", [(8, 5)]),
        ("两张，8排5座和6座", [(8, 5), (8, 6)]),
        ("第八排5、6号座", [(8, 5), (8, 6)]),
        ("两张，8排5座", [(8, 5), (8, 6)]),
        ("8排3座到5座", [(8, 3), (8, 4), (8, 5)]),
    ],
)
async def test_seats_by_number_are_kept(said: str, seats: list[tuple[int, int]]) -> None:
    home = await cinema()
    turn = await home.say(SEATED.format(said))
    assert [(seat["row"], seat["col"]) for seat in turn["quote"]["details"]["seats"]] == seats


async def test_a_seat_can_be_named_later_and_given_up_for_a_row() -> None:
    home = await cinema()
    await home.say(SEATED.format("一张"))
    assert (await home.say("换成8排5座"))["quote"]["details"]["seats"] == [{"row": 8, "col": 5}]
    assert (await home.say("第三排"))["quote"]["details"]["seats"] == [{"row": 3, "col": 6}]


@pytest.mark.parametrize(
    ("said", "reply", "nearest"),
    [
        ("8排5座", "8 排 5 座订不到", "8 排 6 座"),
        ("两张，8排5座和6座", "8 排 5 座订不到", "8 排 6、7 座"),
        ("8排15座", "第 8 排没有 15 座", "8 排 12 座"),
        ("12排5座", "这个厅只有 10 排", "10 排 5 座"),
        ("两张，第九排", "第 9 排没有 2 个连着的空座", "8 排 6、7 座"),
    ],
)
async def test_a_seat_or_row_that_cannot_be_had_is_said_and_the_nearest_offered(
    said: str, reply: str, nearest: str
) -> None:
    home = await cinema()
    ref = "town:星光影城/熊出没/0211T1430"
    home.provider.taken.add((ref, Seat(8, 5)))
    row_taken(home, ref, 9)
    turn = await home.say(SEATED.format(said))
    assert (turn["quote"], turn["asks"]) == (None, "choice")
    assert reply in turn["reply"]
    assert options_of(turn)[0]["title"].endswith(nearest)
    assert home.provider.held == {}
    assert (await home.say("第一个"))["quote"] is not None


async def test_seats_taken_in_between_are_picked_anew() -> None:
    home = await cinema()
    home.provider.snatch = {Seat(1, 1)}
    turn = await home.say("明天下午两点半的熊出没，两张，最后一排")
    seats = turn["quote"]["details"]["seats"]
    assert {seat["row"] for seat in seats} == {10}
    assert seats != [{"row": 10, "col": 6}, {"row": 10, "col": 7}]


async def test_an_expired_quote_holds_its_seats_anew() -> None:
    home = await cinema()
    await home.say("明天下午两点半的熊出没，两张")
    home.clock.advance(timedelta(minutes=11))
    again = await home.say("确认")
    assert again["asks"] == "confirm"
    assert len(home.provider.held) == 1
    assert (await home.say("确认"))["orders"][0]["state"] == "accepted"


async def test_a_provider_that_is_down_is_said_plainly() -> None:
    home = await cinema()
    home.provider.down = True
    turn = await home.say("明天下午两点半的熊出没，两张")
    assert turn["quote"] is None
    assert "连不上" in turn["reply"]
    home.provider.down = False
    assert (await home.say("确认"))["quote"] is not None
