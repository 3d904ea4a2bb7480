"""An electronic signature under a finished letter, and what a signed PDF says of who signed it.

Nothing here ever reaches a network: no time-stamp server, no list of revoked certificates. The time of a signature is
what the signer's computer said, and a certificate that was revoked since is not known to be so. No password and no key
is kept.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crmr_desk.letters.content import LetterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """What a signed PDF says of its last signature."""

    signer: str
    """The name in the certificate."""
    issuer: str
    """Who vouches for that name: the authority, or the signer where the certificate vouches for itself."""
    on: dt.datetime | None
    """When, by the signer's computer; nobody else vouches for it."""
    intact: bool
    """The bytes that were signed are still the same, and the signature is of the key of this certificate."""
    covers_whole: bool
    """Nothing was added to the file after the signature."""
    valid_from: dt.datetime
    valid_until: dt.datetime
    """The first and the last moment of the certificate."""
    trusted: bool
    """A chain of certificates leads to an authority that the caller named; without any, nobody is trusted. No chain is
    ever fetched, nor the list of what was revoked."""


def sign(pdf: bytes, certificate: bytes, password: str, *, reason: str = "", place: str = "", on: dt.datetime) -> bytes:
    """``pdf`` with a signature (PAdES, SHA-256) by the key in ``certificate``, a PKCS#12 file (.p12, .pfx); verified
    before it is given.

    ``on`` is the moment of signing, with its time zone. The bytes of ``pdf`` stay as they are: the signature is
    appended. Raises LetterError where the password is wrong, the file is no PKCS#12, holds no private key or a
    certificate that is not valid ``on``, where ``pdf`` is no PDF or is signed already, or the result does not verify.
    """
    already = signature_of(pdf)
    if already is not None:
        raise LetterError(f"Ce PDF est déjà signé, par {already.signer}{_moment(already.on)}.")
    _check(certificate, password, on)
    with _quiet():
        signed = _signed(pdf, _signer(certificate, password), reason, place, on)
    seen = signature_of(signed)
    if seen is None or not seen.intact or not seen.covers_whole:
        raise LetterError("La signature ne se vérifie pas après coup\u00a0: le PDF n’est pas signé.")
    return signed


def signature_of(pdf: bytes, *, authorities: Iterable[bytes] = ()) -> SignatureSeen | None:
    """The last signature of ``pdf``; None where there is none.

    ``authorities`` are certificates (DER) whose chains are trusted. Raises LetterError for what is no PDF, or a
    signature that cannot be read.
    """
    with _quiet(), _refusing("Ce fichier n’est pas un PDF lisible\u00a0: choisissez le PDF du courrier."):
        reader = _reader(pdf)
    with _quiet(), _refusing("La signature de ce PDF est illisible\u00a0: demandez de nouveau le fichier signé."):
        signatures = reader.embedded_regular_signatures
        return _seen(signatures[-1], tuple(authorities)) if signatures else None


def refuse_altered(pdf: bytes) -> SignatureSeen:
    """The last signature of ``pdf``. Raises LetterError where there is none, or the file changed after it."""
    seen = signature_of(pdf)
    if seen is None:
        raise LetterError(
            "Ce PDF n’a pas de signature électronique\u00a0: joignez le fichier que le signataire a rendu."
        )
    if not seen.intact or not seen.covers_whole:
        raise LetterError(
            f"Ce PDF a été modifié après la signature de {seen.signer}{_moment(seen.on)}\u00a0: "
            "demandez de nouveau le fichier signé."
        )
    return seen


