"""Papers come in, are checked, redone or excused by the law; a file with a bad name or size harms nothing."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import pieces
from crmr_desk.model.dossiers.rows import PieceLine, PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.schema import Crmr, StoredFile
from tests.model.dossiers.conftest import TODAY, Network

PDF = b"%PDF-1.7"


@pytest.fixture
def dossier(network: Network) -> int:
    opened = network.open()
    network.answer(opened, changes_hospital=False, proposal="agreed", candidate=network.successor)
    return opened


def line(network: Network, dossier: int, kind: str, of: str = "") -> PieceLine:
    return next(each for each in dossier_view(network.db, dossier, TODAY).pieces if (each.kind, each.of) == (kind, of))


def attach(network: Network, dossier: int, name: str = "cv.pdf", content: bytes = PDF, kind: str = "cv") -> None:
    pieces.attach(network.db, dossier, kind, "", name=name, content=content, received_on=TODAY)


def test_a_dropped_file_is_to_be_checked_until_it_is_found_compliant(network: Network, dossier: int) -> None:
    attach(network, dossier)
    assert line(network, dossier, "cv").state is PieceState.TO_CHECK
    pieces.receive(network.db, dossier, "cv", "", received_on=TODAY, state=PieceState.COMPLIANT)
    assert line(network, dossier, "cv").state is PieceState.COMPLIANT
    attach(network, dossier, content=b"%PDF-1.7 bis")
    assert line(network, dossier, "cv").state is PieceState.TO_CHECK


def test_a_dropped_letter_of_which_nothing_is_said_yet_is_to_be_checked_not_redone(
    network: Network, dossier: int
) -> None:
    attach(network, dossier, kind="motivation_letter")
    assert line(network, dossier, "motivation_letter").state is PieceState.TO_CHECK
    pieces.receive(
        network.db, dossier, "motivation_letter", "", received_on=TODAY, state=PieceState.COMPLIANT, signed=False
    )
    assert line(network, dossier, "motivation_letter").state is PieceState.TO_REDO


def test_a_paper_to_be_redone_says_why_until_another_comes(network: Network, dossier: int) -> None:
    with pytest.raises(UserError, match="pourquoi"):
        pieces.receive(network.db, dossier, "cv", "", received_on=TODAY, state=PieceState.TO_REDO)
    pieces.receive(network.db, dossier, "cv", "", received_on=TODAY, state=PieceState.TO_REDO, note="Illisible.")
    assert line(network, dossier, "cv").detail == "Reçue le 22/01/2027. Illisible."
    attach(network, dossier)
    assert line(network, dossier, "cv").note == ""


def test_a_paper_that_the_law_does_not_ask_for_says_why(network: Network) -> None:
    with network.db.writing("Essai") as session:
        session.get_one(Crmr, network.mono_site).fsmr_id = None
    dossier = network.open()
    network.answer(dossier, changes_hospital=False, proposal="agreed", crmr__fsmr=False)
    opinion = line(network, dossier, "fsmr_opinion")
    assert opinion.state is PieceState.NOT_REQUIRED
    assert "filière" in opinion.detail


def test_the_letter_of_cessation_has_a_place_for_its_scan_out_of_the_dossier(network: Network, dossier: int) -> None:
    network.answer(dossier, cessation_letter__exists=True, cessation_letter__date="2026-11-12")
    attach(network, dossier, "départ.pdf", kind="cessation_letter")
    scan = line(network, dossier, "cessation_letter")
    assert (scan.in_dossier, scan.required, scan.file_name) == (False, False, "départ.pdf")
    assert dossier_view(network.db, dossier, TODAY).stage == "announced"


def test_a_paper_that_does_not_exist_is_refused(network: Network, dossier: int) -> None:
    with pytest.raises(UserError, match="n’existe pas"):
        attach(network, dossier, kind="pizza")


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"", "est vide"), (bytes(documents.LARGEST_MIB * 2**20 + 1), "dépasse 50")]
)
def test_an_empty_file_or_one_that_is_too_large_is_refused(
    network: Network, dossier: int, content: bytes, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        attach(network, dossier, content=content)
    assert line(network, dossier, "cv").state is PieceState.MISSING


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\avis.pdf", "avis.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("cv\x00\x07\u202efdp.pdf", "cvfdp.pdf"),
        ("\x01\x02", "document"),
        ("..", "document"),
        ("", "document"),
        ("sans extension", "sans extension"),
        ("l" * 300 + ".pdf", "l" * 115 + "….pdf"),
    ],
)
def test_a_file_keeps_the_plain_part_of_its_name_and_its_bytes_under_their_hash(
    network: Network, dossier: int, given: str, kept: str
) -> None:
    attach(network, dossier, given)
    cv = line(network, dossier, "cv")
    assert cv.file_name == kept
    with network.db.reading() as session:
        file = session.get_one(StoredFile, cv.file_id)
        assert len(file.sha256) == 64
    assert documents.content_of(network.db, file.id).content == PDF
