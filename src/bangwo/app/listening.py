"""Listening: one sentence of a turn, taken apart and understood: who it goes to, whether it waits, what it asks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.app.ports import Catalogue
from bangwo.app.sighting import sighted
from bangwo.app.turn import Turn
from bangwo.domain.act import Act, ActKind
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.ceilings import only_a_ceiling
from bangwo.language.dialogue.deferral import Put, put_off, told
from bangwo.language.dialogue.hear import Heard, hear
from bangwo.language.dialogue.instore import heard_as
from bangwo.language.dialogue.recipient import Addressed, addressed
from bangwo.language.dialogue.seats import seats_named, with_seats
from bangwo.language.dialogue.state import Dialogue
from bangwo.language.setting import Setting
from bangwo.language.smalltalk import beside, only_sums
from bangwo.language.understand import Ears, understand

ANSWER_MAX = 8
ENGLISH_ANSWER_MAX = 24
"""So many letters may be a yes or a no to nothing in particular."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence: `text` is what is left of it without recipient and card; `put`: that it is to wait."""

    text: str
    to: Addressed | None = None
    put: Put | None = None


def spoken(text: str, state: Dialogue, now: datetime) -> Spoken:
    """The sentence taken apart. Who takes what in is about a draft: the open one, or the one that it makes."""
    to = addressed(text)
    if to is not None and not to.plain and state.draft is None:
        to = None
    left = text if to is None else to.plain
    return Spoken(left, to, put_off(left, now))


@dataclass(frozen=True, slots=True)
class Listening:
    """Understands sentences with the words of the present catalogue."""

    catalogue: Catalogue
    ears: Callable[[], Ears]

    def acts(self, turn: Turn, said: Spoken) -> tuple[Act, ...]:
        """What the sentence asks."""
        if said.put is not None:
            acts = understand(said.put.plain, turn.now, self.ears()) if said.put.plain else ()
            return tuple(replace(each, act=ActKind.ORDER) if each.act is ActKind.SEARCH else each for each in acts)
        if said.to is not None and not said.text:
            return ()
        return self._understood(turn, said.text)

    def heard(self, turn: Turn, said: Spoken) -> Heard:
        """What the sentence changes in the conversation and asks of the app."""
        heard = self._heard(turn, said)
        if said.to is None or heard.state.draft is None:
            return heard
        state = heard.state.with_draft(said.to.of(heard.state.draft))
        more = () if i.Work() in heard.intents else (i.Work(),)
        return Heard(state, (*heard.intents, *more))

    def _heard(self, turn: Turn, said: Spoken) -> Heard:
        put = said.put
        if put is None:
            bare = said.to is not None and not said.text
            return Heard(turn.state, ()) if bare else hear(turn.state, turn.acts, said.text, turn.now)
        if not put.plain:
            intents = (i.Work(),) if turn.state.draft is not None else ()
            return Heard(replace(turn.state, deferral=put.off), intents)
        heard = hear(turn.state, turn.acts, put.plain, turn.now)
        turn.acts = told(turn.acts, put.off)
        return replace(heard, state=replace(heard.state, deferral=put.off))

    def _understood(self, turn: Turn, text: str) -> tuple[Act, ...]:
        if only_sums(text):
            return (Act(act=ActKind.CHAT, topic="homework"),)
        wish, plain = seats_named(text)
        setting = _setting(turn.state, text)
        acts = understand(plain, turn.now, self.ears(), setting)
        if wish is not None and with_seats(acts, wish, turn.state.draft) == acts:  # 3排5号 of an address
            acts = understand(text, turn.now, self.ears(), setting)
        if all(each.act is ActKind.AMEND for each in acts) and beside(text, turn.state.draft is not None):
            return (Act(act=ActKind.CHAT, topic="smalltalk"),)
        if only_a_ceiling(acts, text, turn.now):
            return (Act(act=ActKind.WALLET, topic="limit"),)
        return sighted(self.catalogue, acts, turn.state.draft, text)


def _setting(state: Dialogue, text: str) -> Setting:
    """What the understander must know; a short sentence may be a yes or a no even when nothing is open."""
    draft = state.draft
    if draft is None:
        most = ANSWER_MAX if any(letter > "\u2e80" for letter in text) else ENGLISH_ANSWER_MAX
        return Setting(asked=state.asks or ("confirm" if len(text) <= most else None))
    several = draft.options if len(draft.options) > 1 else ()
    names = [name for each in several for name in (each.title, each.shop) if name]
    return Setting(
        trade=heard_as(draft.trade),
        options=tuple(dict.fromkeys(names)),
        quote=bool(state.quote_id),
        asked=state.asks or None,
        items=tuple(each.name for each in draft.wanted.items if each.name),
    )
