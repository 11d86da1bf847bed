"""What is said of an order that several people put together. Patterns, of normalised text."""
# ruff: noqa: E501

BEGIN = (
    r"(?:帮我|我要|我想|来|那就|咱们?|我们|大家)*(?:发起|开|建|搞|来)?(?:一?个)?拼(?:个)?单(?:吧|链接)?|(?:大家|我们|咱们|叫大家|喊大家|和同事|跟同事|和朋友)*一起(?:点|拼单)(?:吧|单)?|"
    r"(?:start|make|open|let'?s do) a group order|group order"
)
DONE = (
    r"(?:拼单)?(?:大家)?(?:都)?(?:点|拼)(?:单)?(?:好|完|齐)了(?:下单)?吧?|拼单(?:结束|下单|好了|可以了)|(?:截止|结束|关掉?)拼单|"
    r"(?:close|finish|end|place) (?:the )?group(?: order)?|(?:the )?group (?:order )?is (?:done|complete|ready)"
)
ASKED = r"拼单(?:怎么样|到哪|里有什么|有谁|情况|谁点了|都点了)?(?:了)?(?:什么)?|(?:谁|大家|他们|都)(?:都)?点了(?:些)?(?:什么|啥)|who (?:added|ordered|wants) what|(?:show )?(?:the )?group(?: order)?(?: status)?"
