"""Ceilings in words: 每单最多花五十, 每天不超过一百, 取消每日限额."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.domain.act import Act
from bangwo.domain.money import Money
from bangwo.language import quantities
from bangwo.language.normalise import script

_DAY = re.compile(r"每一?天|[每单]日|(?:a|per|each|every) day|daily", re.IGNORECASE)
_ORDER = re.compile(r"每一?[单笔次]|单[笔次]|(?:an|per|each|every) (?:single )?order", re.IGNORECASE)
_OFF = re.compile(r"取消|去掉|解除|关掉|关闭|不限|删掉|\b(?:remove|no|cancel|lift|drop)\b", re.IGNORECASE)
_OF_CARDS = re.compile(r"[卡券]|免单|红包|立减|\bcards?\b|coupon", re.IGNORECASE)
_ASKED = re.compile(r"[吗么呢?？]|多少|几[块元]|怎么|\b(?:what|how|is|can)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CeilingWish:
    """What an order, or a day, may cost from now on; `most` None lifts it."""

    daily: bool
    most: Money | None


def ceiling_wish(text: str, now: datetime) -> CeilingWish | None:
    """The ceiling that a sentence sets or lifts; None where it only asks, or does not say which or how much."""
    plain = script(text)
    daily, single = bool(_DAY.search(plain)), bool(_ORDER.search(plain))
    if daily == single or _OF_CARDS.search(plain) or _ASKED.search(plain):
        return None
    sums = {each.fen or each.max_fen for each in quantities.find(plain, now) if each.kind == "money"} - {None}
    if len(sums) == 1 and (fen := sums.pop()):
        return CeilingWish(daily, Money(fen))
    return CeilingWish(daily, None) if not sums and _OFF.search(plain) else None


def only_a_ceiling(acts: Sequence[Act], text: str, now: datetime) -> bool:
    """Whether a sentence that was heard as a wish for nothing but a price sets a ceiling instead: 每单最多花十块."""
    empty = all(replace(each, trade=None, budget=None) == Act(act=each.act) for each in acts)
    return empty and ceiling_wish(text, now) is not None
