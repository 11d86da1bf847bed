"""Conversation: what an answer means while a draft, options or a quote are on the table.

A choice with more wishes behind it (第一部，要最早的那一场) gives `choose` and then `amend`.
"""

import re
from dataclasses import replace
from functools import lru_cache

from bangwo.domain.act import Act, ActKind
from bangwo.domain.offer import GOODS, MEASURED, Trade
from bangwo.language.assembly import amends
from bangwo.language.hearing import Heard
from bangwo.language.quantities.numbers import read as number
from bangwo.language.setting import Setting
from bangwo.language.tagging.decode import SURE, Stretch, Tagged, decoded_as
from bangwo.language.tagging.edges import NAMED
from bangwo.language.tagging.labels import Code, allowed
from bangwo.language.words import conversation as words

_IDLE = " ,。!吧的了要就?"
_ELSEWHERE = {"wallet", "handoff", "track", "refund", "reorder", "cancel"}


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


def answer(heard: Heard, tagged: Tagged, setting: Setting) -> tuple[Act, ...]:
    """The acts of an answer; empty where the sentence is a request of its own."""
    if not (setting.trade or setting.options or setting.quote or setting.asked):
        return ()
    text = heard.text.strip(" ,。!?")
    if (yes_or_no := _yes_or_no(text, setting)) is not None:
        return (Act(act=yes_or_no),)
    chosen, taken = _choice(heard.text, setting, tagged)
    rest = _left(heard.text, taken).strip(_IDLE)
    if chosen is not None and not rest:
        return (chosen,)
    compared = None
    if chosen is None:
        compared, taken = _compared(heard.text, setting)
        rest = _left(heard.text, taken).strip(_IDLE)
        if compared is not None and not rest:
            return (compared,)
    about = _about(heard, setting) if rest else None
    if not (about and _bare(heard, tagged, about, setting)) and _is_new(
        heard, tagged, setting, chosen=chosen is not None
    ):
        return ()
    out = [chosen] if chosen is not None else []
    amended = amends.read(heard, about, setting, taken) if about else None
    if compared is not None:
        amended = replace(amended, sort=amended.sort or compared.sort) if amended is not None else compared
    if amended is not None:
        out.append(amended)
    return tuple(out) or _unheard(tagged, setting)


def _about(heard: Heard, setting: Setting) -> Tagged | None:
    """The sentence read as one about the draft."""
    if setting.trade is None:
        return None
    return decoded_as(heard.scores, heard.text, Code("order", setting.trade), heard.terms)


_WANTS = re.compile(r"^(?:那|就|我)*(?:要|换|改|不要|得是|最好)")
_ROUND_PLACE = re.compile(r"[ ,。!就到在去从走吧的边旁附近那我出发上车下]*")
_STANDING = frozenset(("city", "near", "where", "name"))
_WHERE = {"from": _STANDING | {"from", "to"}, "to": _STANDING | {"from", "to"}, "city": _STANDING, "name": _STANDING}
"""Tags that nothing but a place may carry, by what was asked."""


def _bare(heard: Heard, tagged: Tagged, about: Tagged, setting: Setting) -> bool:
    """Whether nothing but a place was said where one was asked for, or 要直飞的 sounds like talk alone."""
    if (wanted := _WHERE.get(setting.asked or "")) is not None and tagged.spans:
        text = "".join(
            " " if any(each.start <= at < each.end for each in tagged.spans) else letter
            for at, letter in enumerate(heard.text)
        )
        return all(each.tag in wanted for each in tagged.spans) and _ROUND_PLACE.fullmatch(text) is not None
    talk = all(each.code.kind in ("chat", "-") for each in tagged.stretches)
    return talk and setting.trade in MEASURED and bool(about.spans and _WANTS.match(heard.text))


