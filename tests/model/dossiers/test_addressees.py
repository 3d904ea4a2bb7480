"""Every recipient that a rule pack may name is somebody, on every kind of centre."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers.addressees import hospital_of, person_of, seat_is_vacant
from crmr_desk.model.dossiers.addresses import address_of
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.grid import words_of
from crmr_desk.model.dossiers.letter_names import file_name
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.law.vocabulary import REQUESTS
from crmr_desk.model.store.database import Database
from tests.model.dossiers.playing import Play, read

CENTRES = ("succession_multi_site", "constitutive_site_succession", "ccmr_succession", "animateur_succession")


def opened(db: Database, name: str, **changes: object) -> Assessment:
    """The case ``name`` with its answers, judged."""
    case = read(name)
    case["answers"] = {**case["answers"], **changes}
    play = Play(db, case)
    play.open()
    play.answer("answers")
    with db.reading() as session:
        return assess(session, dossier_of(session, play.dossier), play.today)


def line(who: str, name: str = "", of: str = "") -> RecipientLine:
    return RecipientLine(who, of, name, "", "notified", "", ordered=True, included=True, channel="courriel", reason="",
                         letter_kind="")  # fmt: skip


@pytest.mark.parametrize("name", CENTRES)
def test_every_recipient_has_a_name_an_address_and_a_file(sqlite_db: Database, name: str) -> None:
    a = opened(sqlite_db, name)
    for who in a.pack.who:
        said, _quality = words_of(a, who)
        assert said
        assert all(address_of(a, line(who, said)))
        assert file_name(a, line(who, said)).isascii()


def test_the_coordonnateur_of_a_dossier_is_the_one_of_its_centre(sqlite_db: Database) -> None:
    site = opened(sqlite_db, "constitutive_site_succession")
    named = person_of(site, "coordonnateur")
    head = person_of(site, "responsable_site")
    assert named is not None
    assert head is not None
    assert (named.name, head.name) == ("Pr Solène Aubrac", "M. Basile Leroux")
    assert address_of(site, line("coordonnateur", named.name)) == (named.name, "Lariboisière, AP-HP", "Paris")
    assert address_of(site, line("responsable_site", head.name)) == (head.name, "CHU de Lille", "Lille")


def test_each_coordonnateur_of_a_competence_centre_is_written_to_at_his_own_centre(sqlite_db: Database) -> None:
    ccmr = opened(sqlite_db, "ccmr_succession")
    names = {of: getattr(person_of(ccmr, "coordonnateur", of), "name", None) for of in ("CERVCO", "MOC")}
    assert names == {"CERVCO": "Pr Solène Aubrac", "MOC": "Mme Solène Élan"}
    assert address_of(ccmr, line("coordonnateur", "Mme Solène Élan", "MOC"))[1] == "Centre de référence MOC"


def test_the_head_of_each_site_is_written_to_by_name_and_not_the_candidate(sqlite_db: Database) -> None:
    a = opened(sqlite_db, "succession_multi_site")
    assert words_of(a, "site_heads", "CHU de Rouen") == ("Mme Solène Élan", "site CHU de Rouen")
    assert person_of(a, "site_heads", "CHU de Lille") is None, "she is the candidate, and has her own letter"


def test_the_director_of_the_animateur_is_where_he_practises(sqlite_db: Database) -> None:
    a = opened(sqlite_db, "animateur_succession")
    at_seat = hospital_of(a, "animateur_director")
    assert at_seat is not None
    assert at_seat.name == "CHU de Bordeaux", "the head office, as long as nobody says where he practises"


def test_a_seat_that_nobody_holds_is_vacant(sqlite_db: Database) -> None:
    a = opened(sqlite_db, "fsmr_designation")
    assert seat_is_vacant(a, "animateur")
    assert not seat_is_vacant(a, "ars")


def test_a_seat_that_the_decision_fills_is_not_vacant_while_nobody_is_chosen(sqlite_db: Database) -> None:
    assert not seat_is_vacant(opened(sqlite_db, "designation_new_crmr", candidate=None), "coordonnateur")


def test_every_request_has_its_word_in_a_file_name(sqlite_db: Database) -> None:
    a = opened(sqlite_db, "site_creation")
    for request in REQUESTS:
        a.dossier.request = request
        assert "_" + request not in file_name(a, line("ars")) or request in ("succession", "designation")


def test_the_director_told_of_a_suppression_is_that_of_the_animateur_in_office(sqlite_db: Database) -> None:
    case = read("fsmr_suppression")
    case["crmr"][0]["coordonnateur"] = "Teyssier"
    play = Play(sqlite_db, case)
    play.open()
    with sqlite_db.reading() as session:
        a = assess(session, dossier_of(session, play.dossier), play.today)
        at_work = hospital_of(a, "animateur_director")
    assert at_work is not None
    assert at_work.name == "Lariboisière, AP-HP"


def test_a_filiere_that_the_register_does_not_know_is_left_out_with_the_reason(sqlite_db: Database) -> None:
    case = read("labelling")
    del case["crmr"][0]["fsmr"]
    play = Play(sqlite_db, case)
    play.open()
    play.answer("answers")
    view = play.view()
    (copy,) = [line for line in view.recipients if line.who == "fsmr"]
    assert (copy.included, copy.reason) == (False, "Le registre ne rattache ce centre à aucune filière.")
    (asked,) = [one for _step, questions in view.questions for one in questions if one.id == "crmr.fsmr"]
    assert asked.problem.startswith("Le registre ne rattache ce centre à aucune filière\u00a0:")
