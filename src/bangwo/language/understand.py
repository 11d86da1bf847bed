"""Understand: one sentence to its acts, layer by layer."""

from datetime import datetime

from bangwo.domain.act import ACTS_MAX, TEXT_MAX, Act, ActKind
from bangwo.language import acts, conversation, slots_of
from bangwo.language.folding import Folded
from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise
from bangwo.language.quantities import spans
from bangwo.language.setting import Setting


def understand(text: str, now: datetime, lexicon: Lexicon, setting: Setting | None = None) -> tuple[Act, ...]:
    """What a sentence asks. With a setting, answers of a running conversation are understood too."""
    plain = lexicon.hear(normalise(text[:TEXT_MAX]))
    if not plain:
        return (Act(act=ActKind.CHAT, topic="other"),)
    folded = Folded(plain)
    folded.fold(spans(plain, now))
    if setting is not None:
        answer = conversation.answer(folded, lexicon, setting)
        if answer:
            return answer
    found = [slots_of.act(segment, folded, lexicon) for segment in acts.segments(folded, lexicon)]
    return tuple(found[:ACTS_MAX]) or (Act(act=ActKind.CHAT, topic="other"),)
