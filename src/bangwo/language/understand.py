"""Understand: one sentence to its acts, layer by layer."""

import re
from dataclasses import replace
from datetime import datetime

from bangwo.domain.act import ACTS_MAX, TEXT_MAX, Act, ActKind
from bangwo.language import acts, conversation, slots_of
from bangwo.language.folding import Folded
from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise
from bangwo.language.quantities import spans
from bangwo.language.setting import Setting

READ_MAX = 400
"""Characters of one sentence that are read: two minutes of speech are no order."""
_NOTE = re.compile(r"[,。 ]*(?:备注|留言)(?:一下|里)?(?:写明?|说|是|就|填)*[:, ]*(?P<v>.+)$", re.DOTALL)


def understand(text: str, now: datetime, lexicon: Lexicon, setting: Setting | None = None) -> tuple[Act, ...]:
    """What a sentence asks. With a setting, answers of a running conversation are understood too."""
    plain = lexicon.hear(_within(normalise(text[:TEXT_MAX])))
    if not plain:
        return (Act(act=ActKind.CHAT, topic="other"),)
    plain, note = _without_note(plain)
    folded = Folded(plain, lexicon)
    folded.fold(spans(plain, now))
    if setting is not None:
        answer = conversation.answer(folded, lexicon, setting) if plain.strip(" ,") else (Act(act=ActKind.AMEND),)
        if answer:
            return _noted(answer, note)
    found = [slots_of.act(segment, folded, lexicon) for segment in acts.segments(folded, lexicon)]
    return _noted(tuple(found[:ACTS_MAX]), note) or (Act(act=ActKind.CHAT, topic="other"),)


def _within(text: str) -> str:
    """What is read of a long text: whole clauses up to READ_MAX characters."""
    if len(text) <= READ_MAX:
        return text
    cut = max(text.rfind(mark, READ_MAX // 2, READ_MAX) for mark in ",。;!?")
    return text[: cut if cut > 0 else READ_MAX]


def _without_note(text: str) -> tuple[str, str]:
    """The sentence and the note behind it: what a note says is never a command."""
    match = _NOTE.search(text)
    return (text[: match.start()], match["v"].strip(" ,。")) if match else (text, "")


def _noted(found: tuple[Act, ...], note: str) -> tuple[Act, ...]:
    """The acts, with the note on the last one that buys or changes."""
    if not note:
        return found
    for index in range(len(found) - 1, -1, -1):
        if found[index].act in (ActKind.ORDER, ActKind.AMEND):
            return (*found[:index], replace(found[index], note=note), *found[index + 1 :])
    return (*found, Act(act=ActKind.AMEND, note=note))
