"""Signatures: consents that can be checked by anyone."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bangwo.adapters.secret import write_secret
from bangwo.adapters.signer import Ed25519Signer
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


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
