"""Signatures: consents that can be checked by anyone, notices that are believed only when they are signed."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bangwo.adapters.notices import AlipayNotices
from bangwo.adapters.payments import Keys
from bangwo.adapters.signer import Ed25519Signer, write_secret
from bangwo.core.errors import Code, Refused

CLAIMS = {"order": "o_1", "digest": "sha256:0", "pay_fen": 1}


def test_a_consent_is_checked_by_anyone_with_the_key(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "consent.pem"
    token = Ed25519Signer.of(file).sign(CLAIMS)
    assert Ed25519Signer.of(file).verify(token) == CLAIMS
    assert file.stat().st_mode & 0o077 == 0
    header, payload, signature = token.split(".")
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    key.public_key().verify(_plain(signature), f"{header}.{payload}".encode())
    assert json.loads(_plain(payload)) == CLAIMS


def test_what_another_signed_is_not_ours(tmp_path: Path) -> None:
    ours, other = Ed25519Signer.of(tmp_path / "a.pem"), Ed25519Signer.of(tmp_path / "b.pem")
    token = ours.sign(CLAIMS)
    changed = token.replace(".", ".x", 1)
    for bad in (other.sign(CLAIMS), changed, "", "a.b.c", token[:-4]):
        with pytest.raises(Refused) as refused:
            ours.verify(bad)
        assert refused.value.code is Code.NOT_FOUND


def test_the_first_secret_stays(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_secret(tmp_path / "secret", content)
    assert (tmp_path / "secret").read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["secret"]


def test_notices_are_believed_when_signed() -> None:
    ours, theirs = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    notices = AlipayNotices(Keys(_private(ours), _public(theirs)))
    form = {"out_trade_no": "o_1", "trade_status": "TRADE_SUCCESS", "empty": "", "sign_type": "RSA2"}
    signed = {**form, "sign": _sign(theirs, b"out_trade_no=o_1&trade_status=TRADE_SUCCESS")}
    assert notices.read(signed) == "o_1"
    for bad in ({**signed, "out_trade_no": "o_2"}, form, {**signed, "sign": "?"}):
        with pytest.raises(Refused) as refused:
            notices.read(bad)
        assert refused.value.code is Code.UNAUTHENTICATED


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _sign(key: rsa.RSAPrivateKey, content: bytes) -> str:
    return base64.b64encode(key.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()


def _private(key: rsa.RSAPrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _public(key: rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
