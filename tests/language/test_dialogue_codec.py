"""The state of a conversation survives its JSON."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.act import Act, ActKind, Budget, Item, People, SeatWish, When
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.codec import dialogue_json, dialogue_of
from bangwo.language.dialogue.state import Dialogue, Draft, Option

words = st.text("奶茶公司ab1", max_size=4)
said = words.filter(bool)
wholes = st.integers(0, 10_000)
fens = st.none() | wholes
items = st.builds(
    Item, said, st.none() | st.integers(0, 120).map(float), words, st.tuples(said) | st.just(()), st.just(())
)
whens = st.builds(When, st.none() | said, st.none() | said, st.none() | said, st.booleans())
seats = st.builds(
    SeatWish,
    st.none() | st.integers(1, 30) | st.sampled_from(["last", "front"]),
    st.none() | said,
    st.none() | st.just(True),
)
acts = st.builds(
    Act,
    act=st.sampled_from(ActKind),
    trade=st.none() | st.sampled_from(Trade),
    items=st.lists(items, max_size=3).map(tuple),
    where=st.none() | said,
    time=st.none() | whens,
    from_=st.none() | said,
    budget=st.none() | st.builds(Budget, fens, fens, fens, st.none() | said),
    people=st.none() | st.builds(People, fens, fens, fens),
    seats=st.none() | seats,
    count=st.none() | st.integers(0, 200),
    coupon=st.none() | st.booleans(),
    tags=st.lists(said, max_size=2).map(tuple),
)
options = st.builds(
    Option, said, said, words, fens, words, st.lists(said, max_size=2).map(tuple), fens, fens, st.integers(0, 50), words
)
drafts = st.builds(
    Draft,
    acts,
    st.booleans(),
    st.lists(words, max_size=2).map(tuple),
    st.booleans(),
    words,
    st.lists(options, max_size=3).map(tuple),
)
dialogues = st.builds(
    Dialogue,
    st.lists(drafts, max_size=2).map(tuple),
    words,
    words,
    words,
    st.booleans(),
    st.booleans(),
    words,
    st.none() | drafts,
    words,
    st.integers(0, 10**6),
    words,
)


@given(dialogues)
def test_a_conversation_is_read_as_it_was_written(state: Dialogue) -> None:
    assert dialogue_of(json.loads(json.dumps(dialogue_json(state)))) == state


def test_no_piece_at_all_is_not_one_piece() -> None:
    none = Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(Item("奶茶", 0.0),))
    state = Dialogue((Draft(none),))
    assert dialogue_of(dialogue_json(state)) == state
    assert dialogue_of({}) == Dialogue()
    assert replace(state, drafts=()).running is False
