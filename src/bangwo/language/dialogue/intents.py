"""Intents: what a sentence asks of the app once the drafts are changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """The first draft is to be brought further: looked for, priced, or asked about."""


@dataclass(frozen=True, slots=True)
class Yes:
    """The quote on the table is agreed to."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was chosen is what is on the table: nothing changes. `sort`: because it is already the best by that."""

    sort: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the table is to be shown once more."""


@dataclass(frozen=True, slots=True)
class NoOther:
    """Another one is wished for, and there is none but the so many that were shown."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class SameShop:
    """The shop or cinema of an earlier order is wished for."""

    which: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """Another request came while a draft was open, which now stands second: is it one more thing from the same shop?"""


@dataclass(frozen=True, slots=True)
class Later:
    """What was asked for waits until the open draft is done."""

    what: str = ""


@dataclass(frozen=True, slots=True)
class Unpicked:
    """A choice that is not among the options; empty: there is nothing to choose from."""

    pick: str = ""


@dataclass(frozen=True, slots=True)
class Unheld:
    """Something is not wanted any more that is not in the draft."""

    what: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A draft was given up; empty: there was none."""

    what: str = ""
    none: bool = False


@dataclass(frozen=True, slots=True)
class Unchangeable:
    """A change with no draft to change: perhaps of an order that is placed."""

    which: str = ""


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """An order is to be cancelled: say which, and ask."""

    which: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CancelYes:
    """The cancellation that was asked about is wanted."""


@dataclass(frozen=True, slots=True)
class CancelNo:
    """It is not."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """How an order stands."""

    which: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The same as an earlier order."""

    which: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class WalletAsked:
    """Cards, bills, addresses."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why it is this one and costs so much; `cards`: only why this card and not that."""

    cards: bool = False


@dataclass(frozen=True, slots=True)
class HumanWanted:
    """A person is wanted. `kind`: handoff, dispute or appeal; `which`: the order meant. Not `sure`: 东西坏了."""

    kind: str
    which: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class StandingYes:
    """What was put off may be ordered as it was said back."""


@dataclass(frozen=True, slots=True)
class StandingAsked:
    """What waits to be ordered is asked for."""


@dataclass(frozen=True, slots=True)
class StandingDropped:
    """Something that waits is wanted no more; empty: the only one."""

    which: str = ""


@dataclass(frozen=True, slots=True)
class GroupBegun:
    """What is on the table is to be ordered together with others."""


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """Who added what to the shared order."""


@dataclass(frozen=True, slots=True)
class GroupDone:
    """Everybody has chosen: all of it is to be priced as one."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk."""

    topic: str = ""


Intent = (
    Work
    | Yes
    | Kept
    | Shown
    | NoOther
    | SameShop
    | Other
    | Later
    | Unpicked
    | Unheld
    | Dropped
    | Unchangeable
    | CancelAsked
    | CancelYes
    | CancelNo
    | Tracked
    | Again
    | WalletAsked
    | WhyAsked
    | HumanWanted
    | GroupBegun
    | GroupAsked
    | GroupDone
    | StandingYes
    | StandingAsked
    | StandingDropped
    | Talk
)
