"""Money: prices, and the bounds that people put on them."""
# ruff: noqa: E501

import re

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import ENGLISH_NUMERAL, NUMERAL, value

PER = {
    "份": "item", "个": "item", "件": "item", "杯": "item", "盒": "item", "人": "person", "位": "person", "晚": "night", "夜": "night",
    "天": "night", "间": "night", "张": "ticket", "票": "ticket", "头": "person", "person": "person", "night": "night",
    "ticket": "ticket", "each": "item", "head": "person", "item": "item",
}  # fmt: skip
PRICES_MAX = 60
"""Prices that are read in one text."""
_YUAN = r"(?:块钱|块(?!.?[豆肉蛋])|元钱|元|圆|蚊|人民币|rmb|cny|yuan|kuai|bucks)"
_BEFORE = (
    r"(?P<pre>(?:(?P<pmax>不超过|别超过|别超|不要超(?!过)|不要超过|不能超过|勿超过|不高于|别高于|低于|少于|最多|顶多|至多|控制在|不超|封顶|上限|预算|"
    r"\bunder|\bbelow|\bless than|\bup to|\bmax(?:imum)?(?: of)?|\bno more than|\bwithin|\bbudget(?: of| is)?)|"
    r"(?P<pmin>至少|最少|高于|不低于|超过|\bover|\babove|\bat least|\bmore than)|"
    r"(?P<pabout>大概|大约|差不多|约|\baround|\babout|\broughly)|(?P<avg>人均|每人|每位|均价))\s*(?:是|在|为|就|大概|大约)?\s*)"
)
_AFTER = (
    r"(?P<post>(?P<max>(?:以内|以下|之内|之下|封顶|内(?!衣|存|裤|场|湖|蒙)|打住|为限|到顶|or less|max)(?:的)?)|(?P<min>以上|起步|or more)|"
    r"(?P<about>左右|上下|差不多|前后|出头))"
)
_PER_BEFORE = r"(?P<perb>(?:每|单)(?:一)?(?:张票|[份个件杯盒人位晚夜天间张])|人均|一(?:份|个人|个|件|杯|人|晚|天|夜|张|间|位)|单价|个头)的?(?:价格?|票价?)?"
_PER_AFTER = (
    r"(?:的)?(?P<pera>(?:一|每|/|1)(?:个人|[份个件杯盒人位晚夜天间张])(?!餐|食|[大双家起])|"
    r"\s*(?:a|per|each|/)\s*(?:night|person|ticket|item|head|each)|\s+each)"
)
_NUM = rf"(?:{NUMERAL}|{ENGLISH_NUMERAL})"
PATTERN = re.compile(
    rf"(?:{_PER_BEFORE})?{_BEFORE}?(?P<sign>[¥$])?(?P<num>[一二两三四五六七八九]{{0,2}}[百千万][一二两三四五六七八九十百]{{0,4}}?(?=一[晚张份个人间天位])|{_NUM})(?P<cent>块(?P<jiao>[\d一二三四五六七八九]半?)(?!\d)|毛钱?|分钱|角)?"
    rf"\s*(?P<unit>{_YUAN})?(?:\s*(?P<to>到|至|-|~|—|to)\s*(?P<num2>{_NUM})\s*(?P<unit2>{_YUAN})?)?(?:之间)?的?\s*{_AFTER}?(?:{_PER_AFTER})?"
)
_SPREAD = re.compile(r"^([一二三四五六七八九两])([一二三四五六七八九])([十百千万])$")  # 两三百
_GATE = re.compile(
    r"[块元圆蚊毛¥$]|以内|以下|之内|封顶|上下|左右|之间|超过|预算|最多|低于|人均|每[份个人张晚]|yuan|under|below|max|rmb|around|within|budget|以上|控制|至少|差不多|一[晚张]|出头|\d0(?:到|-|~)\d|百(?:到|-|~)"
)
_LOOSE_MIN = 10  # a bare number below this is no price


