"""Together: whether a sentence begins an order of several people, asks how it stands, or ends it."""

import re

from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.state import Dialogue
from bangwo.language.normalise import normalise
from bangwo.language.words import group as words

_END = r"[吧啊呢吗?。!, ]*"
_BEGIN, _DONE, _ASKED = (
    re.compile(f"(?:{each}){_END}", re.IGNORECASE) for each in (words.BEGIN, words.DONE, words.ASKED)
)


def together(state: Dialogue, text: str) -> i.GroupBegun | i.GroupDone | i.GroupAsked | None:
    """What is said of a shared order. Without one, only that it shall begin."""
    plain = normalise(text).strip()
    if state.group_id and _DONE.fullmatch(plain):
        return i.GroupDone()
    if state.group_id and (_ASKED.fullmatch(plain) or _BEGIN.fullmatch(plain)):
        return i.GroupAsked()
    return i.GroupBegun() if _BEGIN.fullmatch(plain) else None
