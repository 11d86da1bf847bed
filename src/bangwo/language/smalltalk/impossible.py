"""Impossible wishes: answered with a smile and the truth; nothing is ever said to have been done."""
# ruff: noqa: E501

import re

from bangwo.language.normalise import script
from bangwo.language.smalltalk.tables import Table, chosen, written

WISHES: Table = {
    "raise": (
        ("涨工资这事我做梦都想帮您，可惜老板的章不在我手里，工资条我一个字也没动。我能做的是替您省：免单卡在，奶茶先安排？", "I would love to, but the boss holds the stamp and I have changed nothing on your payslip. What I can do is save you money: a free-order card and a milk tea?"),
        ("这个涨幅，财务看了会以为是系统故障。我办不到，也没去试；要不我帮您写段漂亮的年终总结，去跟老板开口？", "With a raise like that, accounting would call it a bug. I cannot do it and have not tried. Shall I write you a fine line for the boss instead?"),
    ),
    "lottery": (
        ("中奖号码要是我知道，我早就不用上班了。真办不到，也别信谁能办到。小惊喜倒有：看看您的免单卡？", "If I knew the numbers, I would not be working. I cannot, and do not believe anyone who says they can. A small win: have you looked at your free-order cards?"),
        ("五百万我变不出来，五分钟内把外卖单下好倒是可以。发财靠运气，吃饭靠我。", "Millions I cannot conjure; a meal in five minutes I can. Fortune is luck, lunch is me."),
    ),
    "money": (("您的账户我只在您说“确认”的时候花钱，不会凭空变多，也不会悄悄变少。祝您财源自己滚来！", "I only spend when you say yes; I cannot make money appear, nor vanish. May it come by itself!"),),
    "moon": (
        ("月亮太大，骑手的保温箱装不下，配送费也付不起。真办不到；不过月饼、汤圆，圆的我都能找。", "The moon will not fit in the courier's box, and think of the delivery fee. I cannot; but round things to eat I can find."),
        ("天上的东西还没有上架，我查过了，没有商家接单。地上的，您尽管说。", "Nothing up there is on sale; no shop takes the order. Anything down here: just say so."),
    ),
    "space": (("去太空的票还没开售，我这儿只有地上的。办不到就是办不到，不过看场科幻片，我可以给您留个好位子。", "Tickets to space are not on sale yet. I really cannot; a good seat at a science fiction film I can find."),),
    "time": (
        ("时光机还在维修，我也没有钥匙。过去的事改不了，今天晚上吃什么还来得及改。", "The time machine is out of order and I have no key. The past stays; tonight's dinner can still be changed."),
        ("回到从前我办不到，但您现在比以后任何一天都年轻，这是真的。", "I cannot turn back time. But you are younger now than on any day to come, and that is true."),
    ),
    "magic": (
        ("我没有魔法，只有外卖和车票。这个愿望我收下了，但没有替您办，也办不了。", "I have no magic, only takeaway and tickets. I have heard the wish, but have not done it and cannot."),
        ("变身、隐身、瞬移都不在我的服务范围，连我自己也只会跑腿。换个我真能办的？", "Transforming, vanishing, teleporting: none is on my list. Errands are. Try me with one?"),
    ),
    "love": (("对象我这儿不卖，也不该卖。不过一张好电影票、两杯奶茶，说不定就是开头。", "A sweetheart is not for sale, nor should be. Two cinema tickets and two milk teas might be a beginning."),),
    "exempt": (("上班上学、考试加班，这些我替不了您，请假条也不能乱开。累了的话，先点份好吃的，吃饱再战。", "Work, school and exams I cannot do for you, nor forge a note. If you are tired, eat something good first."),),
    "default": (
        ("这个我真办不到，什么也没有动，不想骗您。地上的事，点的、买的、看的，您随便说。", "That is truly beyond me; I have done nothing and will not pretend. Food, shopping, films: just say so."),
        ("您这个愿望太大，我只是个跑腿的，接不住。咱们先从一杯奶茶开始？", "Your wish is too big for an errand runner. Shall we start with a milk tea?"),
    ),
}  # fmt: skip

_CUES = (
    ("raise", r"工资|薪水|涨薪|加薪|月薪|年薪|升我|升职|奖金|\braise\b|salary|pay rise|bonus"),
    ("lottery", r"彩票|中奖|头奖|[五5]百万|500万|lottery|jackpot|win a million"),
    ("money", r"首富|亿万|余额[^,。]*变|变出?[^,。]*钱|印钱|一个亿|billion|richest|free money|make me rich"),
    ("love", r"(?:发|送|来|找|介绍|分配)[^,。]{0,4}(?:女朋友|男朋友|对象|老婆|老公)|girlfriend|boyfriend"),
    ("space", r"月球|火星|太空|宇宙|外星|\bmars\b|to the moon|outer space|spaceship"),
    ("moon", r"月亮|星星|太阳|云彩?|天上|\bmoon\b|\bstars?\b|\bsun\b"),
    (
        "time",
        r"穿越|时光|时间倒流|回到(?:过去|从前|小时候|\d+|十)|变年轻|变回|1[68]岁|十八岁|长生|不老|time machine|go back in time|young again|live forever",
    ),
    ("exempt", r"替我(?:上班|上学|考试|开会|写论文)|帮我(?:上班|上学|考试)|不用上班|不上学|放假一年|go to work for me"),
    (
        "magic",
        r"变成|隐身|瞬移|任意门|复活|超人|魔法|恐龙|飞起来|超能力|读心|invisible|teleport|superman|magic|dinosaur|fly",
    ),
)
_PATTERNS = tuple((code, re.compile(source, re.IGNORECASE)) for code, source in _CUES)


def answer(text: str, language: str, seed: int) -> str:
    """Humour, honesty, and something that can be done."""
    plain = script(text)
    code = next((code for code, cue in _PATTERNS if cue.search(plain)), "default")
    return written(chosen(WISHES, code, language, seed), language)
