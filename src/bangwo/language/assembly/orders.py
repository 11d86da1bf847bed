"""Orders: which of those already placed words mean."""
# ruff: noqa: E501

import re

from bangwo.language.assembly.basket import singular

_EDGES = " ,。、;:!?的《》\"'“”()"
_WHICH = (
    (r"外卖", "外卖"), (r"快[递地弟]|包裹", "快递"), (r"高铁|火车|动车|车票|卧铺|硬座|二等座|城际|\btrain", "train"),
    (r"机票|航班|飞机|\bflight|\bplane", "flight"), (r"酒店|民宿|客栈|宾馆|房间|订的房|\bhotel|\broom", "hotel"),
    (r"电影|\bmovie|\bfilm", "movie"), (r"演唱会|话剧|音乐会|演出票|\bconcert|\bshow\b", "show"), (r"门票|\battraction", "attraction"),
    (r"(?:打|叫|约)的?(?:那[辆台]|出租|快|专)?车|那[辆台]车|网约车|司机|打车|出租车|快车|专车|\btaxi|\bride|\bcab|\bdriver|\bcar\b", "ride"),
)  # fmt: skip
_KNOWN = tuple((re.compile(source, re.IGNORECASE), value) for source, value in _WHICH)
_LAST = re.compile(
    r"^(?:我|我的|帮我|把|照着?|按着?|跟|和|像|那个|那|这|这个|my|the|that|this)*\s*(?:刚才?|刚刚|刚下|刚点|刚订|刚买|头先|上次|上回|上一?|最近|最后|之前|昨天|前天|今天|中午|早上|昨晚|last|latest|most recent|previous|usual|same|current)*"
    r"(?:点|下|买|订|要|吃|喝|叫|送)?(?:的)?(?:那|这|一|个|份|笔|次|order)*(?:单子?|订单|东西|order|one|thing|time|usual|个|次|一样的?|原样|再来?|it|as last time)*\s*$",
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
        return singular(_AFTER.sub("", _BEFORE_ENGLISH.sub("", text)).strip()) or "last"
    return _AFTER.sub("", _BEFORE.sub("", text)).strip(_EDGES) or "last"
