"""Who takes a delivery in, and what its card says. Patterns, of normalised text."""
# ruff: noqa: E501

GIFT = (
    r"[,。;、 ]*(?:(?:礼物|生日)?(?:留言|贺卡|祝福语?|卡片|祝福卡)(?:卡)?(?:上)?(?:请|帮我)?(?:(?:写上?|说|是|填)[:：, ]*|[:：, ]+)|"
    r"(?:with )?(?:a )?(?:gift (?:note|message) ?(?:saying|that says|says)?|card ?(?:saying|that says|says|(?=[:：])))[:：, ]+)(?P<gift>.+)$"
)
PHONE = (
    r"[,。;、 ]*(?:她|他|妈妈?|爸爸?|收件人|收货人?|对方|联系)?的?(?:联系)?(?:电话|手机号?码?|号码|手机)(?:号码)?(?:是|为|:|：|,)? *(?P<phone>\+?1?\d[\d -]{5,15}\d)|"
    r"[,。;、 ]*(?:her|his|their)? ?(?:phone|mobile|number)(?: number)?(?: is|:)? *(?P<english>\+?\d[\d -]{5,15}\d)"
)
CONTACT = r"[,。;、 ]*(?:收件人|收货人|联系人|recipient)(?:是|叫|:|：)? *(?P<name>[\u4e00-\u9fff]{2,6}|[A-Za-z][\w .]{1,20}?)(?=$|[,。;、])"
