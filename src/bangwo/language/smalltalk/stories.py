"""Stories and jokes: short ones, written for this project, fit for children."""
# ruff: noqa: E501

import re

from bangwo.language.normalise import script
from bangwo.language.smalltalk.tables import Table, chosen, written

STORIES: Table = {
    "horse": ((
        "《小马送饺子》\n除夕夜，小马背着一篮饺子去给山那边的奶奶送年夜饭。路上，刺猬说冷，小马留下三个；小兔说饿，小马留下三个；守路的老牛说想家，小马又留下三个。到了奶奶家，篮子里只剩一个饺子。小马低着头，奶奶却笑了：门外，刺猬抱着柴，小兔提着灯，老牛驮着米，都来了。那一晚，一个饺子变成了一大桌。",
        "The Foal and the Dumplings\nOn New Year's Eve a foal carried a basket of dumplings over the hill to his grandmother. The hedgehog was cold, so he left three. The rabbit was hungry: three more. The old ox who kept the road was homesick: three more. When he arrived one dumpling was left, and he hung his head. But Grandmother smiled: at the door stood the hedgehog with firewood, the rabbit with a lantern, the ox with rice. That night one dumpling became a feast.",
    ),),
    "nian": ((
        "《怕黑的年兽》\n年兽每年都来敲门，大家就放鞭炮把它吓跑。今年，一个小女孩隔着门问：“你到底想要什么？”门外安静了很久，年兽小声说：“我只是怕黑，看你们这儿灯最亮。”小女孩开了门，送它一盏小红灯笼。从那以后，山上每到除夕就亮起一点红光，那是年兽也在过年。",
        "The Nian Who Feared the Dark\nEvery year the beast Nian knocked, and every year firecrackers drove it off. This year a little girl asked through the door: “What do you want?” After a long silence it whispered: “I am afraid of the dark, and your lights are the brightest.” She opened the door and gave it a small red lantern. Since then, each New Year's Eve, a red light shines on the mountain: Nian is celebrating too.",
    ),),
    "moon": ((
        "《月亮的外卖》\n小熊想吃月亮，就给天上打电话：“来一份月亮，少糖。”猫头鹰骑手飞了一整夜，送来一碗清水。“月亮呢？”“您低头看。”碗里真有一个圆圆亮亮的月亮。小熊舍不得喝，捧着碗走到妈妈床边：“妈妈，这份给你。”妈妈说，这是她吃过最甜的一份外卖。",
        "The Moon, Delivered\nLittle Bear wanted to eat the moon, so he rang up the sky: “One moon, less sugar, please.” The owl flew all night and brought a bowl of water. “Where is the moon?” “Look down.” There it was, round and bright. Little Bear could not bear to drink it. He carried the bowl to his mother's bed: “This is for you.” She said it was the sweetest takeaway she ever had.",
    ),),
    "tree": ((
        "《慢慢长的树》\n院子里的小树问大树：“我怎么才能像你一样高？”大树说：“先喝一口水，再晒一会儿太阳。”小树做了，没长高。第二天它又问，大树还是这句话。小树就每天喝水、晒太阳，忘了问。很多年后，一棵更小的树抬头问它：“你怎么长这么高的？”它想了想，笑着说：“先喝一口水吧。”",
        "The Tree That Took Its Time\nA small tree asked a tall one: “How do I grow like you?” “Drink a little, then stand in the sun a while.” It did, and was no taller. The next day it asked again and got the same answer. So it drank and stood in the sun every day, and forgot to ask. Many years later a smaller tree looked up: “How did you grow so tall?” It thought, and smiled: “First, drink a little.”",
    ),),
    "lamp": ((
        "《楼道里的灯》\n老楼的声控灯坏了，只有王奶奶家门口亮着一盏。有人问她电费谁出，她说：“谁回来晚，谁就付过了——他们上楼时都跟我说一声‘奶奶好’。”后来奶奶病了，灯没有灭：三楼的孩子放学来开，五楼的叔叔半夜来关。等她回家那天，整栋楼的灯都亮了。",
        "The Lamp on the Stairs\nThe lights in the old stairwell were broken; only Granny Wang kept one burning. “Who pays for it?” somebody asked. “Whoever comes home late has paid: they all say good evening to me.” Then she fell ill, and still the lamp burned: the child from the third floor switched it on, the man from the fifth switched it off. On the day she came home, every light in the house was on.",
    ),),
    "cloud": ((
        "《攒雨的云》\n有一朵小云不肯下雨，它要把雨都攒起来，攒成一片海。它越攒越重，飞不动了，停在一片干裂的田上。一棵小苗抬起头，什么也没说，只是渴。小云忍不住掉了一滴泪，接着就哗哗地下了起来。雨停了，它轻得像棉花，飘得比从前都高，低头一看——绿油油的，真像一片海。",
        "The Cloud That Saved Its Rain\nA little cloud would not rain: it wanted to save up a sea. It grew so heavy that it hung still over a cracked field. A seedling looked up and said nothing, only thirsted. The cloud let fall one tear, and then could not stop. Afterwards it was light as cotton and flew higher than ever; and below it, green and waving, lay something very like a sea.",
    ),),
}  # fmt: skip
"""Story → how it is told."""
_ABOUT = {
    "horse": re.compile(r"马|饺子|除夕|奶奶|horse|foal|dumpling", re.IGNORECASE),
    "nian": re.compile(r"年兽|过年|新年|春节|怕黑|鞭炮|new year|\bnian\b|monster|dark", re.IGNORECASE),
    "moon": re.compile(r"月亮|中秋|熊|外卖|妈妈|moon|bear|mother|mum", re.IGNORECASE),
    "tree": re.compile(r"树|长大|耐心|坚持|tree|patien|grow", re.IGNORECASE),
    "lamp": re.compile(r"灯|邻居|老人|温暖|lamp|light|neighbou?r|warm", re.IGNORECASE),
    "cloud": re.compile(r"云|雨|分享|cloud|rain|shar", re.IGNORECASE),
}

