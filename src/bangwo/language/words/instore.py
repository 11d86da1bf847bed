"""Words of what is had in the shop: tables, numbers, deals. The tagger knows many of them from cinemas and trains."""
# ruff: noqa: E501

CUES: dict[str, str] = {
    "订位": (
        r"(?:订|定|预订|预定|留|要)(?:一)?(?:个|下|张|好)?(?:餐|饭)?(?:位子|位置|座位|位(?!于)|座(?!机|谈)|桌子|桌|台(?!灯|历|湾|北))"
        r"|(?:(?:订|定|留|要|预订|预定)(?:一)?(?:个|间|张)?)?(?:包间|包厢|雅间|雅座|餐位|餐桌)"
        r"|(?:订|定|预订|预定|留)(?P<what>[^,。;!?]{1,16}?)(?:的)(?:位子|座位|位置|餐位|桌子|桌|包间|包厢)"
        r"|(?:订|预订|预定)(?:一)?(?:个|家)?餐厅|餐厅预[订定]|(?:订|预订|预定|预约)(?:一)?桌"
        r"|\b(?:book|reserve|get)(?: me| us)? a table\b|\btable (?=for|at)|\b(?:dinner|lunch) reservation\b"
    ),
    "排号": (
        r"不排(?:队|号)?了|(?:排|取|拿|领|叫)(?:一)?(?:个|下)?号(?!线|码|楼|店)|(?:排|叫)到(?:几|多少|哪)(?:个)?[号桌位]|前面还有(?:几|多少)[桌个位]|(?:线上|远程|帮我|先)(?:去)?排(?:个|一下)?队|等位"
        r"|\btake a number\b|\bjoin the (?:queue|line|wait ?list)\b|\bqueue (?:up )?(?:at|for)\b|\bwait ?list\b"
    ),
    "团购": (
        r"团购(?:券|套餐|价)?|代金券|套餐券|到店(?:吃的|用的)?(?:套餐|券)|堂食(?:套餐|券)|(?:餐厅|饭店|火锅|自助)(?:的)?(?:团购|优惠)券"
        r"|\b(?:group|dine-?in|restaurant) deals?\b|\b(?:meal|dining|restaurant) vouchers?\b"
    ),
}
"""What is had, and what says so."""

ELSEWHERE = r"电影|影院|卧铺|软卧|唱歌|KTV|影城|场次|演唱会|演出|话剧|球赛|机票|航班|飞机|高铁|火车|动车|列车|地铁|酒店|宾馆|民宿|会议|医院|挂号|银行|《|movie|cinema|film|flight|train|hotel"
"""Said of something else that has seats and numbers."""

CANCELS = r"取消|不要了|退订|不订了|不排了|\bcancel\b"
REFUNDS = r"退(?:掉|了|款|券)?|\brefund\b"
CHANGES = r"(?:改|换|提前|推迟)(?:到|成|为|一下)?"
TRACKS = (
    r"我(?:的|订的|排的|买的|有)|查(?:一?下|看)?|看看我|前面还有|还有几[桌个位]|轮到|叫到|排到(?:几|哪)|怎么样了|\bmy\b"
)
"""What is asked of one that is there already."""

SEARCHES = r"有没有|有什么|有哪些|哪[些家]|推荐|看看|找找|找一?[家个]|什么好|\b(?:any|find|show|recommend|which)\b"

HEADS = r"(?P<n>\d{1,2}|[一二两俩三仨四五六七八九十]{1,3})\s*(?:个|位|口|名)?\s*(?:人|大人|客人|位)|(?:for|party of) (?P<e>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b|(?P<f>\d{1,2}) (?:people|persons|guests)|(?P<m>[二两三四五六七八九十]{1,2}|\d{1,2})人[桌位间]|(?P<big>[\d一二两三四五六七八九])大(?P<small>[\d一二两三四五六七八九])小"
PIECES = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:张|份|个|套)(?!人)"
NEAR = r"(?:在)?(?P<near>[^,。;!?的在]{2,12}?)(?:附近|旁边|边上|周边|一带)|\bnear (?P<en>[\w ]{2,20})|(?P<me>附近|我这边|旁边|\bnearby\b|\bnear me\b)"
SORTS: dict[str, str] = {
    "nearest": r"最近|离我近|\b(?:nearest|closest)\b",
    "best_rated": r"评分最高|最好|口碑最?好|评价最?[好高]|\bbest(?: rated)?\b",
    "cheapest": r"最便宜|便宜(?:一?点|的)|\bcheapest\b",
    "popular": r"最火|人气最?[高旺]|最受欢迎|\bmost popular\b",
}

IDLE = (
    r"帮我|给我|替我|麻烦|请|我们?(?:想|要|打算|准备)*(?:去)?|你好|能不能|可以|一下|今晚|帮忙|想|要|买|来|去|到|在|的|了|吧|呢|吗|呀|啊|用|年夜饭|团圆饭|聚餐|(?:晚|午|早)[饭餐]|宵夜|吃饭?|个|一?[张份桌家间](?!族)|现在|马上|左右|大概"
    r"|\b(?:i|we|me|us|a|an|the|please|want|would|like|to|at|in|on|for|can|you|could|get|buy|book|reserve|tonight|tomorrow|some|of|d)\b|'d"
)
"""What names nothing."""
KIND_ENDS = r"(?:店|馆子|馆|餐厅|饭店|饭馆|酒楼|restaurant)$"
