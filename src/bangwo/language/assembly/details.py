"""Details: how a thing is wanted, in the short forms of the contract."""
# ruff: noqa: E501

import re

from bangwo.language.options import find_options
from bangwo.language.words.options import EXACT

_ENGLISH = (
    ("少糖", r"(?:less|light|low|reduced|little|reduce(?: the)?) sugar|less sweet|not too sweet"),
    ("五分糖", r"half(?: the)? (?:sugar|sweet)|50% sugar"),
    ("三分糖", r"30% sugar|quarter sugar"), ("七分糖", r"70% sugar"),
    ("无糖", r"(?:no|zero|without|0%) (?:any )?(?:added )?sugar|sugar[- ]?free|unsweetened"),
    ("全糖", r"(?:full|regular|normal|100%) sugar"), ("多糖", r"(?:extra|more) (?:sugar|sweet)"),
    ("少冰", r"(?:less|light|little|easy on the) ice"), ("去冰", r"(?:no|without|zero|hold the) ice"),
    ("正常冰", r"(?:regular|normal) ice"), ("多冰", r"(?:extra|more) ice"),
    ("超大杯", r"extra large|venti|xl cup"), ("大杯", r"large|big|grande|a large"), ("中杯", r"medium|regular size"), ("小杯", r"small|tall"),
    ("不辣", r"not spicy|no (?:spice|chill?i|chil[il]es?)|non[- ]spicy"), ("微辣", r"mild(?:ly)?(?: spicy)?|(?:a (?:little|bit)|slightly|less) (?:spicy|hot)"),
    ("中辣", r"medium(?: |-)(?:spicy|hot|heat)"), ("特辣", r"(?:extra|very|super) (?:spicy|hot)"),
    ("常温", r"room temp(?:erature)?"), ("热", r"hot|piping hot"), ("冰", r"iced|cold|chilled"), ("温", r"warm"),
    ("黑色", r"black"), ("白色", r"white"), ("红色", r"red"), ("蓝色", r"blue"),
)  # fmt: skip
_SHORTS = tuple(
    (short, re.compile(rf"(?:with |in |make (?:it|them) |please )*(?:{words})")) for short, words in _ENGLISH
)
_ADDED = {
    "pearls": "珍珠", "pearl": "珍珠", "boba": "珍珠", "tapioca": "珍珠", "tapioca pearls": "珍珠", "fried egg": "煎蛋", "egg": "蛋", "cheese": "芝士",
    "coconut jelly": "椰果", "pudding": "布丁", "shot": "浓缩", "espresso shot": "浓缩", "bacon": "培根", "milk foam": "奶盖",
}  # fmt: skip
_ADD_ENGLISH = re.compile(r"(?:with|add|extra|plus|and)\s+(?:(?:extra|some|an?|one|more)\s+)*(?P<v>[a-z ]+)")
_SPANS = re.compile(
    r"^(?:全都|全部|都|也|就|再|要|是|做|换成?|改成?|给我|多加)*(?P<v>.+?)(?:一点儿?|点儿?)?(?:的|啊|吧|哈|就行|就好)*$"
)
_ADD = re.compile(
    r"^(?:再|单|另|多)?加(?:上|了)?(?:[一两二三四五六七八九十\d]?(?:个|份|点|勺|颗|块|片|根|双)|一|点儿?)?(?P<v>[^一个份点].*)$"
)
_LESS = re.compile(r"^(?P<v>.{1,6}?)(?:可以|给我|也|要)?(?P<how>多|少)(?:放|加|搁|给|要|来)?一?(?:点|些)?儿?$")
_TURNED = re.compile(r"^(?P<how>多|少)(?:放|加|搁|给|要|来)?一?(?:点|些)?儿?(?P<v>.+)$")
_REFUSED = re.compile(r"^(?:一点|千万)?(?:不要|不用|不想要|不|别|甭|莫|免|勿|唔好|唔要|去掉?|走|无|没有?)(?:再|另外)?(?:放|加|要|搁|给)?(?:任何|太多|一点)?(?P<v>[^的太]+?)(?:的|了)?$")  # fmt: skip
_PLAIN = {"糖": "无糖", "冰": "去冰", "冰块": "去冰", "辣": "不辣", "辣椒": "不辣", "辣子": "不辣"}
_DEGREE = {"多放糖": "多糖", "少放糖": "少糖", "少放冰": "少冰", "多放冰": "多冰", "少放冰块": "少冰", "多放冰块": "多冰", "少放辣": "微辣", "少放辣椒": "微辣", "多放辣": "特辣", "少放盐": "少盐", "少放油": "少油"}  # fmt: skip
_TOO = (("冰", "少冰"), ("甜", "少糖"), ("辣", "微辣"), ("烫", "温"), ("凉", "常温"))
_HEAT = {"凉": "冰", "冷": "冰", "冻": "冰", "冰镇": "冰", "冰冻": "冰", "热乎": "热", "热乎乎": "热", "滚烫": "热", "烫": "热", "温热": "温", "温乎": "温", "常温": "常温"}  # fmt: skip
_HEADS = frozenset(["颜色", "尺码", "口味", "甜度", "温度", "尺寸", "大小", "规格", "size", "color"])
"""Words that only announce an option."""
_SIZE = re.compile(r"^(\d{2}(?:\.5)?|[三四]十[一二三四五六七八九]?)号$")


