"""When a showing may start, from what was said."""

from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act, ActKind, When
from bangwo.language.dialogue.window import window_of

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
PREMIERE = datetime(2026, 2, 17, tzinfo=LOCAL)


def window(**slots: object) -> str:
    found = window_of(Act(act=ActKind.ORDER, **slots), PREMIERE, NOW)  # type: ignore[arg-type]
    if found is None:
        return ""
    return f"{found.from_:%m-%dT%H:%M} {found.to:%m-%dT%H:%M}{' day' if found.whole_day else ''}"


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ""),
        ({"date": "2026-02-11"}, "02-11T00:00 02-12T00:00 day"),
        ({"date": "2026-02-10"}, "02-10T10:00 02-11T00:00 day"),
        ({"date_ref": "premiere"}, "02-17T00:00 02-18T00:00 day"),
        ({"date_ref": "premiere", "clock": When(at="20:00", approx=True)}, "02-17T19:00 02-17T21:01"),
        ({"time": When(at="2026-02-11T14:00")}, "02-11T13:00 02-11T15:01"),
        ({"time": When(from_="2026-02-11T18:00", to="2026-02-11T24:00")}, "02-11T18:00 02-12T00:00"),
        ({"time": When(from_="2026-02-14T19:30")}, "02-14T19:30 02-15T00:00"),
        ({"time": When(to="2026-02-11T12:00")}, "02-11T00:00 02-11T12:00"),
        ({"time": When(from_="2026-02-14T00:00", to="2026-02-15T24:00")}, "02-14T00:00 02-16T00:00 day"),
        ({"clock": When(at="20:00")}, "02-10T19:00 02-10T21:01"),
    ],
)
def test_windows(slots: dict[str, object], expected: str) -> None:
    assert window(**slots) == expected


@pytest.mark.parametrize(
    "slots",
    [
        {"date": "2026-02-09"},
        {"time": When(at="2026-02-10T09:30")},
        {"time": When(from_="2026-02-09T18:00", to="2026-02-09T24:00")},
        {"date": "2026-02-31"},
    ],
)
def test_what_has_passed_is_refused(slots: dict[str, object]) -> None:
    with pytest.raises(Refused) as caught:
        window(**slots)
    assert caught.value.code is Code.DATE_PAST


def test_a_film_without_a_premiere_has_no_showing_on_it() -> None:
    with pytest.raises(Refused) as caught:
        window_of(Act(act=ActKind.ORDER, title="镖人", date_ref="premiere"), None, NOW)
    assert caught.value.code is Code.NO_SHOWING