def _check(content: bytes, password: str, on: dt.datetime) -> None:
    """Raises LetterError unless the file holds a private key and a certificate that is valid ``on``."""
    from asn1crypto.pkcs12 import Pfx
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        _ = Pfx.load(content, strict=True)["auth_safe"]["content_type"].native
    except (ValueError, TypeError) as error:
        raise LetterError("Ce fichier n’est pas un certificat PKCS#12\u00a0: choisissez un .p12 ou un .pfx.") from error
    try:
        held = load_pkcs12(content, password.encode())
    except ValueError as error:
        raise LetterError("Le mot de passe du certificat n’est pas le bon\u00a0: tapez-le de nouveau.") from error
    if held.key is None or held.cert is None:
        raise LetterError(
            "Ce fichier n’a pas de clé privée avec son certificat\u00a0: exportez-le de nouveau avec sa clé."
        )
    _check_period(held.cert.certificate, on)
    _check_usage(held.cert.certificate)


def _check_period(certificate: Certificate, on: dt.datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if on > last:
        raise LetterError(f"Le certificat a expiré le {_day(last)}\u00a0: demandez son renouvellement avant de signer.")
    if on < first:
        raise LetterError(f"Le certificat n’est valable qu’à partir du {_day(first)}\u00a0: signez après cette date.")


def _check_usage(certificate: Certificate) -> None:
    """A certificate that says what it is for must be for signing: readers of PDF refuse the signature otherwise."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not usage.digital_signature and not usage.content_commitment:
        raise LetterError("Ce certificat n’est pas fait pour signer\u00a0: demandez un certificat de signature.")


def _signer(certificate: bytes, password: str) -> SimpleSigner:
    from pyhanko.sign.signers import SimpleSigner

    signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
        certificate, other_certs=[], passphrase=password.encode()
    )
    if signer is None:
        raise LetterError(
            "Cette clé n’est pas de celles qui signent un PDF\u00a0: demandez un certificat RSA ou ECDSA."
        )
    return signer


def _signed(pdf: bytes, signer: SimpleSigner, reason: str, place: str, on: dt.datetime) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from crmr_desk.letters.signature_field import NAME, add_field

    class AtItsTime(PdfSigner):
        def init_signing_session(self, *args: Any, **options: Any) -> Any:
            session = super().init_signing_session(*args, **options)
            session.system_time = on
            return session

    about = PdfSignatureMetadata(
        field_name=NAME, md_algorithm="sha256", reason=reason or None, location=place or None,
        subfilter=SigSeedSubFilter.PADES,
    )  # fmt: skip
    out = IncrementalPdfFileWriter(BytesIO(pdf))
    add_field(out)
    made = AtItsTime(about, signer).sign_pdf(out, existing_fields_only=True)
    return bytes(made.getvalue())


def _reader(pdf: bytes) -> PdfFileReader:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(pdf), strict=False)
    _ = reader.root
    return reader


@contextmanager
def _refusing(sentence: str) -> Iterator[None]:
    """Raises LetterError with ``sentence`` for whatever the libraries say of a file that is not as it should be."""
    from pyhanko.pdf_utils.misc import PdfError

    try:
        yield
    except (PdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise LetterError(sentence) from error


def _seen(signature: EmbeddedPdfSignature, authorities: tuple[bytes, ...]) -> SignatureSeen:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=[Certificate.load(one) for one in authorities], allow_fetching=False, revocation_mode="soft-fail"
    )
    status = validate_pdf_signature(signature, signer_validation_context=context)
    certificate = status.signing_cert
    return SignatureSeen(
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        on=signature.self_reported_timestamp,
        intact=status.intact and status.valid,
        covers_whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        trusted=status.trusted,
    )


def _name(who: Any) -> str:
    said = who.native
    return str(said.get("common_name") or who.human_friendly)


def _moment(on: dt.datetime | None) -> str:
    return f" le {_day(on)}" if on is not None else ""


def _day(moment: dt.datetime) -> str:
    return f"{moment:%d/%m/%Y}"


@contextmanager
def _quiet() -> Iterator[None]:
    """The libraries tell the log what a sentence says already."""
    loud = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loud]
    for logger in loud:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loud, before, strict=True):
            logger.setLevel(level)