def find_money(text: str, taken: "list[tuple[int, int]]") -> list[Found]:
    """Every price and budget in the text outside the spans taken."""
    if not _GATE.search(text):
        return []
    out: list[Found] = []
    at = 0
    while len(out) < PRICES_MAX and (match := PATTERN.search(text, at)) is not None:
        at = max(match.end("num"), match.start() + 1)
        if any(start < match.end("num") and match.start("num") < end for start, end in taken):
            continue
        if (found := _found(text, match)) is not None:
            out.append(found)
            at = max(found.end, at)
    return out


def _is_price(text: str, match: re.Match[str]) -> bool:
    """Whether the number is money: it has a currency, or a bound and no other unit."""
    number = value(match["num"]) or 0
    strong = match["unit"] or match["unit2"] or match["sign"] or match["cent"]
    bounds = match["pmax"] or match["max"] or match["about"] or match["avg"] or match["pmin"] or match["min"]
    if strong:
        pieces = (match["unit"] or "") == "块" and number <= 12  # 四块鸡
        return not pieces or bool(bounds or match["pera"] or match["perb"])
    if not match["post"] and _followed_by_unit(text, match.end("num2") if match["num2"] else match.end("num")):
        return False
    if match["num2"] and not bounds:
        second = value(match["num2"]) or 0
        return 50 <= number < second <= 100_000 and second >= 100 and not number % 10
    if bounds and number >= _LOOSE_MIN:
        return True
    return bool(match["pera"]) and number >= 50


_UNIT_NEXT = re.compile(
    r"\s*[个张份杯碗斤盒箱袋瓶人位号楼点分米公里月年天晚座排两条只双套件台间栋小岁码寸度层%gGmMlL店路]|\s*[a-z]"
)


def _followed_by_unit(text: str, end: int) -> bool:
    return bool(_UNIT_NEXT.match(text, end)) and not re.match(_PER_AFTER, text[end:])


def _fen(number: float, text: str) -> int:
    return round(number * {"毛": 10, "角": 10, "分": 1}.get(text[:1], 100))


def _found(text: str, match: re.Match[str]) -> Found | None:
    if not _is_price(text, match):
        return None
    per = _per(match)
    start, end = match.span()
    if (spread := _SPREAD.match(match["num"])) is not None:
        low, high = (round((value(each + spread[3]) or 0) * 100) for each in (spread[1], spread[2]))
        return Found(kind="money", text=text[start:end], start=start, end=end, min_fen=low, max_fen=high, per=per)
    number = value(match["num"])
    if number is None or number > 1e9:
        return None
    fen = _fen(number, match["cent"] or "")
    if match["jiao"]:
        fen = round(number * 100 + (value(match["jiao"][:1]) or 0) * 10)
    if match["num2"] and (second := value(match["num2"])) is not None and second > number:
        return Found(
            kind="money", text=text[start:end], start=start, end=end, min_fen=fen, max_fen=round(second * 100), per=per
        )
    bound = {"text": text[start:end], "start": start, "end": end, "per": per}
    if (
        match["about"]
        or (match["pabout"] and not match["max"])
        or (match["avg"] and not (match["max"] or match["min"]))
    ):
        return Found(kind="money", fen=fen, approx=True, **bound)  # pyright: ignore[reportArgumentType]
    if match["max"] or match["pmax"]:
        return Found(kind="money", max_fen=fen, **bound)  # pyright: ignore[reportArgumentType]
    if match["min"] or match["pmin"]:
        return Found(kind="money", min_fen=fen, **bound)  # pyright: ignore[reportArgumentType]
    return Found(kind="money", fen=fen, **bound)  # pyright: ignore[reportArgumentType]


def _per(match: re.Match[str]) -> str | None:
    if match["avg"] in ("人均", "每人", "每位"):
        return "person"
    for said in (match["perb"], match["pera"]):
        if said:
            if "人" in said:
                return "person"
            for word, per in PER.items():
                if word in said:
                    return per
    return None
