"""Options: what is said about a thing, in the short forms of the contract."""

import re
from functools import lru_cache

from bangwo.language.words.options import COOL, EXACT, GROUPS, SHAPES

_GROUP_OF = {each: group for group, members in GROUPS.items() for each in members}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], tuple[str, ...]]:
    exact = "|".join(sorted((re.escape(each) for each in EXACT), key=len, reverse=True))
    sources = [f"(?P<exact>{exact})(?:的(?![\u4e00-\u9fff]*味))?"]
    shorts: list[str] = []
    for index, (source, short) in enumerate(SHAPES):
        sources.append(re.sub(r"\(\?P<(\w)>", rf"(?P<\g<1>{index}>", source))
        shorts.append(re.sub(r"\{(\w)\}", rf"{{\g<1>{index}}}", short))
    return re.compile("|".join(f"(?:{each})" for each in sources), re.IGNORECASE), tuple(shorts)


def find_options(text: str, start: int = 0) -> list[tuple[int, int, str]]:
    """Every option in the text: start, end, short form."""
    found, shorts = _patterns()
    out: list[tuple[int, int, str]] = []
    for match in found.finditer(text, start):
        if match["exact"]:
            out.append((match.start(), match.end(), EXACT.get(match["exact"], match["exact"])))
            continue
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        index = next(int(name[1:]) for name in groups if name[0] == "x")
        short = shorts[index].format(**groups)
        out.append((match.start(), match.end(), COOL.get(short, short)))
    return out


def merged(options: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Options with later ones added; one of the same group, or the same measure, gives way."""
    out = list(options)
    for each in more:
        kind = _kind(each)
        out = [other for other in out if other != each and (kind is None or _kind(other) != kind)]
        out.append(each)
    return tuple(out)


def _kind(option: str) -> str | None:
    if option in _GROUP_OF:
        return _GROUP_OF[option]
    return option[-1] if option[-1:] in "码寸" else None
