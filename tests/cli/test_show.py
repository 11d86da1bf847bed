"""Answers in a terminal and in a pipe: everything is said once."""

import json
import os
import pty
import subprocess
import sys

import pytest

QUOTE = {"id": "q_1", "lines": [{"name": "奶茶", "qty": 1, "unit_fen": 1500, "total_fen": 1500}], "pay_fen": 1500}
ORDER = {"id": "o_1", "trade": "food", "state": "accepted", "items": [{"name": "奶茶", "qty": 1}], "paid_fen": 1500}
OFFERS = {"kind": "offers", "options": [{"index": 1, "ref": "r", "title": "红茶", "shop": "茶语", "price_fen": 1200}]}
TURNS = [
    {"reply": "【茶语】奶茶 ¥15.00\n实付 ¥15.00", "quote": QUOTE, "blocks": [OFFERS], "orders": []},
    {"reply": "下单成功：茶语 奶茶\n实付 ¥15.00", "quote": None, "blocks": [], "orders": [ORDER]},
]
SHOW = "import json, sys; from bangwo.cli import show; show.turn(json.loads(sys.argv[1]))"


def in_a_pipe(turn: object) -> str:
    words = [sys.executable, "-c", SHOW, json.dumps(turn)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def in_a_terminal(turn: object) -> str:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", SHOW, json.dumps(turn)], stdout=theirs, check=True)
    os.close(theirs)
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    return said


@pytest.mark.parametrize("shown", [in_a_pipe, in_a_terminal])
@pytest.mark.parametrize("turn", TURNS)
def test_a_quote_or_an_order_is_shown_once(shown, turn: dict) -> None:
    said = shown(turn)
    assert said.count("奶茶") == 1
    assert said.count("¥15.00") == turn["reply"].count("¥15.00")
    assert ("红茶" in said) is bool(turn["blocks"])
