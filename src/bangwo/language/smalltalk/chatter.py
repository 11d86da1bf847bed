"""Chatter: who we are, thanks, goodbye, and a kind word for whoever needs one."""
# ruff: noqa: E501

import re

from bangwo.language.normalise import script
from bangwo.language.smalltalk.tables import Table, chosen, written

TALK: Table = {
    "danger": ((
        "听到您这么说，我很担心您。请先别一个人扛着：现在就打 12356 心理援助热线，或者叫家人朋友到身边来；有危险请马上拨 120 或 110。我只是个助手，他们能真正帮到您。",
        "I am worried about you. Please do not carry this alone: call somebody close to you now, or a crisis line (12356 in China); in danger call 120 or 110. I am only an assistant; they can really help.",
    ),),
    "unwell": ((
        "身体要紧。要是胸口疼、喘不上气、摔倒起不来，请马上拨 120，再告诉家人。我不是医生，不敢乱说；要是只是小毛病，我帮您叫车去医院？",
        "Your health comes first. For chest pain, trouble breathing or a bad fall, call 120 at once and tell your family. I am no doctor; if it is less urgent, shall I call a car to the hospital?",
    ),),
    "lonely": (
        ("一个人的时候确实冷清，我陪您说说话。您要是想孩子了，我帮您写几句话发给他们，好不好？也别忘了吃口热的，我给您点。", "Being alone can be hard; I am here to talk. If you miss your family, shall I write them a few lines with you? And do eat something warm; I can order it."),
        ("想他们了吧？他们心里一定也惦着您。打个电话听听声音最管用；想聊天、听故事，我一直在。", "You miss them, don't you? They surely think of you too. A call helps most; for a chat or a story, I am here."),
    ),
    "sad": (
        ("难过的时候不用急着好起来。先喝口热的，慢慢说，我听着。", "There is no hurry to feel better. Something warm to drink, and tell me slowly; I am listening."),
        ("抱抱您。今天已经很不容易了，剩下的事明天再说，要不要来点甜的？", "A hug for you. Today was hard enough; the rest can wait. Something sweet?"),
    ),
    "tired": (("辛苦了，先歇一会儿。跑腿的事交给我：吃的、喝的、回家的车，说一声就行。", "You have done enough; rest a little. Food, drinks, a ride home: leave the errands to me."),),
    "bored": (("无聊的话，我给您讲个故事、说个笑话，或者挑部电影看看？", "Bored? A story, a joke, or shall we pick a film?"),),
    "who": (
        ("我是帮我，替您跑腿的助手：您说一句话，我把事办好，付钱前一定先问您。", "I am Bangwo, your errand runner: say one sentence and I get it done, and I always ask before paying."),
    ),
    "what": ((
        "点外卖、买菜、买电影票，查订单、用免单卡，我都能办；还会写春联和祝福、检查算术作业、讲故事。要花钱的事，您说“确认”我才动。",
        "I order food, groceries and film tickets, follow orders and use your cards; I also write couplets and greetings, check sums and tell stories. I spend only after your yes.",
    ),),
    "human": (("我是程序，不是真人。不过答应您的事，我会老老实实办好。", "I am a program, not a person. But what I promise, I do."),),
    "thanks": (
        ("不客气，能帮上您我就高兴。", "You are welcome. Glad to help."),
        ("您太客气啦，有事再叫我。", "My pleasure. Call me any time."),
    ),
    "bye": (
        ("再见，祝您一切顺利！", "Goodbye, and all the best!"),
        ("回头见，记得按时吃饭。", "See you. Do not forget to eat."),
    ),
    "night": (("晚安，好梦。明天有事再叫我。", "Good night, sleep well. Call me tomorrow if you need me."),),
    "praise": (("谢谢夸奖，我会继续好好跑腿的。", "Thank you! I shall keep running."),),
    "blame": (("是我没办好，对不起。您再跟我说一次要办什么，我仔细听。", "I did not do well, and I am sorry. Tell me again what you need; I shall listen closely."),),
    "love": (("谢谢您的喜欢！我只会跑腿，但会一直好好为您跑。", "Thank you! I can only run errands, but I will run them well for you."),),
    "goods": (("记下您的话了。下次点的时候告诉我怎么调，比如少糖、去冰，我照办。", "I hear you. Next time tell me how you like it, such as less sugar or no ice, and so it will be."),),
    "knowledge": (("这个我不在行，说错了反而耽误您，不敢乱讲。要买要订的事，我在行。", "That is not my field, and a wrong answer would not help you. Ordering and booking is."),),
    "smalltalk": (
        ("嗯，我在听。有什么要办的，说一声就行。", "I am listening. When there is something to be done, just say so."),
        ("我在呢，您接着说。", "I am here; do go on."),
        ("听着呢。要吃的、要买的、想看电影，随时叫我。", "I hear you. Food, shopping or a film: any time."),
    ),
    "other": (
        ("这个我没听明白。您可以说“点一杯奶茶”“买两张电影票”，或者“写副春联”。", "I did not understand that. Try “a milk tea”, “two cinema tickets” or “write a couplet”."),
    ),
}  # fmt: skip

