"""Money: what an act may cost."""

import re

from bangwo.domain.act import Budget
from bangwo.language.assembly.said import Said
from bangwo.language.quantities.numbers import read as number

_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千万]+")
_ABOUT = re.compile(r"左右|上下|差不多|大概|大约|约|出头|人均|均价|around|about|roughly|or so", re.IGNORECASE)
_LEAST = re.compile(r"以上|至少|最少|起步|高于|超过|or more|at least|over|above|more than", re.IGNORECASE)
_MOST = re.compile(
    r"以内|以下|之内|不超|别超|不要超|不能超|最多|顶多|封顶|控制|under|below|within|up to|max|less than", re.IGNORECASE
)
_REFUSED = re.compile(r"[,的]*(?:就|我|都|一律)*(?:不要|不行|不考虑|不买|免谈|算了|别)")
"""Behind a least price: 超过八百不要."""
_PER = (
    ("person", re.compile(r"人均|每人|每位|一个?人|单人|/人|person|head|each of us|pp", re.IGNORECASE)),
    ("night", re.compile(r"[每一/]个?(?:晚|夜|天)|每间|night", re.IGNORECASE)),
    ("ticket", re.compile(r"[每一单/]张|每票|ticket|seat", re.IGNORECASE)),
    ("item", re.compile(r"[每一单/][份个件杯盒只双条瓶]|单价|each|apiece|item", re.IGNORECASE)),
)
_OWN = {"movie": "ticket", "show": "ticket", "attraction": "ticket", "hotel": "night"}
"""What 一张 or 每份 is in a trade."""


def read(said: Said) -> Budget | None:
    """The budget said last."""
    spans = said.tagged("budget")
    if not spans:
        return None
    text = said.words(spans[-1])
    behind = said.text[spans[-1].end :]
    found = said.found(spans[-1], "money")
    if not found:
        return _loose(text, said)
    one = found[-1]
    per = one.per or _per(text)
    per = _OWN.get(said.code.field, per) if per in ("item", "ticket") else per
    if one.min_fen is not None and one.max_fen is None and _REFUSED.match(behind):
        return Budget(max=one.min_fen, per=per)
    if one.max_fen is not None or one.min_fen is not None:
        return Budget(max=one.max_fen, min=one.min_fen, per=per)
    return Budget(about=one.fen, per=per) if one.approx else _bound(text, one.fen, per)


def _bound(text: str, fen: int | None, per: str | None) -> Budget:
    """A bare price is the most that it may be."""
    if _MOST.search(text):
        return Budget(max=fen, per=per)
    if _LEAST.search(text):
        return Budget(min=fen, per=per)
    return Budget(about=fen, per=per) if _ABOUT.search(text) else Budget(max=fen, per=per)


def _per(text: str) -> str | None:
    return next((per for per, pattern in _PER if pattern.search(text)), None)


def _loose(text: str, said: Said) -> Budget | None:
    """Numbers that are money only because the net says so (预算300)."""
    values = [round(each * 100) for match in _NUMERAL.finditer(text) if (each := number(match[0]))]
    values = [each for each in values if each >= 500] or values
    per = _per(text)
    per = _OWN.get(said.code.field, per) if per in ("item", "ticket") else per
    if len(values) >= 2 and values[0] < values[1]:
        return Budget(min=values[0], max=values[1], per=per)
    return _bound(text, values[0], per) if values else None
