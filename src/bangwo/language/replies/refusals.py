"""Refusals: every code in words, simplified Chinese and English; traditional Chinese is converted."""

from collections.abc import Mapping

from bangwo.core.errors import Code

REFUSALS: Mapping[Code, tuple[str, str]] = {
    Code.TEXT_EMPTY: ("您还没说要办什么，请说一句话。", "Nothing was said. Tell me what you need."),
    Code.TEXT_TOO_LONG: (
        "这段话太长了，最多 2,000 个字，请分几次说。",
        "That is too long: at most 2,000 characters. Please say it in parts.",
    ),
    Code.TOO_MANY_ACTS: (
        "一次说的事情太多了，最多 20 件，请分几次说。",
        "Too many requests at once: at most 20. Please say them in parts.",
    ),
    Code.TOO_MANY_LINES: ("太多了，最多 {most} 项。", "Too many: at most {most}."),
    Code.QTY_OUT_OF_RANGE: (
        "每样一次最少 1 份、最多 {most} 份，没有下单。您要几份？",
        "Between 1 and {most} of each at a time. Nothing was ordered. How many would you like?",
    ),
    Code.BODY_TOO_LARGE: ("请求太大了。", "The request is too large."),
    Code.BODY_INVALID: ("请求的格式不对。", "The request is not well formed."),
    Code.IDEMPOTENCY_MISMATCH: (
        "这个请求编号已经用在另一个请求上了。",
        "This idempotency key was used for another request.",
    ),
    Code.RATE_LIMITED: ("太频繁了，请稍等再试。", "Too many requests. Please wait a little."),
    Code.UNAUTHENTICATED: ("请先登录。", "Please log in first."),
    Code.TOKEN_EXPIRED: ("登录已过期，请重新登录。", "Your login has expired. Please log in again."),
    Code.LOGIN_REFUSED: ("登录的信息不对，请核对一下。", "Those login details are wrong. Please check them."),
    Code.NOT_FOUND: ("没有找到您说的这个。", "That was not found."),
    Code.SHOP_UNKNOWN: ("没有找到“{shop}”。", "I could not find “{shop}”."),
    Code.SHOP_CLOSED: ("{shop}现在打烊了，{opens} 开门。", "{shop} is closed now and opens at {opens}."),
    Code.ITEM_UNKNOWN: ("没有找到“{item}”。", "I could not find “{item}”."),
    Code.OPTION_UNKNOWN: ("{item}没有“{option}”可选。", "{item} cannot be had with “{option}”."),
    Code.SOLD_OUT: ("{item}卖完了或者不够了。", "{item} is sold out, or there is not enough left."),
    Code.OUT_OF_RANGE: ("{shop}送不到这个地址。", "{shop} does not deliver to this address."),
    Code.BELOW_MINIMUM: (
        "{shop}满 {minimum_fen} 起送，现在是 {goods_fen}。",
        "{shop} delivers from {minimum_fen}; this is {goods_fen}.",
    ),
    Code.TITLE_UNKNOWN: ("没有找到“{title}”这部片子。", "I could not find “{title}”."),
    Code.NO_SHOWING: ("{title}这个时间没有场次。", "There is no showing of {title} then."),
    Code.DATE_PAST: ("这个时间已经过去了。您要哪一天的？", "That time has passed. Which day would you like?"),
    Code.ROW_UNKNOWN: ("这个厅只有 {rows} 排，没有第 {row} 排。", "This hall has {rows} rows; there is no row {row}."),
    Code.PLACE_UNKNOWN: ("没有找到“{place}”这个地方。", "I could not find “{place}”."),
    Code.ROUTE_UNKNOWN: ("{start}到{end}没有这样的班次。", "Nothing goes from {start} to {end} like that."),
    Code.DATE_TOO_FAR: ("这个日子太远，还没有开始卖。", "That day is too far ahead; it is not on sale yet."),
    Code.DATE_ORDER: (
        "至少要住一晚，退房要在入住之后。",
        "A stay takes one night at least: check-out comes after check-in.",
    ),
    Code.TOO_MANY_GUESTS: (
        "一间房住不下这么多人，要几间房？",
        "One room does not hold so many guests. How many rooms?",
    ),
    Code.PARTY_TOO_LARGE: (
        "{item}没有坐得下这么多位的桌子。分两桌，还是换一家？",
        "{item} has no table for so many. Two tables, or another restaurant?",
    ),
    Code.CHILD_ALONE: ("儿童要有大人一起。", "A child needs a grown-up along."),
    Code.CLOSED_THAT_DAY: ("{item}那天不开放。", "{item} is closed that day."),
    Code.NO_DRIVER: ("附近暂时没有空车。", "There is no free car nearby just now."),
    Code.HOLD_EXPIRED: ("刚才留的位子过期了。", "What was kept for you has run out."),
    Code.SEATS_UNAVAILABLE: ("这一场没有合适的座位了。", "There are no such seats left for this showing."),
    Code.ADDRESS_UNKNOWN: ("还不知道送到哪里。", "I do not know yet where to deliver."),
    Code.TRADE_UNSUPPORTED: ("这个服务还没有接上，现在办不了。", "That service is not connected yet."),
    Code.QUOTE_EXPIRED: ("刚才的报价过期了。", "That quote has expired."),
    Code.QUOTE_GONE: ("刚才的报价已经不在了。", "That quote is gone."),
    Code.DIGEST_MISMATCH: ("确认的内容和报价对不上，没有下单。", "That is not what was quoted. Nothing was ordered."),
    Code.PRICE_CHANGED: ("商家刚改了价，没有扣款。", "The shop has just changed its price. Nothing was charged."),
    Code.PAYMENT_REFUSED: ("付款没有成功，没有扣款。", "The payment was refused. Nothing was charged."),
    Code.ORDER_NOT_CANCELLABLE: ("这一单已经不能取消了。", "This order can no longer be cancelled."),
    Code.CANCEL_FEE: (
        "现在取消要收 {fee_fen}，没有取消；同意收费再取消。",
        "Cancelling now costs {fee_fen}. It was not cancelled: agree to the fee first.",
    ),
    Code.ORDERS_RUNNING: (
        "还有订单没办完，等办完了或者取消了再来。",
        "Some orders are still under way. Wait until they are done, or cancel them first.",
    ),
    Code.OVER_CEILING: (
        "超过了您自己定的限额（最多 {most_fen}，现在是 {fen}），没有下单。要改限额，说“每单最多……”或“每天最多……”。",
        "That is over the limit you set yourself ({most_fen}; this makes {fen}). Nothing was ordered. "
        "To change it, say “at most … an order” or “at most … a day”.",
    ),
    Code.CARD_UNAVAILABLE: ("这张免单卡现在用不了。", "That card cannot be used now."),
    Code.BUDGET_EXHAUSTED: ("活动的额度已经发完了。", "The campaign's budget is used up."),
    Code.INVITE_UNKNOWN: ("没有这个邀请码，请核对一下。", "There is no such invitation code. Please check it."),
    Code.INVITE_OWN: ("这是您自己的邀请码，请发给朋友用。", "That is your own code: it is meant for your friends."),
    Code.INVITE_TAKEN: ("您已经接受过一次邀请了。", "You have accepted an invitation already."),
    Code.INVITE_CIRCLE: (
        "您比这位朋友来得早，不能再由他邀请。",
        "You came before this friend, who therefore cannot invite you.",
    ),
    Code.INVITE_NOT_NEW: (
        "您已经下过单了，邀请码只给还没下过单的新朋友。",
        "You have ordered before; invitations are for people who have not ordered yet.",
    ),
    Code.GROUP_UNKNOWN: ("没有这个拼单链接。", "There is no such group order."),
    Code.GROUP_OVER: ("这个拼单已经结束了。", "This group order is over."),
    Code.STANDING_OVER: ("这个预约已经不在等了。", "That one is not waiting any more."),
    Code.STANDING_NOTHING: (
        "要等着买什么？请连同要买的一起说，比如“生椰拿铁降到20以下再下单”。",
        "What shall be bought then? Say it together, like “buy a latte when it drops below 20”.",
    ),
    Code.TOO_MANY_STANDING: (
        "已经有 {most} 个预约在等，先取消一个再约。",
        "{most} are waiting already: cancel one first.",
    ),
    Code.TOO_MANY_CASES: (
        "您有 {most} 件事还在处理，先等其中一件办完。",
        "{most} matters of yours are still open: please wait until one is done.",
    ),
    Code.CASE_STATE: ("这件事现在是“{state}”，做不了这一步。", "That cannot be done while the case is {state}."),
    Code.CASE_TAKEN: ("这件事由 {by} 在处理。", "{by} is working on that case."),
    Code.NOTHING_TO_SETTLE: (
        "这里没有可以退的钱，也没有可以解冻的卡。",
        "There is no money to return and no card to free.",
    ),
    Code.ORDER_OPEN: (
        "这一单还没结束，先取消它，或者等它结束再退款。",
        "The order is still on its way: cancel it, or settle when it is over.",
    ),
    Code.REFUND_TOO_MUCH: ("最多还能退 {left_fen}。", "At most {left_fen} can still be returned."),
    Code.ROLE_LACKING: (
        "您的权限（{role}）不够，需要 {needs}。",
        "Your role ({role}) may not do that; it takes {needs}.",
    ),
    Code.PERIOD_ORDER: ("开始的时间要早于结束的时间。", "The period has to begin before it ends."),
    Code.PERIOD_AHEAD: ("这段时间还没有到，没有数可以报。", "That period lies ahead: there is nothing to report yet."),
    Code.PERIOD_TOO_LONG: ("一次最多看{most}天。", "A report covers {most} days at most."),
    Code.PROVIDER_DOWN: (
        "商家那边暂时连不上，没有扣款。请稍后再试。",
        "The merchant cannot be reached just now. Nothing was charged. Please try again later.",
    ),
    Code.PAYMENT_DOWN: (
        "支付服务暂时连不上，没有扣款。请稍后再试。",
        "The payment service cannot be reached just now. Nothing was charged. Please try again later.",
    ),
    Code.STORE_DOWN: ("系统暂时不可用，请稍后再试。", "The service is unavailable just now. Please try again later."),
    Code.OVERLOADED: ("现在人太多了，请稍等几秒再试。", "It is very busy just now. Please try again in a few seconds."),
    Code.INTERNAL: ("出了点问题，我们已经记下来了。", "Something went wrong; it has been recorded."),
}
"""Code → (zh-Hans, en)."""

NOUNS: Mapping[str, tuple[str, str]] = {
    "item": ("这件商品", "This item"),
    "shop": ("这家店", "This shop"),
    "title": ("这样的片子", "such a film"),
    "option": ("这个选项", "this option"),
    "opens": ("稍后", "a later time"),
    "most": ("99", "99"),
}
"""What stands for a name that a refusal does not carry."""
