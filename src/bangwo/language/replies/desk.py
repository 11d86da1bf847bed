"""Desk: what is said of cases, by the state they are in."""

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
