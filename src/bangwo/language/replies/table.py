"""The table of replies: every phrase in simplified Chinese and English; traditional Chinese is converted."""

from collections.abc import Mapping

from bangwo.language.replies.days import DAYS
from bangwo.language.replies.desk import CASE_STATES, DESK
from bangwo.language.replies.instore import IN_SHOP, IN_SHOP_STATES
from bangwo.language.replies.phrase import Say
from bangwo.language.replies.reasons import REASONS, WHYS
from bangwo.language.replies.things import CABINS, CARS, LABELS, MODES, SORTS, UNITS

TABLE: Mapping[Say, tuple[str, str]] = {
    Say.OTHERS: ("还有 {count} 个可选，说“第二个”就换。", "{count} more to choose from: say “the second”."),
    Say.LISTED: ("找到这 {count} 个。", "Here are {count}."),
    Say.FILMS: ("{day}有这 {count} 部：", "{count} on {day}:"),
    Say.SHOWS: ("最近有这 {count} 场演出：", "{count} shows:"),
    Say.SHOWINGS: ("《{title}》有这 {count} 场：", "{count} showings of “{title}”:"),
    Say.INSTEAD: ("有这些可以选：", "These could do instead:"),
    Say.SIMILAR: ("没有正好叫“{item}”的，相近的有这些：", "Nothing is called “{item}”; these come close:"),
    Say.TAGS_UNMET: (
        "没有哪家标明“{tags}”，不敢保证；有这些：",
        "None is marked “{tags}”, so that is not certain; there are these:",
    ),
    Say.NO_SUCH_CHOICE: ("刚才列的里没有“{pick}”。", "“{pick}” is not among those listed."),
    Say.NOTHING_TO_CHOOSE: (
        "现在没有可以选的，您想要什么？",
        "There is nothing to choose from yet. What would you like?",
    ),
    Say.KEPT: ("好，就是这个，没有改动。", "Fine, that is the one; nothing has changed."),
    Say.BEST_ALREADY: ("列出来的里面，这已经是{sort}的了。", "This is {sort} of those listed."),
    Say.NO_OTHER: (
        "别的没有了，就刚才的 {count} 个。换个说法，比如口味、品牌或时间，我再找。",
        "There are no others but those {count}. Tell me another taste, brand or time and I will look again.",
    ),
    Say.SAME_SHOP: ("好，还是{shop}。", "Fine, {shop} again."),
    Say.ALL_CLOSED: ("现在开着的店里没有，最早的一家：", "None of the shops open now has it; the first to open:"),
    Say.OPTION_MISSING: ("这几家都做不了“{options}”。", "None of these can be had with “{options}”."),
    Say.UNHELD: ("这一单里没有“{what}”。", "There is no “{what}” in this order."),
    Say.OPTION_LACKS: (
        "{item}做不了“{options}”，可以选 {choices}。",
        "{item} cannot be had with “{options}” but with {choices}.",
    ),
    Say.OPTION_NOT_MADE: ("{item}做不了“{options}”。", "{item} cannot be had with “{options}”."),
    Say.ITEMS_ABSENT: ("这家没有“{items}”，要另开一单。", "This shop has no “{items}”; it takes an order of its own."),
    Say.REST: ("其余的有：", "The rest is here:"),
    Say.ITEMS_MISSING: ("没有找到“{items}”，其余的有：", "“{items}” could not be found; the rest is here:"),
    Say.SPLIT: (
        "没有一家同时有这些，要分成几单：先办“{first}”，再办“{rest}”。",
        "No one shop has all of it, so it takes more orders: first “{first}”, then “{rest}”.",
    ),
    Say.OVER_BUDGET: (
        "含配送费 {max_fen} 以内的没有，最接近的是这些：",
        "Nothing within {max_fen} with delivery; these come closest:",
    ),
    Say.UNIT_DIFFERS: (
        "“{item}”没有按{unit}卖的，这些是按{units}卖的，您要几{units}？",
        "“{item}” is not sold by {unit} but by {units}. How many?",
    ),
    Say.FEWER_LEFT: (
        "{item}只剩 {left} {unit}了，不够 {count} {unit}。要几{unit}？",
        "Only {left} ({unit}) of {item} are left, not {count}. How many?",
    ),
    Say.QTY_NOT_WHOLE: ("“{item}”只能整份买，您要几份？", "“{item}” is only sold whole. How many?"),
    Say.TIME_DIFFERS: (
        "没有正好 {wanted} 的，最近的一场是 {found}。",
        "Nothing at exactly {wanted}; the nearest is at {found}.",
    ),
    Say.TIME_FULL: (
        "{wanted} 的座位不够了，最近的一场是 {found}。",
        "Not enough seats are left at {wanted}; the nearest is at {found}.",
    ),
    Say.TIME_UNFIT: (
        "{wanted} 的场次不合别的要求，最近的一场是 {found}。",
        "The showing at {wanted} is not as you wish; the nearest that is starts at {found}.",
    ),
    Say.TIME_NEAR: ("离 {wanted} 最近的一场是 {found}。", "The nearest to {wanted} is at {found}."),
    Say.NO_SHOWING_THEN: (
        "《{title}》您说的时间没有场次，有这些：",
        "No showing of “{title}” at that time; there are these:",
    ),
    Say.NO_FILM_THEN: ("您说的时间没有这样的片子，有这些：", "No such film at that time; there are these:"),
    Say.NO_ZONE: ("没有“{zone}”这一区，别的有这些：", "There is no “{zone}”; there are these others:"),
    Say.NO_FORMAT: ("没有 {format} 的场次，其他的有这些：", "No {format} showing; there are these others:"),
    Say.ROW_FULL: (
        "第 {row} 排没有 {count} 个连着的空座了，没有替您换。",
        "Row {row} has no {count} free seats side by side; nothing was changed for you.",
    ),
    Say.ROW_WISH_FULL: (
        "{row_wish}没有 {count} 个连着的空座了，没有替您换。",
        "{row_wish} has no {count} free seats side by side; nothing was changed for you.",
    ),
    Say.SEAT_TAKEN: (
        "{row} 排 {cols} 座订不到，已经有人了。",
        "Row {row} seat {cols} cannot be had: it is taken.",
    ),
    Say.NOT_TOGETHER: ("这一场没有 {count} 个连着的空座了。", "This showing has no {count} seats side by side left."),
    Say.SEAT_UNKNOWN: ("第 {row} 排没有 {cols} 座。", "Row {row} has no seat {cols}."),
    Say.SEATS_APART: ("没有连着的座位，只能分开坐。", "There are no seats side by side; these are apart."),
    Say.SEATS_MOVED: (
        "刚才的座位被别人先订走了，换了同一类的座位。",
        "Those seats were just taken; here are others of the same kind.",
    ),
    Say.PREMIERE_ON: ("《{title}》首映日是 {day}。", "“{title}” opens on {day}."),
    Say.DELIVERY_TIME_NOTED: (
        "送达时间写进了备注，由商家安排，不能保证。",
        "The delivery time is passed on as a note; the shop decides.",
    ),
    Say.SWITCHED: ("{before}做不到，换成了{after}。", "{before} cannot do that; this is {after} instead."),
    Say.NO_CARD: ("您现在没有可用的免单卡。", "You have no usable card."),
    Say.CARD_GONE: ("免单卡这次用不上了。", "No card applies this time."),
    Say.REQUOTED: ("重新算好了：", "Priced anew:"),
    Say.ASK_ADDRESS: ("送到哪里？请说一下地址。", "Where should it go? Please tell me the address."),
    Say.ASK_LABEL: (
        "还不知道“{label}”在哪里，请说一下地址，我记下来。",
        "I do not know yet where “{label}” is. Tell me the address and I will remember it.",
    ),
    Say.ASK_ITEMS: ("想要点什么？", "What would you like?"),
    Say.ASK_OTHER: ("要不要换点别的？", "Something else perhaps?"),
    Say.ASK_COUNT: ("要几张票？", "How many tickets?"),
    Say.ASK_QTY: ("要几份？", "How many?"),
    Say.ASK_DATE: ("想看哪一天的？", "Which day?"),
    Say.ASK_TITLE: ("想看哪一部？", "Which one?"),
    Say.ASK_CHOICE: ("想要哪一个？", "Which one?"),
    Say.ASK_YES: ("说“确认”就下单。", "Say “confirm” to order."),
    Say.ASK_YES_AGAIN: ("请看一下，再说一次“确认”才会下单。", "Please look, and say “confirm” once more to order."),
    Say.ASK_FROM: ("从哪里出发？", "Where from?"),
    Say.ASK_TO: ("要去哪里？", "Where to?"),
    Say.ASK_PICKUP: ("在哪里上车？", "Where shall the car come to?"),
    Say.ASK_DAY: ("哪一天？", "Which day?"),
    Say.ASK_CITY: ("在哪个城市，或者靠近哪里？", "In which town, or near what?"),
    Say.ASK_CHECK_IN: ("哪天入住，住几晚？", "From which day, and how many nights?"),
    Say.ASK_SIGHT: ("想去哪个景点？", "Which sight?"),
    Say.UNMET: ("{wishes}没有排到，别的都按您说的。", "{wishes} could not be had; all else is as you wished."),
    Say.NONE_LIKE_THAT: ("没有完全合您要求的，最接近的是这些：", "None is quite as you wish; these come closest:"),
    Say.NONE_AT_ALL: ("没有找到可以订的。", "Nothing of the kind can be had."),
    Say.WAY_BACK: ("去程办好就办 {day} 的返程。", "The way back on {day} comes next."),
    Say.PLACES: ("附近有这 {count} 个：", "There are these {count}:"),
    Say.WAY: (
        "{start}到{end}，{mode}约 {minutes} 分钟，{metres} 米。",
        "{start} to {end}, {mode}: {minutes} minutes, {metres} m.",
    ),
    Say.WAY_STEPS: ("路线：{steps}。", "The way: {steps}."),
    Say.ASK_ROW: ("换一排，还是换一场？", "Another row, or another showing?"),
    Say.ASK_SHOWING: ("要哪一场？", "Which one shall it be?"),
    Say.DROPPED: ("好，{what}不要了。", "Fine, {what} is dropped."),
    Say.NOTHING_TO_DROP: ("好的，没有要下的单。", "Fine, nothing is waiting to be ordered."),
    Say.NEXT: ("接着办“{what}”。", "Next, “{what}”."),
    Say.ASIDE: ("“{what}”先放一边，需要时说“继续{what}”。", "“{what}” can wait; say “continue {what}” to go back."),
    Say.RESUMED: ("刚才的“{what}”还要吗？不要就说“算了”。", "Still “{what}”? If not, say “never mind”."),
    Say.JOINED: ("{what}加到{shop}这一单里了。", "{what} is added to this order at {shop}."),
    Say.LATER: ("“{what}”我记着，一件一件办。", "“{what}” is noted; one after another."),
    Say.NOTHING_TO_CONFIRM: (
        "现在没有等您确认的单子，没有下单。",
        "Nothing is waiting for your yes. Nothing was ordered.",
    ),
    Say.NOTHING_TO_CHANGE: ("现在没有可以改的单子，您想要什么？", "There is nothing to change. What would you like?"),
    Say.ALREADY_ORDERED: (
        "这一单刚才已经下好了（{order}），不会重复下单。",
        "That order was placed already ({order}); it is not placed twice.",
    ),
    Say.PENDING: ("刚才的“{what}”还等着您。", "“{what}” is still waiting for you."),
    Say.ADDRESS_SAVED: ("记下了“{label}”：{text}。", "Noted “{label}”: {text}."),
    Say.ORDERED: (
        "下单成功：{what}\n实付 {pay_fen}，{state}。\n订单号 {order}",
        "Ordered: {what}\nPaid {pay_fen}, {state}.\nOrder {order}",
    ),
    Say.CODES: ("取票码 {codes}。", "Ticket codes {codes}."),
    Say.CODES_BOOKED: ("预订号 {codes}。", "Booking {codes}."),
    Say.ORDERING: (
        "正在下单：{what}，应付 {pay_fen}。订单号 {order}。",
        "Placing the order: {what}, {pay_fen} to pay. Order {order}.",
    ),
    Say.PLACING_SLOW: (
        "比平常慢，还在办，不用再说一遍，也不会下两次；万一办不成，扣了的会全额退回。问“到哪了”就能看。",
        "It takes longer than usual and goes on; no need to say it again, it is not placed twice. "
        "Should it fail, whatever was charged comes back in full. Ask “where is my order” at any time.",
    ),
    Say.PLACING_PROVIDER: (
        "暂时连不上{shop}，还没有扣款。我接着试一会儿：连上了就下单，连不上就作罢，不收钱。问“到哪了”就能看。",
        "{shop} cannot be reached just now; nothing was charged so far. It is tried for a little while: "
        "then it is ordered, or given up at no charge. Ask “where is my order” at any time.",
    ),
    Say.PLACING_PAYMENT: (
        "付款服务暂时连不上，还没有扣款。我接着试一会儿：付得了就下单，付不了就作罢。问“到哪了”就能看。",
        "The payment service cannot be reached just now; nothing was charged so far. It is tried for a little while: "
        "then it is ordered, or given up. Ask “where is my order” at any time.",
    ),
    Say.PLACING_UNKNOWN: (
        "付款服务没有回音，{pay_fen} 可能扣了，也可能没扣。我先查清楚，绝不扣两次：扣了就接着下单，"
        "办不成就全额退回。问“到哪了”就能看。",
        "The payment service did not answer: {pay_fen} may have been charged, or not. This is found out first; it is "
        "never charged twice: then it is ordered, or all of it comes back. Ask “where is my order” at any time.",
    ),
    Say.PLACING_PAID: (
        "{pay_fen} 已经付了，{shop}还没有回音。我接着问：接单了就好，不接就全额退回。问“到哪了”就能看。",
        "{pay_fen} is paid; {shop} has not answered yet. It is asked again: it accepts, or all of it comes back. "
        "Ask “where is my order” at any time.",
    ),
    Say.PLACING_BACK: (
        "这一单办不成，正在撤回；扣了的会全额退回。",
        "It cannot be placed and is being withdrawn; whatever was charged comes back in full.",
    ),
    Say.FAILED_PROVIDER: ("一直连不上{shop}。", "{shop} could not be reached."),
    Say.FAILED_PAYMENT: ("付款服务一直连不上。", "The payment service could not be reached."),
    Say.FAILED_REFUNDED: (
        "没有下成，扣过的 {refund_fen} 已经全额退回。",
        "It was not ordered, and the {refund_fen} that was charged has come back in full.",
    ),
    Say.NOT_CHARGED: ("没有下成，没有扣款。", "It was not ordered, and nothing was charged."),
    Say.CONFIRM_CANCEL: (
        "要取消的是：{what}，实付 {pay_fen}，{state}。商家同意就全额原路退回。",
        "To cancel: {what}, {pay_fen}, {state}. If the merchant agrees, all of it comes back.",
    ),
    Say.CONFIRM_CANCEL_FEE: (
        "要取消的是：{what}，实付 {pay_fen}，{state}。按规则要收 {fee_fen}，退回 {refund_fen}。",
        "To cancel: {what}, {pay_fen}, {state}. By its rule it costs {fee_fen}; {refund_fen} comes back.",
    ),
    Say.CARD_TOO: ("免单卡也会退回来。", "The card comes back too."),
    Say.ASK_CANCEL: ("确定取消吗？", "Cancel it?"),
    Say.CANCELLED: ("已取消：{what}，退款 {refund_fen} 原路退回。", "Cancelled: {what}, {refund_fen} refunded."),
    Say.CANCELLED_FOR_NOTHING: (
        "已取消：{what}，按规则没有可退的钱。",
        "Cancelled: {what}. By its rule nothing comes back.",
    ),
    Say.CANCELLING: (
        "正在取消：{what}，退款成功会更新。",
        "Being cancelled: {what}. The refund will show when it is done.",
    ),
    Say.CARD_BACK: ("免单卡也退回来了。", "Your card is back too."),
    Say.CANCEL_KEPT: ("好，这一单不取消。", "Fine, the order stays."),
    Say.CANCELLED_ALREADY: ("{what}这一单已经{state}，不用再取消。", "{what} is already {state}."),
    Say.NOT_ORDERED_YET: (
        "还没有下单：说了“确认”才会下。",
        "It is not ordered yet: that takes your “confirm”.",
    ),
    Say.NO_ORDER: ("没有找到您说的订单。", "I could not find that order."),
    Say.TRACK: ("{what}：{state}（{at} 更新）。", "{what}: {state} (since {at})."),
    Say.TRACK_ETA: ("预计 {at} 送到。", "Expected at {at}."),
    Say.CHANGE_ORDERED: (
        "已经下的单改不了，可以取消后重下：说“取消{what}”。",
        "A placed order cannot be changed; cancel it and order anew: say “cancel {what}”.",
    ),
    Say.REORDERED: ("和上次一样：", "The same as last time:"),
    Say.CARDS: (
        "您有 {count} 张可用的免单卡，每张最多减 {max_fen}，最早的一张 {expires} 到期。",
        "You have {count} usable cards, each up to {max_fen}; the first expires on {expires}.",
    ),
    Say.CARDS_HELD: ("{count} 张正留给还没完成的单子。", "{count} kept for what is still open."),
    Say.NO_CARDS: ("您现在没有可用的免单卡。", "You have no usable cards."),
    Say.INVITE: (
        "邀请链接 {link} ，邀请码 {code}，已经来了 {count} 位朋友，您因此得了 {cards} 张卡。",
        "Your link is {link} and your code is {code}. So far {count} came by it, which brought you {cards} card(s).",
    ),
    Say.NO_BALANCE: ("这里不存钱，每一单直接付款，没有余额。", "No money is kept here: every order is paid directly."),
    Say.BILL: ("最近 {count} 单，一共实付 {pay_fen}。", "Your last {count} orders came to {pay_fen}."),
    Say.NO_BILL: ("还没有账单。", "There are no bills yet."),
    Say.ADDRESSES: ("您的地址：{addresses}。", "Your addresses: {addresses}."),
    Say.NO_ADDRESSES: ("还没有记下地址，下单时告诉我就行。", "No address is stored; tell me when you order."),
    Say.LIMIT: (
        "每人最多 {count} 张免单卡，每张最多减 {max_fen}。",
        "At most {count} cards a person, each up to {max_fen}.",
    ),
    Say.CEILING_ORDER: ("您定的：每单最多花 {most_fen}。", "Set by you: at most {most_fen} an order."),
    Say.CEILING_DAY: ("您定的：每天最多花 {most_fen}。", "Set by you: at most {most_fen} a day."),
    Say.CEILING_SPENT: ("今天已经花了 {pay_fen}。", "Today so far: {pay_fen}."),
    Say.CEILING_NONE: (
        "您没有给自己定消费限额；要定就说“每单最多50块”或“每天最多100块”。",
        "You have set no spending limit. To set one, say “at most 50 yuan an order” or “at most 100 yuan a day”.",
    ),
    Say.UNSUPPORTED: (
        "还没有接上“{trade}”的服务，现在办不了。",
        "“{trade}” is not connected yet.",
    ),
    Say.TOLD: ("{told}", "{told}"),
    Say.STILL_OPEN: ("刚才的“{what}”还留着，接着说就行。", "“{what}” is kept; go on whenever you like."),
    Say.SMALLTALK: ("嗯，我在。要点什么、买什么，说一声就行。", "I am here. Tell me what you would like."),
    Say.Q_GOODS: ("【{shop}】{items}", "{shop}: {items}"),
    Say.Q_SEATS: (
        "《{title}》{when}\n{venue} {hall}\n{seats}，{count} 张 {goods_fen}",
        "“{title}”, {when}\n{venue} {hall}\n{seats}, tickets: {count}, {goods_fen}",
    ),
    Say.Q_JOURNEY: (
        "{number} {carrier}\n{when} {start} → {at} {end}\n{cabin} {count} 张 {goods_fen}",
        "{number} {carrier}\n{when} {start} → {at} {end}\n{cabin}, tickets: {count}, {goods_fen}",
    ),
    Say.Q_STAY: (
        "【{hotel}】{address}\n{day}入住，{nights} 晚，{room} {count} 间 {goods_fen}",
        "{hotel}, {address}\nfrom {day}, nights: {nights}, {room}, rooms: {count}, {goods_fen}",
    ),
    Say.Q_ADMISSION: (
        "【{sight}】{day} {opens}–{closes}\n{tickets} {goods_fen}",
        "{sight}, {day}, {opens}–{closes}\n{tickets}, {goods_fen}",
    ),
    Say.Q_RIDE: (
        "{car}：{start} → {end}\n{pickup}，约 {minutes} 分钟，{goods_fen}",
        "{car}: {start} → {end}\n{pickup}, about {minutes} minutes, {goods_fen}",
    ),
    Say.Q_PLACES: ("座位 {places}", "Seats {places}"),
    Say.Q_MEMBER: ("{brand}会员价 −{off_fen}", "Member price of {brand} −{off_fen}"),
    Say.Q_RULE: ("退改：{rule}", "Cancelling: {rule}"),
    Say.Q_FEE: ("配送费 {fee_fen}", "Delivery {fee_fen}"),
    Say.Q_NO_FEE: ("免配送费", "Free delivery"),
    Say.Q_CARD: ("免单卡 −{off_fen}", "Card −{off_fen}"),
    Say.Q_PAY: ("实付 {pay_fen}", "You pay {pay_fen}"),
    Say.Q_WHERE: ("送到 {where}", "To {where}"),
    Say.Q_WHERE_MINUTES: ("送到 {where}，约 {minutes} 分钟", "To {where}, about {minutes} minutes"),
    Say.Q_WHERE_DAYS: ("送到 {where}，{days} 天", "To {where}, {days} days"),
    Say.Q_NOTE: ("备注：{note}", "Note: {note}"),
    Say.CABIN: ("{cabin}", "{cabin}"),
    Say.CAR: ("{car}", "{car}"),
    Say.CAR_SOON: ("约 {minutes} 分钟后到", "there in about {minutes} minutes"),
    Say.CAR_AT: ("{at} 来接", "comes at {at}"),
    Say.SEAT: ("{row} 排 {cols} 座", "row {row} seat {cols}"),
    Say.LINE: ("{name} {line_fen}", "{name} {line_fen}"),
    Say.LINE_OPTIONS: ("{name}（{options}）{line_fen}", "{name} ({options}) {line_fen}"),
    Say.COMMA: ("、", ", "),
    **DAYS,
    **IN_SHOP,
    **REASONS,
    **DESK,
}
"""Say → (zh-Hans, en)."""

