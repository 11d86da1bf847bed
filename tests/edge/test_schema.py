"""Whatever the OpenAPI document allows, and much that it does not: no answer is a server error."""

import asyncio

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error

from edge.house import House

HOUSE = House(in_flight_max=1000)
TOKEN = asyncio.run(HOUSE.token())
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", HOUSE.app).exclude(path="/v1/report/stream")


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "a stranger"])
@SCHEMA.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_no_server_error(case: schemathesis.Case, signed_in: bool) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"} if signed_in else {}
    case.call_and_validate(checks=[not_a_server_error], headers=headers)
