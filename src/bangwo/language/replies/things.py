"""Things: what goods are sold by, how drinks are made and where people live, in Chinese and in English."""

from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, str]] = {
    "份": ("份", "portion"),
    "杯": ("杯", "cup"),
    "个": ("个", "piece"),
    "只": ("只", "piece"),
    "盒": ("盒", "box"),
    "箱": ("箱", "case"),
    "袋": ("袋", "bag"),
    "包": ("包", "pack"),
    "瓶": ("瓶", "bottle"),
    "桶": ("桶", "tub"),
    "罐": ("罐", "can"),
    "听": ("听", "can"),
    "斤": ("斤", "half kilo"),
    "公斤": ("公斤", "kilo"),
    "条": ("条", "piece"),
    "件": ("件", "piece"),
    "把": ("把", "bunch"),
    "板": ("板", "tray"),
    "卷": ("卷", "roll"),
    "提": ("提", "multipack"),
    "张": ("张", "ticket"),
    "碗": ("碗", "bowl"),
}
"""What things are sold by, in words."""

LABELS: Mapping[str, tuple[str, str]] = {"家": ("家", "home"), "公司": ("公司", "work"), "学校": ("学校", "school")}
"""Labels of an address book in words."""

SORTS: Mapping[str, tuple[str, str]] = {
    "cheapest": ("最便宜", "the cheapest"),
    "nearest": ("最近", "the nearest"),
    "fastest": ("最快", "the fastest"),
    "best_rated": ("评分最高", "the best rated"),
    "popular": ("最受欢迎", "the most popular"),
    "earliest": ("最早", "the earliest"),
    "latest": ("最晚", "the latest"),
}
"""What something is the best by, in words."""

CABINS: Mapping[str, tuple[str, str]] = {
    "economy": ("经济舱", "economy"),
    "business": ("商务", "business"),
    "first": ("头等/一等", "first"),
    "second": ("二等座", "second class"),
    "hard_sleeper": ("硬卧", "hard sleeper"),
    "soft_sleeper": ("软卧", "soft sleeper"),
    "hard_seat": ("硬座", "hard seat"),
    "no_seat": ("无座", "standing"),
    "": ("", ""),
}
"""Cabins in words."""

CARS: Mapping[str, tuple[str, str]] = {
    "economy": ("快车", "Economy"),
    "comfort": ("专车", "Comfort"),
    "business": ("商务车", "Business"),
    "six_seat": ("六座车", "Six seats"),
    "taxi": ("出租车", "Taxi"),
}
"""Kinds of car in words."""

KINDS: Mapping[str, tuple[str, str]] = {
    "adult": ("成人", "adult"),
    "child": ("儿童", "child"),
    "senior": ("老人", "senior"),
    "student": ("学生", "student"),
}
"""Kinds of person in words."""

SEAT_WISHES: Mapping[str, tuple[str, str]] = {
    "window": ("靠窗", "by the window"),
    "aisle": ("靠过道", "on the aisle"),
    "together": ("坐在一起", "together"),
    "lower": ("下铺", "a lower berth"),
    "middle": ("中铺", "a middle berth"),
    "upper": ("上铺", "an upper berth"),
    "front": ("靠前", "in front"),
}
"""Wishes for a seat or a berth in words."""

MODES: Mapping[str, tuple[str, str]] = {
    "walk": ("步行", "on foot"),
    "drive": ("开车", "by car"),
    "bike": ("骑车", "by bike"),
    "transit": ("公交地铁", "by bus and metro"),
}
"""Ways to go in words."""

OPTIONS: Mapping[str, str] = {
    "全糖": "full sugar", "正常糖": "regular sugar", "七分糖": "70% sugar", "五分糖": "half sugar",
    "三分糖": "30% sugar", "少糖": "less sugar", "多糖": "extra sugar", "无糖": "no sugar",
    "正常冰": "regular ice", "少冰": "less ice", "多冰": "extra ice", "去冰": "no ice",
    "冰": "iced", "热": "hot", "温": "warm", "常温": "room temperature",
    "超大杯": "extra large", "大杯": "large", "中杯": "medium", "小杯": "small",
    "大份": "large", "中份": "medium", "小份": "small",
    "不辣": "not spicy", "微辣": "mild", "中辣": "medium spicy", "特辣": "extra spicy",
    "加珍珠": "with pearls", "加椰果": "with coconut jelly", "加布丁": "with pudding", "加蛋": "with egg",
    "加煎蛋": "with fried egg", "加芝士": "with cheese", "加燕麦奶": "with oat milk", "加浓缩": "extra shot",
}  # fmt: skip
"""Short forms of options in English; what a menu calls otherwise is shown as the menu has it."""
