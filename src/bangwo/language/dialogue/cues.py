"""Cues: the words that tell one more thing from another one, and names that may be of the same thing."""

import re

from bangwo.domain.act import Act

_MORE = re.compile(r"再|还|還|加|另外|顺便|順便|一起|\b(?:also|another|plus|add|too|as well|more)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"换|換|改|不对|不對|还是|還是|\b(?:instead|change|rather|switch|make it)\b", re.IGNORECASE)
_BUYS = re.compile(r"买|買|订|訂|来|來|看|\b(?:book|buy|get|want)\b", re.IGNORECASE)


def more(act: Act, text: str) -> bool:
    """Whether one more thing is asked for; 加珍珠 asks for pearls, not for one more cup."""
    for option in (option for item in act.items for option in item.options):
        text = text.replace(option, "")
    return _MORE.search(text) is not None


def instead(text: str) -> bool:
    """Whether something is asked for in place of what was asked before."""
    return _INSTEAD.search(text) is not None


def buys(text: str) -> bool:
    """Whether it is a request to buy, not a bare name."""
    return _BUYS.search(text) is not None


def same_thing(one: str, other: str) -> bool:
    """Whether two names may be of the same thing: one holds the other."""
    return bool(one and other) and (one.lower() in other.lower() or other.lower() in one.lower())
