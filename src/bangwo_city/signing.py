"""Signing: ES256 message signatures for news (RFC 9421), and RSA2 for Alipay-shaped parameters."""

import base64
import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

_COVERED_FIELDS = ("content-digest", "content-type", "webhook-id", "webhook-timestamp")


class KeyFileError(Exception):
    """A key file cannot be read, written or understood; the message says which."""


class MessageKey:
    """An ES256 key that signs HTTP requests, kept in a file so that a restart signs with the same one."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        numbers = key.public_key().public_numbers()
        x, y = (_base64url(each.to_bytes(32, "big")) for each in (numbers.x, numbers.y))
        thumbprint = hashlib.sha256(f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'.encode()).digest()  # RFC 7638
        self.key_id = _base64url(thumbprint)[:16]
        self.jwk = {"kid": self.key_id, "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256"}
        """The public key as a profile's `signing_keys` publishes it."""

    @classmethod
    def kept(cls, path: Path) -> "MessageKey":
        """The key of this file, made when the file is not there yet."""
        if path.exists():
            key = _load_private(path)
            if not isinstance(key, ec.EllipticCurvePrivateKey):
                raise KeyFileError(f"{path} holds no P-256 key")
            return cls(key)
        key = ec.generate_private_key(ec.SECP256R1())
        _store_private(path, key)
        return cls(key)

    def signed(self, method: str, url: str, headers: Mapping[str, str], body: bytes, now: datetime) -> dict[str, str]:
        """The headers with `Content-Digest`, `Signature-Input` and `Signature` added (RFC 9421, RFC 9530).

        Covered are method, authority and path, the digest of the body, and those of content type, webhook id and
        webhook timestamp that the request has.
        """
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        out = {**headers, "Content-Digest": f"sha-256=:{digest}:"}
        target = urlsplit(url)
        parts = {"@method": method.upper(), "@authority": _authority(target), "@path": target.path or "/"}
        fields = {name.lower(): value for name, value in out.items()}
        parts |= {name: fields[name].strip() for name in _COVERED_FIELDS if name in fields}
        names = " ".join(f'"{name}"' for name in parts)
        parameters = f'({names});created={int(now.timestamp())};keyid="{self.key_id}"'
        base = "".join(f'"{name}": {value}\n' for name, value in parts.items()) + f'"@signature-params": {parameters}'
        out["Signature-Input"] = f"sig1={parameters}"
        out["Signature"] = f"sig1=:{base64.b64encode(self._sign(base.encode())).decode()}:"
        return out

    def _sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


class Rsa2:
    """SHA256withRSA in both directions: what we sign with our key, the other side checks, and the other way round."""

    def __init__(self, private: rsa.RSAPrivateKey, other: rsa.RSAPublicKey) -> None:
        self._private = private
        self._other = other

    @classmethod
    def of_files(cls, private: Path, other: Path) -> "Rsa2":
        """Our private key and the other side's public key, both PEM."""
        ours = _load_private(private)
        try:
            theirs = serialization.load_pem_public_key(other.read_bytes())
        except (OSError, ValueError) as error:
            raise KeyFileError(f"{other} holds no public key in PEM: {error}") from error
        if not isinstance(ours, rsa.RSAPrivateKey) or not isinstance(theirs, rsa.RSAPublicKey):
            raise KeyFileError(f"{private} and {other} must both be RSA keys")
        return cls(ours, theirs)

    def sign(self, content: bytes) -> str:
        """Our signature, base64."""
        return base64.b64encode(self._private.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()

    def fits(self, content: bytes, signature: str) -> bool:
        """Whether the other side signed this content."""
        try:
            raw = base64.b64decode(signature, validate=True)
            self._other.verify(raw, content, padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True


def alipay_content(parameters: Mapping[str, str], *, leave_out: frozenset[str] = frozenset({"sign"})) -> bytes:
    """What is signed of Alipay's parameters: `k=v` joined by `&`, sorted, without empty ones and without the signature.

    A request leaves out `sign` alone, a notification `sign` and `sign_type`.
    """
    kept = sorted((name, value) for name, value in parameters.items() if value and name not in leave_out)
    return "&".join(f"{name}={value}" for name, value in kept).encode()


def keep_rsa_pair(private: Path, public: Path) -> None:
    """Make a pair of RSA keys in two files, unless the private one is there."""
    if private.exists():
        return
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    try:
        public.parent.mkdir(parents=True, exist_ok=True)
        public.write_bytes(key.public_key().public_bytes(encoding, form))
    except OSError as error:
        raise KeyFileError(f"{public} cannot be written: {error}") from error
    _store_private(private, key)


def _authority(target: SplitResult) -> str:
    host = (target.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}.get(target.scheme)
    return host if target.port in (None, usual) else f"{host}:{target.port}"


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _load_private(path: Path) -> object:
    try:
        return serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyFileError(f"{path} holds no private key in PEM: {error}") from error


def _store_private(path: Path, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> None:
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(pem)
        fresh.replace(path)
    except OSError as error:
        raise KeyFileError(f"{path} cannot be written: {error}") from error
