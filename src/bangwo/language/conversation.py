"""Conversation: what an answer means while a draft, options or a quote are on the table.

A choice with more wishes behind it (第一部，要最早的那一场) gives `choose` and then `amend`.
"""

import re
from functools import lru_cache

from bangwo.domain.act import Act, ActKind
from bangwo.domain.offer import Trade
from bangwo.language import acts, slots_of
from bangwo.language.acts import Segment
from bangwo.language.folding import Folded, letter_of
from bangwo.language.lexicon import Lexicon
from bangwo.language.quantities.numbers import read as number
from bangwo.language.setting import Setting
from bangwo.language.slots import amends
from bangwo.language.slots.common import SORT
from bangwo.language.slots.reading import Reading
from bangwo.language.words import conversation as words


@lru_cache(maxsize=1)
def _patterns() -> tuple[
    re.Pattern[str], re.Pattern[str], tuple[tuple[re.Pattern[str], int | None], ...], re.Pattern[str]
]:
    flags = re.IGNORECASE
    return (
        re.compile(_alternation(words.CONFIRM), flags),
        re.compile(_alternation(words.DENY), flags),
        tuple((re.compile(source, flags), value) for source, value in words.CHOICE),
        re.compile(words.ANY, flags),
    )


def _alternation(source: str) -> str:
    """Possessive, so that a long text never makes it try again."""
    words_in = sorted(source.removeprefix("(?:").removesuffix(")+").split("|"), key=len, reverse=True)
    return "(?:" + "|".join(words_in) + ")++"


def answer(folded: Folded, lexicon: Lexicon, setting: Setting) -> tuple[Act, ...]:
    """The acts of an answer; empty where the sentence is a request of its own."""
    if not (setting.trade or setting.options or setting.quote or setting.asked):
        return ()
    text = folded.text.strip(" ,。!?")
    if (yes_or_no := _yes_or_no(text, setting)) is not None:
        return (Act(act=yes_or_no),)
    if _is_new(folded, lexicon, setting):
        return ()
    chosen, rest = _choice(text, setting, lexicon, folded)
    out = [chosen] if chosen is not None else []
    if rest.strip(" ,。!吧的了要就"):
        segment = Segment(rest, ActKind.AMEND, setting.trade)
        amended = amends.read(segment, folded, lexicon, setting)
        if amended is not None:
            out.append(amended)
    return tuple(out)


_COURTESY = re.compile(r"(?:谢谢|麻烦了|请|帮我|马上|现在|立刻|那|哦|啊|吧|了|的|啦|,|。|!|\s)++")
"""Thanks alone are no yes to a price."""


def _yes_or_no(text: str, setting: Setting) -> ActKind | None:
    confirm, deny, _, _ = _patterns()
    if (
        setting.asked == "confirm_cancel"
        and re.search(r"取消|退", text)
        and not re.search(r"不取消|别取消|不要取消|先不|不退", text)
    ):
        return ActKind.CONFIRM
    if setting.asked == "confirm_cancel" and re.search(r"不取消|别取消|不要取消|先不|不退|保留", text):
        return ActKind.DENY
    if confirm.fullmatch(text) and not _COURTESY.fullmatch(text):
        return ActKind.CONFIRM
    if deny.fullmatch(text) and re.search(
        r"不|no|算|取消|别|停|退|重|cancel|stop|forget|never|放弃|再|回头", text, re.IGNORECASE
    ):
        return ActKind.DENY
    return None


_FULL = re.compile(
    r"^(?:另外|再|还|顺便)?(?:帮我|给我|我要|我想|替我|麻烦)(?:再)?(?:点|买|订|叫|来|查|看|找|打|约|写|讲|推荐)"
)


