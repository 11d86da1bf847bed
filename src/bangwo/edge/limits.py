"""Limits: how often somebody may try to log in or to guess a code, kept by each process for itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from bangwo.core.errors import Code, Refused

WINDOW = timedelta(minutes=10)
WRONG_BY_PHONE_MAX = 5
WRONG_BY_ADDRESS_MAX = 50
LOGINS_BY_PHONE_MAX = 100
LOGINS_BY_ADDRESS_MAX = 20_000
GUESSES_BY_PERSON_MAX = 10
GUESSES_BY_ADDRESS_MAX = 500
"""In a window. Who knows the code may come often: a school or an office has one address."""
KEYS_MAX = 50_000


@dataclass(slots=True)
class Counter:
    """Counts by key in windows that begin with the first count."""

    most: int
    _counts: dict[str, tuple[datetime, int]] = field(default_factory=dict[str, tuple[datetime, int]])

    def check(self, key: str, now: datetime) -> None:
        """Refused(rate_limited) when the key has had its share; the refusal says for how long."""
        since, count = self._counts.get(key, (now, 0))
        left = since + WINDOW - now
        if count >= self.most and left > timedelta():
            raise Refused(Code.RATE_LIMITED, retry_after_s=ceil(left.total_seconds()))

    def add(self, key: str, now: datetime) -> None:
        """Count one more."""
        since, count = self._counts.pop(key, (now, 0))
        self._counts[key] = (since, count + 1) if now - since < WINDOW else (now, 1)
        if len(self._counts) > KEYS_MAX:  # the one that was counted longest ago
            del self._counts[next(iter(self._counts))]


@dataclass(frozen=True, slots=True)
class Guesses:
    """Invitation codes that were refused, by person and by address: codes are not to be found by trying."""

    by_person: Counter = field(default_factory=lambda: Counter(GUESSES_BY_PERSON_MAX))
    by_address: Counter = field(default_factory=lambda: Counter(GUESSES_BY_ADDRESS_MAX))

    def check(self, user_id: str, address: str, now: datetime) -> None:
        """Refused(rate_limited) where too many were refused."""
        self.by_person.check(user_id, now)
        self.by_address.check(address, now)

    def wrong(self, user_id: str, address: str, now: datetime) -> None:
        """One more was refused."""
        self.by_person.add(user_id, now)
        self.by_address.add(address, now)


@dataclass(frozen=True, slots=True)
class Logins:
    """The attempts to log in, right and wrong, by phone number and by address."""

    wrong_by_phone: Counter = field(default_factory=lambda: Counter(WRONG_BY_PHONE_MAX))
    wrong_by_address: Counter = field(default_factory=lambda: Counter(WRONG_BY_ADDRESS_MAX))
    by_phone: Counter = field(default_factory=lambda: Counter(LOGINS_BY_PHONE_MAX))
    by_address: Counter = field(default_factory=lambda: Counter(LOGINS_BY_ADDRESS_MAX))

    def attempt(self, phone: str, address: str, now: datetime) -> None:
        """One more attempt; Refused(rate_limited) where there were too many."""
        for counter, key in ((self.wrong_by_phone, phone), (self.wrong_by_address, address)):
            counter.check(key, now)
        for counter, key in ((self.by_phone, phone), (self.by_address, address)):
            counter.check(key, now)
            counter.add(key, now)

    def wrong(self, phone: str, address: str, now: datetime) -> None:
        """The code was wrong."""
        self.wrong_by_phone.add(phone, now)
        self.wrong_by_address.add(address, now)
