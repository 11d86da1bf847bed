"""Desk: what is said of cases, of wishes that wait, and of what goes to others."""

from collections.abc import Mapping

from bangwo.language.replies.phrase import Say

DESK: Mapping[Say, tuple[str, str]] = {
    Say.CASE_OPENED: (
        "已经替您找人工，编号 {number}，前面还有 {ahead} 位。有了回复就在这里告诉您。",
        "A person will look at it: number {number}, {ahead} before you. The answer comes here.",
    ),
    Say.CASE_OPENED_FIRST: (
        "已经替您找人工，编号 {number}，您排在第一位。有了回复就在这里告诉您。",
        "A person will look at it: number {number}, and you are next. The answer comes here.",
    ),
    Say.CASE_WAITS: (
        "已经在排队了，编号 {number}，前面还有 {ahead} 位。",
        "You are in the queue already: number {number}, {ahead} before you.",
    ),
    Say.CASE_WAITS_FIRST: (
        "已经在排队了，编号 {number}，您排在第一位。",
        "You are in the queue already: number {number}, and you are next.",
    ),
    Say.CASE_IN_HAND: (
        "人工正在办这件事（编号 {number}），有了回复就在这里告诉您。",
        "Somebody is working on it (number {number}). The answer comes here.",
    ),
    Say.CASE_REPLY: ("人工回复（{number}）：{text}", "From our staff ({number}): {text}"),
    Say.CASE_REFUNDED: (
        "您的 {number} 办好了：退回 {refund_fen}，原路返回。",
        "Your {number} is settled: {refund_fen} went back to where it came from.",
    ),
    Say.CASE_UNFROZEN: ("您的 {number} 办好了：卡可以用了。", "Your {number} is settled: the card can be used."),
    Say.CASE_CLOSED: ("您的 {number} 已经办完。", "Your {number} is closed."),
    Say.Q_GIFT: ("留言卡：{gift}", "Card: {gift}"),
    Say.Q_RECIPIENT: ("收件：{recipient}", "Recipient: {recipient}"),
    Say.GROUP_BEGUN: (
        "拼单开好了，在{shop}。把链接发给大家，各点各的：{link} 。点好了说“拼单好了”，我算成一单给您看。",
        "The group order at {shop} is open. Send the link, everyone adds what they want: {link} . "
        "Say “close the group order” when all are done, and it is priced as one.",
    ),
    Say.GROUP_NO_SHOP: (
        "先点一样，定下是哪家店，再说“发起拼单”。",
        "Order one thing first, so that the shop is settled; then say “start a group order”.",
    ),
    Say.GROUP_NONE: ("现在没有在拼的单。", "There is no group order open."),
    Say.GROUP_SO_FAR: (
        "拼单里现在有 {count} 样（{link} ）：",
        "So far there are {count} in the group order ({link} ):",
    ),
    Say.GROUP_SHARE: ("{who}：{items}", "{who}: {items}"),
    Say.GROUP_DONE: ("{count} 位点好了：", "{count} have chosen:"),
    Say.STANDING_NOW: ("现在就有，不用等。", "It can be had right now; there is no need to wait."),
    Say.STANDING_LIMIT: ("{what}最多付多少？说个数，比如“50以内”。", "What may {what} cost at most? Say a sum."),
    Say.STANDING_AT: ("{when} 下单：{what}，最多付 {most_fen}。", "At {when}: {what}, for {most_fen} at most."),
    Say.STANDING_PRICE: ("降到 {most_fen} 以内就下单：{what}。", "Once it costs {most_fen} or less: {what}."),
    Say.STANDING_STOCK: (
        "一有就下单：{what}，最多付 {most_fen}。",
        "Once it can be had: {what}, for {most_fen} at most.",
    ),
    Say.STANDING_TERMS: (
        "只下一单，含配送在内不超过这个数，等到 {until} 为止；随时说“不用等了”就取消。",
        "One order, never above that sum with delivery, until {until}; say “stop waiting” at any time.",
    ),
    Say.ASK_STANDING: ("说“确认”就这么约定。", "Say “confirm” to agree."),
    Say.STANDING_MADE: ("约好了：{what}。办成了告诉您。", "Agreed: {what}. You will hear of it."),
    Say.STANDING_NONE: ("现在没有在等的预约。", "Nothing is waiting to be ordered."),
    Say.STANDING_LIST: ("有 {count} 个预约在等：", "Waiting to be ordered: {count}."),
    Say.STANDING_WHICH: (
        "有 {count} 个预约在等，要取消哪一个？说“不用等”加上名字。",
        "{count} are waiting. Which one? Say “stop waiting for” and its name.",
    ),
    Say.STANDING_DROPPED: ("好，不等{what}了。", "Fine, {what} waits no more."),
    Say.STANDING_DONE: (
        "您约的{what}办好了：实付 {pay_fen}，订单号 {order}。",
        "What you had waiting is ordered: {what}, {pay_fen} paid, order {order}.",
    ),
    Say.STANDING_FAILED: (
        "您约的{what}没有下成（{why}），没有扣款，不再等了。",
        "{what} could not be ordered ({why}); nothing was charged, and it waits no more.",
    ),
    Say.STANDING_EXPIRED: (
        "您约的{what}到时间也没有等到，没有下单。",
        "{what} could not be had in time; nothing was ordered.",
    ),
    Say.NO_FROZEN_CARD: ("您没有被冻结的卡。", "None of your cards is frozen."),
}
"""Say → (zh-Hans, en)."""

CASE_STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("排队中", "waiting"),
    "taken": ("处理中", "being worked on"),
    "settling": ("退款中", "being refunded"),
    "settled": ("已处理", "settled"),
    "closed": ("已结束", "closed"),
}
"""Case states in words."""
