"""Reading: whom a greeting is for, for which day, in which tone and how long."""
# ruff: noqa: E501

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bangwo.language.normalise import script
from bangwo.language.quantities import calendar

NAME_MAX = 12

RELATIONS: Mapping[str, str] = {
    "elder": "奶奶 爷爷 姥姥 姥爷 外婆 外公 爸妈 爸爸妈妈 父母 爸爸 妈妈 老爸 老妈 爸 妈 父亲 母亲 婆婆 公公 岳父 岳母 丈母娘 老丈人 叔叔 阿姨 伯伯 伯父 伯母 大伯 舅舅 舅妈 姑姑 姑妈 姑父 姨妈 婶婶 长辈 太奶奶 太爷爷 "
    "grandma grandmother grandpa grandfather granny mom mum mother dad father parents aunt uncle",
    "boss": "领导 老板 上司 主管 经理 总监 董事长 总裁 主任 局长 处长 科长 校长 院长 boss manager director leader ceo",
    "teacher": "老师 导师 教授 教练 班主任 师傅 师父 teacher professor coach mentor tutor",
    "client": "客户 甲方 合作伙伴 供应商 顾客 会员 客人 client clients customer customers partner company",
    "love": "老婆 老公 媳妇 妻子 丈夫 女朋友 男朋友 女友 男友 对象 爱人 未婚妻 未婚夫 wife husband girlfriend boyfriend fiance fiancee sweetheart",
    "child": "儿子 女儿 宝宝 孩子 闺女 孙子 孙女 侄子 侄女 外甥 外甥女 小朋友 小侄子 小侄女 son daughter kid kids child nephew niece grandson granddaughter",
    "colleague": "同事 同仁 团队 部门 搭档 下属 colleague colleagues coworker coworkers teammate team",
    "friend": "同学 老同学 朋友 好友 闺蜜 兄弟 哥们 发小 室友 死党 哥哥 姐姐 弟弟 妹妹 表哥 表姐 表弟 表妹 堂哥 堂姐 嫂子 邻居 战友 网友 friend friends buddy classmate classmates roommate brother sister cousin neighbour neighbor bestie",
    "all": "大家 家人们 各位 群里 家人 亲友 亲戚 全家 朋友圈 everyone everybody all family folks relatives",
}
"""Relation → words for it."""

FESTIVALS: Mapping[str, str] = {
    "birthday": "生日 寿辰 大寿 生辰 过寿 做寿 birthday",
    "wedding": "结婚 新婚 婚礼 大婚 wedding marriage",
    "promotion": "升职 升迁 高升 晋升 promotion promoted",
    "opening": "开业 开张 opening",
    "exam": "高考 中考 考研 考试 金榜 exam exams",
    "illness": "早日康复 生病 住院 手术 get well recovery sick",
    "newbaby": "添丁 满月 得子 得女 生了宝宝 生宝宝 newborn new baby",
    "moving": "乔迁 搬家 新居 housewarming new home",
    "lantern": "元宵 正月十五 lantern festival",
    "spring": "拜年 春节 新春 过年 除夕 大年 年三十 马年 龙年 蛇年 羊年 春联 红包 spring festival chinese new year lunar new year",
    "newyear": "元旦 跨年 新年 new year",
    "midautumn": "中秋 mid-autumn",
    "dragonboat": "端午 dragon boat",
    "teachers": "教师节 teacher's day teachers' day",
    "womens": "妇女节 女神节 三八 women's day",
    "mothers": "母亲节 mother's day",
    "fathers": "父亲节 father's day",
    "childrens": "儿童节 六一 children's day",
    "valentine": "情人节 七夕 表白 情书 valentine",
    "christmas": "圣诞 平安夜 christmas xmas",
    "national": "国庆 national day",
    "double9": "重阳 double ninth",
}
"""Festival → words that name it."""

_DAYS = (
    ("spring", "春节", 20, 12), ("lantern", "元宵节", 2, 0), ("newyear", "元旦", 6, 3), ("valentine", "情人节", 0, 0),
    ("womens", "妇女节", 1, 0), ("dragonboat", "端午节", 4, 0), ("childrens", "儿童节", 1, 0), ("teachers", "教师节", 2, 0),
    ("midautumn", "中秋节", 6, 0), ("national", "国庆节", 3, 4), ("double9", "重阳节", 1, 0), ("christmas", "圣诞节", 3, 0),
)  # fmt: skip
"""Festival, its day, and how many days before and after it is greeted unasked; the first that is near counts."""

