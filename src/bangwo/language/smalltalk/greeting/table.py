"""The table of greetings: for the day by tone, for the person by relation, and how to begin and end."""
# ruff: noqa: E501

from bangwo.language.smalltalk.tables import Table

DAY: Table = {
    "spring.formal": (
        ("值此新春佳节，谨向您致以最诚挚的祝福：{animal}年大吉，万事顺遂。", "As the Spring Festival arrives, please accept my warmest wishes for a prosperous Year of the {animal}."),
        ("辞旧迎新之际，恭祝您新春快乐，{animal}年吉祥，诸事顺意。", "As the old year gives way to the new, I wish you a happy Spring Festival and a smooth Year of the {animal}."),
    ),
    "spring.warm": (
        ("过年好！愿新的一年灯火可亲，所盼皆有着落，{animal}年平安喜乐。", "Happy New Year! May the year ahead be bright and warm, and the Year of the {animal} bring all you hope for."),
        ("新春快乐！爆竹一响，烦恼全清；福字一贴，好事成双。", "Happy Spring Festival! May the fireworks chase every worry away, and good things come in pairs."),
        ("{animal}年到啦，愿你推门有春风，回家有热饭，每一天都有好消息。", "The Year of the {animal} is here: may you find spring at the door, a warm meal at home and good news every day."),
    ),
    "spring.playful": (
        ("{animal}年快乐！祝你钱包鼓鼓、体重稳稳，红包抢得又快又大，年夜饭吃多少都不胖。", "Happy Year of the {animal}! May your wallet grow and your waistline not, and may no aunt ask about your love life."),
        ("给你拜年啦！愿你新的一年躺着也能赢，跑着更能赢，亲戚的提问一题都不考。", "Happy New Year! May you win lying down, win faster running, and skip every question from the relatives."),
    ),
    "newyear.formal": (
        ("新年伊始，谨祝您岁序更新，万事胜意。", "At the start of the new year, I wish you success in all you undertake."),
    ),
    "newyear.warm": (
        ("新年快乐！愿新的一年有暖阳、有好友，也有小小的惊喜。", "Happy New Year! May it bring sunshine, good friends and small surprises."),
        ("新年第一声问候送给你：平安在左，欢喜在右。", "My first hello of the year is yours: peace on your left, joy on your right."),
    ),
    "newyear.playful": (("新年快乐！去年的计划可以续费，今年的快乐不限流量。", "Happy New Year! Last year's plans may be renewed; this year's fun is unlimited."),),
    "lantern.formal": (("元宵佳节，谨祝您阖家团圆，事事圆满。", "On this Lantern Festival, I wish you and your family togetherness and fulfilment."),),
    "lantern.warm": (("元宵节快乐！一碗汤圆暖到心里，一盏花灯照亮新年。", "Happy Lantern Festival! May the sweet dumplings warm you and the lanterns light your year."),),
    "lantern.playful": (("元宵节快乐！祝你像汤圆一样，外表圆润，内心甜，谁见了都想来一碗。", "Happy Lantern Festival! Be like a rice ball: smooth outside, sweet inside, wanted by all."),),
    "birthday.formal": (("值此生辰，谨祝您生日快乐，福寿安康，事业长青。", "On your birthday, I wish you health, happiness and continued success."),),
    "birthday.warm": (
        ("生日快乐！愿这一岁被爱包围，所有的好都刚刚好。", "Happy birthday! May this year surround you with love, and everything be just right."),
        ("生日快乐！愿蛋糕够甜，烛光够亮，许下的愿都慢慢成真。", "Happy birthday! May the cake be sweet, the candles bright, and your wishes slowly come true."),
    ),
    "birthday.playful": (("生日快乐！恭喜又升了一级，皮肤免费更新，快乐永久生效，年龄仅供参考。", "Happy birthday! Level up: free new skin, happiness forever, age for reference only."),),
    "midautumn.formal": (("中秋佳节，谨祝您月圆人圆，阖家安康。", "This Mid-Autumn Festival, may the full moon find you and your family well and together."),),
    "midautumn.warm": (("中秋快乐！愿抬头有月光，低头有家常，想念的人都在身旁。", "Happy Mid-Autumn! Moonlight above, a home meal below, and those you miss beside you."),),
    "midautumn.playful": (("中秋快乐！月饼可以分，快乐不许分，五仁归我，流心归你。", "Happy Mid-Autumn! I take the nut mooncake, you take the lava one. That is friendship."),),
    "dragonboat.warm": (("端午安康！愿粽叶飘香，日子有滋有味。", "A peaceful Dragon Boat Festival! May life be as rich as a good zongzi."),),
    "teachers.warm": (("教师节快乐！谢谢您点的那盏灯，我们一直看得见路。", "Happy Teachers' Day! Thank you for the lamp you lit; we still see the road by it."),),
    "womens.warm": (("节日快乐！愿你温柔有力量，自在如风。", "Happy Women's Day! Be gentle, strong and free as the wind."),),
    "mothers.warm": (("母亲节快乐！您把岁月熬成了粥，我把牵挂写成了这句话。", "Happy Mother's Day! You turned the years into warmth; I turn my love into these words."),),
    "fathers.warm": (("父亲节快乐！您的肩膀是我最早看见的高山。", "Happy Father's Day! Your shoulders were the first mountain I ever saw."),),
    "childrens.warm": (("儿童节快乐！愿你天天有糖，夜夜有好梦。", "Happy Children's Day! Sweets by day, good dreams by night."),),
    "valentine.warm": (
        ("遇见你之后，平常的日子都开始发光。节日快乐，我喜欢你。", "Since I met you, plain days have begun to shine. Happy Valentine's: I like you very much."),
    ),
    "valentine.playful": (("别人的情人节有花，你的情人节有我，还包邮到家。", "Others get flowers today. You get me, delivery included."),),
    "christmas.warm": (("圣诞快乐！愿你的袜子装满礼物，心里装满暖意。", "Merry Christmas! May your stocking be full, and your heart fuller."),),
    "national.warm": (("国庆快乐！愿山河锦绣，出门顺利，回家温暖。", "Happy National Day! Fine views, smooth roads and a warm way home."),),
    "double9.warm": (("重阳安康！愿秋高气爽，福寿绵长。", "A peaceful Double Ninth! Clear autumn skies and a long, happy life."),),
    "wedding.formal": (("欣闻新婚之喜，谨祝百年好合，永结同心。", "My heartfelt congratulations on your wedding: a long and happy life together."),),
    "wedding.warm": (("新婚快乐！愿一屋两人，三餐四季，都有说不完的话。", "Congratulations on your wedding! One home, two hearts, and never a lack of things to say."),),
    "promotion.warm": (("恭喜高升！努力的人终于站到了该站的地方，前面的路越走越宽。", "Congratulations on the promotion! You stand where you deserve to, and the road widens ahead."),),
    "opening.warm": (("开业大吉！愿门前客常满，柜上笑声多，生意一天比一天红火。", "Congratulations on the opening! May the door never rest and business grow by the day."),),
    "exam.warm": (("考试顺利！会的全对，蒙的也对，稳稳当当，金榜题名。", "Good luck! May all you know come up, and all you guess be right."),),
    "illness.warm": (("好好休息，慢慢来，我们都盼着你早日康复，再一起吃顿好的。", "Rest well and take your time. We all hope you recover soon, and then a good meal together."),),
    "newbaby.warm": (("恭喜喜得宝贝！愿小家伙吃得香、睡得甜，一家人天天笑。", "Congratulations on the new arrival! May the little one eat well, sleep sweetly, and keep you all smiling."),),
    "moving.warm": (("乔迁大喜！新屋新光景，处处是好风水，天天有好心情。", "Congratulations on the new home! May every corner of it bring good days."),),
    "plain.formal": (("谨向您致以诚挚的问候，愿您诸事顺遂，身心安康。", "Please accept my sincere regards and best wishes."),),
    "plain.warm": (("愿你今天顺顺利利，吃得香，睡得好，心里有光。", "May today go smoothly: good food, good sleep, and a light heart."),),
    "plain.playful": (("愿你今天的咖啡不洒，电梯不挤，老板不找，快递都到。", "May your coffee stay in the cup, the lift be empty, the boss away, and every parcel arrive."),),
}  # fmt: skip
"""Festival and tone → the wish for the day."""

