"""English words inside a Chinese sentence, and what they stand for there."""
# ruff: noqa: E501

WORDS = {
    "two tickets": "两张票", "one ticket": "一张票", "check in": "入住", "check out": "退房", "check": "查", "order": "点", "buy": "买", "book": "订",
    "booking": "预订", "pick up": "接", "hot": "热", "iced": "冰", "large": "大杯", "medium": "中杯", "small": "小杯", "less ice": "少冰",
    "no ice": "去冰", "less sugar": "少糖", "half sugar": "五分糖", "no sugar": "无糖", "flight": "航班", "afternoon": "下午",
    "morning": "早上", "tonight": "今晚", "tomorrow": "明天", "today": "今天", "weekend": "周末", "entry": "入场", "slot": "场次", "ticket": "票", "tickets": "票",
    "seat": "座位", "center": "中间", "aisle": "过道", "window": "靠窗", "suite": "套房", "stay": "住", "hotel": "酒店", "color": "颜色", "colour": "颜色", "size": "尺码",
    "wallet": "钱包", "balance": "余额", "after work": "下班后", "sharp": "整", "thanks": "", "thank you": "", "please": "", "pls": "", "from": "从", "to": "到",
    "drive": "开车", "walk": "走路", "taxi": "出租车", "movie": "电影", "cancel": "取消", "refund": "退款", "double": "大床", "twin": "双床",
    "breakfast": "早餐", "delivery": "外卖", "deliver": "送", "recommend": "推荐", "one": "一", "two": "两", "three": "三", "no": "不要", "cheapest": "最便宜", "nearest": "最近",
    "coupon": "优惠券", "not spicy": "不辣", "extra spicy": "特辣", "mild": "微辣", "gate": "门口", "subtitled": "字幕版", "room": "房间",
}  # fmt: skip