_FORMAL = re.compile(r"正式|商务|得体|官方|庄重|礼貌|书面|formal|polite|business|professional", re.IGNORECASE)
_PLAYFUL = re.compile(
    r"俏皮|幽默|搞笑|有趣|好玩|沙雕|调皮|轻松|可爱|funny|playful|humou?rous|cheeky|cute|witty", re.IGNORECASE
)
_SHORT = re.compile(r"一句|简短|短一?点|简单|精简|别太长|short|brief|one line|one sentence", re.IGNORECASE)
_LONG = re.compile(r"长一?点|长一?些|详细|多写|一大段|走心|感人|长篇|long|detailed|heartfelt", re.IGNORECASE)
_SO_LONG = re.compile(r"(\d{2,3}|[一二两三四五六七八九]?十|[一二两三]百)个?(?:字|words|characters)")
_WHO = re.compile(
    r"(?:发给|送给|写给|给|跟|向|对|祝(?![福贺愿词酒你您]))(?!我(?:写|发|编|想|来|说|整|拟|一|个)|一)(?:我们?家?的?|咱们?家?的?)?(?P<who>[^,。!?;\n]{1,14}?)"
    r"(?=写|发|拜|送|编|想|说|拟|准备|整|来|道|打|的?(?:祝福|贺|生日|新年|新春|春节|节日|马年|元宵|中秋|端午|短信|微信|问候|一)|\d|[一两]|早日|大寿|新婚|结婚|乔迁|升职|开业|高考|快乐|身体|健康|[,。!?;:\n]|$)"
)
_TO = re.compile(
    r"\b(?:to|for)\s+(?:my\s+|our\s+|the\s+|all\s+(?:my|our)\s+)?(?P<who>[A-Za-z][A-Za-z.'\- ]{0,40}?)(?='s\b|\s+(?:on|for|about|who|at|in|and|from|to|with|that)\b|[,.!?;\n]|$)",
    re.IGNORECASE,
)
_PLACES = frozenset(
    {"new year", "the new year", "birthday", "christmas", "spring festival", "chinese new year", "me", "us"}
)
_TITLES = re.compile(
    r"^(?:领导|老板|客户|同事|老?同学|朋友|好友|上司|老师|邻居|闺蜜|室友|(?:colleague|boss|client|customer|friend|classmate|teacher|manager|neighbou?r)(?![a-z]))\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?P<who>(?:同事|朋友|同学|客户|领导|老师|老板|闺蜜|colleague|friend|boss|client) ?(?:[A-Z][a-zA-Z]{1,15}|[\u4e00-\u9fff]{1,2}(?:总|老师|女士|先生|经理|主任)))"
)
_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z.'\- ·]{1,20}")
_HONORIFIC = re.compile(r"总$|董$|工$|处$|局$|主任$|经理$|院长$|校长$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whom and what a greeting is for. `length`: 0 a line, 1 some, 2 many."""

    festival: str
    relation: str = ""
    name: str = ""
    tone: str = "warm"
    length: int = 1


def occasion(text: str, now: datetime) -> Occasion:
    """What a text tells of the greeting wished."""
    plain = script(text)
    who = _who(plain)
    relation = _relation(who) or _relation(_without_festival(plain))
    name = _name(who)
    if not relation and _HONORIFIC.search(name):
        relation = "boss"
    return Occasion(_festival(plain, now), relation, name, _tone(plain, relation), _length(plain))


def _who(text: str) -> str:
    for pattern in (_WHO, _TO, _TITLED):
        for match in pattern.finditer(text):
            who = match["who"].strip(" \"'《》“”:").removesuffix("的").rpartition("的")[2]
            if who and who.lower() not in _PLACES and not who.startswith("我"):
                return who
    return ""


def _name(who: str) -> str:
    """How the person is addressed: 领导王总 is 王总, colleague Linda is Linda."""
    titled = _TITLES.match(who)
    name = titled["name"].strip() if titled else who
    if name in ("妈", "爸"):
        return name * 2
    if name.isascii() and _relation(name):
        name = name.capitalize()
    return name if len(name) <= NAME_MAX and _NAMED.fullmatch(name) else ""


def _relation(text: str) -> str:
    lowered = text.lower()
    best = ("", 0)
    for relation, words in RELATIONS.items():
        for word in words.split():
            if len(word) > best[1] and _said(word, lowered):
                best = (relation, len(word))
    return best[0]


def _without_festival(text: str) -> str:
    return re.sub(
        r"(?:教师|父亲|母亲|妇女|儿童|情人|女神|mother|father|teacher|women|children)(?:节|'?s'? day)",
        "",
        text,
        flags=re.IGNORECASE,
    )


def _said(word: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None if word.isascii() else word in text


def _festival(text: str, now: datetime) -> str:
    lowered = text.lower()
    for festival, words in FESTIVALS.items():
        if any(_said(each, lowered) for each in _names(words)):
            return _lunar(now) if festival == "newyear" and "元旦" not in text else festival
    return near(now.date()) or "plain"


@lru_cache(maxsize=32)
def _names(words: str) -> list[str]:
    """Chinese words one by one; English ones stay together in pairs where they are names of a day."""
    return [
        *[each for each in words.split() if not each.isascii()],
        *_phrases(" ".join(each for each in words.split() if each.isascii())),
    ]


def _phrases(words: str) -> list[str]:
    known = ("spring festival", "chinese new year", "lunar new year", "lantern festival", "dragon boat", "new baby", "new home", "get well", "national day",
             "double ninth", "new year", "teacher's day", "teachers' day", "women's day", "mother's day", "father's day", "children's day")  # fmt: skip
    found = [each for each in known if each in words]
    rest = words
    for each in found:
        rest = rest.replace(each, " ")
    return [*found, *(each for each in rest.split() if len(each) > 3)]


def _lunar(now: datetime) -> str:
    """新年 is the lunar one where that is near, the solar one otherwise."""
    return "spring" if near(now.date()) == "spring" else "newyear"


def near(today: date) -> str:
    """The festival that is greeted on such a day, if any."""
    for festival, name, before, after in _DAYS:
        day = calendar.holiday(name, today - timedelta(days=after))
        if day - timedelta(days=before) <= today <= day + timedelta(days=after):
            return festival
    return ""


def _tone(text: str, relation: str) -> str:
    if _PLAYFUL.search(text):
        return "playful"
    if _FORMAL.search(text) or relation in ("boss", "client"):
        return "formal"
    return "warm"


def _length(text: str) -> int:
    if (so_long := _SO_LONG.search(text)) is not None:
        said = so_long[1]
        count = (
            int(said)
            if said.isdecimal()
            else 100
            if "百" in said
            else 10 * ("一二三四五六七八九".find(said[0]) + 1 or 1)
        )
        return 0 if count <= 30 else 1 if count <= 70 else 2
    return 0 if _SHORT.search(text) else 2 if _LONG.search(text) else 1
