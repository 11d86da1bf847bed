"""Shows: concerts, plays and matches that come back every few days, sold zone by zone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Show:
    """A show of a house: its zones are halls of the house, the dearest first, each with its price."""

    show_id: str
    title: str
    venue_id: str
    zones: tuple[int, ...]  # indexes of the house's halls
    prices_fen: tuple[int, ...]
    at: str  # HH:MM
    minutes: int
    every: int  # days between two performances
    phase: int
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def plays_on(self, day: date) -> bool:
        """Whether it is performed on this day."""
        return (day.toordinal() + self.phase) % self.every == 0


SHOWS = (
    Show("p01", "天鹅湖", "h01", (0, 1), (68000, 38000), "19:30", 130, 4, 0, ("芭蕾舞剧天鹅湖",), ("芭蕾", "舞蹈")),
    Show("p02", "新年音乐会", "h01", (2,), (38000,), "19:30", 105, 4, 1, ("交响音乐会",), ("音乐会", "古典")),
    Show("p03", "茶馆", "h01", (0, 1), (48000, 28000), "19:30", 165, 4, 2, ("话剧茶馆",), ("话剧",)),
    Show("p04", "梁祝", "h01", (0, 1), (42000, 22000), "14:00", 140, 4, 3, ("越剧梁祝",), ("戏曲", "越剧")),
    Show("p05", "江辰演唱会", "h02", (0, 1, 2), (128000, 88000, 48000), "19:30", 150, 7, 0, ("江辰",)),
    Show(
        "p06", "白鲸乐队演唱会", "h02", (0, 1, 2), (98000, 68000, 38000), "19:30", 140, 7, 3, ("白鲸乐队",), ("演唱会",)
    ),
    Show(
        "p07",
        "云湖队篮球主场赛",
        "h02",
        (0, 1, 2),
        (58000, 28000, 12000),
        "19:35",
        120,
        7,
        5,
        ("篮球赛", "云湖队"),
        ("比赛",),
    ),
    Show("p08", "周末脱口秀之夜", "h03", (0, 1), (22000, 16000), "20:00", 90, 2, 0, ("脱口秀",), ("脱口秀", "喜剧")),
    Show("p09", "爆笑喜剧隔壁有人", "h03", (0, 1), (24000, 18000), "19:30", 110, 2, 1, ("隔壁有人",), ("话剧", "喜剧")),
    Show("p10", "星空下的民谣", "h04", (0, 1), (32000, 22000), "20:00", 120, 3, 0, ("民谣现场",), ("民谣", "现场音乐")),
    Show("p11", "午夜爵士现场", "h04", (0, 1), (28000, 20000), "21:00", 100, 3, 1, ("爵士现场",), ("爵士", "现场音乐")),
    Show("p12", "书院相声大会", "h05", (0, 1), (12000, 18000), "19:00", 120, 2, 0, ("相声大会", "相声"), ("相声",)),
    Show("p13", "皮影戏大闹天宫", "h05", (0, 1), (8000, 12000), "14:30", 70, 2, 1, ("皮影戏",), ("亲子", "戏曲")),
    Show("p14", "小熊的森林音乐会", "h01", (2,), (18000,), "10:30", 75, 3, 2, ("亲子音乐会",), ("亲子", "音乐会")),
)
