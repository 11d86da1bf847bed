"""Weather and news: nothing is connected that knows them, and that is said."""
# ruff: noqa: E501

import re

from bangwo.language.smalltalk.tables import Table, chosen, written

OUTSIDE: Table = {
    "rain": (("我没有接天气服务，下不下雨不敢乱说。要是担心淋雨，我可以帮您叫车，或者从超市买把伞送来。", "No weather service is connected, so I will not guess about rain. I can call a car, or have an umbrella brought from the supermarket."),),
    "cold": (("我没有接天气服务，冷不冷说不准。要是觉得冷，我帮您点杯热饮，或者来份热汤？", "No weather service is connected, so I cannot tell how cold it is. If you are cold, shall I order a hot drink or a soup?"),),
    "hot": (("我没有接天气服务，几度说不准。要是热了，我帮您点杯冰的？", "No weather service is connected, so I cannot tell the temperature. If it is hot, shall I order something iced?"),),
    "weather": (("我没有接天气服务，不敢乱说，请看看手机上的天气。点外卖、买菜、买票这些我能办。", "No weather service is connected, so I will not guess; please look at your phone. Takeaway, groceries and tickets I can do."),),
    "news": (("我没有接新闻服务，不知道今天的消息，也不想编给您听。想看电影、点外卖，我在行。", "No news service is connected: I do not know today's news and will not make it up. Films and food I know."),),
    "market": (("行情和比分我没有接，说了也是瞎猜，不能拿您的钱开玩笑。", "I have no market data or scores; anything I said would be a guess, and I do not joke with your money."),),
}  # fmt: skip

_CUES = (
    ("market", re.compile(r"股票|股价|大盘|基金|汇率|金价|油价|比特币|比分|谁赢|开奖|stock|bitcoin|exchange rate|score\b", re.IGNORECASE)),
    ("news", re.compile(r"新闻|头条|热搜|时事|\bnews\b|headline", re.IGNORECASE)),
    ("rain", re.compile(r"雨|带伞|伞|台风|\brain|umbrella|typhoon", re.IGNORECASE)),
    ("cold", re.compile(r"雪|冷|降温|羽绒|穿什么|cold|snow|chilly", re.IGNORECASE)),
    ("hot", re.compile(r"热|高温|升温|\bhot\b|heat", re.IGNORECASE)),
)  # fmt: skip


def answer(text: str, language: str, seed: int) -> str:
    """What is not known, and what can be done instead."""
    code = next((code for code, cue in _CUES if cue.search(text)), "weather")
    return written(chosen(OUTSIDE, code, language, seed), language)
