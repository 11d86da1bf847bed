"""Signer: consents signed with Ed25519 as compact JWS, so that anyone with the public key can check a yes."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws as compact
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from bangwo.adapters.secret import write_secret
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json, canonical

_ALGORITHMS = ["Ed25519"]
_KIND = "bangwo-consent+jws"


class Ed25519Signer:
    """Signs and verifies with one key; implements `ports.Signer`."""

    def __init__(self, key: OKPKey) -> None:
        self._key = key
        self._private = cast("Ed25519PrivateKey", key.private_key)
        self._header = _base64url(canonical({"alg": _ALGORITHMS[0], "typ": _KIND, "kid": key.thumbprint()}))

    @classmethod
    def of(cls, file: Path) -> "Ed25519Signer":
        """The signer of a key file, which is made on first use and readable by its owner only."""
        if not file.exists():
            write_secret(file, OKPKey.generate_key("Ed25519").as_pem(private=True))
        return cls(OKPKey.import_key(file.read_bytes()))

    def sign(self, claims: Mapping[str, Json]) -> str:
        """A compact JWS over the canonical form of the claims."""
        signed = self._header + b"." + _base64url(canonical(claims))
        return (signed + b"." + _base64url(self._private.sign(signed))).decode()

    def verify(self, jws: str) -> Mapping[str, Json]:
        """The claims of a JWS of ours; Refused(not_found) of any other text."""
        try:
            signed = compact.deserialize_compact(jws, self._key, algorithms=_ALGORITHMS)
            claims: object = json.loads(signed.payload or b"")
        except (JoseError, ValueError):
            raise Refused(Code.NOT_FOUND, what="signature") from None
        if not isinstance(claims, dict):
            raise Refused(Code.NOT_FOUND, what="signature")
        return cast("dict[str, Json]", claims)


def _base64url(raw: bytes) -> bytes:
    return urlsafe_b64encode(raw).rstrip(b"=")