JOKES: Table = {
    "joke": (
        ("我问奶茶店：“三分糖是几分？”店员说：“三分。”我说：“那我再点一杯，凑个及格。”", "I asked for thirty per cent sugar. They asked why. “I want to leave room for improvement,” I said."),
        ("去年立的目标是减十斤，今年再看，只差十五斤了。", "My goal last year was to lose five kilos. Only eight to go."),
        ("年夜饭上，姑姑问：“有对象了吗？”我指着饺子：“有，一对一对的，都在锅里。”", "At the New Year dinner my aunt asked whether I had found a match. “Yes,” I said, and showed her my chopsticks."),
        ("妈妈打电话问我吃了没，我说吃了。她不信：“那怎么骑手还在跟我说，您的餐到了？”原来地址填成了老家。", "Mum asked whether I had eaten. “Yes,” I said. “Then why is your courier at my door?” I had sent dinner home."),
        ("小羊问妈妈：“为什么我们天天吃草？”妈妈说：“因为你爸爸每次点单都说老样子。”", "The lamb asked: “Why do we eat grass every day?” “Because your father always orders the usual.”"),
        ("我把闹钟叫作“理想”，每天早上都要亲手关掉它一次。", "I named my alarm clock Ambition. Every morning I put it off for ten minutes."),
        ("孙子教奶奶用手机：“说一句话就能下单。”奶奶清清嗓子：“那个……你妈最近忙不忙？”", "The boy taught his grandmother to order by voice: “Just say one sentence.” She cleared her throat: “So, how is your mother?”"),
        ("春联写好了，横批“四季平安”。邻居问为什么贴在冰箱上，我说：“它比大门开得多。”", "I pasted the New Year wish on the fridge. “Why not the front door?” “This one opens more often.”"),
    ),
}  # fmt: skip

ABOUT: Table = {
    "no_such": (
        ("“{about}”的故事我还没有，先讲一个我会的：", "I have no story about “{about}” yet; here is one I know:"),
    ),
    "no_such_joke": (
        ("“{about}”的笑话我还没攒到，先来一个：", "I have no joke about “{about}” yet; here is another:"),
    ),
}
_JOKE = re.compile(r"笑话|段子|乐子|逗我|逗逗|joke|funny|make me laugh", re.IGNORECASE)
_WISHED = re.compile(
    r"关于(?P<a>[\u4e00-\u9fff]{1,8}?)的|(?:讲|说|来|编)[一个则段篇]{0,2}(?P<b>[\u4e00-\u9fff]{1,8}?)的?(?:睡前|童话|小|冷)?(?:故事|笑话)|(?:story|joke) about (?:an? |the )?(?P<c>[A-Za-z ]{2,24})",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^(?:一?[个则段篇]|给?我们?|孩子们?|宝宝|好听|好笑|睡前|童话|小|冷|短|有趣|听|听听|新|再)*$")


def answer(text: str, language: str, seed: int) -> str:
    """A story about what is wished, or one that comes next; a joke where one is wished."""
    plain = script(text)
    about = _about(plain)
    if _JOKE.search(plain):
        head = _none("no_such_joke", about, language)
        return written(head + chosen(JOKES, "joke", language, seed), language)
    fits = [name for name, cue in _ABOUT.items() if cue.search(plain)]
    name = (fits or list(STORIES))[seed % len(fits or STORIES)]
    head = "" if fits else _none("no_such", about, language)
    return written(head + chosen(STORIES, name, language, seed), language)


def _about(text: str) -> str:
    match = _WISHED.search(text)
    about = next((each for each in match.groups() if each), "").strip() if match else ""
    return "" if _PLAIN.match(about) else about


def _none(code: str, about: str, language: str) -> str:
    return chosen(ABOUT, code, language, 0).format(about=about) + "\n" if about else ""