def _is_new(folded: Folded, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether the sentence is a request of its own and no answer."""
    text = folded.text
    segments = acts.segments(folded, lexicon)
    first = segments[0] if segments else None
    if first is None:
        return False
    if first.kind is ActKind.CHAT and first.topic == "smalltalk":
        return False
    if first.kind in (ActKind.CHAT, ActKind.WALLET, ActKind.HANDOFF, ActKind.TRACK, ActKind.REFUND, ActKind.REORDER):
        return True
    if first.kind is ActKind.CANCEL:
        return True
    if first.kind is ActKind.CHANGE:
        return bool(re.search(r"订单|已经|刚订的|订的", text))
    return _other_request(first, setting, text, folded)


_ASKS = re.compile(
    r"^(?:那|嗯|好的?|行|对了|,|算了|我们?|请|麻烦|先)*(?:(?:[给帮替]我|我要|我想要?)(?:们)?(?:来|点|买|订|叫|要|下单|弄|整)?|来|点|买|订|要|叫|想[吃喝要买]|"
    r"i want|i'd like|get me|order|can i (?:get|have))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"再|还|另外|加|换|改|也|不对|不是|错了|第[一二三四五六七八九十\d]|那个|那家|这个|这家|\b(?:also|another|more|add|instead|change|too)\b",
    re.IGNORECASE,
)
_GOODS = {Trade.FOOD, Trade.GROCERY, Trade.SHOP}


def _names_another(first: Segment, setting: Setting, folded: Folded) -> bool:
    """A full request for a thing that is neither in the draft nor on the table (来两杯拿铁) is an order of its own."""
    if setting.trade not in _GOODS or not setting.items or not _ASKS.match(first.text) or _MORE.search(first.text):
        return False
    known = (*setting.items, *setting.options)
    said = [first.text[term.start : term.end] for term in folded.terms(first.text) if term.has("item")]
    return bool(said) and not any(name in each or each in name for name in said for each in known)


def _other_request(first: Segment, setting: Setting, text: str, folded: Folded) -> bool:
    total = acts.total(first.pieces)
    trade, weight = acts.top(total)
    if setting.trade is None and not setting.options:
        return True
    if _names_another(first, setting, folded):
        return True
    if trade is None or trade is setting.trade:
        return (
            bool(_FULL.match(text))
            and trade is not None
            and weight >= 3
            and setting.asked in (None, "choice", "confirm")
            and not _answers(text)
        )
    if {trade, setting.trade} <= _GOODS and not _FULL.match(text):
        return False
    own = total.get(setting.trade, 0.0) if setting.trade else 0.0
    return weight >= 4 and weight > own + 2 and (any(piece.asks or piece.looks for piece in first.pieces))


def _answers(text: str) -> bool:
    return bool(re.search(r"换|改|不对|第|就|送到|备注|再加|少|多|不要|那[个家部]", text))


_LIKE_SORT = {
    "近": "nearest",
    "便宜": "cheapest",
    "早": "earliest",
    "晚": "latest",
    "快": "fastest",
    "评": "best_rated",
    "分": "best_rated",
}
_LIKE = re.compile(
    r"(?<!最)(?:那[个家款场班趟间])?(?:离[^,。]{0,6})?(?:近|便宜|早|晚|快|评[分价]高|分高)(?:一?点)?的(?:那[个家款场班趟间])?"
)


def _choice(text: str, setting: Setting, lexicon: Lexicon, folded: Folded) -> tuple[Act | None, str]:
    """The option chosen, and what else was said."""
    if not (setting.options or setting.asked == "choice" or setting.quote):
        return None, text
    _, _, choices, anyone = _patterns()
    for regex, value in choices:
        match = regex.search(text)
        if match is not None and (index := _index(match, value)) is not None:
            return Act(act=ActKind.CHOOSE, index=index), text[: match.start()] + "," + text[match.end() :]
    if not setting.options:
        return None, text
    if (match := _LIKE.search(text)) is not None:
        sort = next(value for word, value in _LIKE_SORT.items() if word in match[0])
        return Act(act=ActKind.CHOOSE, sort=sort), text[: match.start()] + "," + text[match.end() :]
    by_name = _by_name(text, setting)
    if by_name is not None:
        title, rest = by_name
        return Act(act=ActKind.CHOOSE, pick=title), rest
    reading = Reading(ActKind.CHOOSE, None, text, folded, lexicon)
    reading.apply(SORT)
    sort = reading.slots.get("sort")
    if isinstance(sort, str):
        return Act(act=ActKind.CHOOSE, sort=sort), re.sub(r"那家|那个|的|就|要|买|选", "", reading.text) if len(
            reading.text
        ) < 8 else reading.text
    if anyone.search(text):
        return Act(act=ActKind.CHOOSE, index=1), anyone.sub("", text)
    return None, text


def _index(match: re.Match[str], value: int | None) -> int | None:
    if value is not None:
        return value
    groups = match.groupdict()
    if groups.get("e"):
        return words.ENGLISH_ORDINALS[groups["e"].lower()]
    found = number(groups.get("n") or "")
    return int(found) if found and found == int(found) else None


def _by_name(text: str, setting: Setting) -> tuple[str, str] | None:
    """An option named by its title, or by enough of it."""
    said = re.sub(r"^(?:就|要|选|来|我要|那|换成?)+|(?:那个|那家|那部|那款|那场|的|吧|了|家|[,。!])+$", "", text)
    plain = "".join(each for each in said if not letter_of(each))
    for title in sorted(setting.options, key=len, reverse=True):
        if title.lower() in text.lower():
            at = text.lower().index(title.lower())
            return title, text[:at] + "," + text[at + len(title) :]
    if len(plain) >= 2:
        fits = [title for title in setting.options if plain.lower() in title.lower()]
        if len(fits) == 1:
            return fits[0], ""
    return None


__all__ = ["answer", "slots_of"]
