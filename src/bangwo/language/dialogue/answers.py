"""Answers: bare words that answer a question of ours, where the understander hears only talk."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bangwo.domain.act import Act, ActKind, SeatWish
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.cues import same_thing
from bangwo.language.dialogue.state import SEATED, Asks, Dialogue, Draft
from bangwo.language.normalise import normalise
from bangwo.language.quantities.numbers import read

_ADDRESS = re.compile(
    r"\d|[路街巷弄村镇区里苑园栋幢楼室号]|小区|大厦|广场|中心|公寓|学校|大学|医院|street|road|avenue|building", re.I
)
NAME_MAX = 40
_NOT_WANTED = re.compile(r"^(?:不要|去掉|删掉|刪掉|不想要|别要|不用)(?:那|这)?[个杯份盒]?(.+?)了?[。!！]?$")
_NOT_AFTER_ALL = re.compile(
    r"^(?:那|这|把)?[个杯份盒]?([^,，。、]{1,12}?)(?:就|都|也|还是)?(?:不要|不用|不买|不点|去掉|删掉|刪掉|算)[了喇啦]?(?:吧)?[。!！]?$"
)
_ROW = re.compile(r"^(?:要|坐|换|換|换到|換到|改成)?第?([\d一二三四五六七八九十百]{1,4})排(?:吧|的)?[。!！]?$")
_CHEAPER = re.compile(r"便宜(?:一?点|一?點|些)|cheaper", re.IGNORECASE)
_RESUMED = re.compile(
    r"^(?:继续|繼續|接着|接著|回到|再说|先)(?:点|點|买|買|办|辦|订|訂|说|說|看)?(?:那个|那個|刚才的)?(.+?)[。.!！吧]*$"
)
_TAKE_OUT = re.compile(r"^(?:去掉|删掉|刪掉)(?:那|这)?[个杯份盒]?([^,，。]{1,12}?)了?[。!！]?$")
_BARE = re.compile(r"^(请|麻烦)?(帮我)?(送到|送去|寄到|送|在|地址是|地址[::]?|是)\s*")


def bare(acts: Sequence[Act], draft: Draft | None) -> bool:
    """Whether a sentence only answers, and asks for nothing by a name that was not said before."""
    answers = (ActKind.CONFIRM, ActKind.CHOOSE, ActKind.DENY)
    known = [item.name for item in draft.wanted.items] if draft is not None else []
    return all(
        act.act in answers
        or (
            act.act is ActKind.AMEND
            and not act.title
            and all(not item.name or any(same_thing(item.name, name) for name in known) for item in act.items)
        )
        for act in acts
    )


def resumed(state: Dialogue, text: str) -> int | None:
    """Which of the drafts that were put aside is to be gone on with."""
    said = _RESUMED.match(normalise(text).strip())
    if said is None:
        return None
    places = [place for place, each in enumerate(state.drafts) if each.aside and each.subject]
    return next((place for place in places if same_thing(state.drafts[place].subject, said[1])), None)


def answers(state: Dialogue, acts: tuple[Act, ...], text: str) -> tuple[Act, ...]:
    """The acts, where what sounds like talk is an answer: nothing but an address that was asked for, or 不要薯条了."""
    talk = all(act.act is ActKind.CHAT for act in acts)
    if answer := _row(state, text) or _dropped_item(state, text) or (talk and _plain_answer(state, text)) or None:
        return (answer,)
    if place := _place(state, acts, text):
        return (place,)
    if state.asks != Asks.ADDRESS or any(act.where for act in acts):
        return acts
    said = _BARE.sub("", text.strip().rstrip("。.!！"))
    if (
        all(act.act in (ActKind.CHAT, ActKind.SEARCH) or act.topic == "address" for act in acts)
        and 2 <= len(said) <= 100
        and _ADDRESS.search(said)
    ):
        return (Act(act=ActKind.AMEND, where=said),)
    return acts


_PLACES = {Asks.FROM.value: "from_", Asks.TO.value: "to", Asks.CITY.value: "city", Asks.NAME.value: "name"}
_NO_PLACE = (ActKind.CONFIRM, ActKind.DENY, ActKind.CANCEL, ActKind.HANDOFF)
_WAY = re.compile(
    r"^(?:我?(?:现在|現在)?(?:在|从|從|去|到|要去|想去|就|from|to)\s*)+|(?:出发|出發|上车|上車|走|那边|那邊|吧|呢|啊)+$"
)


def _place(state: Dialogue, acts: tuple[Act, ...], text: str) -> Act | None:
    """Nothing but a place, said to the question from where or to where."""
    slot = _PLACES.get(state.asks)
    if slot is None or len(acts) != 1 or len(text) > NAME_MAX or getattr(acts[0], slot):
        return None
    act = acts[0]
    if act.act is ActKind.AMEND and (_elsewhere(act, slot, text) or (slot == "city" and act.near)):
        return None
    if act.act in _NO_PLACE or act.trade not in (None, _of(state)):
        return None
    said = act.to or act.from_ or act.where or act.near or act.city or act.name or act.query
    if said is None and act.act is ActKind.AMEND and (act.time or act.date or act.people or act.count):
        return None
    named = said or _WAY.sub("", text.strip(" ,，。.!！?？"))
    return replace(act, act=ActKind.AMEND, trade=None, where=None, query=None, **{slot: named}) if named else None


_FROM = re.compile(r"从|從|出发|出發|上车|上車|起飞|起飛|from", re.IGNORECASE)
_TO = re.compile(r"到|去|往|下车|下車|to ", re.IGNORECASE)


def _elsewhere(act: Act, slot: str, text: str) -> bool:
    """Whether the words themselves name the other end of the way (从公司走, said to the question where to)."""
    if slot == "to":
        return bool(act.from_ and _FROM.search(text))
    return bool(slot == "from_" and act.to and _TO.search(text))


def _of(state: Dialogue) -> Trade | None:
    return state.draft.trade if state.draft is not None else None


def _row(state: Dialogue, text: str) -> Act | None:
    """Nothing but a row: 第99排."""
    draft, said = state.draft, _ROW.match(normalise(text).strip())
    row = read(said[1]) if said is not None else None
    if draft is None or draft.trade not in SEATED or not row:
        return None
    return Act(act=ActKind.AMEND, seats=SeatWish(row=int(row)))


def _plain_answer(state: Dialogue, text: str) -> Act | None:
    """Nothing but the name of an option, or that it should cost less."""
    draft = state.draft
    if draft is not None and _CHEAPER.search(text):
        return Act(act=ActKind.CHOOSE if len(draft.options) > 1 else ActKind.AMEND, sort="cheapest")
    return _named_option(state, text)


def _named_option(state: Dialogue, text: str) -> Act | None:
    """Nothing but the name of an option."""
    draft = state.draft
    if draft is None or len(draft.options) < 2 or not 2 <= len(text) <= NAME_MAX:
        return None
    same = [each for each in draft.options if text.strip() in (each.shop, each.title, each.name)]
    return Act(act=ActKind.CHOOSE, pick=text.strip()) if same else None


def unheld(state: Dialogue, text: str) -> str:
    """What is not wanted any more, although the draft does not hold it; empty where it does, or nothing is said so."""
    draft, said = state.draft, _TAKE_OUT.match(normalise(text).strip())
    held = draft is not None and any(same_thing(item.name, said[1]) for item in draft.wanted.items) if said else True
    return "" if held or said is None or draft is None else said[1]


def _dropped_item(state: Dialogue, text: str) -> Act | None:
    """One of several items that is not wanted after all, or the only one."""
    plain, draft = normalise(text).strip(), state.draft
    said = _NOT_WANTED.match(plain) or _NOT_AFTER_ALL.match(plain)
    if draft is None or said is None:
        return None
    names = [item.name for item in draft.wanted.items if item.name and (said[1] in item.name or item.name in said[1])]
    return Act(act=ActKind.AMEND, replaces=names[0]) if names else None
