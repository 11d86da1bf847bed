"""Venues: the cinemas, theatres and arenas of the city, with their halls."""

from dataclasses import dataclass

from bangwo_city.geography import locate
from bangwo_city.merchant import Doc
from bangwo_city.tickets.halls import Hall, couples, plain, small


@dataclass(frozen=True, slots=True)
class Venue:
    """A cinema (`movie`) or a house for shows (`show`). `level` adds to the price of every ticket, in fen."""

    venue_id: str
    name: str
    address: str
    trade: str
    halls: tuple[Hall, ...]
    level: int = 0
    rating: int = 46
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def document(self) -> Doc:
        """As org.bangwo.merchants shows it; tickets are sold around the clock."""
        point = locate(self.address)
        return {
            "id": self.venue_id,
            "name": self.name,
            "trade": self.trade,
            "lat": point.lat,
            "lon": point.lon,
            "address": self.address,
            "opens": "00:00",
            "closes": "00:00",
            "rating": self.rating,
            "aliases": list(self.aliases),
            "tags": list(self.tags),
            "delivery": None,
        }


def _imax(rows: int = 14, cols: int = 26) -> Hall:
    return plain("IMAX厅", rows, cols, "IMAX")


def _dolby(rows: int = 11, cols: int = 22) -> Hall:
    return plain("杜比影院厅", rows, cols, "dolby")


CINEMAS = (
    Venue(
        "c01",
        "云幕影城(湖滨店)",
        "湖滨里5楼",
        "movie",
        (_imax(), _dolby(), plain("3号厅", 10, 18), plain("4号厅", 9, 16), couples("情侣厅", 8, 15)),
        600,
        48,
        ("云幕影城", "湖滨云幕"),
        ("IMAX", "杜比"),
    ),
    Venue(
        "c02",
        "星轨影城(万景汇店)",
        "万景汇6楼",
        "movie",
        (_imax(13, 24), plain("2号厅", 11, 20), plain("3号厅", 10, 16), plain("4号厅", 9, 14), small("5号厅", 8, 12)),
        500,
        47,
        ("星轨影城",),
        ("IMAX",),
    ),
    Venue(
        "c03",
        "云天光影工坊",
        "云天广场4楼",
        "movie",
        (
            _dolby(12, 24),
            plain("2号厅", 10, 18),
            plain("3号厅", 10, 18),
            small("4号厅", 8, 12),
            couples("情侣厅", 9, 15),
        ),
        200,
        46,
        ("光影工坊",),
        ("杜比", "情侣厅"),
    ),
    Venue(
        "c04",
        "星湖老友电影院",
        "星湖城3楼",
        "movie",
        (plain("1号厅", 12, 20), plain("2号厅", 10, 16), plain("3号厅", 9, 14), small("4号厅", 8, 12)),
        -400,
        44,
        ("老友电影院", "星湖影院"),
        ("实惠",),
    ),
    Venue(
        "c05",
        "悦来幻影影城",
        "悦来天地7楼",
        "movie",
        (
            plain("激光1厅", 13, 22),
            _dolby(10, 18),
            plain("3号厅", 10, 16),
            plain("4号厅", 8, 14),
            couples("沙发厅", 8, 12),
        ),
        300,
        47,
        ("幻影影城",),
        ("激光", "杜比"),
    ),
    Venue(
        "c06",
        "东城启明影城",
        "东城坊5楼",
        "movie",
        (
            plain("1号厅", 12, 22),
            plain("2号厅", 10, 18),
            plain("3号厅", 10, 18),
            plain("4号厅", 9, 16),
            small("5号厅", 8, 12),
        ),
        -200,
        45,
        ("启明影城",),
        ("停车方便",),
    ),
    Venue(
        "c07",
        "西园胶片时光影院",
        "西园印象2楼",
        "movie",
        (plain("1号厅", 11, 18), plain("2号厅", 9, 14), small("3号厅", 8, 12)),
        -300,
        46,
        ("胶片时光",),
        ("文艺",),
    ),
    Venue(
        "c08",
        "老码头海风影城",
        "老码头1号仓库",
        "movie",
        (plain("1号厅", 12, 20), plain("2号厅", 10, 16), couples("江景情侣厅", 8, 15), small("4号厅", 9, 12)),
        0,
        46,
        ("海风影城",),
        ("江景", "情侣厅"),
    ),
    Venue(
        "c09",
        "大学城小满影院",
        "大学城学生街18号",
        "movie",
        (plain("1号厅", 12, 22), plain("2号厅", 10, 16), plain("3号厅", 9, 14), small("4号厅", 8, 12)),
        -600,
        45,
        ("小满影院",),
        ("学生", "实惠"),
    ),
    Venue(
        "c10",
        "人民广场影都",
        "人民广场东侧88号",
        "movie",
        (_imax(14, 24), _dolby(11, 20), plain("3号厅", 12, 20), plain("4号厅", 10, 16), plain("5号厅", 9, 14)),
        400,
        47,
        ("人民影都", "影都"),
        ("IMAX", "杜比"),
    ),
)

HOUSES = (
    Venue(
        "h01",
        "云湖大剧院",
        "大剧院",
        "show",
        (plain("歌剧厅·一楼池座", 14, 26), plain("歌剧厅·二楼楼座", 8, 26), plain("音乐厅·池座", 12, 22)),
        rating=49,
        aliases=("大剧院",),
        tags=("剧院",),
    ),
    Venue(
        "h02",
        "云湖体育馆",
        "体育馆",
        "show",
        (plain("内场", 12, 26), plain("看台A区", 14, 26), plain("看台B区", 14, 26)),
        rating=47,
        aliases=("体育馆",),
        tags=("演唱会", "比赛"),
    ),
    Venue(
        "h03",
        "梧桐小剧场",
        "梧桐街60号",
        "show",
        (plain("前区", 6, 14), plain("后区", 8, 14)),
        rating=48,
        aliases=("小剧场",),
        tags=("话剧", "脱口秀"),
    ),
    Venue(
        "h04",
        "老码头音乐仓库",
        "老码头3号仓库",
        "show",
        (plain("池座", 10, 18), plain("二层看台", 6, 18)),
        rating=46,
        aliases=("音乐仓库",),
        tags=("现场音乐",),
    ),
    Venue(
        "h05",
        "书院茶馆戏台",
        "书院巷12号",
        "show",
        (small("茶座", 8, 12), small("楼上雅座", 4, 12)),
        rating=48,
        aliases=("茶馆戏台",),
        tags=("相声", "戏曲"),
    ),
)

VENUES = {venue.venue_id: venue for venue in (*CINEMAS, *HOUSES)}
