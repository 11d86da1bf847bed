"""Topics: what a text is about, whatever it was taken for."""
# ruff: noqa: E501

import re
from enum import StrEnum

from bangwo.language.normalise import script
from bangwo.language.smalltalk import chatter, greeting, homework

CUES_MAX = 300
"""Characters in which is looked for what a text is about; sums are read further."""


class Topic(StrEnum):
    """What is answered by a file of its own."""

    COUPLET = "couplet"
    GREETING = "greeting"
    HOMEWORK = "homework"
    WEATHER = "weather"
    STORY = "story"
    IMPOSSIBLE = "impossible"
    SMALLTALK = "smalltalk"


_CLEAR = (
    (Topic.COUPLET, r"春联|对联|楹联|上联|下联|横批|(?:再|另|换)[来写编]?一[副幅](?!眼镜|手套|耳机|牌)|couplet"),
    (Topic.STORY, r"(?:讲|说|来|编|听)[^,。]{0,12}(?:故事|笑话|童话|段子)|再(?:讲|说)一?个|(?:story|joke)\b"),
    (Topic.GREETING, r"祝福语|拜年|贺词|贺卡|祝词|吉祥话|情书|(?:写|编|拟|发)[^,。]{0,12}(?:祝福|问候|短信)|祝(?!你|您|大家|福)[^,。]{1,8}(?:快乐|健康|康复|顺利|长寿)|给[^,。]{1,10}写[^,。]{0,4}(?:话|信|寄语)|(?:message|greeting|card) (?:to|for)\b"),
    (Topic.WEATHER, r"天气|新闻|头条|热搜|股票|大盘|weather|forecast|\bnews\b|stock price"),
)  # fmt: skip
_PATTERNS = tuple((topic, re.compile(source, re.IGNORECASE)) for topic, source in _CLEAR)
_GREETED = re.compile(
    r"^(?:[新过]年好|新年快乐|春节快乐|恭喜发财|早上好|早安|晚上好|下午好|中午好|你好|您好|hello|hi|hey|happy new year|good (?:morning|afternoon|evening))(?=$|[呀啊哈呢吗,.!?。~ ])",
    re.IGNORECASE,
)
_KINDLY = re.compile(r"自杀|不想活|想死(?!你)|孤单|孤独|寂寞|lonely|suicid|want to die|kill myself", re.IGNORECASE)


SHORT = 8
"""So few characters of chatter tell of themselves what they are, also while something is open."""
_CHANGES = re.compile(r"送|换|改|加|要|来|点|买|订|第|份|杯")


def beside(text: str, running: bool) -> bool:
    """Whether what was taken for a change of an order is plainly talk; `running`: there is one to change."""
    plain = script(text[:CUES_MAX])
    clear = _clear(plain)
    if not running:
        return clear is not None or bool(chatter.code_of(plain))
    if clear in (Topic.STORY, Topic.WEATHER):
        return True
    return len(plain) <= SHORT and not _CHANGES.search(plain) and chatter.code_of(plain) in chatter.PERSONAL


def several(text: str) -> list[tuple[Topic, str]]:
    """The clauses of a text by topic, where it clearly asks for two things: 写副春联，再讲个笑话."""
    out: dict[Topic, str] = {}
    for clause in _CLAUSE.split(text):
        topic = _clear(script(clause)) or (list(out)[-1] if out else None)
        if topic is not None:
            out[topic] = f"{out[topic]}，{clause}" if topic in out else clause
    return list(out.items()) if len(out) > 1 else []


def topic_of(said: str, text: str) -> Topic:
    """The topic of a text; `said` is what the sentence was taken for."""
    plain = script(text[:CUES_MAX])
    if _KINDLY.search(plain):
        return Topic.SMALLTALK
    clear = _clear(plain)
    if clear is not None and said != Topic.IMPOSSIBLE:
        return clear
    if homework.has_sums(text):
        return Topic.HOMEWORK
    if said in set(Topic) and said != Topic.SMALLTALK and not (said == Topic.GREETING and _personal(plain)):
        return Topic(said)
    return Topic.GREETING if _GREETED.match(plain) and len(plain) <= GREETED_MAX else Topic.SMALLTALK


GREETED_MAX = 24
_CLAUSE = re.compile(r"[,，。;；!！?？\n]+|(?=再[讲说写来编]|顺便|然后)| and (?:then )?")


def _clear(plain: str) -> Topic | None:
    return next((topic for topic, cue in _PATTERNS if cue.search(plain)), None)


def _personal(plain: str) -> bool:
    """晚安 or 你真笨 is taken for a greeting and is none."""
    return greeting.is_hello(plain) and chatter.code_of(plain) in chatter.PERSONAL
