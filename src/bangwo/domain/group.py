"""Groups: one order of several people at one shop, put together under a link until its owner is done."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money, total
from bangwo.domain.quote import LINES_MAX, QTY_MAX

GROUP_LIFE = timedelta(hours=3)
PEOPLE_MAX = 20
CODE_LENGTH = 12
"""Sixty random bits: no group is found by trying."""


class GroupState(StrEnum):
    """Open to whoever has the link; closed: its owner has it priced, or gave it up."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Share:
    """What one of them wants. `who`: the name that the others see; `options` as shown."""

    share_id: str
    user_id: str
    who: str
    offer_ref: str
    name: str
    unit_price: Money
    qty: int
    options: tuple[str, ...] = ()

    @property
    def amount(self) -> Money:
        """Unit price times quantity."""
        return self.unit_price * self.qty


@dataclass(frozen=True, slots=True)
class Group:
    """`user_id`: the owner, who pays; `conversation_id`: where the order is being made. `version` counts its writes."""

    group_id: str
    code: str
    user_id: str
    conversation_id: str
    provider_id: str
    merchant_id: str
    shop: str
    made_at: datetime
    shares: tuple[Share, ...] = ()
    state: GroupState = GroupState.OPEN
    version: int = 0

    @property
    def until(self) -> datetime:
        """When the link ends by itself."""
        return self.made_at + GROUP_LIFE

    @property
    def total(self) -> Money:
        """What all of it costs without fees."""
        return total(each.amount for each in self.shares)

    def live(self, now: datetime) -> bool:
        """Whether something may be added."""
        return self.state is GroupState.OPEN and now < self.until

    def added(self, share: Share, now: datetime) -> "Group":
        """With one more share. Refused: group_over, qty_out_of_range, too_many_lines."""
        self._check_live(now)
        if not 1 <= share.qty <= QTY_MAX:
            raise Refused(Code.QTY_OUT_OF_RANGE, item=share.name, most=QTY_MAX)
        if len(self.shares) >= LINES_MAX:
            raise Refused(Code.TOO_MANY_LINES, most=LINES_MAX)
        people = {each.user_id for each in self.shares} | {share.user_id, self.user_id}
        if len(people) > PEOPLE_MAX:
            raise Refused(Code.TOO_MANY_LINES, most=PEOPLE_MAX)
        return replace(self, shares=(*self.shares, share), version=self.version + 1)

    def without(self, share_id: str, user_id: str, now: datetime) -> "Group":
        """Without a share: one's own, or any where one is the owner. Refused: group_over, not_found."""
        self._check_live(now)
        kept = tuple(
            each for each in self.shares if each.share_id != share_id or user_id not in (each.user_id, self.user_id)
        )
        if len(kept) == len(self.shares):
            raise Refused(Code.NOT_FOUND)
        return replace(self, shares=kept, version=self.version + 1)

    def closed(self) -> "Group":
        """Nothing is added any more."""
        return replace(self, state=GroupState.CLOSED, version=self.version + 1)

    def _check_live(self, now: datetime) -> None:
        if not self.live(now):
            raise Refused(Code.GROUP_OVER)
