"""What people say when they want a person, complain, or appeal. Sentence patterns, of normalised text."""
# ruff: noqa: E501

HANDOFF = (
    r"转(?:接)?人工|人工(?:客服|服务)|(?:找|叫|要|联系|接)(?:个|一下|你们的?)?(?:人工|真人|客服)|真人|"
    r"(?:talk|speak) (?:to|with) (?:a|an|some|the)?\s?(?:real |live )?(?:person|human|someone|somebody|agent|operator|staff)|human (?:agent|service)|customer service"
)
COMPLAINT = r"投诉|complain(?:t)?\b|dispute\b"
APPEAL = r"申诉|解冻|(?:卡|券).{0,8}(?:冻结|冻住|被封)|(?:冻结|冻住|被封).{0,4}(?:卡|券)|\bappeal\b|(?:card|coupon).{0,20}\bfrozen\b|\bunfreeze\b"
TROUBLE = (
    r"(?:坏|碎|洒|漏|烂|馊|破|霉)了|(?:送|发|拿|做)错|(?:少|漏)(?:送|发|给)|(?:变质|发霉|过期|破损)|没(?:有)?收到|收不到|"
    r"\b(?:broken|damaged|spilled|spilt|leaked|rotten|expired)\b|wrong (?:item|order|thing|food)|\bmissing\b|never (?:came|arrived)|not (?:arrived|delivered)"
)
"""What was delivered is not as it should be."""
RECEIVED = r"(?:收到|送来|到手|拿到|买)的.{1,12}(?:坏|碎|洒|漏|烂|馊|破|发?霉|变质|过期|错)了?"
BUYING = r"帮我|给我|我要买|想买|下单|点一|来一|买一|买个|买台|order|buy|get me"
"""Who says so wants something bought: 手机坏了,帮我买一个."""