def _unheard(tagged: Tagged, setting: Setting) -> tuple[Act, ...]:
    """Nothing that could be an answer is talk, where all that speaks for another trade is a guess without a name."""
    asked = [each for each in tagged.stretches if each.code.kind in ("order", "search")]
    guessed = setting.trade in MEASURED and all(each.sure < SURE for each in asked)
    guessed = guessed and not any(each.tag in NAMED for each in tagged.spans)
    return (Act(act=ActKind.CHAT, topic="other"),) if asked and guessed else ()


def _left(text: str, taken: tuple[int, int]) -> str:
    return text[: taken[0]] + text[taken[1] :]


_COURTESY = re.compile(r"(?:谢谢|麻烦了|请|帮我|马上|现在|立刻|那|哦|啊|吧|了|的|啦|,|。|!|\s)++")
"""Thanks alone are no yes to a price."""


def _yes_or_no(text: str, setting: Setting) -> ActKind | None:
    confirm, deny, _, _ = _patterns()
    if setting.asked == "confirm_cancel":
        if re.search(r"不取消|别取消|不要取消|先不|不退|保留", text):
            return ActKind.DENY
        if re.search(r"取消|退", text):
            return ActKind.CONFIRM
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
_ASKS = re.compile(
    r"^(?:那|嗯|好的?|行|对了|,|算了|我们?|请|麻烦|先)*(?:(?:[给帮替]我|我(?:要|想要?))(?:们)?(?:来|点|买|订|要|叫|下单|弄|整)?|来|点|买|订|要|叫|想[吃喝要买]|"
    r"i want|i'd like|get me|order|can i (?:get|have))",
    re.IGNORECASE,
)  # fmt: skip
_MORE = re.compile(
    r"再|还|另外|加|换|改|也|不对|不是|错了|第[一二三四五六七八九十\d]|那个|那家|这个|这家|\b(?:also|another|more|add|instead|change|too)\b",
    re.IGNORECASE,
)  # fmt: skip
_REQUEST = re.compile(
    r"帮|给我|我要|我想|想[吃喝要买订看坐去]|[买订叫找查约]|打车|看看|推荐|有没有|有什么|怎么|多少|吗|哪|book|order|find|show|get|need|want|like|\?",
    re.IGNORECASE,
)  # fmt: skip
_TELLING = frozenset(("title", "from", "to", "carrier", "number", "name", "city"))
"""Tags of what only another trade can be about (a film while groceries are on the table)."""
_ANSWERS = re.compile(r"换|改|不对|第|就|送到|备注|再加|少|多|不要|那[个家部]")
_PLACED = re.compile(r"订单|已经|刚订的|订的")


def _is_new(heard: Heard, tagged: Tagged, setting: Setting, *, chosen: bool) -> bool:
    """Whether the sentence is a request of its own and no answer."""
    first = next((each for each in tagged.stretches if each.code.kind != "-"), None)
    if first is None or first.code == Code("chat", "smalltalk"):
        return False
    if first.code.kind == "chat":
        return first.code.field != "other" or not (chosen or tagged.spans)
    if first.code.kind in _ELSEWHERE:
        return True
    if first.code.kind == "change":
        return bool(_PLACED.search(heard.text))
    return _other_request(heard, tagged, first, setting)


def _other_request(heard: Heard, tagged: Tagged, first: Stretch, setting: Setting) -> bool:
    text = heard.text
    trade = Trade(first.code.field)
    if (setting.trade is None and not setting.options) or _names_another(heard, tagged, setting):
        return True
    if trade is setting.trade:
        return bool(_FULL.match(text)) and setting.asked in (None, "choice", "confirm") and not _ANSWERS.search(text)
    if setting.trade is None or ({trade, setting.trade} <= GOODS and not _FULL.match(text)):
        return False
    foreign = ({span.tag for span in tagged.spans} & _TELLING).difference(allowed(Code("order", setting.trade)))
    return first.sure >= SURE and bool(foreign or _REQUEST.search(text))


