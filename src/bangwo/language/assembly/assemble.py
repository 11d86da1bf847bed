"""Assemble: the acts of a tagged sentence."""

import re
from collections.abc import Sequence
from datetime import datetime

from bangwo.domain.act import ACTS_MAX, Act, ActKind, SeatWish
from bangwo.domain.offer import Trade
from bangwo.language.assembly import basket, heads, money, times
from bangwo.language.assembly.said import Said
from bangwo.language.lexicon import Lexicon
from bangwo.language.quantities import Found
from bangwo.language.tagging.decode import Stretch, Tagged

_NAMES = ("shop", "where", "venue", "title", "city", "name", "query", "to", "carrier")
_CLOSED = ("sort", "format", "cabin", "car", "mode")
_EDGES = " ,。、;:!?的《》\"'“”()"
_HOME = re.compile(r"(?:我|我们|咱|俺)?(?:的)?(?:家|家里|屋里|家里面|住处|屋头|屋企|my place|home)(?:这边|里)?")
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,})市$")
_SECONDS_A_DAY = 86400


def acts(text: str, tagged: Tagged, founds: Sequence[Found], lexicon: Lexicon, now: datetime) -> tuple[Act, ...]:
    """The acts of a sentence, in the order said."""
    out: list[Act] = []
    for stretch in tagged.stretches[:ACTS_MAX]:
        if stretch.code.kind != "-":
            out.append(act(Said(text, stretch.code, tagged.within(stretch), tuple(founds), lexicon, now)))
    return tuple(out) or (Act(act=ActKind.CHAT, topic="smalltalk" if tagged.stretches else "other"),)


def act(said: Said, *, kind: ActKind | None = None) -> Act:
    """One act with its slots. `kind`: `amend`, where an answer changes the draft."""
    code = said.code
    trade = Trade(code.field) if code.kind in ("order", "search") else None
    what = kind or ActKind(code.kind)
    if what in (ActKind.CHAT, ActKind.WALLET):
        return Act(act=what, topic=code.field)
    count, people = heads.read(said)
    goods = code.field in ("food", "grocery", "shop") or what is ActKind.REORDER
    return Act(
        act=what,
        trade=None if what is ActKind.AMEND else trade,
        items=basket.read(said, nameless=what is ActKind.AMEND) if goods else (),
        budget=money.read(said),
        count=count,
        people=people,
        seats=_seats(said),
        near="me" if said.closed("near") else _name(said, "near"),
        from_=_name(said, "from"),
        number=(_name(said, "number") or "").upper().replace(" ", "") or None,
        room_type=said.closed("room") or None,
        stars=_whole(said, "stars"),
        rooms=_whole(said, "rooms"),
        nonstop=said.has("nonstop") or None,
        breakfast=said.has("breakfast") or None,
        coupon={"true": True, "false": False}.get(said.closed("coupon")),
        which=which(said.last("which")) if said.has("which") else None,
        reason=said.last("reason").strip(_EDGES) or None,
        note=",".join(said.words(span).strip(_EDGES) for span in said.tagged("note")) or None,
        tags=tuple(dict.fromkeys(said.words(span).strip(_EDGES) for span in said.tagged("tag"))),
        **{slot: said.closed(slot) or None for slot in _CLOSED},
        **{slot: _name(said, slot) for slot in _NAMES},
        **({"nights": _nights(said)} | times.read(said)),
    )  # pyright: ignore[reportArgumentType]


def within(text: str, spans: Tagged, stretch: Stretch) -> str:
    """The words of an act."""
    return text[stretch.start : stretch.end]


def _name(said: Said, tag: str) -> str | None:
    """A name as said, without what stands around it."""
    text = said.last(tag).strip(_EDGES)
    if not text:
        return None
    known = next((each.canonical for each in said.lexicon.get(text.lower()) if each.canonical), "")
    if known:
        return known
    if tag in ("where", "from", "to") and _HOME.fullmatch(text):
        return "家" if not text.isascii() else text.lower().removeprefix("my ")
    if tag in ("from", "to", "city") and (match := _CITY.match(text)) is not None:
        return match[1]
    return text


