"""A signed paper is attached or made here; the letter knows who signed it, when, and whether the file still says so."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from crmr_desk.letters import signing as pades
from crmr_desk.model.correspondence import reopening, sending, signing, signing_lists
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.correspondence.listing import signing_lists as all_lists
from crmr_desk.model.correspondence.printed_signatory import is_same_name
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.store import journal
from tests.letters.certificates import PASSWORD, pkcs12
from tests.model.correspondence.conftest import Decided
from tests.model.dossiers.conftest import TODAY

DAY = dt.timedelta(days=1)
BY = "Claire Montagnac"


def picture(kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("L", (60, 80), 200).save(made, kind)
    return made.getvalue()


def locked_pdf() -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def letter(decided: Decided, letter_id: int) -> KeptLetter:
    return next(row for row in letters(decided.db, today=TODAY) if row.id == letter_id)


def attach(decided: Decided, letter_id: int, content: bytes, on: dt.date = TODAY, name: str = "signé.png") -> None:
    signing.attach_signed(decided.db, letter_id, name, content, signed_on=on, by=BY, today=TODAY)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_scan_makes_the_letter_signed(kind: str, decided: Decided) -> None:
    first = decided.signable[0]
    attach(decided, first, picture(kind))
    row = letter(decided, first)
    assert (row.state, row.signed_on, row.signed_by) == ("signed", TODAY, BY)
    assert signing.signed_file(decided.db, first).content == picture(kind)


def test_what_is_no_scan_is_refused_and_changes_nothing(decided: Decided) -> None:
    first = decided.signable[0]
    for content, said in (
        (b"PK\x03\x04 un classeur", "ni un PDF ni une image"),
        (b"%PDF-1.7\n" + bytes(50 * 1024 * 1024), "signé.png.* dépasse 50"),
        (picture("JPEG")[:300], "abîmée"),
        (b"%PDF-1.7\nrien", "n’est pas un PDF lisible"),
        (locked_pdf(), "mot de passe"),
    ):
        with pytest.raises(UserError, match=said):
            attach(decided, first, content)
    for day in (TODAY - DAY, TODAY + DAY):
        with pytest.raises(UserError, match="n’est pas entre le courrier"):
            attach(decided, first, picture(), day)
    with pytest.raises(UserError, match="ne se signe pas"):
        attach(decided, decided.enclosed[0], picture())
    assert letter(decided, first).state == "final"


def test_a_letter_that_nobody_sends_or_whose_signatory_may_not_gets_no_signature(decided: Decided) -> None:
    lifted, replaced, other = decided.signable[:3]
    sending.lift(decided.db, [lifted], "Écrit deux fois.")
    reopening.reopen(decided.db, replaced, "", today=TODAY)
    decided.delegate(BY, until=TODAY - DAY)
    for each, said in ((lifted, "a été levé"), (replaced, "a été repris"), (other, "ne couvre pas le 22/01/2027")):
        with pytest.raises(UserError, match=said):
            attach(decided, each, picture())


def test_a_letter_that_left_keeps_its_state_and_gets_its_scan(decided: Decided) -> None:
    first = decided.signable[0]
    sending.mark_sent(decided.db, [first], sent_on=TODAY, channel="courrier", today=TODAY)
    with pytest.raises(UserError, match=r"n’est pas entre le courrier .* et son envoi"):
        signing.attach_signed(
            decided.db, first, "signé.png", picture(), signed_on=TODAY + DAY, by=BY, today=TODAY + 2 * DAY
        )
    attach(decided, first, picture())
    assert (letter(decided, first).state, letter(decided, first).signed_by) == ("sent", BY)


def test_several_letters_are_signed_by_one_certificate_and_verified(decided: Decided) -> None:
    theirs = pkcs12("MONTAGNAC Claire")
    list_id, _changes = signing_lists.make_signing_list(decided.db, decided.signable[:2], name=BY, today=TODAY)
    seen: list[tuple[int, int]] = []
    with pytest.raises(UserError, match="mot de passe du certificat"):
        signing.sign_with_certificate(decided.db, decided.signable[:2], theirs, "faux", today=TODAY)

    signing.sign_with_certificate(
        decided.db, decided.signable[:2], theirs, PASSWORD, today=TODAY, progress=lambda *at: seen.append(at)
    )

    assert seen == [(0, 2), (1, 2)]
    for each in decided.signable[:2]:
        signature = pades.signature_of(signing.signed_file(decided.db, each).content)
        assert signature is not None
        assert (signature.signer, signature.intact, signature.covers_whole) == ("MONTAGNAC Claire", True, True)
        assert letter(decided, each).signed_by == BY
    assert [row.is_open for row in all_lists(decided.db) if row.id == list_id] == [False]
    told = [*journal.operations(decided.db, 1)[0].details, journal.operations(decided.db, 1)[0].label]
    assert PASSWORD not in " ".join(told)
    with pytest.raises(UserError, match="déjà signé"):
        signing.sign_with_certificate(decided.db, decided.signable[:1], theirs, PASSWORD, today=TODAY)


def test_a_certificate_of_another_than_the_signatory_is_asked_about_and_named_in_the_journal(decided: Decided) -> None:
    first, second = decided.signable[:2]
    with pytest.raises(
        NeedsConfirmation, match=r"d’Étienne Vasseur\. .* le nom de Claire Montagnac.* L\.\u00a0212-1"
    ) as asked:
        signing.sign_with_certificate(decided.db, [first], pkcs12(), PASSWORD, today=TODAY)
    assert letter(decided, first).state == "final"

    signing.sign_with_certificate(
        decided.db, [first, second], pkcs12(), PASSWORD, today=TODAY, confirmed=[asked.value.key]
    )

    assert letter(decided, first).signed_by == "Étienne Vasseur"
    assert journal.operations(decided.db, 1)[0].label == (
        "2 courriers signés électroniquement au nom d’Étienne Vasseur, qui n’en est pas le signataire"
    )


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Claire Montagnac", "MONTAGNAC Claire", True),
        ("Jean-Noël Lefèvre", "LEFEVRE JEAN NOEL", True),
        ("Claire Montagnac", "Claire Montagnac-Roux", False),
        ("Claire Montagnac", "", False),
    ],
)
def test_a_name_is_the_same_in_either_order(name: str, other: str, same: bool) -> None:
    assert is_same_name(name, other) is same


def test_a_signed_pdf_that_was_changed_since_is_refused(decided: Decided) -> None:
    first = decided.signable[0]
    pdf = sending.letter_pdf(decided.db, first).content
    made = pades.sign(pdf, pkcs12(), PASSWORD, on=decided.db.now())
    with pytest.raises(UserError, match=r"signé\.pdf.*modifié après la signature de Étienne Vasseur"):
        attach(decided, first, made + b"\n% ajout\n", name="signé.pdf")
    attach(decided, first, made, name="signé.pdf")
    assert letter(decided, first).state == "signed"