def _names_another(heard: Heard, tagged: Tagged, setting: Setting) -> bool:
    """A full request for a thing that is neither in the draft nor on the table (来两杯拿铁) is an order of its own."""
    text = heard.text
    if setting.trade not in GOODS or not setting.items or not _ASKS.match(text) or _MORE.search(text):
        return False
    known = (*setting.items, *setting.options)
    said = [text[span.start : span.end] for span in tagged.spans if span.tag == "item"]
    return bool(said) and not any(name in each or each in name for name in said for each in known)


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
_COMPARED = re.compile(
    r"(?:(?:换|改)成?|要|来|有没有|挑)?(?:个|班|趟|家|间)?(?<!最)(?:近|便宜|早|晚|快|评[分价]高)(?:一?点|些)儿?(?:的|$)(?:[个家款场班趟间辆])?"
)
_NONE = (0, 0)


_TIMED = ("earliest", "latest")


def _compared(text: str, setting: Setting) -> tuple[Act | None, tuple[int, int]]:
    """早一点的, said where there is nothing to choose from: what to look for first."""
    match = _COMPARED.search(text) if setting.trade is not None and setting.trade not in GOODS else None
    if match is None:
        return None, _NONE
    sort = _sort(match[0])
    if sort == "nearest" and "离" in text:  # near to something that is named
        return None, _NONE
    if sort in _TIMED and setting.trade in (Trade.HOTEL, Trade.ATTRACTION):
        return None, _NONE
    return Act(act=ActKind.AMEND, sort=sort), match.span()


def _sort(words_said: str) -> str:
    return next(value for word, value in _LIKE_SORT.items() if word in words_said)


def _choice(text: str, setting: Setting, tagged: Tagged) -> tuple[Act | None, tuple[int, int]]:
    """The option chosen, and where it was said."""
    if not (setting.options or setting.asked == "choice" or setting.quote):
        return None, _NONE
    _, _, choices, anyone = _patterns()
    for regex, value in choices:
        match = regex.search(text)
        if match is not None and (index := _index(match, value)) is not None:
            return Act(act=ActKind.CHOOSE, index=index), match.span()
    if not setting.options:
        return None, _NONE
    if (match := _LIKE.search(text)) is not None and not (setting.trade in MEASURED and "离" in match[0]):
        return Act(act=ActKind.CHOOSE, sort=_sort(match[0])), match.span()
    if (by_name := _by_name(text, setting)) is not None:
        return by_name
    for span in tagged.spans:
        if span.tag.startswith("sort:"):
            return Act(act=ActKind.CHOOSE, sort=span.tag.removeprefix("sort:")), _around(text, span.start, span.end)
    if (match := anyone.search(text)) is not None:
        return Act(act=ActKind.CHOOSE, index=1), match.span()
    return None, _NONE


_AFTER_CHOICE = re.compile(r"的?(?:那?一?[个家款场班趟间])?")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    match = _AFTER_CHOICE.match(text, end)
    return start, match.end() if match else end


def _index(match: re.Match[str], value: int | None) -> int | None:
    if value is not None:
        return value
    groups = match.groupdict()
    if groups.get("e"):
        return words.ENGLISH_ORDINALS[groups["e"].lower()]
    found = number(groups.get("n") or "")
    return int(found) if found and found == int(found) else None


def _by_name(text: str, setting: Setting) -> tuple[Act, tuple[int, int]] | None:
    """An option named by its title, or by enough of it."""
    said = re.sub(r"^(?:就|要|选|来|我要|那|换成?)+|(?:那个|那家|那部|那款|那场|的|吧|了|家|[,。!])+$", "", text)
    for title in sorted(setting.options, key=len, reverse=True):
        if (at := text.lower().find(title.lower())) >= 0:
            return Act(act=ActKind.CHOOSE, pick=title), (at, at + len(title))
    if len(said) >= 2:
        fits = [title for title in setting.options if said.lower() in title.lower()]
        if len(fits) == 1:
            return Act(act=ActKind.CHOOSE, pick=fits[0]), (0, len(text))
    return None