_CUES = (
    ("danger", r"自杀|不想活|想死(?!你|了你)|活着没意思|轻生|活不下去|kill myself|suicid|want to die|end my life"),
    ("unwell", r"胸口?疼|胸闷|喘不上|头晕|晕倒|摔倒|摔了|救命|发烧|不舒服|心脏疼|chest pain|can't breathe|dizzy|fainted|i fell\b|feel(?:ing)? sick|fever"),
    ("lonely", r"孤单|孤独|寂寞|冷清|没人(?:陪|说话|理|来看)|一个人(?:过年|在家|过|住|吃饭)|(?:想|惦记)(?:儿子|女儿|孩子|孙子|孙女|老伴|家人?|他们)|(?:儿子|女儿|孩子)(?:们)?(?:不|没)(?:回|在|来)|陪我(?:说|聊)|lonely|alone|miss my|nobody (?:calls|visits)"),
    ("sad", r"难过|伤心|失恋|分手|心情不好|想哭|郁闷|难受|委屈|失落|崩溃|被骂|焦虑|压力大|\bsad\b|heartbroken|depressed|upset|cry|stressed"),
    ("tired", r"好?累|困死|好困|加班|疲惫|辛苦|tired|exhausted|sleepy"),
    ("bored", r"无聊|没意思|没事干|闲得|bored|boring"),
    ("human", r"是(?:不是)?(?:真?人|机器人|程序)|真人吗|机器人吗|are you (?:a )?(?:human|robot|bot|real)"),
    ("who", r"你是谁|你叫什么|您是谁|你是什么|介绍一?下?(?:你)?自己|你的名字|who are you|what(?:'s| is) your name|introduce yourself"),
    ("what", r"(?:会|能)(?:做|干|帮我?做?|办)?(?:什么|啥|哪些)|有什么(?:功能|本事|用)|怎么用你|what can you do|help me with what|your features|what do you do"),
    ("thanks", r"谢谢|多谢|感谢|谢啦|谢了|辛苦你|thanks|thank you|thx|cheers"),
    ("night", r"晚安|睡了|去睡|睡觉了|good ?night"),
    ("bye", r"再见|拜拜|回头见|先走了|下次聊|bye|see you|goodbye"),
    ("love", r"(?:我)?(?:喜欢|爱)你|i love you|marry me|嫁给我"),
    ("praise", r"真棒|厉害|聪明|好样的|不错(?!过)|真好用|太好了|(?:做得|干得)好|good (?:job|bot)|well done|awesome|great job|clever"),
    ("blame", r"笨|蠢|垃圾|没用|气死|烦死|什么玩意|听不懂|stupid|useless|idiot|terrible"),
    ("goods", r"太[甜辣咸油淡酸苦冰烫贵]了|不好[吃喝]|难[吃喝]|too (?:sweet|spicy|salty|cold|hot)"),
    ("knowledge", r"怎么(?:做|煮|炖|炒|包|治|养|修)|为什么|什么意思|翻译|是谁|哪一年|多少人口|how (?:do|to)\b|why |what does|translate|who (?:is|was)"),
)  # fmt: skip
PERSONAL = frozenset(
    {"danger", "unwell", "lonely", "sad", "tired", "bored", "who", "human", "thanks", "night", "bye", "praise", "blame"}
)
"""What is said of oneself or to us, and changes no order."""
_PATTERNS = tuple((code, re.compile(source, re.IGNORECASE)) for code, source in _CUES)


def code_of(plain: str) -> str:
    """What kind of chatter it plainly is; empty where nothing tells."""
    return next((code for code, cue in _PATTERNS if cue.search(plain)), "")


def answer(text: str, topic: str, language: str, seed: int) -> str:
    """A short answer to talk that asks for nothing else."""
    plain = script(text)
    code = code_of(plain) or ("other" if topic == "other" else "smalltalk")
    return written(chosen(TALK, code, language, seed), language)