PERSON: Table = {
    "elder": (
        ("祝您身体硬朗，胃口好、睡得香，笑口常开。您在，家就在，我们心里就踏实。", "I wish you good health, a good appetite and many laughs. With you there, home is home."),
        ("愿您少操心，多享福，天天有人陪着说话。等我回来，给您做顿好吃的。", "Worry less and enjoy more; may you never lack company. When I am back, I shall cook for you."),
    ),
    "boss": (
        ("感谢您一直以来的指导与信任，祝您事业长虹，身体康健，阖家幸福。", "Thank you for your guidance and trust. I wish you success, good health and a happy family."),
        ("这一年承蒙关照，受益良多。祝您新程顺利，宏图大展。", "I have learned much from you this year. I wish you a smooth road and great plans fulfilled."),
    ),
    "teacher": (("感谢您的耐心与教诲，祝您桃李满园，身体健康，工作顺心。", "Thank you for your patience and teaching. I wish you health, joy and many grateful students."),),
    "client": (
        ("感谢您的信任与支持，愿来日合作愉快，携手共赢；祝您生意兴隆，财源广进。", "Thank you for your trust and support. May our work together prosper, and your business thrive."),
    ),
    "love": (("有你的日子，每天都像过节。以后的每一个节，我都想和你一起过。", "With you, every day is a holiday. I want to spend all the coming ones with you."),),
    "child": (("愿你健健康康长大，好奇多一点，作业少一点，天天有开心的事。", "Grow up healthy and curious, with little homework and something fun every day."),),
    "colleague": (("感谢一路并肩，愿咱们项目不延期，周末不加班，一起越干越顺。", "Thanks for working side by side. May projects be on time and weekends free."),),
    "friend": (
        ("好久不见，甚是想念。愿你忙有所成，闲有所乐，改天一起喝杯奶茶。", "It has been a while, and I miss you. May work bear fruit and rest bring joy. Milk tea soon?"),
        ("山水有相逢，情谊不打烊。愿你所愿皆成，所行皆坦途。", "Friendship never closes. May your wishes come true and your roads be smooth."),
    ),
    "all": (("愿大家平平安安，和和美美，新的日子里常联系、常相聚。", "May all of you be safe and happy, and may we meet often."),),
    "": (("愿你身体好、心情好，想做的事一件件都做成。", "Good health, good spirits, and one by one may your plans come true."),),
}  # fmt: skip
"""Relation → the wish for the person."""