def _whole(said: Said, tag: str) -> int | None:
    return heads.whole(said.last(tag)) if said.has(tag) else None


def _nights(said: Said) -> int | None:
    for span in reversed(said.tagged("nights")):
        for found in said.found(span, "duration"):
            if found.seconds and found.seconds % _SECONDS_A_DAY == 0:
                return found.seconds // _SECONDS_A_DAY
        return heads.whole(said.words(span))
    return None


def _seats(said: Said) -> SeatWish | None:
    row: str | int | None = said.closed("row") or None
    if said.has("row"):
        row = heads.whole(said.last("row")) or row
    wish = SeatWish(
        row=row,
        side=said.closed("side") or None,
        together=said.has("together") or None,
        zone=said.last("zone").strip(_EDGES) or None,
    )
    return wish if wish != SeatWish() else None


_WHICH = (
    (r"外卖", "外卖"), (r"快[递地弟]|包裹", "快递"), (r"高铁|火车|动车|车票|卧铺|硬座|二等座|城际|\btrain", "train"),
    (r"机票|航班|飞机|\bflight|\bplane", "flight"), (r"酒店|民宿|客栈|宾馆|房间|订的房|\bhotel|\broom", "hotel"),
    (r"电影|\bmovie|\bfilm", "movie"), (r"演唱会|话剧|音乐会|演出票|\bconcert|\bshow\b", "show"), (r"门票|\battraction", "attraction"),
    (r"(?:打|叫|约)的?(?:那[辆台]|出租|快|专)?车|那[辆台]车|网约车|司机|打车|出租车|快车|专车|\btaxi|\bride|\bcab|\bdriver|\bcar\b", "ride"),
)  # fmt: skip
_KNOWN = tuple((re.compile(source, re.IGNORECASE), value) for source, value in _WHICH)
_LAST = re.compile(
    r"^(?:我|我的|帮我|把|那个|那|这|这个|my|the|that|this)*\s*(?:刚才?|刚刚|刚下|刚点|刚订|刚买|头先|上次|上回|上一?|最近|最后|之前|昨天|前天|今天|中午|早上|昨晚|last|latest|most recent|previous|usual|same|current)*"
    r"(?:点|下|买|订|要|吃|喝|叫|送)?(?:的)?(?:那|这|一|个|份|笔|次|order)*(?:单子?|订单|东西|order|one|thing|time|usual|个|次|一样的?|it|as last time)?\s*$",
    re.IGNORECASE,
)
_USUAL = re.compile(r"老样子|老规矩|照旧|常[点喝吃买]的|平时|usual|一样的", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:我|俺|咱)?(?:的|们的)?(?:(?:刚才?|刚刚|头先|上次|上回|上周|上个?(?:礼拜|星期|月)|前几天|前两天|之前|以前|昨天|昨晚|昨日|前天|今天|今早|今晚|明天|后天|中午|早上|上午|下午|晚上|那天|周.)(?:中午|早上|晚上|下午)?)*"
    r"(?:我|给.{1,3})?(?:点|买|订|要|吃|喝|叫|下|抢|约|网购)?(?:了|过|好)?(?:的)?(?:那|这|一)?(?:[一两二三几]?(?:个|杯|份|碗|件|双|盒|箱|袋|瓶|条|台|部|单|张|趟|家|只|桶|套|些))?(?:的)?(?=..)"
)
_BEFORE_ENGLISH = re.compile(r"^(?:my|the|that|those|this|last|order of|order for|a|an|\s)+\s+", re.IGNORECASE)
_AFTER = re.compile(r"(?:的)?(?:那个?|这个?)?(?:订?单子?|order|delivery|booking|reservation|那份|那杯)$", re.IGNORECASE)


def which(said: str) -> str:
    """Which order words mean: the last, one of a trade, or the thing."""
    text = said.strip(_EDGES)
    for pattern, value in _KNOWN:
        if pattern.search(text):
            return value
    if not text or _LAST.match(text) or _USUAL.search(text):
        return "last"
    if text.isascii():
        return basket.singular(_AFTER.sub("", _BEFORE_ENGLISH.sub("", text)).strip()) or "last"
    return _AFTER.sub("", _BEFORE.sub("", text)).strip(_EDGES) or "last"
