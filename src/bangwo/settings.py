"""Settings: everything that the environment decides, read once and in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

DATA = Path(".bangwo")
HOST = "127.0.0.1"
PORT = 8000
IN_FLIGHT_MAX = 128
PLACES_PROVIDERS = ("ride", "flash")
"""Whose map is asked unless it is said: the first of them that is connected. Not every map can search."""


class SettingsError(Exception):
    """A setting that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process of Bangwo needs to know before it can be put together."""

    data: Path = DATA
    host: str = HOST
    port: int = PORT
    database_url: str = ""  # empty: the embedded PostgreSQL of the data folder
    public_url: str = ""  # how providers reach us; empty: host and port
    sandbox: bool = True
    clock_offset: timedelta = timedelta()
    providers: Mapping[str, str] = field(default_factory=dict[str, str])  # id → base URL
    places_url: str = ""  # a provider that speaks org.bangwo.places; empty: see map_url
    pay_url: str = ""
    pay_app_id: str = "bangwo"
    pay_key: Path | None = None  # our private RSA key; None: keys/pay.pem in the data folder
    pay_public_key: Path | None = None  # the payment service's; None: keys/pay_gateway.pub in the data folder
    pay_notify: bool = False  # whether the payment service is to tell us of what it did; else we ask after the late
    crash_at: str = ""  # a named crash point, e.g. `order.confirmed:before`
    log_format: str = "json"
    log_level: str = "info"
    in_flight_max: int = IN_FLIGHT_MAX
    catalogue_patience: timedelta = timedelta()  # how long the api waits for a fresh catalogue where it has an old one

    @property
    def keys(self) -> Path:
        """Where secrets lie."""
        return self.data / "keys"

    @property
    def url(self) -> str:
        """The address of the api."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def pay_key_file(self) -> Path:
        """Our private RSA key for the payment service."""
        return self.pay_key or self.keys / "pay.pem"

    @property
    def pay_public_key_file(self) -> Path:
        """The payment service's public RSA key."""
        return self.pay_public_key or self.keys / "pay_gateway.pub"

    @property
    def map_url(self) -> str:
        """Where addresses are located."""
        known = [self.providers[name] for name in PLACES_PROVIDERS if name in self.providers]
        return self.places_url or next(iter([*known, *self.providers.values()]), "")


def read(environment: Mapping[str, str]) -> Settings:
    """Settings of an environment; raises SettingsError for what cannot be read."""
    return Settings(
        data=Path(environment.get("BANGWO_DATA", "") or DATA),
        host=environment.get("BANGWO_HOST", HOST),
        port=_number(environment, "BANGWO_PORT", PORT),
        database_url=environment.get("DATABASE_URL", ""),
        public_url=environment.get("BANGWO_PUBLIC_URL", "").rstrip("/"),
        sandbox=_yes(environment, "BANGWO_SANDBOX", default=not environment.get("DATABASE_URL")),
        clock_offset=_seconds(environment, "BANGWO_CLOCK_OFFSET_S"),
        providers=_pairs(environment.get("BANGWO_PROVIDERS", "")),
        places_url=environment.get("BANGWO_PLACES_URL", "").rstrip("/"),
        pay_url=environment.get("BANGWO_PAY_URL", "").rstrip("/"),
        pay_app_id=environment.get("BANGWO_PAY_APP_ID", "bangwo"),
        pay_key=_path(environment.get("BANGWO_PAY_KEY", "")),
        pay_public_key=_path(environment.get("BANGWO_PAY_PUBLIC_KEY", "")),
        pay_notify=_yes(environment, "BANGWO_PAY_NOTIFY", default=bool(environment.get("BANGWO_PUBLIC_URL"))),
        crash_at=environment.get("BANGWO_CRASH_AT", ""),
        log_format=environment.get("BANGWO_LOG", "json"),
        log_level=environment.get("BANGWO_LOG_LEVEL", "info"),
        in_flight_max=_number(environment, "BANGWO_IN_FLIGHT_MAX", IN_FLIGHT_MAX),
        catalogue_patience=_seconds(environment, "BANGWO_CATALOGUE_PATIENCE_S"),
    )


def written(settings: Settings) -> dict[str, str]:
    """The environment that reads as these settings, for a child process."""
    environment = {
        "BANGWO_DATA": str(settings.data),
        "BANGWO_HOST": settings.host,
        "BANGWO_PORT": str(settings.port),
        "DATABASE_URL": settings.database_url,
        "BANGWO_PUBLIC_URL": settings.public_url,
        "BANGWO_SANDBOX": "1" if settings.sandbox else "0",
        "BANGWO_CLOCK_OFFSET_S": repr(settings.clock_offset.total_seconds()),
        "BANGWO_PROVIDERS": ",".join(f"{name}={url}" for name, url in settings.providers.items()),
        "BANGWO_PLACES_URL": settings.places_url,
        "BANGWO_PAY_URL": settings.pay_url,
        "BANGWO_PAY_APP_ID": settings.pay_app_id,
        "BANGWO_PAY_KEY": str(settings.pay_key_file),
        "BANGWO_PAY_PUBLIC_KEY": str(settings.pay_public_key_file),
        "BANGWO_PAY_NOTIFY": "1" if settings.pay_notify else "0",
        "BANGWO_CRASH_AT": settings.crash_at,
        "BANGWO_LOG": settings.log_format,
        "BANGWO_LOG_LEVEL": settings.log_level,
        "BANGWO_IN_FLIGHT_MAX": str(settings.in_flight_max),
        "BANGWO_CATALOGUE_PATIENCE_S": repr(settings.catalogue_patience.total_seconds()),
    }
    return {name: value for name, value in environment.items() if value}


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isdecimal():
        raise SettingsError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _yes(environment: Mapping[str, str], name: str, *, default: bool = True) -> bool:
    """The default unless something is said; what is neither yes nor no is an error, for one of these opens the door."""
    text = environment.get(name, "").lower() or ("1" if default else "0")
    if text not in ("1", "true", "yes", "0", "false", "no"):
        raise SettingsError(f"{name} must be 1 or 0, not {text!r}")
    return text in ("1", "true", "yes")


def _seconds(environment: Mapping[str, str], name: str) -> timedelta:
    text = environment.get(name, "") or "0"
    try:
        return timedelta(seconds=float(text))
    except (ValueError, OverflowError):
        raise SettingsError(f"{name} must be seconds, not {text!r}") from None


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _pairs(text: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in text.split(","))):
        name, equals, url = each.partition("=")
        if not equals or not name or not url.startswith(("http://", "https://")):
            raise SettingsError(f"BANGWO_PROVIDERS must be id=URL pairs, not {each!r}")
        out[name] = url.rstrip("/")
    return out
