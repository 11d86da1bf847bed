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
    r"hi|hello|hey|please|pls|can you|could you|would you|i'd like to|i would like to|i'd like|i would like|i want to|i want|i need|i'm looking for|looking for|get me|get us|give me|order me|order|buy me|buy|"
    r"bring me|send me|show me|find me|find|deliver|add|let me get|let me have|have|to|me|us|for|some|any|recommend|grab|pick up|then|the"
)
STOP = r"from [a-z' ]+|deliver(?:ed)?|ship(?:ped)?|sent?|to my|at|before|after|around|by|under|for (?:my|the|dinner|lunch|me|us)|asap|near|tomorrow|tonight|online|please|that|which|what|have it|within|on it|in black|in white"
TALK = r"i|you|my|it|them|thanks|thank|write|what|how|where|which|is|are|recommend|want|need|tell|restaurants?|happy|good|any"
REFUSAL = r"(?:with )?no|without|hold the|skip the"
ADDITION = r"with|add|extra|plus"