COMMA = ("，", ", ")
"""Between the figures of a quote that stand on one line."""

STATES: Mapping[str, tuple[str, str]] = {
    "placing": ("正在下单", "being placed"),
    "accepted": ("商家已接单", "accepted"),
    "preparing": ("正在准备", "being prepared"),
    "on_the_way": ("正在路上", "on the way"),
    "ready": ("已经好了，等您来取", "ready"),
    "completed": ("已完成", "completed"),
    "cancelling": ("正在取消", "being cancelled"),
    "cancelled": ("已取消", "cancelled"),
    "failed": ("没有下成", "not placed"),
    **IN_SHOP_STATES,
}
"""Order states in words."""

TRADES: dict[str, tuple[str, str]] = {
    "food": ("外卖", "takeaway"),
    "grocery": ("超市", "groceries"),
    "shop": ("网购", "parcels"),
    "movie": ("电影票", "cinema tickets"),
    "show": ("演出票", "show tickets"),
    "flight": ("机票", "flights"),
    "train": ("火车票", "trains"),
    "hotel": ("酒店", "hotels"),
    "attraction": ("景点门票", "attractions"),
    "ride": ("打车", "rides"),
    "place": ("地图查询", "places"),
    "table": ("订位", "tables"),
    "queue": ("排号", "queues"),
    "voucher": ("团购券", "vouchers"),
}
"""Trades in words."""

ROWS: Mapping[str, tuple[str, str]] = {
    "last": ("最后一排", "The last row"),
    "front": ("前排", "The front"),
    "middle": ("中间几排", "The middle"),
}
"""Wishes for a row in words."""

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "state": {**STATES, **CASE_STATES},
    "trade": TRADES,
    "row_wish": ROWS,
    "unit": UNITS,
    "units": UNITS,
    "label": LABELS,
    "sort": SORTS,
    "cabin": CABINS,
    "car": CARS,
    "mode": MODES,
    "why": WHYS,
}
"""Facts that are shown by their word, by the fact's name."""