def short(said: str) -> tuple[str, ...]:
    """The short forms of an option as said; itself where there is none."""
    text = said.strip(" ,。、;的")
    if not text or text in _HEADS:
        return ()
    if text.isascii():
        return (_english(text.lower(), text),)
    text = text if text in EXACT else _SPANS.sub(r"\g<v>", text) or text
    if text in EXACT:
        return (EXACT[text],)
    if text in _HEAT:
        return (_HEAT[text],)
    if (match := _SIZE.match(text)) is not None:
        return (match[1] + "码",)
    return _degree(text) or _found(text) or (text,)


def _degree(text: str) -> tuple[str, ...]:
    """别太甜, 辣椒多放, 加个蛋, 不放糖."""
    if "太" in text and text[0] in "不别莫甭":
        return next(((meant,) for word, meant in _TOO if word in text), ())
    if (match := _REFUSED.match(text)) is not None and match["v"] in _PLAIN:
        return (_PLAIN[match["v"]],)
    if (match := _LESS.match(text) or _TURNED.match(text)) is not None and match["v"] not in ("一", "人", "种"):
        turned = f"{match['how']}放{match['v']}"
        return (_DEGREE.get(turned, turned if "放" in text or _LESS.match(text) else text),)
    return ("加" + match["v"],) if (match := _ADD.match(text)) is not None else ()


def _found(text: str) -> tuple[str, ...]:
    """Options that make up all of the words."""
    found = find_options(text)
    length = sum(end - start for start, end, _ in found)
    return tuple(each for _, _, each in found) if length and length >= len(text) - 1 else ()


def _english(text: str, said: str) -> str:
    for meant, pattern in _SHORTS:
        if pattern.fullmatch(text):
            return meant
    if (match := _ADD_ENGLISH.fullmatch(text)) is not None:
        return "加" + _ADDED[match["v"].strip()] if match["v"].strip() in _ADDED else said
    return said


_REFUSAL_BEFORE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,3}?[里上]面?|千万|记得|一点|请|都|也|也都|就|全部|通通|可|给我|帮我|麻烦|把)*"
    r"(?:(?:不要|不用|不想要|不能有|不能|不|别|甭|莫|免|勿|唔好|唔要|唔|去掉?|走|无|没有?|忌|少|吃不了|挑出|拿掉)(?:再|另外|给我)?(?:放|加|要|搁|给|吃|带|有|见)?(?:任何|一点儿?)?|对)?"
)
_REFUSAL_AFTER = re.compile(
    r"(?:都|也|就|我|全部?|一律|统统|通通|给我)*(?:不要|不用|不放|别放|别加|不加|不吃|不能吃|免了?|去掉|去了|唔要|拿掉|走)(?:放|加|了|的|哈|啊)*$|过敏$|[的了哈吧啊]$"
)
_REFUSAL_ENGLISH = re.compile(
    r"^(?:with |and |but |please )*(?:no|without|hold(?: the)?|skip(?: the)?|leave out(?: the)?|minus|don't (?:add|put)|cut)\s+(?:any |the |added )?|^(?:any|the)\s+|\s+(?:please|free)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[和跟与、,及]|以及|还有|\s*\b(?:and|or)\b\s*")
_SINGLE = frozenset("葱姜蒜辣醋糖盐")


def refused(said: str) -> tuple[str, ...]:
    """The things that a refusal names."""
    text = said.strip(" ,。")
    if text.isascii():
        return tuple(each.strip() for each in _SEVERAL.split(_REFUSAL_ENGLISH.sub("", text)) if each.strip())
    text = _REFUSAL_AFTER.sub("", text)
    parts = [(_REFUSAL_BEFORE.sub("", each.strip()) or each).strip() for each in _SEVERAL.split(text)]
    return tuple(
        thing for part in parts for thing in (part if len(part) > 1 and _SINGLE.issuperset(part) else [part]) if thing
    )
