"""Bodies: what commands take. Unknown fields are refused, and control characters are dropped from what people write."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

CARDS_MAX = 21
TEXT_LENGTH_MAX = 20_000
"""Of a sentence on the wire; the understander's own, smaller limit has its own code."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Text without control characters, which no store and no terminal should see."""
    return _CONTROL.sub("", text)


Words = Annotated[str, AfterValidator(plain)]
Short = Annotated[str, Field(max_length=100), AfterValidator(plain), AfterValidator(str.strip)]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9]{5,15}$", examples=["13800000000"])]


class Body(BaseModel):
    """The root of all bodies."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Login(Body):
    """A phone number and the code sent to it; `cards` in the sandbox only, for a new person."""

    phone: Phone
    code: Annotated[str, Field(max_length=12, examples=["000000"])]
    cards: Annotated[int, Field(ge=0, le=CARDS_MAX)] | None = None


class Profile(Body):
    """What of oneself is to change."""

    name: Short | None = None
    birth_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    language: Literal["zh-Hans", "zh-Hant", "en"] | None = None


class Erasure(Body):
    """The phone number of who wants to be forgotten, as proof that it is meant."""

    phone: Phone


class AddressBody(Body):
    """Where to bring things, and to whom."""

    text: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(plain)]
    contact: Short = ""
    phone: Annotated[str, Field(pattern=r"^(\+?[0-9]{5,15})?$")] = ""


Ceiling = Annotated[int, Field(ge=1, le=100_000_000)]


class CeilingsBody(Body):
    """What an order, and a day, may cost at most, in fen; null lifts it."""

    order_fen: Ceiling | None
    day_fen: Ceiling | None


class Sentence(Body):
    """One sentence; without a conversation the latest open one goes on, or a new one begins; `new` begins one."""

    text: Annotated[str, Field(max_length=TEXT_LENGTH_MAX, examples=["帮我点一杯奶茶"]), AfterValidator(plain)]
    conversation_id: Annotated[str, Field(max_length=64, pattern=r"^[\w-]+$")] | None = None


class Yes(Body):
    """The digest of the quote that is agreed to."""

    digest: Annotated[str, Field(max_length=100, pattern=r"^[\w:]+$")]


class Cancellation(Body):
    """Why, in words."""

    reason: Annotated[str, Field(max_length=200), AfterValidator(plain)] = ""
    fee_fen: Annotated[int, Field(ge=0)] = 0  # what it may cost at most


class CaseBody(Body):
    """What somebody is wanted for: a dispute names an order, an appeal a card."""

    kind: Literal["handoff", "dispute", "appeal"] = "handoff"
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(plain)]
    order_id: Annotated[str, Field(max_length=64, pattern=r"^[\w-]*$")] = ""
    card_id: Annotated[str, Field(max_length=64, pattern=r"^[\w-]*$")] = ""
    conversation_id: Annotated[str, Field(max_length=64, pattern=r"^[\w-]*$")] = ""


class CaseWords(Body):
    """Something said in a case."""

    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(plain)]


class SettlementBody(Body):
    """How a case is settled: what goes back and who bears it, or whether the card is free again."""

    refund_fen: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    bearer: Literal["merchant", "house"] = "merchant"
    reason: Annotated[str, Field(max_length=200), AfterValidator(plain)] = ""
    unfreeze: bool = False


class OperatorLogin(Body):
    """An operator's name and password."""

    name: Annotated[str, Field(min_length=1, max_length=32)]
    password: Annotated[str, Field(min_length=1, max_length=200)]


class GroupShare(Body):
    """What one adds to a shared order."""

    ref: Annotated[str, Field(min_length=1, max_length=200)]
    qty: Annotated[int, Field(ge=1, le=99)] = 1
    choice_ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=20)] = []


class GroupWish(Body):
    """The conversation in which the shared order is made; without one the latest open."""

    conversation_id: Annotated[str, Field(max_length=64, pattern=r"^[\w-]+$")] | None = None


class InviteCode(Body):
    """A friend's code."""

    code: Annotated[str, Field(min_length=1, max_length=32, pattern=r"^\w+$")]


class CampaignFile(Body):
    """The text of a campaign file, and why it is put in force."""

    source: Annotated[str, Field(min_length=1, max_length=60_000)]
    reason: Annotated[str, Field(max_length=200), AfterValidator(plain)] = ""


class Steering(Body):
    """Why a campaign is steered; `hours`: of an outage that lasted until now."""

    reason: Annotated[str, Field(max_length=200), AfterValidator(plain)] = ""
    hours: Annotated[float, Field(gt=0, le=720, strict=False)] | None = None
