"""Reasons: why it is this one, how its price is made up, and why not that card, as part of the table of replies."""

from collections.abc import Mapping

from bangwo.language.replies.phrase import Say

REASONS: Mapping[Say, tuple[str, str]] = {
    Say.E_NOTHING: ("现在没有可以说明的单子。", "There is nothing on the table to explain."),
    Say.E_RANKED: (
        "合适的有 {count} 个，按“{sort}”排，这个排第 {place}。",
        "{count} fit; by “{sort}” this is number {place}.",
    ),
    Say.E_WEIGHED: (
        "合适的有 {count} 个，您没说按什么挑，就把合不合您说的、评价、远近、时间和价钱放在一起比，这个排第 {place}。",
        "{count} fit; you named nothing to go by, so fit, rating, distance, time and price were weighed together: "
        "this is number {place}.",
    ),
    Say.E_ONLY: ("合适的只有这一个。", "It is the only one that fits."),
    Say.E_NAMED: ("就是照您说的这一个算的，没有和别的比。", "It is the one you named; it was compared with no other."),
    Say.E_CHOSEN: ("这个是您自己选的。", "You chose this one."),
    Say.E_TAKEN: ("排在前面的当时订不到。", "Those before it could not be had."),
    Say.E_WITHIN: ("没有超过您说的 {max_fen}。", "It keeps to your {max_fen}."),
    Say.E_NEXT: ("排在后面的：{others}。", "Behind it: {others}."),
    Say.E_OTHER: ("{title}（{figures}）", "{title} ({figures})"),
    Say.E_METRES: ("{metres} 米", "{metres} m"),
    Say.E_MINUTES: ("{minutes} 分钟", "{minutes} min"),
    Say.E_STARS: ("{stars} 分", "{stars} stars"),
    Say.E_PRICE: ("价钱：{parts}，实付 {pay_fen}。", "The price: {parts}; you pay {pay_fen}."),
    Say.E_GOODS: ("商品 {goods_fen}", "goods {goods_fen}"),
    Say.E_FEE: ("配送费 {fee_fen}", "delivery {fee_fen}"),
    Say.E_OFF: ("{source} −{off_fen}", "{source} −{off_fen}"),
    Say.E_MEMBER: ("会员价 −{off_fen}", "member price −{off_fen}"),
    Say.E_CARD: ("用了“{titles}”，减 {off_fen}。", "“{titles}” takes {off_fen} off."),
    Say.E_CARD_NONE: ("一张卡都不用，要多付 {less_fen}。", "Without any card you would pay {less_fen} more."),
    Say.E_CARD_LESS: (
        "换成“{titles}”只减 {off_fen}，要多付 {less_fen}。",
        "“{titles}” would take only {off_fen} off: {less_fen} more to pay.",
    ),
    Say.E_CARD_MORE: (
        "换成“{titles}”减得一样多，却要多用卡。",
        "“{titles}” would take as much off, but with more cards.",
    ),
    Say.E_CARD_LATER: (
        "换成“{titles}”减得一样多，但它到期晚，先用快到期的。",
        "“{titles}” would take as much off, but runs out later: what runs out first is used first.",
    ),
    Say.E_CARD_LARGER: (
        "换成“{titles}”减得一样多，但它面额更大，留着。",
        "“{titles}” would take as much off, but is worth more: it is kept.",
    ),
    Say.E_CARD_LEFT: ("“{title}”这次用不上：{why}。", "“{title}” does not count here: {why}."),
    Say.E_CARDS_USED_UP: ("{count} 张已经用掉或过期了。", "{count} are used up or have run out."),
    Say.E_CARD_UNWANTED: ("您说了不用卡，所以没有用。", "You wanted no card, so none was used."),
    Say.E_CARD_EXHAUSTED: (
        "活动的钱当时已经发完，卡用不上。",
        "The campaign had no money left, so no card counted.",
    ),
    Say.E_CARD_CHANGED: (
        "活动后来变过，当时还比过哪些卡，现在算不出来了。",
        "Its campaign has changed since: what else was weighed then cannot be worked out any more.",
    ),
    Say.E_CARDS_NO: ("您没有可以用的卡。", "You have no card that could be used."),
}
"""Say → (zh-Hans, en)."""

WHYS: Mapping[str, tuple[str, str]] = {
    "campaign": ("它的活动已经没有了", "its campaign is no more"),
    "paused": ("它的活动暂停了", "its campaign is paused"),
    "held": ("正留给另一单", "it is kept for another order"),
    "used": ("已经用掉了", "it is used up"),
    "frozen": ("被冻结了", "it is frozen"),
    "expired": ("已经过期", "it has run out"),
    "person": ("不是给您的", "it is not for you"),
    "trade": ("不能用来买这一类", "it is not for this kind of thing"),
    "provider": ("不能在这个平台用", "it is not for this service"),
    "merchant": ("不能在这一家用", "it is not for this shop"),
    "goods": ("不能用来买这几样", "it is not for these goods"),
    "hours": ("现在不是它能用的时间", "it does not count at this hour"),
    "minimum": ("没有买够它要的数目", "the goods cost less than it asks for"),
    "condition": ("不合它的条件", "its condition is not met"),
    "nothing": ("没有可以减的", "there is nothing it could take off"),
}
"""Why a card or a price does not count, in words."""
