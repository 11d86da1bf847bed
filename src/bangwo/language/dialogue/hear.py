"""Hearing: what the acts of a sentence change in a conversation, and what they ask of the app."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.domain.act import Act, ActKind
from bangwo.domain.offer import GOODS, MEASURED
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.amend import amended, anew
from bangwo.language.dialogue.answers import answers, resumed, unheld
from bangwo.language.dialogue.choose import choice, chosen
from bangwo.language.dialogue.deferral import dropped, listed
from bangwo.language.dialogue.human import human_wanted
from bangwo.language.dialogue.instore import in_shop
from bangwo.language.dialogue.newness import Newness, as_request, newness
from bangwo.language.dialogue.seats import seats_named, with_seats
from bangwo.language.dialogue.shorts import short
from bangwo.language.dialogue.state import DRAFTS_MAX, Asks, Dialogue, Draft
from bangwo.language.dialogue.together import together


@dataclass(frozen=True, slots=True)
class Heard:
    """The conversation after the sentence, and what is to be done, in the order said."""

    state: Dialogue
    intents: tuple[i.Intent, ...]


def hear(state: Dialogue, acts: Sequence[Act], text: str, now: datetime) -> Heard:
    """Take up the acts of one sentence, in order."""
    wish, text = seats_named(text)
    hearing = _Hearing(replace(state, chose=False), text, now, state.chose)
    if (place := resumed(state, text)) is not None:
        return Heard(state.resumed(place), (i.Work(),))
    if name := unheld(state, text):
        return Heard(replace(state, chose=False), (i.Unheld(name),))
    acts = with_seats(answers(state, tuple(acts), text), wish, state.draft)
    answered = state.asks == Asks.CONFIRM_CANCEL or any(act.act in (ActKind.CONFIRM, ActKind.DENY) for act in acts)
    if wish is None and not answered:
        said = short(state, text)
        if said is not None and not isinstance(said, Act):
            return Heard(replace(state, chose=False), (said,))
        acts = (said,) if said is not None else acts
        if (human := human_wanted(acts, text)) is not None:
            return Heard(replace(state, chose=False), (human,))
        if (shared := together(state, text)) is not None:
            return Heard(replace(state, chose=False), (shared,))
        if listed(text):
            return Heard(replace(state, chose=False), (i.StandingAsked(),))
        if (which := dropped(text)) is not None and not state.drafts:
            return Heard(replace(state, chose=False), (i.StandingDropped(which),))
    acts = tuple(in_shop(_of_item(state, act, text)) for act in acts)
    for place, act in enumerate(acts):
        hearing.take(act, acts[place + 1 :])
    if not acts:
        hearing.intents.append(i.Talk("other"))
    hearing.order_drafts()
    return Heard(hearing.state, _once(hearing.intents))


def _of_item(state: Dialogue, act: Act, text: str) -> Act:
    """两份, said to the question how many of one of several items, is about that one."""
    asked = state.asks == Asks.COUNT and state.draft is not None and len(state.draft.wanted.items) > 1
    if not asked or not state.label or len(act.items) != 1 or act.items[0].name not in ("", act.replaces or ""):
        return act
    said = act.items[0]
    if said.qty is None or act.act is not ActKind.AMEND or (said.name and said.name in text):
        return act
    return replace(act, items=(replace(said, name=state.label),), replaces=None)


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
        self._afterwards: list[Draft] = []

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
        before = self.state.drafts
        if self._afterwards:
            before = (*before[:1], *self._afterwards, *before[1:])
            self.state = replace(self.state, drafts=before[:DRAFTS_MAX])
        if self._fresh:
            called = {each.subject for each in self._fresh}
            rather = self._text.startswith("那")  # 那就来一杯美式: in place of what could not be had
            first = tuple(each for each in before[:1] if each.begun and (each.picked or not rather))
            waiting = (*(replace(each, aside=True) for each in first), *before[1:])
            aside = tuple(each for each in waiting if each.subject not in called)
            drafts = (*self._fresh, *aside)[:DRAFTS_MAX]
            self.state = replace(self.state, drafts=drafts, quote_id="", asks="", label="", deferral=None, group_id="")
            if aside:
                self.intents.append(i.Other())

    def _request(self, act: Act) -> None:
        """Something to buy or to look for: more about the open draft, or another one."""
        self.intents.append(i.Work())
        draft = self.state.draft
        if self._fresh or draft is None:
            self._fresh.append(Draft(act, browsing=act.act is ActKind.SEARCH))
            return
        match newness(draft, act, self._text):
            case Newness.GOES_ON | Newness.ONE_MORE:
                self._go_on(draft, act)
            case Newness.ANEW:
                self.state = self.state.with_draft(anew(draft, as_request(draft, act)))
            case Newness.AFTERWARDS:
                self.intents[-1] = i.Later(Draft(act).subject)
                self._afterwards.append(Draft(as_request(draft, act)))
            case Newness.OTHER:
                self._fresh.append(Draft(as_request(draft, act), browsing=act.act is ActKind.SEARCH))

    def _go_on(self, draft: Draft, act: Act) -> None:
        searching = act.act is ActKind.SEARCH
        if act.items and draft.browsing and act.act is not ActKind.AMEND:
            draft = draft.with_items((), ()).unpicked()
        if act.title and draft.browsing:  # what kind of film it should be has led to this one
            draft = replace(draft, wanted=replace(draft.wanted, tags=()))
        changed = amended(draft, act, self._text, self._now)
        if draft.trade in GOODS and draft.wanted.items and not changed.wanted.items:
            self.intents.pop()
            self._drop()
            return
        changed = replace(changed, browsing=draft.browsing and searching)
        self.state = self.state.with_draft(changed.unpicked() if searching else changed)

    def _choose(self, act: Act) -> None:
        draft = self.state.draft
        if draft is None or (not draft.options and not self.state.quote_id):
            self.intents.append(i.Unpicked())
            return
        if act.index == 1 and self.state.quote_id and not self.state.listed and not self._chose_before:
            self.intents.append(i.Kept())  # a single draft is open, no list: that one is meant
            return
        if act.sort and ((draft.film and not draft.options) or _of_all(draft, act)):
            self._look_again(draft, act)
            return
        option = choice(draft.options, act)
        if option is None:
            self._unlisted(draft, act)
            return
        if draft.picked and draft.picked == option.offers and self.state.quote_id:
            self.state = replace(self.state.with_draft(replace(draft, firm=True)), chose=True)
            self.intents.append(i.Kept(act.sort or ""))
            return
        taken = chosen(draft, option)
        if not option.offers and act.sort:
            taken = replace(taken, wanted=replace(taken.wanted, sort=act.sort))
        self.state = replace(self.state.with_draft(taken), chose=True)
        self.intents.append(i.Work())

    def _look_again(self, draft: Draft, act: Act) -> None:
        wanted = replace(draft.wanted, sort=act.sort)
        browsing = draft.browsing and draft.trade not in MEASURED  # the first of those found is meant
        self.state = self.state.with_draft(replace(draft, wanted=wanted, browsing=browsing).unpicked())
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
        self._request(act)

    def _confirm(self) -> None:
        draft = self.state.draft
        if self.state.deferral is not None and self.state.asks == Asks.CONFIRM and not self._fresh:
            self.intents.append(i.StandingYes())
            return
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
            taken_back = re.search(r"取消|退|cancel", self._text)
            self.intents.append(i.CancelAsked("last") if taken_back else i.Dropped(none=True))
            return
        self.state = self.state.without_draft()
        self.intents.append(i.Dropped(draft.what))
        if self.state.drafts:
            self.intents.append(i.Work())

    def _cancel(self, act: Act) -> None:
        draft = self.state.draft
        about_draft = draft is not None and (act.which in (None, "", "last") or (act.which or "") in draft.what)
        back = "|退" if self.state.order_id else ""  # with nothing ordered, what is given back is the draft
        if about_draft and not re.search(rf"刚才|剛才|上一单|那单|那單|已经|order{back}", self._text):
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


def _of_all(draft: Draft, act: Act) -> bool:
    """Whether the cheapest is that of all there is: a list of what is made to measure shows a few of many."""
    return draft.trade in MEASURED and draft.wanted.sort != act.sort and not (act.index or act.pick)


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
            return i.HumanWanted("handoff", act.which or "")
        case _:
            return i.Talk(act.topic or "other")
