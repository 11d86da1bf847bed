"""The map: every text lies somewhere, always at the same place, and where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.geography import CENTRE, CORE_RADIUS_M, LANDMARKS, STREETS, locate


@given(st.text(max_size=200))
def test_any_text_that_names_nothing_lies_in_the_core(text: str):
    assert CENTRE.metres_to(locate(text)) <= CORE_RADIUS_M
    assert locate(text) == locate(text)


@pytest.mark.parametrize("name", sorted(LANDMARKS))
def test_landmarks_are_found_where_they_are(name: str):
    assert locate(f"{name}2号楼301室").metres_to(LANDMARKS[name]) <= 60


@pytest.mark.parametrize("street", [each for each in STREETS if each.last_number], ids=lambda street: street.name)
def test_house_numbers_run_along_the_street(street):
    assert locate(f"{street.name}1号").metres_to(street.start) < 120
    assert locate(f"{street.name}{street.last_number}号").metres_to(street.end) < 120


def test_a_street_is_not_the_landmark_it_is_named_after():
    assert locate("科技园路320号").metres_to(LANDMARKS["科技园"]) > 1000


def test_neighbours_are_near_and_strangers_spread():
    assert locate("和平路18号翠园小区3幢502").metres_to(locate("和平路18号翠园小区4幢101")) <= 120
    points = [locate(f"某处{number}") for number in range(200)]
    assert len(set(points)) == 200
    assert sum(CENTRE.metres_to(point) > 1500 for point in points) > 100


@pytest.mark.parametrize(
    ("text", "metres"),
    [("云湖机场T2航站楼", 14_000), ("机场路18号", 11_000), ("东湖新城", 5_500), ("南湾大道66号", 5_000)],
)
def test_what_is_named_outside_lies_outside(text: str, metres: int):
    assert metres < CENTRE.metres_to(locate(text)) < metres + 2_500


def test_nobody_lives_on_an_express_road():
    assert CENTRE.metres_to(locate("机场高速18号")) > 13_000  # the airport it names, not a house on it
    assert {each.kind for each in STREETS if not each.last_number} <= {"express", "street"}


def test_spaces_do_not_move_an_address():
    assert locate("青年路 77号 2单元") == locate("青年路77号2单元")
