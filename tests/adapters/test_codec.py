"""The codec: every stored type comes back as it was, moments in the deployment's zone."""

from dataclasses import is_dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from types import NoneType
from typing import cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo.adapters.codec import Codec, dump, dump_order, load_json, load_order
from bangwo.core.clock import LOCAL
from bangwo.domain.campaigns.card import Card
from bangwo.domain.offer import Merchant, Offer, SeatMap
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote

PLAIN: dict[object, st.SearchStrategy[object]] = {
    str: st.text(max_size=9),
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(-180, 180),
    time: st.times().map(lambda moment: moment.replace(microsecond=0)),
    # from when on China has had no summer time
    datetime: st.datetimes(datetime(1992, 1, 1), datetime(2100, 1, 1), timezones=st.just(LOCAL)),
    NoneType: st.none(),
}


def values(hint: object) -> st.SearchStrategy[object]:
    """Any value of a type that is stored."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        return st.builds(hint, **{name: values(each) for name, each in get_type_hints(hint).items()})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    parts = [each for each in get_args(hint) if each is not ...]
    if get_origin(hint) is tuple and ... not in get_args(hint):
        return st.tuples(*(values(each) for each in parts))
    if get_origin(hint) is tuple:
        return st.lists(values(parts[0]), max_size=3).map(tuple)
    if get_origin(hint) is frozenset:
        return st.frozensets(values(parts[0]), max_size=3)
    return st.one_of([values(each) for each in parts])


STORED = (Person, Card, Quote, Order, Consent)
KEPT = (Merchant, Offer, SeatMap)


def moments(value: object) -> list[datetime]:
    if isinstance(value, datetime):
        return [value]
    if isinstance(value, tuple):
        return [each for part in value for each in moments(part)]
    names = getattr(value, "__dataclass_fields__", ())
    return [each for name in names for each in moments(getattr(value, name))]


@pytest.mark.parametrize("kind", [*STORED, *KEPT])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_dumped_is_loaded(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    back = Codec(kind).load(dump(value))
    assert back == value
    assert type(back) is kind
    assert all(moment.tzinfo is LOCAL for moment in moments(back))


@settings(max_examples=25, deadline=None)
@given(order=values(Order))
def test_an_order_is_kept_apart_from_its_quote(order: Order) -> None:
    body = dump_order(order)
    assert "quote" not in cast("dict[str, object]", load_json(body))
    assert load_order(body, dump(order.quote)) == order


def test_a_moment_of_elsewhere_comes_back_in_the_deployments_zone() -> None:
    moment = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)
    consent = Consent("u", "o", "q", "d", moment, "j")
    back = Codec(Consent).load(dump(consent))
    assert back == consent
    assert back.at.isoformat() == "2026-02-10T10:00:00+08:00"


def test_a_body_written_before_a_field_was_added_still_loads() -> None:
    person = '{"user_id":"u","phone":"1","created_at":"2026-02-10T10:00:00+08:00","no_longer_known":1}'
    assert Codec(Person).load(person).addresses == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"user_id": 1}', "\ud800"])
def test_what_is_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Codec(Person).load(text)


@given(values(Quote))
@settings(max_examples=50, deadline=None)
def test_what_a_quote_has_worked_out_is_not_written(quote: Quote):
    try:
        _ = quote.digest
    except ValueError:  # amounts of several currencies
        return
    assert dump(quote) == dump(replace(quote))
