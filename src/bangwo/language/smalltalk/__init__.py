"""Small talk: what is said to a person who wants nothing bought, from what was written for this project."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.language import feasts
from bangwo.language.smalltalk import chatter, couplet, greeting, homework, impossible, stories, weather
from bangwo.language.smalltalk.topics import CUES_MAX, Topic, beside, several, topic_of

__all__ = ["Talk", "Topic", "answer", "beside", "only_sums"]

TEXT_MAX = 2_000
only_sums = homework.only_sums


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said, and about what. The topic is a hint: the text decides. Another seed gives another answer."""

    topic: str
    text: str
    language: str
    now: datetime
    seed: int


def answer(talk: Talk) -> str:
    """The answer, in the person's language; empty where there is none."""
    text = talk.text[:TEXT_MAX]
    if feasts.asked(text):
        return feasts.answer(text, talk.language, talk.now)
    if parts := several(text[:CUES_MAX]):
        return "\n\n".join(_about(topic, clause, talk) for topic, clause in parts)
    return _about(topic_of(talk.topic, text), text, talk)


def _about(topic: Topic, text: str, talk: Talk) -> str:
    language, seed = talk.language, talk.seed
    text = text if topic is Topic.HOMEWORK else text[:CUES_MAX]
    match topic:
        case Topic.HOMEWORK:
            return homework.answer(text, language, seed)
        case Topic.COUPLET:
            return couplet.answer(text, language, talk.now, seed)
        case Topic.GREETING:
            return greeting.answer(text, language, talk.now, seed)
        case Topic.WEATHER:
            return weather.answer(text, language, seed)
        case Topic.STORY:
            return stories.answer(text, language, seed)
        case Topic.IMPOSSIBLE:
            return impossible.answer(text, language, seed)
        case Topic.SMALLTALK:
            return chatter.answer(text, talk.topic, language, seed)
