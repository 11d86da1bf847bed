"""The crowd: who comes when and by whom, and what each wants: all of it drawn before anything is played."""

import heapq
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from math import prod
from pathlib import Path
from random import Random
from typing import cast

_FILE = Path(__file__).with_name("habits.toml")
INVITED_SHARE = 0.6
TELL_AGE_SHARE = 0.8
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind of people, as habits.toml describes it."""

    name: str
    share: float
    born: tuple[int, int]
    orders: float
    talk: float
    loyal: float
    tea: float
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Surge:
    """So many times as much within some hours of one day."""

    day: int
    hours: tuple[int, int]
    times: float

    def at(self, day: int, hour: int) -> float:
        """What is multiplied with in an hour."""
        return self.times if day == self.day and self.hours[0] <= hour < self.hours[1] else 1.0


@dataclass(frozen=True, slots=True)
class Ways:
    """All of habits.toml."""

    habits: tuple[Habit, ...]
    wishes: tuple[float, ...]
    joins: tuple[float, ...]
    leave: float
    launch: Surge
    tea: Surge
    people_of_ring: int
    members: tuple[int, int]
    seconds_between: tuple[int, int]
    ring_orders: tuple[int, int]


class Does(Enum):
    """What can happen."""

    JOIN = "join"
    TALK = "talk"
    WISH = "wish"


@dataclass(slots=True)
class Player:
    """One synthetic person. `by`: the number of who invites them; `ring`: that of the ring they belong to."""

    number: int
    habit: Habit
    born: int | None
    joins_at: datetime
    by: int | None = None
    ring: int | None = None

    @property
    def phone(self) -> str:
        return f"1{90_000_000_00 + self.number}"


@dataclass(order=True, slots=True)
class Deed:
    """Something that a player does at a moment; `tea`: what is wished for is tea."""

    at: datetime
    order: int
    player: Player = field(compare=False)
    does: Does = field(compare=False)
    tea: bool = field(compare=False, default=False)


@cache
def ways() -> Ways:
    """What habits.toml says."""
    read = cast("dict[str, object]", tomllib.loads(_FILE.read_text(encoding="utf-8")))
    days, rings = cast("dict[str, object]", read["days"]), cast("dict[str, object]", read["rings"])
    return Ways(
        habits=tuple(_habit(each) for each in cast("list[dict[str, object]]", read["habit"])),
        wishes=tuple(cast("list[float]", days["wishes"])),
        joins=tuple(cast("list[float]", days["joins"])),
        leave=cast("float", days["leave"]),
        launch=_surge(days["launch"]),
        tea=_surge(days["tea"]),
        people_of_ring=cast("int", rings["people_each"]),
        members=_pair(rings["members"]),
        seconds_between=_pair(rings["seconds_between"]),
        ring_orders=_pair(rings["orders"]),
    )


def crowd(people: int, days: int, begins: datetime, chance: Random) -> tuple[list[Player], list[Deed]]:
    """Everybody, and everything they do, in the order of time."""
    players = _honest(people, days, begins, chance)
    rings = list(_rings(people, days, begins, chance))
    deeds = [deed for player in players for deed in _deeds(player, days, begins, chance)]
    deeds += [deed for player in rings for deed in _frauds(player, chance)]
    heapq.heapify(deeds)
    return players + rings, [heapq.heappop(deeds) for _ in range(len(deeds))]


def _honest(people: int, days: int, begins: datetime, chance: Random) -> list[Player]:
    """Who comes for the campaign, most of them by a friend who came before."""
    of, players = ways(), list[Player]()
    moments = sorted(_moment(_day(of.joins, days, chance), begins, chance) for _ in range(people))
    shares = [each.share for each in of.habits]
    for number, at in enumerate(moments):
        (habit,) = chance.choices(of.habits, shares)
        born = chance.randint(*habit.born) if chance.random() < TELL_AGE_SHARE else None
        by = None
        if number and chance.random() < INVITED_SHARE:
            # who came early knows more who come, and a few invite very many
            by = int(number * chance.random() ** 1.3)
        players.append(Player(number, habit, born, at, by))
    return players


def _rings(people: int, days: int, begins: datetime, chance: Random) -> Iterator[Player]:
    of, number = ways(), people
    for ring in range(people // of.people_of_ring):
        at, leader = _moment(chance.randrange(days), begins, chance, surging=False), number
        for member in range(chance.randint(*of.members)):
            yield Player(number, of.habits[0], None, at, leader if member else None, ring)
            at += timedelta(seconds=chance.randint(*of.seconds_between))
            number += 1


def _deeds(player: Player, days: int, begins: datetime, chance: Random) -> Iterator[Deed]:
    """Coming, and from then on wishes and talk, each day as the habit and the day have it."""
    yield Deed(player.joins_at, player.number, player, Does.JOIN)
    of, habit = ways(), player.habit
    # people of one kind are not alike: many look in once, a few come all day
    zeal = chance.gammavariate(0.7, 1 / 0.7)
    for day in range((player.joins_at - begins).days, days):
        wishes = _poisson(zeal * habit.orders * _of(of.wishes, day), chance)
        for does, many in ((Does.WISH, wishes), (Does.TALK, _poisson(zeal * habit.talk, chance))):
            for _ in range(many):
                at = _moment(day, begins, chance, habit.hours)
                if at > player.joins_at:
                    tea = chance.random() < habit.tea * (1.4 if of.tea.at(day, at.hour) > 1 else 1)
                    yield Deed(at, player.number, player, does, tea)
        if chance.random() < of.leave:
            return


def _frauds(player: Player, chance: Random) -> Iterator[Deed]:
    """Members buy tea at once; the leader spends what their coming brought."""
    yield Deed(player.joins_at, player.number, player, Does.JOIN)
    at = player.joins_at
    many = chance.randint(*ways().ring_orders) if player.by is not None else 21
    for _ in range(many):
        at += timedelta(seconds=chance.randint(60, 900 if player.by is not None else 4_000))
        yield Deed(at, player.number, player, Does.WISH, tea=True)


def _moment(
    day: int, begins: datetime, chance: Random, hours: Sequence[float] | None = None, *, surging: bool = True
) -> datetime:
    """A moment of a day: by the hours of a habit, or of all, and by what is on."""
    of = ways()
    usual = hours or [sum(each.share * each.hours[hour] for each in of.habits) for hour in range(24)]
    surges = (of.launch, of.tea) if surging else ()
    weights = [each * prod(surge.at(day, hour) for surge in surges) for hour, each in enumerate(usual)]
    (hour,) = chance.choices(range(24), weights)
    return begins + day * _DAY + timedelta(hours=hour, seconds=chance.random() * 3600)


def _day(shares: Sequence[float], days: int, chance: Random) -> int:
    return chance.choices(range(days), [_of(shares, day) for day in range(days)])[0]


def _of(values: Sequence[float], day: int) -> float:
    return values[min(day, len(values) - 1)]


def _poisson(mean: float, chance: Random) -> int:
    """How many come of what comes independently."""
    many, left = 0, chance.expovariate(1.0)
    while left < mean:
        many, left = many + 1, left + chance.expovariate(1.0)
    return many


def _habit(read: dict[str, object]) -> Habit:
    return Habit(
        name=str(read["name"]),
        share=cast("float", read["share"]),
        born=_pair(read["born"]),
        orders=cast("float", read["orders"]),
        talk=cast("float", read["talk"]),
        loyal=cast("float", read["loyal"]),
        tea=cast("float", read["tea"]),
        hours=tuple(cast("list[float]", read["hours"])),
    )


def _surge(read: object) -> Surge:
    of = cast("dict[str, object]", read)
    return Surge(cast("int", of["day"]), _pair(of["hours"]), cast("float", of["times"]))


def _pair(read: object) -> tuple[int, int]:
    first, second = cast("list[int]", read)
    return first, second
