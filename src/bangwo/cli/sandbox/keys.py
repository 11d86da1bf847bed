"""Keys: the secrets of a data folder, made on first use and readable by their owner only."""

import secrets
from pathlib import Path

from bangwo.adapters.secret import write_secret
from bangwo.settings import Settings

SESSION = "session.key"


def make(settings: Settings, pay: Path) -> None:
    """Make what is missing: the session secret, and an RSA pair for each side of the sandbox's payments."""
    if not (settings.keys / SESSION).exists():
        write_secret(settings.keys / SESSION, secrets.token_bytes(32))
    for private, public in (
        (settings.pay_key_file, our_public(settings)),
        (pay / "private.pem", pay / "public.pem"),
    ):
        if not private.exists():
            _generate(private)
        if not public.exists():
            _publish(private, public)


def our_public(settings: Settings) -> Path:
    """The public half of our payment key, for the payment service."""
    return settings.pay_key_file.with_suffix(".pub")


def _generate(file: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    plain = serialization.NoEncryption()
    write_secret(file, key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))


def _publish(private: Path, public: Path) -> None:
    from cryptography.hazmat.primitives import serialization

    key = serialization.load_pem_private_key(private.read_bytes(), None).public_key()
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    write_secret(public, key.public_bytes(serialization.Encoding.PEM, form))
