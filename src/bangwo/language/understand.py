"""Understand: one sentence to its acts, layer by layer."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.domain.act import TEXT_MAX, Act, ActKind
from bangwo.language import conversation, feasts, instore
from bangwo.language.assembly import assemble
from bangwo.language.hearing import Heard
from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise
from bangwo.language.quantities import spans
from bangwo.language.setting import Setting
from bangwo.language.tagging.decode import decoded
from bangwo.language.tagging.tagger import Tagger, scored

READ_MAX = 400
"""Characters of one sentence that are read: two minutes of speech are no order."""
BABBLE = 12
_NOTE = re.compile(r"[,。 ]*(?:备注|留言)(?:一下|里)?(?:写明?|说|是|就|填)*[:, ]*(?P<v>.+)$", re.DOTALL)
_NOTHING = (Act(act=ActKind.CHAT, topic="other"),)


@dataclass(frozen=True, slots=True)
class Ears:
    """What sentences are heard with: the names that are known, and the net that tags."""

    lexicon: Lexicon
    tagger: Tagger


def understand(text: str, now: datetime, ears: Ears, setting: Setting | None = None) -> tuple[Act, ...]:
    """What a sentence asks. With a setting, answers of a running conversation are understood too."""
    plain = ears.lexicon.hear(_within(normalise(text[:TEXT_MAX])))
    plain, note = _without_note(plain)
    if not plain.strip(" ,") or _babbled(plain):
        return (Act(act=ActKind.AMEND, note=note),) if note and setting is not None else _noted(_NOTHING, note)
    if feasts.asked(plain):
        return _noted(_NOTHING, note)
    heard = listen(plain, now, ears)
    if (meal := instore.in_shop(heard)) is not None:
        return _noted((meal,), note)
    tagged = decoded(heard.scores, plain, heard.terms)
    if setting is not None and (answer := conversation.answer(heard, tagged, setting)):
        return _noted(answer, note)
    return _noted(assemble.acts(heard, tagged), note)


def _babbled(plain: str) -> bool:
    """One sign over and over, as a key that is held down writes it."""
    return len(plain) > BABBLE and len(set(plain)) == 1


def listen(plain: str, now: datetime, ears: Ears) -> Heard:
    """A normalised sentence with everything that is known of its characters."""
    founds = spans(plain, now)
    terms = ears.lexicon.terms(plain.lower() if len(plain.lower()) == len(plain) else plain)
    return Heard(plain, now, tuple(founds), tuple(terms), scored(plain, terms, founds, ears.tagger), ears.lexicon)


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
