"""Signatures fit what was signed, nothing else, and an independent implementation agrees."""

import base64
import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver, InvalidSignature, algorithms

from bangwo_city.signing import KeyFileError, MessageKey, Rsa2, alipay_content, keep_rsa_pair

BODY = '{"id":"or_1","状态":"accepted"}'.encode()
HEADERS = {"Content-Type": "application/json", "Webhook-Id": "n-1", "Webhook-Timestamp": "1770688800"}


@dataclasses.dataclass(frozen=True)
class Message:
    """A request as it arrives."""

    method: str = "POST"
    url: str = "http://127.0.0.1:8700/webhooks/flash?x=1"
    body: bytes = BODY
    headers: tuple[tuple[str, str], ...] = ()


class Published(HTTPSignatureKeyResolver):
    """Keys as a profile publishes them."""

    def __init__(self, jwk: dict[str, str]) -> None:
        self._jwk = jwk

    def resolve_public_key(self, key_id: str) -> ec.EllipticCurvePublicKey:
        """The key of that id."""
        assert key_id == self._jwk["kid"]
        x, y = (int.from_bytes(base64.urlsafe_b64decode(self._jwk[n] + "==")) for n in "xy")
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def signed(key: MessageKey, message: Message) -> Message:
    headers = key.signed(message.method, message.url, HEADERS, message.body, datetime.now(UTC))
    return dataclasses.replace(message, headers=tuple(headers.items()))


def verify(jwk: dict[str, str], message: Message) -> set[str]:
    """What the signature covers; InvalidSignature when it does not fit."""
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ECDSA_P256_SHA256, key_resolver=Published(jwk))
    request = SimpleNamespace(method=message.method, url=message.url, headers=dict(message.headers))
    (result,) = verifier.verify(request, body=message.body)
    return {name.strip('"') for name in result.covered_components}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> MessageKey:
    return MessageKey.kept(tmp_path_factory.mktemp("keys") / "flash.pem")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8700/webhooks/flash?x=1",
        "http://127.0.0.1:80/",
        "http://Example.COM",
        "https://example.com:443/a%20b",
        "https://example.com:8443/a",
    ],
)
def test_news_is_believed_by_an_independent_verifier(key: MessageKey, url: str):
    covered = verify(key.jwk, signed(key, Message(url=url)))
    assert covered >= {"@method", "@authority", "@path", "content-digest", "webhook-id", "webhook-timestamp"}


def swap(message: Message, name: str, value: str) -> Message:
    return dataclasses.replace(message, headers=tuple({**dict(message.headers), name: value}.items()))


TAMPERED = {
    "body": lambda m: dataclasses.replace(m, body=m.body.replace(b"accepted", b"completed")),
    "method": lambda m: dataclasses.replace(m, method="PUT"),
    "path": lambda m: dataclasses.replace(m, url=m.url.replace("flash", "fresh")),
    "host": lambda m: dataclasses.replace(m, url=m.url.replace("127.0.0.1", "127.0.0.2")),
    "webhook id": lambda m: swap(m, "Webhook-Id", "n-2"),
    "timestamp": lambda m: swap(m, "Webhook-Timestamp", "1"),
    "content type": lambda m: swap(m, "Content-Type", "text/plain"),
    "digest": lambda m: swap(m, "Content-Digest", "sha-256=:" + base64.b64encode(bytes(32)).decode() + ":"),
    "signature": lambda m: swap(m, "Signature", "sig1=:" + base64.b64encode(bytes(64)).decode() + ":"),
}


@pytest.mark.parametrize("part", TAMPERED)
def test_changed_news_is_not_believed(key: MessageKey, part: str):
    with pytest.raises(InvalidSignature):
        verify(key.jwk, TAMPERED[part](signed(key, Message())))


def test_news_of_long_ago_is_not_believed(key: MessageKey):
    headers = key.signed("POST", Message().url, HEADERS, BODY, datetime.now(UTC) - timedelta(days=3))
    with pytest.raises(InvalidSignature):
        verify(key.jwk, Message(headers=tuple(headers.items())))


def test_a_key_is_kept(tmp_path: Path):
    first, second = (MessageKey.kept(tmp_path / "deep" / "k.pem") for _ in range(2))
    assert first.jwk == second.jwk
    assert (tmp_path / "deep" / "k.pem").stat().st_mode & 0o077 == 0
    assert MessageKey.kept(tmp_path / "other.pem").key_id != first.key_id


def test_a_key_file_that_cannot_be_used_is_named(tmp_path: Path):
    (tmp_path / "k.pem").write_text("nonsense")
    keep_rsa_pair(tmp_path / "rsa.pem", tmp_path / "rsa.pub")
    for path in (tmp_path / "k.pem", tmp_path / "rsa.pem", Path("/proc/nowhere/k.pem")):
        with pytest.raises(KeyFileError, match=path.name):
            MessageKey.kept(path)
    with pytest.raises(KeyFileError, match="absent"):
        Rsa2.of_files(tmp_path / "rsa.pem", tmp_path / "absent")


@pytest.mark.parametrize(
    ("parameters", "content"),
    [
        ({"b": "2", "a": "1", "sign": "x"}, b"a=1&b=2"),
        ({"a": "", "b": "&=", "sign_type": "RSA2"}, b"b=&=&sign_type=RSA2"),
        ({"subject": "奶茶 两杯"}, "subject=奶茶 两杯".encode()),
        ({}, b""),
    ],
)
def test_what_is_signed_of_alipays_parameters(parameters: dict[str, str], content: bytes):
    assert alipay_content(parameters) == content


def test_rsa2_fits_in_both_directions_and_nothing_else(tmp_path: Path):
    for side in ("app", "pay"):
        keep_rsa_pair(tmp_path / f"{side}.pem", tmp_path / f"{side}.pub")
    app = Rsa2.of_files(tmp_path / "app.pem", tmp_path / "pay.pub")
    pay = Rsa2.of_files(tmp_path / "pay.pem", tmp_path / "app.pub")
    assert pay.fits(b"a=1", app.sign(b"a=1"))
    assert app.fits(b"a=1", pay.sign(b"a=1"))
    for content, signature in [(b"a=2", app.sign(b"a=1")), (b"a=1", pay.sign(b"a=1")), (b"a=1", "?"), (b"a=1", "")]:
        assert not pay.fits(content, signature)
