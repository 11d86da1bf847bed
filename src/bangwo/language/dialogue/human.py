"""Human: whether somebody wants a person, complains of what came, or appeals for a frozen card."""

import re
from collections.abc import Sequence

from bangwo.domain.act import Act, ActKind
from bangwo.domain.case import CaseKind
from bangwo.language.dialogue.intents import HumanWanted
from bangwo.language.normalise import normalise
from bangwo.language.words import human as words

SAID_MAX = 60
"""A longer sentence is about more than that."""
_HANDOFF, _COMPLAINT, _APPEAL, _TROUBLE, _RECEIVED, _BUYING = (
    re.compile(source, re.IGNORECASE)
    for source in (words.HANDOFF, words.COMPLAINT, words.APPEAL, words.TROUBLE, words.RECEIVED, words.BUYING)
)
_TALK = frozenset({ActKind.CHAT, ActKind.HANDOFF, ActKind.REFUND})


def human_wanted(acts: Sequence[Act], text: str) -> HumanWanted | None:
    """The wish for a person that a sentence is; None where it is none, or something is wanted bought as well."""
    plain = normalise(text).strip()
    if len(plain) > SAID_MAX or _BUYING.search(plain):
        return _by_act(acts, plain)
    which = next((act.which for act in acts if act.which), "") or ""
    if _APPEAL.search(plain):
        return HumanWanted(CaseKind.APPEAL.value)
    if _COMPLAINT.search(plain) or _RECEIVED.search(plain):
        return HumanWanted(CaseKind.DISPUTE.value, which)
    talk = all(act.act in _TALK for act in acts)
    if talk and _TROUBLE.search(plain):
        return HumanWanted(CaseKind.DISPUTE.value, which, sure=False)
    if talk and _HANDOFF.search(plain):
        return HumanWanted(CaseKind.HANDOFF.value, which)
    return _by_act(acts, plain)


def _by_act(acts: Sequence[Act], plain: str) -> HumanWanted | None:
    act = next((each for each in acts if each.act is ActKind.HANDOFF), None)
    if act is None or len(acts) > 1:
        return None
    kind = CaseKind.DISPUTE if _COMPLAINT.search(plain) else CaseKind.HANDOFF
    return HumanWanted(kind.value, act.which or "")
