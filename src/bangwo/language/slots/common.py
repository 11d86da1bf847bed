"""Slots that every trade shares: times, budget, sort, coupon."""
# ruff: noqa: E501

from bangwo.domain.act import Budget, When
from bangwo.language.folding import guard
from bangwo.language.quantities import Found, moment
from bangwo.language.slots.reading import Reading, rule

COUPON = (
    rule("coupon", r"(?:这单|这次)?(?:别|不要|不|先不|不想)(?:再)?用(?:掉)?(?:我的|那张|这张)?(?:{A})?(?:免单卡|优惠券|券|卡|免单|红包)(?:了)?(?:抵扣|抵)?", False),
    rule("coupon", r"(?:记得|顺便|帮我|要|可以|给我)*(?:用|使用|拿|把|抵扣|抵)(?:上|掉|了)?(?:我的|我那|那|一下)?(?:{A})?(?:那张|张)?(?:新人|新年)?(?:免单卡|优惠券|券|免单|抵用券|代金券)(?:来|去)?(?:抵扣|抵掉|抵|付|用上|用了)?(?!还有)", True),
    rule("coupon", r"用{A}(?=点|买|来|订|抵|叫)", True),
    rule("coupon", r"(?:with|using|use|apply)(?: my| a| the| one)*(?: free[- ]order)? (?:card|coupon|voucher)", True),
    rule("coupon", r"用{A}(?=点|买|来|订|抵|叫)", True),
    rule("coupon", r"(?:without|don't use|do not use|no)(?: my| a| the| any)*(?: free[- ]order)? (?:card|coupon|voucher)", False),
)  # fmt: skip
SORT = (
    rule("sort", r"(?:哪[个家班趟款张间种场](?:最)?便宜(?:就)?[坐买选来订要]?哪[个家班趟款张间种场]?|(?:就)?(?:要|选|挑|找)?(?:价格|价钱|票价)?最(?:便宜|低价|实惠|划算)(?:的)?(?:那[家个种班款间张场])?|价格最低(?:的)?|as cheap as possible|(?:the )?lowest price|(?:越|尽量)(?:便宜|省钱)(?:越好|点|的)?|越便宜越好|便宜的优先|(?:the )?cheapest(?: one)?(?: flight| show)?|按价格(?:从低到高)?排?|从便宜到贵)(?:就订哪[个班家])?", "cheapest"),
    rule("sort", r"(?:哪[家个](?:店)?)?送得最快(?:的)?(?:那家)?(?:就买哪家)?|(?:哪[家趟班]?)?(?:送(?:得|餐|货)?)?最快(?:的)?(?:那[家趟班])?|越快越好|(?:the )?fastest|最快能到|用时最短", "fastest"),
    rule("sort", r"(?:按)?(?:评分|评价|口碑|好评)(?:率)?(?:给我)?(?:最好|最高|高|排(?:一排|序|名)?|好)的?(?:那[家部款个])?(?:排前面)?|最好(?:吃|看|喝)的?(?:那[家部])?|(?:the )?(?:best[- ]rated|highest[- ]rated|top[- ]rated|best)\b|(?:按评分|按口碑)(?:给我)?排(?:一排|个序|序)?", "best_rated"),
    rule("sort", r"(?:卖得|卖的)?最(?:火|热门|火爆|畅销|热卖|受欢迎)的?(?:那[家部款个])?|(?:按)?销量(?:最)?(?:高|好)(?:的)?|(?:the )?(?:most )?popular(?: one)?|(?:the )?best[- ]selling(?: one)?|人气(?:最)?高的?|卖得最好的?", "popular"),
    rule("sort", r"(?:离[^,。{*}]{1,10})?最近的?(?:那[家个间])|(?:找|要|挑|选)?(?:个|家)?(?:离我|离家|离公司|离这|离这儿)?最近的(?!电影院?票)|(?:^|,)最近的?(?:就好|就行)|就近|(?:the )?(?:nearest|closest)|离[^,。{*}]{1,10}最近|最近(?=$|[,。])", "nearest"),
    rule("sort", r"(?:要|选|挑)?(?:最早|最先|第一)(?:的)?(?:那)?(?:{A}|[场班趟])(?:车|飞机|高铁|航班)?(?:的)?|[头首]班(?:车|机)?|(?:要|选|挑)?最早(?:的)?|(?:the )?(?:earliest|first (?:flight|train|bus)(?! class))", "earliest"),
    rule("sort", r"(?:要|选|挑)?(?:最晚|最后|末尾)(?:的)?(?:那)?(?:{A}|[一]?[场班趟])(?:车|飞机|高铁|航班)?(?:的)?|末班(?:车|机)?|(?:要|选|挑)?最晚(?:的)?|(?:the )?(?:latest|last (?:flight|train|show|bus))", "latest"),
)  # fmt: skip


def when(found: Found) -> When:
    """A time as a slot."""
    return When(
        at=moment(found.at) if found.at else None,
        from_=moment(found.from_) if found.from_ else None,
        to=moment(found.to, ends=True) if found.to else None,
        approx=found.approx,
    )


def day_of(found: Found) -> str:
    """The day of a time, as a date slot."""
    at = found.from_ or found.at or found.to
    assert at is not None
    return at.strftime("%Y-%m-%d")


def take_times(reading: Reading, *, windows: bool = True) -> None:
    """Fill `time`, `date` and `date_ref` from the times in the text: the closest one said wins, a later one corrects."""
    times = [found for _, found in reading.founds("T")]
    premiere = [each for each in times if each.premiere]
    if premiere:
        reading.slots["date_ref"] = "premiere"
        if premiere[-1].clock or premiere[-1].at or not premiere[-1].day:
            reading.slots["clock"] = _clock(premiere[-1])
    else:
        close = [each for each in times if not each.day]
        if close:
            reading.slots["time"] = when(close[-1])
        elif times:
            reading.slots["date"] = day_of(times[-1])
    reading.sub(_TIMES, ",")


_TIMES = guard(r"(?:在|从|于|约)?{T}(?:那天|当天|的时候|这天)?")


def _clock(found: Found) -> When:
    full = when(found)
    return When(at=_hour(full.at), from_=_hour(full.from_), to=_hour(full.to), approx=full.approx)


def _hour(moment_said: str | None) -> str | None:
    return moment_said[11:] if moment_said else None


def take_budget(reading: Reading, per: str | None = None) -> None:
    """Fill `budget` from the money in the text; `per`: what 一张 or 每份 means in this trade."""
    for _, found in reading.founds("M"):
        unit = per if found.per in ("item", "ticket") and per else found.per
        if found.max_fen is not None or found.min_fen is not None:
            reading.slots["budget"] = Budget(max=found.max_fen, min=found.min_fen, per=unit)
        elif found.fen is not None:
            about = found.approx
            reading.slots["budget"] = Budget(about=found.fen, per=unit) if about else Budget(max=found.fen, per=unit)
    reading.sub(_MONEYS, ",")


_MONEYS = guard(r"(?:总共|一共|总价|预算|价格|价位|单价|每人|人均|大概|最好|控制)*(?:在|要|是)?{M}(?:之间|就行|的)?")


def take_common(reading: Reading, per: str | None = None) -> None:
    """Coupon, sort, budget."""
    reading.apply(COUPON)
    reading.apply(SORT)
    take_budget(reading, per)
