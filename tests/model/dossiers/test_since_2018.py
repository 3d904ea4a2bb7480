"""A dossier under rules that nobody has confirmed says so, and so does each of its letters."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest

from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import correspondence, exchanges, opinions
from crmr_desk.model.store.database import Database
from tests.model.dossiers.playing import Play, cases, read

CASES = [name for name in cases() if name.startswith("since_2018")]


def _printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
        return "\n".join(pages).replace("\r\n", " ").replace("\n", " ")
    finally:
        document.close()


@pytest.mark.parametrize("name", CASES)
def test_each_letter_says_that_its_rules_are_to_be_verified_and_cites_no_text_of_2016(
    name: str, sqlite_db: Database
) -> None:
    play = Play(sqlite_db, read(name))
    play.open()
    play.answer("answers")
    assert play.view().to_verify == "À vérifier"
    play.receive_everything()
    play.answer("decision")
    play.bring_to_decision()
    play.decide()
    letters = [line for line in correspondence.letters_of(sqlite_db, play.dossier) if "orphanet_" not in line.kind]
    assert letters
    for line in letters:
        words = _printed(sending.letter_pdf(sqlite_db, line.id or 0).content)
        assert "règles suivies depuis 2018, à vérifier" in words
        assert "nstruction" not in words
        assert "nnexe" not in words


@pytest.mark.parametrize("name", CASES)
def test_every_opinion_and_every_missing_paper_can_be_asked_for(name: str, sqlite_db: Database) -> None:
    play = Play(sqlite_db, read(name))
    play.open()
    play.answer("answers")
    day, later = play.today, dt.timedelta(days=30)
    exchanges.request_pieces(sqlite_db, play.dossier, reply_by=day + later, today=day)
    exchanges.acknowledge_receipt(sqlite_db, play.dossier, today=day)
    for line in play.view().opinions:
        assert line.body
        opinions.ask(
            sqlite_db, play.dossier, line.kind, line.of, body=line.body, asked_on=day, due_on=day + later, today=day
        )
    view = play.view()
    assert len(view.exchanges) == 2 + len(view.opinions)
    assert {"fsmr_opinion", "patients_opinion"} <= {line.kind for line in view.opinions}
