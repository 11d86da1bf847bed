"""English words around goods, and the short forms of English options."""
# ruff: noqa: E501

OPTIONS = (
    (r"(?:with )?(?:less|light|reduced|low) sugar", "少糖"), (r"(?:with )?half(?:[- ])?(?: the)? sugar|50% sugar", "五分糖"), (r"(?:with )?(?:no|zero|without) sugar|sugar[- ]free|unsweetened", "无糖"),
    (r"(?:with )?(?:full|regular|normal) sugar", "全糖"), (r"30% sugar", "三分糖"), (r"70% sugar", "七分糖"), (r"(?:with )?(?:extra|more) sugar", "多糖"),
    (r"(?:with )?(?:less|light|little) ice", "少冰"), (r"(?:with )?(?:no|without|zero) ice", "去冰"), (r"(?:with )?(?:regular|normal) ice", "正常冰"), (r"(?:with )?(?:extra|more) ice", "多冰"),
    (r"extra large|venti", "超大杯"), (r"large|big|grande", "大杯"), (r"medium|regular size", "中杯"), (r"small|tall", "小杯"),
    (r"not spicy|no spice|non[- ]spicy|no chil[il]i?", "不辣"), (r"mild(?:ly spicy)?|a little spicy|slightly spicy", "微辣"), (r"medium spicy", "中辣"), (r"extra spicy|very spicy|super spicy", "特辣"),
    (r"hot(?! pot| dog| sauce)", "热"), (r"iced|cold", "冰"), (r"warm", "温"), (r"room temperature", "常温"),
    (r"(?:in )?(?:size )?(?P<c>black)(?= |$)(?! tea| coffee)", "黑色"), (r"(?:in )?white(?! mocha| rice| wine)", "白色"),
)  # fmt: skip
LEAD = (
    r"hi|hello|hey|please|pls|so|ok|okay|(?:can|could|would|will|may) (?:you|i|we)(?: please)?|i'd like to|i would like to|i'd like|i would like|i'd love|i want to|i want|i need to|i need|need|i fancy|fancy|i'm (?:looking for|after|craving)|"
    r"looking for|get me|get us|get|give me|give us|order me|order|buy me|buy|bring me|bring us|bring|send me|send us|send|show me|find me|find|ship me|ship|deliver|add|let me get|let me have|i'll have|we'll have|i'll take|have|to|me|us|for|some|any|"
    r"recommend|grab me|grab|pick up|then|the|how much (?:is|are|for|does|would)|do you (?:have|sell)|is there|are there|what's|what is|what are|where can i (?:get|buy|find)|search for|check|my|also|another|make it|now|just"
)
VERB = r"like|love|want|need|fancy|craving|looking for|get|give|order|buy|bring|send|show|find|ship|deliver|add|have|take|recommend|grab|pick up|how much|do you|is there|are there|search|any"
STOP = (
    r"from [a-z' ]+|deliver(?:ed)?|shipped|sent|to (?:my|our|the|room|me)|at|before|after|around|by|under|below|less than|for (?:my|our|the|dinner|lunch|breakfast|me|us|tonight|tomorrow|today|delivery)|asap|near|tomorrow|tonight|today|online|please|that|which|what|"
    r"have it|within|on it|in black|in white|right now|now|is|are|instead|nearby|cost|to"
)
TALK = (
    r"i|you|my|it|them|thanks|thank|write|what|how|where|which|is|are|recommend|want|need|tell|restaurants?|happy|good|any|compare|prices?|place|places|somewhere|something|anything|card|coupon|voucher|order|ones?|cheapest|best|fast|hungry|"
    r"first|quick|quickly|soon|sure|sorry|change|cancel|myself|everyone|people|party|guests?|hour|hours|minutes?|budget|yuan|total"
)
REFUSAL = r"(?:with )?no|without|hold the|skip the|leave out(?: the)?"
ADDITION = r"with|add|extra|plus"
ADDITIONS = {
    "pearls": "加珍珠", "pearl": "加珍珠", "boba": "加珍珠", "tapioca": "加珍珠", "egg": "加蛋", "fried egg": "加煎蛋", "cheese": "加芝士",
    "coconut jelly": "加椰果", "pudding": "加布丁", "oat milk": "加燕麦奶", "shot": "加浓缩", "extra shot": "加浓缩",
}  # fmt: skip
