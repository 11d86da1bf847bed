"""Client: the HTTP contract from a terminal, logged in by itself, with what it remembers kept in the data folder."""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from bangwo.cli.exits import Exit, Stop
from bangwo.core.json import Json

PHONE = "13800000000"
TIMEOUT_S = 30.0
MEMORY = "terminal.json"
Answer = Mapping[str, Json]


@dataclass(slots=True)
class Client:
    """Calls Bangwo as one person. Raises Stop with the line to show for whatever is no 2xx."""

    url: str
    phone: str
    data: Path
    _tokens: dict[str, str] | None = None
    _headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    def get(self, path: str) -> Answer:
        """Ask."""
        return self._call("GET", path, None)

    def send(self, method: str, path: str, body: Json) -> Answer:
        """Command, under a key of its own."""
        return self._call(method, path, body, secrets.token_hex(12))

    def events(self, path: str) -> Iterator[tuple[str, Json]]:
        """Server-sent events as (name, content) until the server ends them."""
        response = self._open("GET", path, None, {"Accept": "text/event-stream", **self._authorised()})
        if response.status >= 400:
            raise _refusal(response.status, response.read())
        name = ""
        for line in response:
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                name = text[7:]
            elif text.startswith("data: "):
                yield name, cast("Json", json.loads(text[6:]))

    def log_in(self) -> Answer:
        """Log in with the sandbox's code, and remember the token."""
        body: Json = {"phone": self.phone, "code": "000000"}
        status, content = self._exchange("POST", "/v1/session", body, {})
        if status >= 400:
            raise _refusal(status, content)
        session = cast("Answer", json.loads(content))
        self._remember(str(session["token"]))
        return session

    def _call(self, method: str, path: str, body: Json, key: str = "") -> Answer:
        extra = {"Idempotency-Key": key} if key else {}
        status, content = self._exchange(method, path, body, {**extra, **self._authorised()})
        if status == 401:  # the token ran out, or the sandbox was begun anew
            self.log_in()
            status, content = self._exchange(method, path, body, {**extra, **self._authorised()})
        if status >= 400:
            raise _refusal(status, content)
        return cast("Answer", json.loads(content))

    def _authorised(self) -> dict[str, str]:
        if self._name not in self._known():
            self.log_in()
        return {"Authorization": f"Bearer {self._known()[self._name]}"}

    def _exchange(self, method: str, path: str, body: Json, headers: Mapping[str, str]) -> tuple[int, bytes]:
        response = self._open(method, path, body, headers)
        try:
            return response.status, response.read()
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from None

    def _open(self, method: str, path: str, body: Json, headers: Mapping[str, str]) -> HTTPResponse:
        target = urlsplit(self.url)
        kind = HTTPSConnection if target.scheme == "https" else HTTPConnection
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        try:
            connection = kind(target.hostname or "", target.port, timeout=TIMEOUT_S)
            connection.request(method, target.path + path, content, {**self._headers, **headers})
            return connection.getresponse()
        except (OSError, HTTPException, ValueError) as error:
            raise self._unreachable(error) from None

    def _unreachable(self, error: Exception) -> Stop:
        why = "it took too long" if isinstance(error, TimeoutError) else "is it running? start it with: bangwo up"
        return Stop(f"Bangwo does not answer at {self.url}: {why}", Exit.UNREACHABLE)

    @property
    def _name(self) -> str:
        return f"{self.phone}@{self.url}"

    def _known(self) -> dict[str, str]:
        if self._tokens is None:
            try:
                self._tokens = cast("dict[str, str]", json.loads((self.data / MEMORY).read_text(encoding="utf-8")))
            except (OSError, ValueError):
                self._tokens = {}
        return self._tokens

    def _remember(self, token: str) -> None:
        self._known()[self._name] = token
        draft = self.data / f"{MEMORY}.{os.getpid()}"
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(json.dumps(self._known(), indent=1), encoding="utf-8")
            draft.rename(self.data / MEMORY)
        except OSError:
            pass  # not remembered: the next command logs in again


def _refusal(status: int, content: bytes) -> Stop:
    try:
        problem = cast("Answer", json.loads(content))
        return Stop(f"{problem.get('detail') or problem.get('title')} ({problem['code']})")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Stop(f"Bangwo answered {status} with something that is no answer", Exit.UNREACHABLE)