MORE: Table = {
    "formal": (("往日关怀，铭记在心；来日方长，愿常得教益。", "Your kindness is remembered, and I look forward to much more time together."),),
    "warm": (("回头看，这一路多亏有你；往前看，好日子还长着呢。再忙也要记得好好吃饭，早点休息。", "Looking back, I am glad you were there; looking ahead, there are many good days to come. However busy you are, eat well and rest early."),),
    "playful": (("此祝福已开过光，转发无效，只对你一个人灵。收到请回一个大大的笑脸，或者一杯奶茶。", "This wish is certified and works for you alone. Please reply with a big smile, or a milk tea."),),
}  # fmt: skip
"""What makes a greeting longer, by tone."""

HEAD: Table = {
    "formal": (("尊敬的{name}：", "Dear {name},"),),
    "formal_plain": (("您好！", "Hello,"),),
    "warm": (("亲爱的{name}：", "Dear {name},"),),
    "warm_name": (("{name}：", "Dear {name},"),),
    "playful": (("{name}！", "Hey {name}!"),),
}
"""How it begins. `warm_name`: somebody who is addressed by a title of respect or a name."""

NAMELESS: Table = {
    "client": (("客户", "customer"),),
    "boss": (("领导", "boss"),),
    "teacher": (("老师", "teacher"),),
    "all": (("朋友们", "all"),),
    "colleague": (("同事", "colleague"),),
    "friend": (("朋友", "friend"),),
}
"""How somebody is addressed of whom only the relation is known."""

HELLO: Table = {
    "morning": (("早上好！今天想吃点什么、办点什么，说一声就行。", "Good morning! Food, errands, a couplet: just say so."),),
    "noon": (("中午好！饭点到了，要不要帮您点份午饭？", "Hello! It is lunch time. Shall I order you something?"),),
    "afternoon": (("下午好！来杯奶茶提提神？想办什么直接说。", "Good afternoon! A milk tea, perhaps? Just tell me."),),
    "evening": (("晚上好！晚饭吃了吗？想点外卖、看电影，说一声就行。", "Good evening! Have you eaten? A meal or a film: just say so."),),
    "night": (("夜深了，您还没休息呀。有什么要办的我来，办完早点睡。", "It is late. Let me do what needs doing, and then rest well."),),
    "newyear": (
        ("过年好！祝您{animal}年吉祥、平安喜乐。要写春联、拜年短信，或者点杯奶茶，我都在。", "Happy New Year of the {animal}! For a couplet, a greeting or a milk tea, I am here."),
        ("新年好呀！愿您{animal}年顺顺当当，天天有好事。有什么要我跑腿的？", "Happy New Year! May the Year of the {animal} bring you good things daily. What can I do for you?"),
    ),
    "birthday": (("生日快乐！愿您这一岁平安喜乐。要不要订个蛋糕？", "Happy birthday! A year of joy to you. Shall I find you a cake?"),),
    "howareyou": (("我很好，谢谢您惦记！您呢，今天过得怎么样？", "Very well, thank you! And you, how is your day?"),),
}  # fmt: skip
"""Answers to a hello."""
