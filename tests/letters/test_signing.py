from __future__ import annotations

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from crmr_desk.letters.content import LetterError
from crmr_desk.letters.pdf import render
from crmr_desk.letters.signing import refuse_altered, sign, signature_of
from tests.letters.certificates import LAST, PASSWORD, made, pkcs12
from tests.letters.samples import letters

ON = dt.datetime(2027, 1, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(letters()["notification"])


@pytest.fixture(scope="module")
def signed(letter: bytes) -> bytes:
    return sign(letter, pkcs12(), PASSWORD, reason="Notification", place="Paris", on=ON)


def test_a_signed_letter_says_who_signed_it_when_and_until_when_the_certificate_holds(
    letter: bytes, signed: bytes
) -> None:
    assert signed.startswith(letter)
    seen = signature_of(signed)
    assert seen is not None
    assert (seen.signer, seen.issuer, seen.on, seen.valid_until) == ("Étienne Vasseur", "Étienne Vasseur", ON, LAST)
    assert seen.intact
    assert seen.covers_whole
    assert refuse_altered(signed) == seen


def test_nobody_is_trusted_unless_an_authority_is_named(signed: bytes) -> None:
    seen = signature_of(signed)
    known = signature_of(signed, authorities=[made("Étienne Vasseur", for_signing=True)[1].public_bytes(Encoding.DER)])
    assert seen is not None
    assert known is not None
    assert (seen.trusted, known.trusted) == (False, True)


def test_a_letter_without_signature_has_none(letter: bytes) -> None:
    assert signature_of(letter) is None
    with pytest.raises(LetterError, match="n’a pas de signature électronique"):
        refuse_altered(letter)


def test_a_letter_that_is_signed_is_not_signed_again(signed: bytes) -> None:
    with pytest.raises(LetterError, match="déjà signé, par Étienne Vasseur le 22/01/2027"):
        sign(signed, pkcs12(), PASSWORD, on=ON)


@pytest.mark.parametrize(
    "change", [lambda pdf: pdf.replace(b"/Type/Pages", b"/Type/Pagez", 1), lambda pdf: pdf + b"\n"]
)
def test_a_letter_altered_after_its_signature_is_refused(signed: bytes, change: object) -> None:
    assert callable(change)
    with pytest.raises(LetterError, match="modifié après la signature de Étienne Vasseur"):
        refuse_altered(change(signed))


def test_a_signature_that_was_damaged_is_refused(signed: bytes) -> None:
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    with pytest.raises(LetterError, match="La signature de ce PDF est illisible"):
        signature_of(signed[: start + 100] + b"zz" + signed[start + 102 :])


def test_the_signature_is_heard_last_by_its_name(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as document:
        tree = document.Root.StructTreeRoot
        last = tree.K[0].K[-1]
        field = last.K[0].Obj
        assert (str(last.S), str(field.TU)) == ("/Form", "Signature électronique")
        assert tree.ParentTree.Nums[-1].objgen == last.objgen
        assert int(field.StructParent) == int(tree.ParentTree.Nums[-2]) == int(tree.ParentTreeNextKey) - 1


@pytest.mark.parametrize(
    ("certificate", "password", "on", "said"),
    [
        (pkcs12(), "faux", ON, "mot de passe du certificat n’est pas le bon"),
        (b"%PDF-1.7", PASSWORD, ON, "n’est pas un certificat PKCS#12"),
        (b"", PASSWORD, ON, "n’est pas un certificat PKCS#12"),
        (pkcs12(with_key=False), PASSWORD, ON, "pas de clé privée"),
        (pkcs12(for_signing=False), PASSWORD, ON, "n’est pas fait pour signer"),
        (pkcs12(), PASSWORD, dt.datetime(2029, 1, 1, tzinfo=dt.UTC), "a expiré le 31/12/2028"),
        (pkcs12(), PASSWORD, dt.datetime(2025, 1, 1, tzinfo=dt.UTC), "qu’à partir du 01/01/2026"),
    ],
)
def test_a_certificate_that_cannot_sign_is_refused_in_one_sentence(
    letter: bytes, certificate: bytes, password: str, on: dt.datetime, said: str
) -> None:
    with pytest.raises(LetterError, match=said):
        sign(letter, certificate, password, on=on)


@pytest.mark.parametrize("content", [b"", b"bonjour", b"%PDF-1.7\nrien"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(LetterError, match="n’est pas un PDF lisible"):
        sign(content, pkcs12(), PASSWORD, on=ON)
