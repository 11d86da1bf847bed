"""Sentence patterns of journeys, stays, sights, rides and places."""
# ruff: noqa: E501

from bangwo.domain.offer import Trade

CABINS = {
    Trade.FLIGHT: (
        (r"(?:要|坐)?(?:经济舱|economy(?: class)?)(?:的)?(?:就行)?", "economy"), (r"(?:要|坐)?(?:商务舱|公务舱|business(?: class)?)(?:的)?", "business"),
        (r"(?:要|坐)?(?:头等舱|first class)(?:的)?", "first"),
    ),
    Trade.TRAIN: (
        (r"(?:要|坐)?(?:二等座?|second class)(?:的)?", "second"), (r"(?:要|坐)?(?:一等座?|first class)(?:的)?", "first"), (r"(?:要|坐)?(?:商务座|特等座|business class)(?:的)?", "business"),
        (r"(?:要|坐)?(?:硬卧|hard sleeper)(?:的)?", "hard_sleeper"), (r"(?:要|坐)?(?:软卧|soft sleeper)(?:的)?", "soft_sleeper"), (r"(?:要|坐)?(?:硬座|hard seat)(?:的)?(?:就行|也行)?", "hard_seat"),
        (r"(?:无座|站票)(?:也成|也行|就行|也可以)?", "no_seat"),
    ),
}  # fmt: skip
NONSTOP = r"(?:要|只要)?(?:直飞|直达|不转机|不经停|不中转|nonstop|non-stop|\bdirect)(?:的)?(?:航班)?"
JOURNEY_SEATS = (
    ("side", r"(?:座位|要|坐|选)*靠(?:着)?窗(?:户)?(?:边)?(?:的)?(?:座位?|位子?|位置)?|window seats?", "window"),
    ("side", r"(?:座位|要|坐|选|靠)*(?:着)?(?:过道|走道)(?:的)?(?:座位?|位子?|位置)?|aisle seats?", "aisle"),
    ("together", r"(?:{A}|个)?(?:座位|位子|位置)?(?:最好|要|能)*(?:连{A}儿?|坐{A}儿?|连一块儿?|连座|连着|挨着|坐一起|坐在一起|坐一块儿?|连在一起|靠在一起|邻座)(?:坐|的)?|seats together", True),
    ("zone", r"(?:要|最好)?(?P<v>[上中下]铺)(?:的)?", None),
)  # fmt: skip
ROOM_TYPES = (
    (r"(?:一个|个)?(?:大床房?|双人房|king room|double(?: bed)?(?: room)?)", "double"), (r"(?:双床房?|双人床房|标准间|标准双床|标间|双标|twin(?: room| beds?)?)", "twin"),
    (r"(?:家庭房|亲子房|家庭套房|family room)", "family"), (r"(?:豪华|行政)?(?:套房|套间|suite)", "suite"), (r"(?:单人间|单人房|单间|single(?: room)?)", "single"),
)  # fmt: skip
BREAKFAST = r"(?:要|得|带|含|有|包)+(?:双)?(?:份)?早(?:餐|饭)?(?:的)?|双早|(?:with |including )?breakfast(?: included)?"
STAY_TAGS = r"(?:要|带|有)?(?P<v>安静|亲子|泳池|游泳池|能带(?:狗|猫|宠物)|可带宠物|民宿|客栈|有会议室|园林|海景|江景|湖景|性价比高|干净|有浴缸|带浴缸|浴缸|温泉|情侣|网红|豪华|度假|免费停车|有停车场|健身房)(?:一)?点?(?:的)?"
STAY_NEAR = (
    r"(?:在|离|去|靠近)?(?P<v>[^,。;!?、{*}的有离在订找看]{2,12}?)(?:附近|旁边|周边|边儿?上|那边|这边|跟前|旁|边)(?:的|边)?(?=$|[,。{*}]|订|找|有|酒店|宾馆|最|住|客栈|民宿|[\u4e00-\u9fff])",
    r"(?:^|[,一家间个在住订])(?P<v>[^,。;!?、{*}的有离在订找看一家间]{2,8}?)(?:的)(?=酒店|宾馆|民宿|客栈|,|全季)",
    r"(?P<v>[^,。;!?、{*}的有离在订找看]{1,8}?(?:湾|路|街|古城|广场|中心|湖|滩|寺|桥|山))(?=有|,|$|订|的|那边)",
    r"离(?P<v>[^,。;!?{*}]{2,12}?)(?:最)?近(?:一点|点)?(?:的)?",
    r"(?:near|close to|around|by) (?P<v>(?!me\b)[A-Za-z][A-Za-z' ]+?)(?= for| from| on| with| under| at| this| next|[,.?!{*}]|$)",
)
STAY_NOISE = r"帮我|给我|麻烦|我想要?|想|要|订|定|找|看看|看|推荐|预订|住|酒店|宾馆|旅馆|房间|一家|家|入住|退房|有没有|有哪些|还有|房|没有|多少钱|先|再|的|了|吗|去|在|到|带|就行|那边|那种|出差|玩|开|一间|间"
SIGHT_NOISE = (
    r"帮我|给我|麻烦|我想要?|想要?|要|买|订|定|抢|预约|预订|约|去|看看|爬|玩|逛|参观|推荐|门票|的票|票|景区门票|入园|进场|入场|那个|场次|多少钱|一张|能|开发票|不|吗|啊|的|了|在|那天|这|有|再|先|请|今天|两日|一日|团队|成人|带|陪|爸妈|早享卡|和|,|孩子|老人|还有|外加|另外|坐|一共|"
    r"(?<![a-z])(?:adult|child|tickets?|for|the|and|on|to|please|book|get me|buy|i want|i'd like|visit|at|slot|one|two|three|four)(?![a-z])"
)
CARS = (
    (r"(?:要|叫|来)?(?:{A}|个|辆)?六座(?:的)?(?:商务)?(?:车)?|七座(?:的)?车?|6座(?:车)?|six[- ]?seater", "six_seat"), (r"(?:要)?(?:{A}|个)?(?:出租车|出租|的士|taxi|cab)(?:{A})?(?:就行|就好)?", "taxi"),
    (r"(?:要)?(?:{A}|个|辆)?(?:舒适型?|comfort)(?:的)?(?:车)?(?:就行|就好)?", "comfort"), (r"(?:要)?(?:{A}|个|辆)?(?:经济型|快车|特惠|economy)(?:的)?(?:车)?(?:就行|就好)?", "economy"),
    (r"(?:要)?(?:{A}|个|辆)?(?:商务车|商务型|专车|豪华车|business car)(?:的)?(?:{A})?(?:就行|就好)?", "business"),
)  # fmt: skip
RIDE_NOTES = r"别走高架|走高速|不走高速|行李[^,。]{0,4}{A}|行李多|有?{A}?(?:个)?(?:大)?行李箱?|(?:要)?后备箱大(?:一点)?(?:的)?(?:车)?|司机(?:女|要)[^,。]{0,6}|带(?:宠物|狗|猫)|不拼车|别拼车"
_PLACE = r"[^,。;!?、{*}]{1,18}?"
_STOP = r"(?=$|[,。;!?{*}]|大概|要多久|多久|多少|打车|叫车|的车|接|坐|怎么|得|吧|就行|就走|马上|走路|出发|开会|,|远不远|骑车|多远|有多|几公里|几站|路线)"
RIDE_ROUTE = (
    ("from_", rf"从(?P<v>{_PLACE})(?=接[^,。]{{0,3}}[到去回]|到|去|回|往|至)", None), ("from_", rf"[从由](?P<v>{_PLACE})(?:出发|走(?!路)|上车|打车)", None),
    ("from_", rf"(?:来|到|在)(?P<v>{_PLACE})(?:接(?:我们?俩?|人|一下|客户|她|他)?|上车)", None),
    ("to", rf"(?:(?:接|送|带)我(?:们)?)?(?<![过回下上])(?:去|到|至|回(?!来)|往)(?:接[^,。]{{1,4}})?(?P<v>{_PLACE}){_STOP}", None),
    ("from_", r"\bfrom (?:the )?(?P<v>[a-z][a-z' ]+?)(?= to\b| at\b| for\b|[,.!?{*}]|$)", None),
    ("to", r"\bto (?P<v>(?!go\b|get\b|take\b|pick\b)(?:the )?[a-z][a-z'\d ]+?)(?= at\b| for\b| by\b| on\b| from\b| leaving| and\b| tomorrow| cost|[,.!?{*}]|$)", None),
)  # fmt: skip
MODES = (
    (r"(?:走路|步行|走着|走过去|徒步|on foot|walking|by walk|walk)(?:过去|去)?", "walk"), (r"(?:坐|乘|搭)?(?:地铁|公交车?|轻轨|巴士|公共交通|subway|metro|bus|public transport|transit)(?:过去)?", "transit"),
    (r"(?:骑车|骑行|骑自行车|骑单车|骑电动车|骑共享单车|bike|cycling|bicycle)(?:过去)?", "bike"), (r"(?:开车|自驾|驾车|drive|driving|by car)(?:过去)?", "drive"),
)  # fmt: skip
PLACE_ROUTE = (
    ("from_", rf"从(?P<v>{_PLACE})(?=到|去|回|往|至|坐|走|骑|开|怎么)", None), ("mode", r"(?<=[\u4e00-\u9fff])走到(?=[\u4e00-\u9fff])", "walk"),
    ("to", rf"(?:导航|带我)?(?:去|到|至|往|回)(?P<v>{_PLACE})(?=$|[,。;!?{{*}}]|大概|要多久|要多长|多久|多少|怎么|得|吧|走路|远不远|骑车|多远|有多|几公里|几站|路线|的路|咋|坐|要|换乘|堵)", None),
    ("from_", r"\bfrom (?:the )?(?P<v>[a-z][a-z' ]+?)(?= to\b|[,.!?{*}]|$)", None),
    ("to", r"\b(?:get to|go to|to|is) (?P<v>the [a-z][a-z' ]+?)(?= from\b| by\b| on\b|[,.!?{*}]|$)", None),
    ("to", r"\b(?:get to|go to|far is|to) (?P<v>[a-z][a-z' ]+?)(?= from\b| by\b| on\b|[,.!?{*}]|$)", None),
)  # fmt: skip
QUERY = (
    r"(?:有没有|哪里有|哪儿有|哪有|有哪些|有什么|找(?:一下|个|家|一家)?|最近的?|附近的?|那边有?|有)(?:{A})?(?P<v>(?!没有|哪|什么|多)[^,。;!?{*}]{2,10}?)(?:在哪(?:儿|里)?|吗|啊|呀|么|没有|怎么走|$|(?=[,。;!?]))",
    r"(?:^|[,。])(?P<v>[\u4e00-\u9fff]{2,8}?)在哪(?:儿|里)?",
    r"(?:nearest|closest|any|is there an?|are there any|find (?:me )?an?|where(?:'s| is) (?:the |a )?)\s*(?:nearest |closest )?(?P<v>[a-z][a-z ]+?)(?= near| around| nearby|[,.?!{*}]|$)",
)
PLACE_NEAR = (
    r"\bnear (?:the )?(?P<v>(?!me\b|here\b)[a-z][a-z' ]+?)(?=[,.?!{*}]|$)",
    r"(?P<v>[^,。;!?{*}有找哪的]{2,12}?)(?:附近|旁边|周边|边上|周围)(?:的)?(?=哪|有|的|找|最|$|[,。]|[\u4e00-\u9fff])",
)
