"""Hearing: what the acts of a sentence change in a conversation, and what they ask of the app."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.domain.act import Act, ActKind
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.amend import amended
from bangwo.language.dialogue.choose import choice, chosen
from bangwo.language.dialogue.state import DRAFTS_MAX, GOODS, Asks, Dialogue, Draft

_ADDRESS = re.compile(
    r"\d|[路街巷弄村镇区里苑园栋幢楼室号]|小区|大厦|广场|中心|公寓|学校|大学|医院|street|road|avenue|building", re.I
)
NAME_MAX = 40
_NOT_WANTED = re.compile(r"^(?:不要|去掉|删掉|不想要|别要|不用)(?:那|这)?[个杯份盒]?(.+?)了?[。!！]?$")
_BARE = re.compile(r"^(请|麻烦)?(帮我)?(送到|送去|寄到|送|在|地址是|地址[::]?|是)\s*")


@dataclass(frozen=True, slots=True)
class Heard:
    """The conversation after the sentence, and what is to be done, in the order said."""

    state: Dialogue
    intents: tuple[i.Intent, ...]


def hear(state: Dialogue, acts: Sequence[Act], text: str, now: datetime) -> Heard:
    """Take up the acts of one sentence, in order."""
    hearing = _Hearing(replace(state, chose=False), text, now, state.chose)
    acts = _answers(state, tuple(acts), text)
    for place, act in enumerate(acts):
        hearing.take(act, acts[place + 1 :])
    if not acts:
        hearing.intents.append(i.Talk("other"))
    hearing.order_drafts()
    return Heard(hearing.state, _once(hearing.intents))


def _answers(state: Dialogue, acts: tuple[Act, ...], text: str) -> tuple[Act, ...]:
    """The acts, where what sounds like talk is an answer: nothing but an address that was asked for, or 不要薯条了."""
    talk = all(act.act is ActKind.CHAT for act in acts)
    if talk and (answer := _dropped_item(state, text) or _named_option(state, text)):
        return (answer,)
    if state.asks != Asks.ADDRESS or any(act.where for act in acts):
        return acts
    said = _BARE.sub("", text.strip().rstrip("。.!！"))
    if (
        all(act.act in (ActKind.CHAT, ActKind.SEARCH) for act in acts)
        and 2 <= len(said) <= 100
        and _ADDRESS.search(said)
    ):
        return (Act(act=ActKind.AMEND, where=said),)
    return acts


def _named_option(state: Dialogue, text: str) -> Act | None:
    """Nothing but the name of an option."""
    draft = state.draft
    if draft is None or len(draft.options) < 2 or not 2 <= len(text) <= NAME_MAX:
        return None
    same = [each for each in draft.options if text.strip() in (each.shop, each.title, each.name)]
    return Act(act=ActKind.CHOOSE, pick=text.strip()) if same else None


def _dropped_item(state: Dialogue, text: str) -> Act | None:
    """One of several items that is not wanted after all, or the only one."""
    draft, said = state.draft, _NOT_WANTED.match(text.strip())
    if draft is None or said is None:
        return None
    names = [item.name for item in draft.wanted.items if item.name and (said[1] in item.name or item.name in said[1])]
    return Act(act=ActKind.AMEND, replaces=names[0]) if names else None


def _once(intents: Sequence[i.Intent]) -> tuple[i.Intent, ...]:
    """Each intent once; work on the draft comes last and takes the place of `Kept`."""
    out = [each for each in dict.fromkeys(intents) if not isinstance(each, i.Work)]
    if any(isinstance(each, i.Work) for each in intents):
        # a yes said together with a change is no yes to a price that was not seen
        out = [each for each in out if not isinstance(each, i.Kept | i.Yes)]
        out.append(i.Work())
    return tuple(out)


class _Hearing:
    """The conversation while a sentence is taken up."""

    def __init__(self, state: Dialogue, text: str, now: datetime, chose_before: bool) -> None:
        self.state = state
        self.intents: list[i.Intent] = []
        self._text = text
        self._now = now
        self._chose_before = chose_before
        self._fresh: list[Draft] = []

    def take(self, act: Act, rest: Sequence[Act]) -> None:
        """Take up one act; `rest` are those that follow it."""
        if self.state.asks == Asks.CONFIRM_CANCEL and self._answered_cancel(act):
            return
        match act.act:
            case ActKind.ORDER | ActKind.SEARCH:
                self._request(act)
            case ActKind.CHOOSE:
                self._choose(act)
            case ActKind.AMEND:
                self._amend(act)
            case ActKind.CONFIRM:
                self._confirm()
            case ActKind.DENY:
                self._deny(rest)
            case ActKind.CANCEL | ActKind.REFUND:
                self._cancel(act)
            case ActKind.CHANGE:
                self._change(act)
            case _:
                self.intents.append(_asked(act))

    def order_drafts(self) -> None:
        """Put what this sentence asks for before what was open, in the order said."""
        if self._fresh:
            drafts = (*self._fresh, *self.state.drafts)[:DRAFTS_MAX]
            self.state = replace(self.state, drafts=drafts, quote_id="", asks="", label="")

    def _request(self, act: Act) -> None:
        self.intents.append(i.Work())
        draft = self.state.draft
        if not self._fresh and draft is not None and _continues(draft, act):
            searching = act.act is ActKind.SEARCH
            if act.items and draft.browsing:
                draft = draft.with_items((), ()).unpicked()
            changed = amended(draft, act, self._text, self._now)
            changed = replace(changed, browsing=draft.browsing and searching)
            self.state = self.state.with_draft(changed.unpicked() if searching else changed)
            return
        self._fresh.append(Draft(act, browsing=act.act is ActKind.SEARCH))

    def _choose(self, act: Act) -> None:
        draft = self.state.draft
        if draft is None or (not draft.options and not self.state.quote_id):
            self.intents.append(i.Unpicked())
            return
        if act.index == 1 and self.state.quote_id and not self.state.listed and not self._chose_before:
            self.intents.append(i.Kept())  # a single draft is open, no list: that one is meant
            return
        if draft.film and not draft.options and act.sort:
            self._look_again(draft, act)
            return
        option = choice(draft.options, act)
        if option is None:
            self._unlisted(draft, act)
            return
        if draft.picked and draft.picked == option.offers and self.state.quote_id:
            self.state = replace(self.state.with_draft(replace(draft, firm=True)), chose=True)
            self.intents.append(i.Kept())
            return
        taken = chosen(draft, option)
        if not option.offers and act.sort:
            taken = replace(taken, wanted=replace(taken.wanted, sort=act.sort))
        self.state = replace(self.state.with_draft(taken), chose=True)
        self.intents.append(i.Work())

    def _look_again(self, draft: Draft, act: Act) -> None:
        wanted = replace(draft.wanted, sort=act.sort)
        self.state = self.state.with_draft(replace(draft, wanted=wanted).unpicked())
        self.intents.append(i.Work())

    def _unlisted(self, draft: Draft, act: Act) -> None:
        """Not on the list. A name may be that of another shop or film, a sort one that the list cannot tell."""
        if act.pick and draft.trade in GOODS:
            wanted = replace(draft.wanted, shop=act.pick)
        elif act.sort and not act.pick:
            wanted = replace(draft.wanted, sort=act.sort)
        else:
            self.intents.append(i.Unpicked(act.pick or str(act.index or "")))
            return
        self.state = self.state.with_draft(replace(draft, wanted=wanted).unpicked())
        self.intents.append(i.Work())

    def _amend(self, act: Act) -> None:
        if self._fresh:
            self._fresh[-1] = amended(self._fresh[-1], act, self._text, self._now)
            return
        draft = self.state.draft
        if draft is None:
            self.intents.append(i.Unchangeable())
            return
        changed = amended(draft, act, self._text, self._now)
        if draft.trade in GOODS and draft.wanted.items and not changed.wanted.items:
            self._drop()
            return
        self.state = self.state.with_draft(replace(changed, browsing=False))
        self.intents.append(i.Work())

    def _confirm(self) -> None:
        draft = self.state.draft
        if self._fresh or (draft is not None and not self.state.quote_id):
            listed = self.state.listed and self.state.asks in (Asks.CHOICE, Asks.DATE)
            if draft is not None and draft.options and listed and not self._fresh:
                self.state = self.state.with_draft(chosen(draft, draft.options[0]))
            self.intents.append(i.Work())
            return
        self.intents.append(i.Yes())

    def _deny(self, rest: Sequence[Act]) -> None:
        if rest and rest[0].act in (ActKind.AMEND, ActKind.CHOOSE, ActKind.CHANGE):
            return  # 不对,两杯就够了: a correction, not a no
        self._drop()

    def _drop(self) -> None:
        draft = self.state.draft
        if draft is None:
            self.intents.append(i.Dropped(none=True))
            return
        self.state = self.state.without_draft()
        self.intents.append(i.Dropped(draft.what))
        if self.state.drafts:
            self.intents.append(i.Work())

    def _cancel(self, act: Act) -> None:
        draft = self.state.draft
        about_draft = draft is not None and (act.which in (None, "", "last") or (act.which or "") in draft.what)
        if about_draft and not re.search(r"刚才|剛才|上一单|那单|那單|已经|退|order", self._text):
            self._drop()
            return
        self.intents.append(i.CancelAsked(act.which or "", act.reason or ""))

    def _change(self, act: Act) -> None:
        if self.state.draft is not None:
            self._amend(act)
        else:
            self.intents.append(i.Unchangeable(act.which or ""))

    def _answered_cancel(self, act: Act) -> bool:
        """Whether the act answers the question if an order is to be cancelled. Anything else leaves the order alone."""
        answer: i.Intent
        match act.act:
            case ActKind.CONFIRM | ActKind.CANCEL | ActKind.REFUND:
                answer = i.CancelYes()
            case ActKind.DENY:
                answer = i.CancelNo()
            case _:
                self.state = replace(self.state, asks="")
                return False
        if answer not in self.intents:
            self.intents.append(answer)
        return True


def _asked(act: Act) -> i.Intent:
    """What asks for an answer and changes no draft."""
    match act.act:
        case ActKind.TRACK:
            return i.Tracked(act.which or "")
        case ActKind.REORDER:
            return i.Again(act.which or "", act.where or "")
        case ActKind.WALLET:
            return i.WalletAsked(act.topic or "")
        case ActKind.HANDOFF:
            return i.Talk("handoff")
        case _:
            return i.Talk(act.topic or "other")


def _continues(draft: Draft, act: Act) -> bool:
    """Whether a request goes on with the open draft rather than being another one."""
    if draft.trade is not act.trade:
        return False
    subject = "、".join(each.name for each in act.items) or act.title or act.shop or ""
    return not subject or draft.browsing or not draft.what or subject in (draft.what, draft.wanted.shop)
