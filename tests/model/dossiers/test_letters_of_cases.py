"""What the letters of the replayed cases say that no template alone could hold."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers import correspondence
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import words_of
from tests.model.dossiers.playing import Play, read


def ready(name: str, db: Database) -> Play:
    """The case, up to its decision."""
    play = Play(db, read(name))
    play.open()
    play.answer("answers")
    play.receive_everything()
    play.label_everything()
    play.lift()
    play.answer("decision")
    return play


def said(play: Play, kind: str) -> str:
    """The words of the one letter of this kind."""
    (line,) = [letter for letter in play.view().letters if letter.kind == kind]
    made = correspondence.preview(play.db, play.dossier, line.kind, line.who, line.of, play.today)
    return words_of(made) if made.startswith(b"%PDF") else made.decode("utf-8-sig")


def test_an_application_is_told_the_label_that_it_opens_and_not_the_one_that_runs(sqlite_db: Database) -> None:
    play = ready("labelling", sqlite_db)
    assert "Le label vaut du 1ᵉʳ janvier 2029 au 31 décembre 2033 inclus." in said(play, "labelling_director")
    assert "Début du label;2029-01-01" in said(play, "labelling_orphanet_data")


def test_a_filiere_is_told_the_days_of_its_designation(sqlite_db: Database) -> None:
    letter = said(ready("fsmr_designation", sqlite_db), "fsmr_designation_governance")
    assert "est désignée du 1ᵉʳ février 2027 au 31 janvier 2032 inclus, par décision du 18 janvier 2027" in letter


def test_the_animateur_is_greeted_by_title_in_a_letter_to_the_filiere(sqlite_db: Database) -> None:
    letter = said(ready("designation_new_crmr", sqlite_db), "designation_fsmr")
    assert "Pr Amaury Teyssier Filière BRAIN-TEAM" in letter
    assert "Je vous prie d’agréer, Professeur," in letter


def test_the_items_of_a_reminder_make_one_sentence(sqlite_db: Database) -> None:
    letter = said(ready("follow_up_crmr", sqlite_db), "reminder_director")
    assert "n’a pas transmis son rapport annuel d’activité ;" in letter
    assert "la banque nationale de données maladies rares. Je vous remercie" in letter


@pytest.mark.parametrize("name", ["relocation_constitutive", "ccmr_succession", "since_2018_multi_site"])
def test_no_two_letters_of_a_decision_have_one_name(name: str, sqlite_db: Database) -> None:
    names = [letter.file_name for letter in ready(name, sqlite_db).view().letters]
    assert len(set(names)) == len(names)
