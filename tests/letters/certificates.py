"""PKCS#12 files for the tests: invented signers, keys made on the spot."""

from __future__ import annotations

import datetime as dt
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

PASSWORD = "mot de passe é"
FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2028, 12, 31, tzinfo=dt.UTC)


@cache
def made(
    name: str = "Étienne Vasseur", *, for_signing: bool = True
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A key and its certificate, which vouches for itself, valid from FIRST until LAST."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(FIRST)
        .not_valid_after(LAST)
        .add_extension(
            x509.KeyUsage(for_signing, for_signing, False, False, False, True, False, False, False),
            critical=True,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


@cache
def pkcs12(name: str = "Étienne Vasseur", *, with_key: bool = True, for_signing: bool = True) -> bytes:
    """The file that a signer holds."""
    key, certificate = made(name, for_signing=for_signing)
    return serialize_key_and_certificates(
        b"signataire", key if with_key else None, certificate, None, BestAvailableEncryption(PASSWORD.encode())
    )
