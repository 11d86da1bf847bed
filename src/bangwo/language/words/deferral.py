"""What puts a wish off until it can be had, and what is said of wishes that wait. Patterns, of normalised text."""
# ruff: noqa: E501

_DO = r"(?:帮我|给我|替我|给咱)?(?:下单|买|抢|订|定|点|拿下|入手)(?:一下)?"
_NUMBER = r"(?P<most>\d+(?:\.\d{1,2})?|[一二两三四五六七八九十百千]{1,6})"
_YUAN = r"(?:块钱|块|元|rmb|yuan)?"

STOCK = (
    rf"(?:只要|等|等到|要是|如果)?(?:一)?(?:有|出|放|补|上)(?:了)?(?:余)?(?:票|货|座|位子|房)(?:了|的话|的时候)*[,。 ]*(?:就|再|马上|立刻|赶紧){_DO}",
    r"(?:buy|order|book|get) (?P<what>.{0,40}?) ?(?:when|once|as soon as|if) (?:it'?s?|they(?:'re)?|there(?:'s)?|tickets?)? ?(?:is|are|become|becomes|gets?|come)? ?(?:back in stock|back|in stock|available|on sale)",
)
PRICE = (
    rf"(?:等|等到|要是|如果|只要)?(?:价格|价钱|总价)?(?:降|跌|掉|便宜|低)(?:价)?(?:到|至|于)?{_NUMBER}{_YUAN}(?:以下|以内|之内|之下|以里)?(?:了|的话|的时候)*[,。 ]*(?:就|再|才){_DO}",
    rf"(?:等|等到|要是|如果|只要)?(?:不到|低于|少于){_NUMBER}{_YUAN}(?:了|的话|的时候)*[,。 ]*(?:就|再|才){_DO}",
    rf"{_NUMBER}{_YUAN}(?:以下|以内|之内)(?:了|的话|的时候)*[,。 ]*(?:再|才){_DO}",
    r"(?:buy|order|book|get) (?P<what>.{0,40}?) ?(?:when|once|as soon as|if) (?:it|the price|they|that)? ?(?:drops?|falls?|goes|gets?|comes|is|costs?) ?(?:down)? ?(?:to|below|under|less than)* ?(?:¥|\$|rmb )?(?P<most>\d+(?:\.\d{1,2})?)(?: ?(?:yuan|rmb|kuai))?",
)
AT_AFTER = (
    r"[,。 ]*(?:的时候|准时|整)?[,。 ]*(?:就|再|才|准时)?(?:帮我|给我|替我)?(?:再)?(?:下个?单|提交(?:订单)?|开抢|抢)"
)
"""What follows a time that is the moment of the order and not of its delivery: 明早8点帮我下单."""
AT_ENGLISH = r"place (?:the|my|an|this|that)? ?order (?:at|on|by)? ?$"
"""What comes before such a time."""

LISTED = (
    r"(?:我)?(?:现在)?(?:还)?有(?:哪些|什么|没有|几个|多少)?(?:在等的)?(?:预约|预定|等着)的?单(?:子)?(?:吗)?|(?:看看|查看|查一下|查)?(?:我的)?预约单|我的预约|(?:我)?在等(?:什么|哪些)(?:单子|单)?|"
    r"(?:what|which)(?: orders?| things?)?(?: are| am i)? (?:waiting for|standing|scheduled)|(?:show |list )?my (?:standing|scheduled|waiting) orders?"
)
DROPPED = (
    r"(?:不用|不要|别|不)(?:再)?(?:等|蹲|盯)(?P<what>.{0,12}?)了?|取消(?P<which>.{0,12}?)的?预约(?:单)?|预约(?:单)?(?:取消|不要了?)|"
    r"(?:stop|no need to|don'?t) wait(?:ing)?(?: for (?P<english>.{1,30}?))?|cancel (?:my|the) (?:standing|scheduled|waiting) orders?"
)
