"""Answers inside a running conversation. Sentence patterns."""
# ruff: noqa: E501

CONFIRM = (
    r"(?:嗯+|啊|哦|系|系呀|系啊|冇问题|冇错|好呀|落单|得|啦|喇|那|好|好的|好吧|好嘞|好啊|可以|可以的|行|行吧|行的|中|成|得|对|对的|对啊|没错|没问题|是|是的|是啊|要|要的|确认|确定|确认吧|确认下单|确认支付|确认付款|付款|付款吧|付吧|支付|支付吧|付钱|付|买吧|买|买了|就买|下单|下单吧|"
    r"订吧|订|就订|就这么订|定了|就这样|就这样吧|就它|就它了|就这个|就这个吧|就叫这个|就叫这个吧|就要这个|就要这个吧|这个吧|这样就行|叫吧|叫车吧|来吧|走起|安排|安排吧|同意|ok|okay|okk|yes|yep|yeah|sure|confirm|confirmed|pay|pay now|go ahead|"
    r"please do|that's fine|sounds good|looks good|do it|place the order|order it|buy it|book it|没意见|麻烦了|谢谢|就行|吧|了|的|啦|请|帮我|马上|现在|立刻|,|。|!|\s)+"
)
DENY = (
    r"(?:不|喇|等等|等一下|等下|慢着|no|nope|算了|算了吧|算啦|不要了|不要|不买了|不买|不订了|不点了|不用了|不用|取消|取消吧|取消掉|先不|先不要|不了|别|别买|别买了|别订了|别下单|不付|不付了|不行|不是|不确认|先算了|回头再说|再说吧|再想想|等等再说|不叫了|放弃|停|退出|重来|重新来|never ?mind|cancel|cancel it|don't|stop|forget it|not now|"
    r"我|那|就|还是|先|请|吧|了|的|啦|谢谢|,|。|!|\s|嗯|呃|哦|啊|哎)+"
)
CHOICE = (
    (r"第(?P<n>[一二三四五六七八九十\d]{1,3})(?:个|家|款|部|场|种|间|趟|班|项|条|份|套|辆)?(?!排|张|次|天|季|集)", None),
    (r"(?:就|要|选|来)(?P<n>[一二三四五六七八九十\d]{1,2})号(?!线|楼|座|店)", None),
    (r"\b(?:the )?(?P<e>first|second|third|fourth|fifth|sixth|last)(?: one| option)?\b(?! row| class)", None),
    (r"\b(?:number|option|no\.) ?(?P<n>\d{1,2})\b", None),
    (r"最后(?:那)?(?:一)?(?:个|家|款|部|场|种|间|趟|班)(?!排)", -1),
    (r"(?:^|[,。])(?P<n>\d{1,2})(?=$|[,。!])", None),
    (r"(?:^|[,。])(?:就|选|要)?(?:这个|这家|这部|这款|它|头一个|头一家|上面那个)(?=$|[,。吧])", 1),
)  # fmt: skip
ENGLISH_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1}
ANY = r"随便|都行|都可以|你(?:来)?(?:选|定|决定|挑|看着办|推荐)|无所谓|哪[个家款]都|any(?:thing)?(?: is)?(?: fine| ok)?|whatever|up to you"
