"""Slots of what is about an order already placed: which one, and why."""
# ruff: noqa: E501

import re

from bangwo.domain.act import ActKind
from bangwo.language.folding import guard
from bangwo.language.slots.common import take_times
from bangwo.language.slots.reading import Reading, clean, rule
from bangwo.language.words.goods import WHERE

_LAST = guard(
    r"刚才那?单|上一?单|刚下的单|刚点的单|上次|上回|那单|这单|最近一单|last|老样子|照旧|the usual|my usual|一样的"
)
_WHICH = (
    (guard(r"外卖"), "外卖"), (guard(r"快[递地弟]|包裹"), "快递"), (guard(r"高铁票?|火车票|动车票?|车票|\btrain"), "train"),
    (guard(r"机票|航班|飞机|\bflight"), "flight"), (guard(r"酒店|民宿|客栈|宾馆|房间|\bhotel"), "hotel"), (guard(r"电影票?|\bmovie"), "movie"),
    (guard(r"演唱会(?:的)?票?|\bconcert"), "show"), (guard(r"门票"), "attraction"), (guard(r"打的车|叫的车|约的车|网约车|司机|\btaxi|\bride"), "ride"),
)  # fmt: skip
_THING = guard(
    r"(?:点|买|订|吃|喝|那|要|的|杯|份|单|件|个|碗|{A}|{T})(?:的)?(?:那)?(?:杯|份|件|个|碗|单|盒|箱|双|条)?(?P<v>[\u4e00-\u9fffa-zA-Z]{2,10}?)(?=到|怎么|还|什么|退|烂|坏|取消|可以|能|改|,|。|再|照|不|$|太)"
)
_NO_THING = re.compile(r"退|怎么|什么|一下|取消|订单|时候|还没")
_REASON = guard(
    r"(?:因为|由于)?(?P<v>(?:太|临时|等了|点错|买错|下错|不合适|质量|烂|坏|破|漏|少了|错|没时间|有事|机器|说不明白|听不|尺码|颜色|不想|it |because|arrived)[^。!?]*)"
)
_WHERE = tuple(rule("where", each) for each in WHERE)


def read(reading: Reading) -> None:
    """`which` and what changes; chat has neither."""
    if reading.kind in (ActKind.CHAT, ActKind.WALLET):
        return
    if reading.kind is not ActKind.HANDOFF:
        which = _which(reading)
        if which:
            reading.slots["which"] = which
    if reading.kind is ActKind.CHANGE:
        reading.apply(_WHERE)
        take_times(reading)
    if reading.kind in (ActKind.CANCEL, ActKind.REFUND, ActKind.HANDOFF) and (match := reading.search(_REASON)):
        reading.slots["reason"] = clean(reading.folded.unfold(match["v"]).strip(",。"))


def _which(reading: Reading) -> str | None:
    text = reading.text
    for regex, which in _WHICH:
        if reading.search(regex):
            return which
    things = [each for each in reading.terms() if each.has("item")]
    if things and text[things[-1].start : things[-1].end] not in ("退款", "退票"):
        return text[things[-1].start : things[-1].end]
    if reading.search(_LAST):
        return "last"
    if (match := reading.search(_THING)) is not None:
        said = clean(match["v"])
        return None if _NO_THING.search(said) else said
    return "last" if reading.kind in (ActKind.REORDER, ActKind.CANCEL) else None
