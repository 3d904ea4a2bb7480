"""The structured file for Orphanet: opened by a spreadsheet it shows text, never a formula."""

from __future__ import annotations

import csv
import io

import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import correspondence
from crmr_desk.model.dossiers.orphanet import structured_file
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY, make_network, ready_to_decide
from tests.model.dossiers.playing import Play, read


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_bears_its_mark_its_header_and_a_line_for_each_field() -> None:
    content = structured_file([("Sigle", "CERVCO"), ("Intitulé", "Œil ; « rare »\nsuite")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [["champ", "valeur"], ["Sigle", "CERVCO"], ["Intitulé", "Œil ; « rare »\nsuite"]]


@pytest.mark.parametrize("value", ["=1+1", "+33 1 23", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_value_is_never_taken_for_a_formula(value: str) -> None:
    assert rows(structured_file([("Courriel", value)]))[1] == ["Courriel", f"'{value}"]


def test_the_file_goes_with_the_letter_before_and_after_the_decision(sqlite_db: Database) -> None:
    dossier = ready_to_decide(make_network(sqlite_db))
    seen = correspondence.preview(sqlite_db, dossier, "succession_orphanet_data", "orphanet", "", TODAY)
    facts = {line[0]: line[1] for line in rows(seen)[1:]}
    assert facts["Nouveau coordonnateur"] == "Pr Clément Rouvière"
    assert facts["FINESS géographique"] == "750100042"
    assert (facts["Date d’effet"], facts["Fin du mandat"]) == ("2027-05-01", "2028-12-31")


def test_the_kept_file_is_text_under_its_own_name(sqlite_db: Database) -> None:
    play = Play(sqlite_db, read("ccmr_designation"))
    play.open()
    play.answer("answers")
    play.receive_everything()
    play.answer("decision")
    play.bring_to_decision()
    play.decide()
    (line,) = [line for line in correspondence.letters_of(sqlite_db, play.dossier) if line.kind.endswith("_data")]
    assert line.id is not None
    kept = sending.letter_pdf(sqlite_db, line.id)
    assert kept.media_type == "text/csv"
    assert line.file_name == "2027-01-22_CHU-de-Rouen-neurologie_designation_donnees_orphanet.csv"
    assert rows(kept.content)[1] == ["Référence", line.number]
