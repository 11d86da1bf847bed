"""Signature: RFC 9421 message signatures with ES256, checked over the body's digest (RFC 9530)."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

WINDOW = timedelta(minutes=5)
"""A signature older or newer than this is not believed."""

_INPUT_MAX = 2000
_INPUT = re.compile(
    r'^(?P<label>[a-z][a-z0-9_.*-]*)=(?P<params>\((?P<names>(?:"[@a-z0-9-]+" ?)*)\)(?P<rest>(?:;.*)?))$'
)
_CREATED = re.compile(r";created=(\d{1,10})(?:;|$)")
_KEY_ID = re.compile(r';keyid="([^"\\]{1,200})"')
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/=]{44}):")


class Forged(Exception):
    """The message is not what its signer signed; the text says what does not fit."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A message that claims a signature, its claims read but not yet believed."""

    key_id: str
    created: datetime
    base: bytes
    signature: bytes


def read(method: str, url: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Signed:
    """What a signed request claims. The digest must be the body's, must be signed, and so must the present time."""
    fields = {name.lower(): value.strip() for name, value in headers.items()}
    claim = _INPUT.match(fields.get("signature-input", "")[:_INPUT_MAX])
    if claim is None:
        raise Forged("no Signature-Input that we understand")
    names = re.findall(r'"([^"]+)"', claim["names"])
    if "content-digest" not in names:
        raise Forged("the body is not signed")
    _check_digest(fields.get("content-digest", ""), body)
    key_id, created = _KEY_ID.search(claim["rest"]), _CREATED.search(claim["rest"])
    if key_id is None or created is None:
        raise Forged("no key id or no moment of signing")
    at = datetime.fromtimestamp(int(created[1]), tz=now.tzinfo)
    if abs(now - at) > WINDOW:
        raise Forged(f"signed at {at.isoformat()}")
    parts = _components(method, url) | fields
    missing = [name for name in names if name not in parts]
    if missing:
        raise Forged(f"signed but absent: {missing}")
    lines = [*(f'"{name}": {parts[name]}' for name in names), f'"@signature-params": {claim["params"]}']
    return Signed(key_id[1], at, "\n".join(lines).encode(), _signature(fields.get("signature", ""), claim["label"]))


def check(signed: Signed, jwk: Mapping[str, str]) -> None:
    """Believe a message, or raise Forged."""
    try:
        if (jwk["kty"], jwk["crv"]) != ("EC", "P-256"):
            raise Forged(f"a key of kind {jwk['kty']} {jwk['crv']}")
        x, y = (int.from_bytes(_base64url(jwk[part])) for part in ("x", "y"))
        key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        r, s = int.from_bytes(signed.signature[:32]), int.from_bytes(signed.signature[32:])
        key.verify(encode_dss_signature(r, s), signed.base, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, KeyError) as error:
        raise Forged("the signature does not fit") from error


def _components(method: str, url: str) -> dict[str, str]:
    """The derived components of RFC 9421 that a request to this URL has."""
    target = urlsplit(url)
    usual = {"http": 80, "https": 443}.get(target.scheme)
    host = (target.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    return {
        "@method": method.upper(),
        "@target-uri": url,
        "@scheme": target.scheme,
        "@authority": host if target.port in (None, usual) else f"{host}:{target.port}",
        "@path": target.path or "/",
        "@query": f"?{target.query}",
    }


def _check_digest(header: str, body: bytes) -> None:
    given = _DIGEST.search(header)
    if given is None or given[1] != base64.b64encode(hashlib.sha256(body).digest()).decode():
        raise Forged("the body is not what its digest says")


def _signature(header: str, label: str) -> bytes:
    given = re.search(rf"(?:^|,\s*){re.escape(label)}=:([A-Za-z0-9+/=]+):", header)
    try:
        raw = base64.b64decode(given[1], validate=True) if given else b""
    except binascii.Error:
        raw = b""
    if len(raw) != 64:
        raise Forged("no ES256 signature")
    return raw


def _base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
