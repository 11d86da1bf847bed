"""Names: whether words name goods, and where one name ends and the next begins."""

import re

from bangwo.domain.offer import Trade
from bangwo.language.lexicon import Lexicon
from bangwo.language.vocabulary import food, shop

_DRINK = re.compile(
    r"[热冰温]?.{0,6}(?:美式|拿铁|豆浆|咖啡|牛奶|奶茶|可可|可乐|雪碧|啤酒|汁|摩卡|卡布奇诺|澳白|茶|柠檬水|豆奶|巧克力|乌龙)"
)
_NOISE = re.compile(
    r"[你我他她它咱]|谢谢|什么|怎么|为什么|时候|地方|东西$|现在|生日|开会|过敏|无所谓|知道|觉得|可以|需要|一下|喜欢|随便|哪家|多少|便宜|附近|推荐|一共|总共|吃饭|不想|做饭|难受|饿|渴|累|冷死|热死|没有|有没有|上班|下班|看球|客人|朋友来|家里没|不甜|吃不完|开车|回来|过来|先看|再说|正常$|最好|记得|下单|^[能缺有给用带那这]|会议室|办公室|百日|不能|请|告诉|再说|的话|不少|优先|尽量|够了|没胃口|发烧|嗓子|聚会|过节|邻居|要到了|冰箱|下锅|赶紧|减脂呢|减肥"
)
_HEADS = tuple(sorted({*food.HEADS.split(), *shop.HEADS.split()}, key=len, reverse=True))
_ITEM_TRADES = (Trade.FOOD, Trade.GROCERY, Trade.SHOP)


def is_drink(text: str) -> bool:
    """Whether a temperature before it is an option (热拿铁) and not part of its name (热干面)."""
    return bool(_DRINK.match(text)) and not text.startswith(("冰红茶", "冰糖", "凉茶"))


_COOKING = re.compile(
    r"^(?:给[^,]{0,3}|孙子|孩子|全家)?(?:包(?!子)|涮|炖|煲|做|煮|炒|熬|烧|煨)(?:个|点|锅)?(?:饺子|火锅|汤|饭|菜|粽子|面|馄饨|粥)$|^(?:早饭|午饭|晚饭|早餐|午餐|晚餐|夜宵|.*茶歇)$"
)
_BARE = frozenset("个份杯碗只盒瓶袋些点件双套条种款")


def is_noise(name: str) -> bool:
    """Whether it is talk and no name."""
    return (
        name in _BARE or bool(_COOKING.match(name)) or bool(_NOISE.search(name)) or (name.isascii() and len(name) < 2)
    )


def is_goods(name: str, lexicon: Lexicon) -> bool:
    """Whether a name, with nothing beside it, is known to be something sold."""
    if len(name) > 12:
        return False
    terms = [each for each in lexicon.terms(name.lower()) if each.has("item")]
    if terms and terms[-1].end == len(name) and (terms[-1].end - terms[-1].start > 1 or len(name) <= 3):
        return True
    return len(name) > 1 and name.endswith(_HEADS) and len(name) <= 8


_PREFIX = re.compile(
    r"^.*(?:想吃|要吃|爱吃|吃|想喝|要喝|喝|想要|想买|要买|买|缺|没有|没|点|来|要|给|的|一顿|一口|整|里|了|那|这|换个?|新开)(?=[^的]{2})"
)


def trimmed(name: str, lexicon: Lexicon) -> str:
    """The name without the talk before it (晚饭想吃酸菜鱼), where what is left is known goods."""
    if (match := _PREFIX.match(name)) is not None and not is_goods_whole(name, lexicon):
        rest = name[match.end() :]
        if is_goods(rest, lexicon):
            return rest
    return name


def is_goods_whole(name: str, lexicon: Lexicon) -> bool:
    """Whether the lexicon has exactly this name."""
    return any(each.kind == "item" for each in lexicon.get(name))


def split(text: str, lexicon: Lexicon) -> list[str]:
    """A run of names without a mark between them (毛豆花生) into names."""
    terms = [each for each in lexicon.terms(text.lower()) if each.has("item")]
    if len(terms) > 1 and sum(each.end - each.start for each in terms) == len(text):
        return [text[each.start : each.end] for each in terms]
    return [text]
