"""Films: what is on, from its premiere onwards; all but one are invented."""

from dataclasses import dataclass
from datetime import date, timedelta

NEW_FOR = timedelta(days=14)
"""How long a film leads the programme after its premiere."""

PRESALE = timedelta(days=90)
"""Tickets for a premiere are sold so long before it."""

PREMIERE_RUN = 4
"""Days from the premiere on that are already in the presale."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film. `draw` is how many people want it (1 to 10); formats beside plain 2D."""

    film_id: str
    title: str
    minutes: int
    premiere: date
    draw: int
    price_fen: int
    formats: tuple[str, ...] = ()  # 3D, IMAX, dolby
    languages: tuple[str, ...] = ("国语",)
    rating: int = 84  # in tenths of ten points
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def runs_on(self, day: date) -> bool:
        """Whether it is shown on this day; films run for long."""
        return self.premiere <= day

    def is_new_on(self, day: date) -> bool:
        """Whether it premiered within the last two weeks."""
        return self.premiere <= day < self.premiere + NEW_FOR

    def weight(self, day: date) -> int:
        """Its share of the screens: full when new, then less week by week, never nothing."""
        weeks = max((day - self.premiere).days, 0) // 7
        return max(self.draw * 12 // (2 + min(weeks, 10)), 2)


FILMS = (
    Film(
        "f01",
        "惊蛰无声",
        128,
        date(2026, 2, 17),
        10,
        4990,
        ("IMAX", "dolby"),
        rating=88,
        tags=("悬疑", "剧情"),
    ),
    Film("f02", "云上的邮差", 112, date(2026, 2, 6), 7, 4490, ("dolby",), rating=86, tags=("剧情", "温情")),
    Film("f03", "雾城第七夜", 118, date(2026, 1, 16), 6, 4290, ("IMAX",), rating=81, tags=("悬疑", "犯罪")),
    Film("f04", "橘猫侦探社", 96, date(2026, 2, 17), 7, 3990, ("3D",), rating=83, tags=("动画", "亲子", "喜剧")),
    Film("f05", "银河修理铺", 134, date(2026, 2, 17), 8, 5290, ("IMAX", "3D", "dolby"), rating=85, tags=("科幻",)),
    Film("f06", "锅盖大侠", 105, date(2026, 2, 17), 7, 4290, ("3D",), rating=79, tags=("喜剧", "动作")),
    Film("f07", "纸船与灯塔", 101, date(2025, 12, 5), 4, 3790, rating=87, tags=("文艺", "爱情")),
    Film(
        "f08",
        "冰原信号",
        121,
        date(2025, 12, 19),
        6,
        4790,
        ("IMAX", "3D", "dolby"),
        ("英语", "国语"),
        82,
        ("Signal from the Ice",),
        ("科幻", "灾难"),
    ),
    Film("f09", "老码头的歌", 109, date(2025, 12, 31), 4, 3790, rating=80, tags=("音乐", "剧情")),
    Film(
        "f10",
        "月光鲸鱼",
        92,
        date(2026, 1, 1),
        5,
        3890,
        ("3D",),
        ("英语", "国语"),
        84,
        ("The Moonlight Whale",),
        ("动画", "亲子"),
    ),
    Film("f11", "长风过云湖", 138, date(2026, 1, 30), 5, 4390, ("dolby",), rating=82, tags=("古装", "动作")),
    Film("f12", "第十一封回信", 104, date(2026, 2, 13), 5, 3990, rating=78, tags=("爱情",)),
    Film("f13", "落雪的渡口", 115, date(2026, 11, 13), 6, 4390, ("dolby",), rating=83, tags=("剧情", "爱情")),
    Film("f14", "山海巡游记", 99, date(2026, 11, 27), 7, 4190, ("IMAX", "3D"), rating=85, tags=("动画", "亲子")),
    Film("f15", "零点以后", 116, date(2026, 12, 24), 7, 4590, ("IMAX", "dolby"), rating=80, tags=("悬疑",)),
)
"""《惊蛰无声》 is the one that this project names; every other title is made up."""


def running(day: date) -> tuple[Film, ...]:
    """The films that are shown on this day."""
    return tuple(film for film in FILMS if film.runs_on(day))


def leading(day: date, turn: int) -> Film | None:
    """The film that a cinema's largest hall shows all day: the newest great one, or the running ones by turns."""
    fresh = [film for film in running(day) if film.is_new_on(day) and film.draw >= 8]
    if fresh:
        return max(fresh, key=lambda film: film.draw)
    # Otherwise the greatest, seen everywhere within three days, and the rest in between.
    great = sorted(running(day), key=lambda film: (-film.draw, film.film_id))
    if not great:
        return None
    return great[0] if turn % 3 == 0 else great[turn % len(great)]


def presale_days(today: date, horizon: int) -> dict[date, tuple[Film, ...]]:
    """Days beyond the programme on which films that are still to come are already sold."""
    days: dict[date, list[Film]] = {}
    for film in FILMS:
        if not today < film.premiere <= today + PRESALE:
            continue
        for offset in range(PREMIERE_RUN):
            day = film.premiere + timedelta(days=offset)
            if day >= today + timedelta(days=horizon):
                days.setdefault(day, []).append(film)
    return {day: tuple(films) for day, films in sorted(days.items())}
