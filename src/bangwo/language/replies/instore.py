"""In the shop: what is said of tables, numbers and vouchers, as part of the table of replies."""

from collections.abc import Mapping

from bangwo.language.replies.phrase import Say

IN_SHOP: Mapping[Say, tuple[str, str]] = {
    Say.ASK_RESTAURANT: ("想去哪家店，或者吃什么？", "Which restaurant, or what kind of food?"),
    Say.ASK_TABLE_TIME: ("哪天几点到？", "Which day, and at what time?"),
    Say.ASK_PARTY: ("一共几位？", "How many are you?"),
    Say.ASK_DEAL: ("要哪家店的团购？", "A deal of which restaurant?"),
    Say.Q_TABLE: (
        "【{shop}】{address}\n{when}，{party} 位\n{deposit}",
        "{shop}, {address}\n{when}, party of {party}\n{deposit}",
    ),
    Say.Q_NUMBER: (
        "【{shop}】{address}\n{party} 位排号，前面 {ahead} 桌，约 {minutes} 分钟",
        "{shop}, {address}\nA number for {party}: {ahead} before you, about {minutes} minutes",
    ),
    Say.Q_NUMBER_NOW: (
        "【{shop}】{address}\n{party} 位排号，现在不用等",
        "{shop}, {address}\nA number for {party}: nobody is waiting",
    ),
    Say.Q_VOUCHER: (
        "【{shop}】{deal} {count} 张 {goods_fen}（原价 {worth_fen}）\n{contents}\n到店用：{address}，{until} 前有效",
        "{shop}: {deal} ×{count}, {goods_fen} (worth {worth_fen})\n{contents}\nFor use at {address} until {until}",
    ),
    Say.Q_FREE: ("不用付钱", "Nothing to pay"),
    Say.Q_NUMBERED: ("您的号 {places}", "Your number {places}"),
    Say.DEPOSIT: ("订金 {goods_fen}，到店抵餐费", "Deposit {goods_fen}, taken off the bill"),
    Say.NO_DEPOSIT: ("不收订金", "No deposit"),
    Say.CODES_TABLE: ("到店报订位号 {codes}。", "Give this at the door: {codes}."),
    Say.CODES_NUMBER: ("您的号是 {places}，前面还有 {ahead} 桌。", "Your number is {places}; {ahead} before you."),
    Say.CODES_CALLED: ("叫到您的号 {places} 了，请到店。", "Your number {places} is called: please come."),
    Say.CODES_VOUCHER: ("券码 {codes}，到店出示。", "Show this in the shop: {codes}."),
    Say.CONFIRM_CANCEL_FREE: ("要取消的是：{what}，没有付过钱。", "To cancel: {what}. Nothing was paid for it."),
    Say.CANCELLED_FREE: ("已取消：{what}。", "Cancelled: {what}."),
    Say.ORDERED_FREE: (
        "订好了：{what}，{state}，不用付钱。\n订单号 {order}",
        "Done: {what}, {state}, nothing to pay.\nOrder {order}",
    ),
}
"""Say → (zh-Hans, en)."""

IN_SHOP_STATES: Mapping[str, tuple[str, str]] = {
    "table_accepted": ("已经订好", "booked"),
    "table_ready": ("桌子留好了，请到店", "your table is ready"),
    "queue_accepted": ("正在排", "waiting"),
    "queue_ready": ("叫到您了，请到店", "your number is called"),
    "voucher_accepted": ("可以用了", "ready to use"),
    "voucher_completed": ("已经用完", "used"),
}
"""States of orders in words, by trade and state, where those of all trades do not fit."""
