"""Gathering: a shared order in words: its link, who added what, and all of it priced as one."""

from dataclasses import dataclass, replace

from bangwo.app.changes import PutGroup
from bangwo.app.groups import Groups
from bangwo.app.turn import Turn
from bangwo.app.working import Working
from bangwo.domain.act import Item
from bangwo.domain.group import Group, GroupState, Share
from bangwo.domain.offer import GOODS
from bangwo.language.replies import Say


@dataclass(frozen=True, slots=True)
class Gathering:
    """The owner's side of a group, in the conversation in which the order is made."""

    groups: Groups
    working: Working

    async def begin(self, turn: Turn) -> None:
        """Open the link, at the shop that is on the table."""
        quote = turn.before
        if quote is None or turn.state.draft is None or quote.trade not in GOODS:
            turn.say(Say.GROUP_NO_SHOP)
            return
        group = self.groups.begun(turn.person, turn.conversation_id, quote)
        turn.also += (PutGroup(group),)
        turn.state = replace(turn.state, group_id=group.group_id)
        turn.say(Say.GROUP_BEGUN, link=self.groups.link(group), shop=group.shop)
        self._show(turn, group)

    async def ask(self, turn: Turn) -> None:
        """Say who added what."""
        group = await self._open(turn)
        if group is None:
            turn.say(Say.GROUP_NONE)
            return
        turn.say(Say.GROUP_SO_FAR, link=self.groups.link(group), count=len(group.shares))
        self._tell(turn, group)

    async def done(self, turn: Turn) -> bool:
        """Close it and have all of it on the table; whether others had added something."""
        group, draft = await self._open(turn), turn.state.draft
        turn.state = replace(turn.state, group_id="")
        if group is None or draft is None:
            return False
        turn.also += (PutGroup(group.closed()),)
        if all(each.user_id == group.user_id for each in group.shares):
            return False  # nobody else wants anything: what is on the table is all of it
        shares = _merged(group.shares)
        items = tuple(Item(each.name, float(each.qty), "", each.options) for each in shares)
        picked = tuple(each.offer_ref for each in shares)
        wanted = replace(draft.wanted, items=items, shop=group.shop, sort=None, budget=None, tags=())
        turn.state = turn.state.with_draft(replace(draft, wanted=wanted, picked=picked, firm=True, options=()))
        turn.say(Say.GROUP_DONE, count=len({each.user_id for each in group.shares}))
        self._tell(turn, group)
        await self.working.work(turn)
        return True

    async def _open(self, turn: Turn) -> Group | None:
        group = await self.groups.store.group(turn.person.user_id, turn.state.group_id) if turn.state.group_id else None
        return group if group is not None and group.state is GroupState.OPEN else None

    def _tell(self, turn: Turn, group: Group) -> None:
        people: dict[str, list[Share]] = {}
        for each in group.shares:
            people.setdefault(each.who, []).append(each)
        for who, shares in people.items():
            turn.say(Say.GROUP_SHARE, who=who, items="、".join(_called(each) for each in shares))
        self._show(turn, group)

    def _show(self, turn: Turn, group: Group) -> None:
        turn.blocks.append({"kind": "group", "group": self.groups.json(group, turn.person.user_id)})


def _called(share: Share) -> str:
    options = f"（{'、'.join(share.options)}）" if share.options else ""
    return f"{share.name}{options}×{share.qty}"


def _merged(shares: tuple[Share, ...]) -> tuple[Share, ...]:
    """The same things in one line, however many wanted them."""
    lines: dict[tuple[str, tuple[str, ...]], Share] = {}
    for each in shares:
        known = lines.get((each.offer_ref, each.options))
        lines[each.offer_ref, each.options] = replace(each, qty=each.qty + known.qty) if known else each
    return tuple(lines.values())
