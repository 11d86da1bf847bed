"""Topics: what a text is about, whatever it was taken for."""
# ruff: noqa: E501

import re
from enum import StrEnum

from bangwo.language.normalise import script
from bangwo.language.smalltalk import homework


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
    (Topic.COUPLET, r"春联|对联|楹联|上联|下联|横批|couplet"),
    (Topic.STORY, r"(?:讲|说|来|编|听)[^,。]{0,12}(?:故事|笑话|童话|段子)|(?:story|joke)\b"),
    (Topic.GREETING, r"祝福语|拜年|贺词|贺卡|祝词|吉祥话|情书|(?:写|编|拟|发)[^,。]{0,12}(?:祝福|问候|短信)|(?:message|greeting|card) (?:to|for)\b"),
    (Topic.WEATHER, r"天气|新闻|头条|热搜|股票|大盘|weather|forecast|\bnews\b|stock price"),
)  # fmt: skip
_PATTERNS = tuple((topic, re.compile(source, re.IGNORECASE)) for topic, source in _CLEAR)
_GREETED = re.compile(
    r"^(?:[新过]年好|新年快乐|春节快乐|恭喜发财|早上好|早安|晚上好|下午好|中午好|你好|您好|hello|hi|hey|happy new year|good (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_KINDLY = re.compile(r"自杀|不想活|想死(?!你)|孤单|孤独|寂寞|lonely|suicid|want to die|kill myself", re.IGNORECASE)


def topic_of(said: str, text: str) -> Topic:
    """The topic of a text; `said` is what the sentence was taken for."""
    plain = script(text)
    if _KINDLY.search(plain):
        return Topic.SMALLTALK
    clear = next((topic for topic, cue in _PATTERNS if cue.search(plain)), None)
    if clear is not None and said not in (Topic.IMPOSSIBLE, clear) and said in set(Topic) and _told(said, plain):
        return Topic(said)
    if clear is not None and said != Topic.IMPOSSIBLE:
        return clear
    if homework.has_sums(text):
        return Topic.HOMEWORK
    if said in set(Topic) and said != Topic.SMALLTALK:
        return Topic(said)
    return Topic.GREETING if _GREETED.match(plain) and len(plain) <= 24 else Topic.SMALLTALK


def _told(said: str, text: str) -> bool:
    """Whether the text also tells of what it was taken for: 写副春联再讲个笑话 is both."""
    return any(topic == said and cue.search(text) for topic, cue in _PATTERNS)
