"""Short sentences that ask for nothing by a name. Each pattern must fit the whole sentence, normalised and in lower case."""
# ruff: noqa: E501

_NUMBER = (
    r"\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen"
)
_WHEN = r"(?P<when>昨天|前天|今天|上次|上回|上一次|刚才|之前|以前|yesterday|last time|before)"
_CARD = r"(?:free[- ]order )?(?:card|coupon|voucher)"
_WHY = r"为什么|为啥|为何|干嘛|咋|怎么|凭什么|凭啥"
_THIS = r"(?:这|那|它|他)(?:一)?(?:个|家|款|场|间|趟|班|种|单|店|样|份|杯)?(?:店|酒店)?"
_THAT_CARD = r"(?:另外?|别的|其他|我的|这|那|其它)*(?:一)?(?:张|个)?(?:的)?(?:免单|优惠|满减|打折|折扣|红包)?[卡券]"
END = r"(?:吧|了|啊|呗|呢|,? ?please|,? ?thanks)*[。.!?,]*"

PATTERNS: dict[str, tuple[str, ...]] = {
    "no_card": (
        r"(?:这次|这单|先|还是|我|就)*(?:不|别)(?:要|想)?(?:用|使用)(?:这张|那张)?(?:免单)?[卡券]",
        rf"(?:no|without(?: the| my| a)?|don't use(?: the| my| a)?) {_CARD}",
    ),
    "card": (
        r"(?:要|请|帮我|还是|就|这次)*(?:用|使用|用上)(?:一张|那张|这张)?(?:免单)?[卡券](?:付|抵)?",
        rf"(?:with|use)(?: the| my| a)? {_CARD}",
    ),
    "once_more": (r"(?:再|照样)(?:来|点|下|要|买|订)(?:一)?(?:单|次|份一样的|回)", r"(?:the )?same again|once more"),
    "as_before": (
        rf"(?:还是|就|照)?(?:跟|和|像|同)?{_WHEN}(?:的)?(?:那样|一样|一样的|那单|那个|那些)(?:再来一[份单次])?",
        r"(?:还是)?老(?:样子|规矩)|the usual|same as usual",
        rf"(?:the )?same(?: thing| order)? as {_WHEN}",
    ),
    "same_shop": (
        rf"(?:还是|就|要|换成?|用|去|在|点|回到)*{_WHEN}(?:的|点的|买的|去的)?那(?:家|个店|间)店?",
        rf"(?:the )?same (?:shop|place|one|cinema|store) as {_WHEN}",
    ),
    "track": (
        r"(?:请|麻烦|帮我)*(?:看看|看下|看一下|查一下|查查|查|看)(?:我的)?订单(?:状态|进度|情况)?",
        r"(?:我(?:的|那|个|张|这)*(?:订?单|外卖|东西|餐|菜)?)?(?:现在)?(?:去到|送到|到|去)(?:边度?|哪里?|哪儿)(?:喇|啦|了|呀|啊)*",
        r"(?:我的?|那个)?(?:取?票[码号]|取[餐件货]码|订单号|单号)(?:是)?(?:多少|什么|几号|在哪)?(?:来着)?",
        r"(?:大概)?(?:还要|还得|要|得)?(?:多久|几点|什么时候)(?:能|可以|会)?(?:送?到|送来|好)",
        r"(?:what(?:'s| is| are) )?my (?:ticket|order|pick-?up) (?:codes?|numbers?)|(?:show me |where are )?my (?:tickets?|ticket codes?|orders?)|when (?:will|does) it (?:arrive|come)|how long(?: will it take)?",
    ),
    "price": (
        r"(?:这个|那个|这些|一共|总共|要|得|这单)*(?:多少钱|几块钱?|怎么卖|什么价)",
        r"how much(?: is (?:it|that|this)| does it cost| in total)?",
    ),
    "too_dear": (
        r"(?:这|也|有点|有些|太|好|真|价格|价钱|还是|个)*(?:太|有点|好|真|偏)?贵(?:了点|了一点)?",
        r"(?:that's |it's |this is |still )?(?:a bit |way |far )?too (?:much|dear|expensive|pricey)",
    ),
    "so_many": (rf"(?:make (?:it|that) |just |only |i want |i'd like )?(?P<n>{_NUMBER})(?: of (?:them|those|it))?",),
    "whichever": (
        r"随便|随意|都行|都可以|都好|无所谓|(?:你|您)(?:来)?(?:定|选|决定|看着办)|(?:随便)?哪[个家场部款]都(?:行|可以|好)",
        r"any(?:thing)?(?: (?:one )?(?:is )?(?:fine|ok|will do))?|whichever|whatever|up to you|you choose",
    ),
    "row": (
        r"(?:换|改|坐|要|选|到|成|在)*(?P<row>最后一?排|末排|尾排|前排|靠前|中间那?几?排|中间|中排)(?:的位置|的座位)?",
        r"(?:change to |switch to |make it )?(?:the )?(?P<row>last|back|front|middle) row",
    ),
    "label": (
        r"(?:地址)?(?:还是|就|请)?(?:换|改|送|寄)(?:成|到|去|回|往|送到)*我?(?P<where>家里?|公司|单位|办公室|学校|宿舍)",
        r"(?:send|deliver|change)(?: it| that)? to (?:my |the )?(?P<where>home|office|work|school)(?: instead)?",
    ),
    "addresses": (
        r"(?:看看|看一下|查一下|查|显示)?我(?:的|有哪些|存了哪些|都有哪些|有什么)(?:收货)?地址(?:簿|本)?(?:都?有哪些|有什么|是什么|是哪些|列一下)?",
        r"(?:what are |show (?:me )?)?my (?:saved )?address(?:es| book)",
    ),
    "another": (
        r"(?:再)?(?:换|改)(?:一|别的|其他|另)*(?:家|个|款|部|场|种|批)?(?:店|试试|看看)*",
        r"(?:不要|不想要|不喜欢)这(?:家|个|款|部|场|种)",
        r"(?:还)?有没有(?:别的|其他的?)店?|还有(?:别的|其他的?)(?:吗|店吗)?",
        r"(?:another|a different) (?:one|shop|place|cinema)|something else",
    ),
    "why": (
        rf"(?:{_WHY})(?:是|要|就|会|给我|帮我|你)*(?:选|挑|推荐|推|点|订|买|定)?(?:的)?(?:是)?(?:{_THIS})",
        rf"(?:{_THIS})?(?:是)?(?:{_WHY})(?:最好|最合适|排第一|便宜|这个价|这么贵|那么贵|这么便宜|这么算)",
        r"(?:这个|那个|这些|一共|这单)*(?:价钱?|价格|钱|总价|多少钱)?(?:是)?怎么(?:算|来|选|挑|定|排)(?:出来)?的",
        r"why (?:(?:did you (?:pick|choose|take|recommend) )?(?:this|that|it)(?: one| shop| price)?|so (?:expensive|dear|much|cheap))"
        r"|how (?:was|is) (?:it|this|that|the price) (?:chosen|picked|made up|worked out|ranked)",
    ),
    "why_card": (
        rf"(?:{_THAT_CARD})?(?:{_WHY})(?:这次|现在|就|又|还|也)*(?:不能|不可以|不给|没有|没|不|用不了|用不上)(?:用|使|抵|减)*(?:上|了|掉)*(?:{_THAT_CARD})?",
        rf"(?:{_WHY})(?:是|要|只)*(?:用|选)(?:的)?(?:是)?(?:{_THAT_CARD})",
        rf"why (?:not|can't i|cannot i|can i not|didn't (?:you|it)|did you not)(?: use)? (?:this|that|my|the other|a) (?:\w+[ -])?{_CARD}"
        rf"|why (?:this|that) {_CARD}|why (?:is|was) (?:my|the|that|no) {_CARD} (?:not )?used",
    ),
}  # fmt: skip
