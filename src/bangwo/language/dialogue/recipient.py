"""Recipient: who takes it in, at which number, and what is written on the card; and the sentence without them."""

import re
from dataclasses import dataclass, replace

from bangwo.language.dialogue.state import Draft
from bangwo.language.normalise import normalise
from bangwo.language.words import recipient as words

GIFT_MAX = 200
_GIFT = re.compile(words.GIFT, re.IGNORECASE | re.DOTALL)
_PHONE = re.compile(words.PHONE, re.IGNORECASE)
_CONTACT = re.compile(words.CONTACT, re.IGNORECASE)
_EDGES = " ,。;、.\"'“”「」"


@dataclass(frozen=True, slots=True)
class Addressed:
    """What was said of the recipient; `plain`: the sentence without it."""

    plain: str
    phone: str = ""
    contact: str = ""
    gift: str = ""

    def of(self, draft: Draft) -> Draft:
        """The draft with what was said; what was not said stays."""
        return replace(
            draft,
            phone=self.phone or draft.phone,
            contact=self.contact or draft.contact,
            gift=self.gift or draft.gift,
        )


def addressed(text: str) -> Addressed | None:
    """Who takes it in, and the card; None where neither was said."""
    plain = normalise(text).strip()
    gift = phone = contact = ""
    if (said := _GIFT.search(plain)) is not None:
        as_said = text.strip() if len(text.strip()) == len(plain) else plain  # in its own script where that is known
        gift = as_said[said.start("gift") :].strip(_EDGES)[:GIFT_MAX]
        plain = plain[: said.start()]
    if (said := _PHONE.search(plain)) is not None:
        phone = re.sub(r"[ -]", "", said["phone"] or said["english"])
        plain = plain[: said.start()] + plain[said.end() :]
    if (said := _CONTACT.search(plain)) is not None:
        contact = said["name"].strip()
        plain = plain[: said.start()] + plain[said.end() :]
    return Addressed(plain.strip(_EDGES), phone, contact, gift) if gift or phone or contact else None
