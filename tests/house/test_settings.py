"""Settings: what the environment says, and what it must not say."""

from datetime import timedelta
from pathlib import Path

import pytest

from bangwo.settings import Settings, SettingsError, read, written


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read({}) == Settings()


def test_what_is_written_reads_the_same() -> None:
    own = Settings(
        data=Path("/data"),
        port=9000,
        database_url="postgresql://x",
        sandbox=False,
        pay_notify=True,
        clock_offset=timedelta(days=-286, seconds=0.25),
        providers={"flash": "http://127.0.0.1:1", "fresh": "http://127.0.0.1:2"},
        pay_url="http://127.0.0.1:3",
        pay_key=Path("/keys/a.pem"),
        pay_public_key=Path("/keys/b.pub"),
        catalogue_patience=timedelta(seconds=4),
        crash_at="before:order.charged",
    )
    assert read(written(own)) == own


BAD = [
    ("a port of letters", {"BANGWO_PORT": "http"}),
    ("a negative port", {"BANGWO_PORT": "-1"}),
    ("neither yes nor no", {"BANGWO_SANDBOX": "off?"}),
    ("an offset of words", {"BANGWO_CLOCK_OFFSET_S": "a while"}),
    ("an offset without end", {"BANGWO_CLOCK_OFFSET_S": "inf"}),
    ("a provider without a name", {"BANGWO_PROVIDERS": "http://127.0.0.1:1"}),
    ("a provider without a scheme", {"BANGWO_PROVIDERS": "flash=127.0.0.1"}),
]


@pytest.mark.parametrize(("name", "environment"), BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(name: str, environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as error:
        read(environment)
    assert next(iter(environment)) in str(error.value)


def test_addresses_are_located_by_the_takeaway_provider() -> None:
    assert read({"BANGWO_PROVIDERS": "x=http://a,flash=http://b"}).map_url == "http://b"
    assert read({"BANGWO_PROVIDERS": "flash=http://b,ride=http://r"}).map_url == "http://r"
    assert read({"BANGWO_PROVIDERS": "x=http://a"}).map_url == "http://a"
    assert read({"BANGWO_PROVIDERS": "x=http://a", "BANGWO_PLACES_URL": "http://c/"}).map_url == "http://c"
