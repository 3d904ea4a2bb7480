"""Centres created and renamed, attachments, and mandates of the past."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.kinds import Function, Ground
from crmr_desk.model.network.acts.attaching import ALONE, attach_ccmr, change_attachment, detach_ccmr
from crmr_desk.model.network.acts.creating import (
    LabelGiven,
    NewCcmr,
    NewCentre,
    NewCrmr,
    NewFsmr,
    NewSite,
    create_centre,
)
from crmr_desk.model.network.acts.renaming import names_now, rename_centre
from crmr_desk.model.network.acts.seating import correct_mandate, record_mandate
from crmr_desk.model.network.centres_on import ccmr_on
from crmr_desk.model.network.snapshot import network_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment
from tests.model.network.acts.network_of_one import LAST, NEXT, Everything, hanging, take_back
from tests.model.network.building import END, START, TODAY, D, Register
from tests.model.store.dumps import dump

WHY = "Arrêté du 15 décembre 2026"


def test_a_network_is_made_from_nothing_and_taken_back(db: Database) -> None:
    hospital, before = Register(db).hospital("CHU de Lille"), dump(db)
    fsmr, _changes = create_centre(db, NewFsmr("FIRENDO", "Endocrinologie", hospital, START), today=TODAY)
    crmr, _changes = create_centre(
        db,
        NewCrmr("Maladies rares", hospital, START, WHY, "RARE", fsmr, label=LabelGiven(START, END, WHY)),
        today=TODAY,
    )
    site, _changes = create_centre(
        db, NewSite(crmr, hospital, Ground.MEME_ACTIVITE, START, WHY, "Pédiatrie"), today=TODAY
    )
    ccmr, _changes = create_centre(db, NewCcmr("Compétence", hospital, START, (crmr,)), today=TODAY)
    assert hanging(db) == []
    with db.reading() as session:
        network = network_on(session, TODAY)
        assert (network.crmrs[0].fsmr_id, [row.id for row in network.sites[crmr]][1]) == (fsmr, site)
        assert network.attached == {crmr: [ccmr]}
    for _each in range(4):
        take_back(db)
    assert dump(db) == before


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewFsmr("BRAIN-TEAM", "Cerveau"), "porte déjà le sigle BRAIN-TEAM"),
        (NewFsmr("Brain-Team", "Cerveau"), "porte déjà le sigle Brain-Team"),
        (NewFsmr("", "Cerveau"), "Le sigle de la filière manque"),
        (NewCrmr("Maladies", 1, NEXT, ""), r"campagne de labellisation \(annexe 2"),
        (NewCrmr("Maladies", 99, NEXT, WHY), "Choisissez l’établissement"),
        (NewSite(1, 1, Ground.MEME_ACTIVITE, NEXT, ""), r"est un dossier \(annexe 1"),
        (NewSite(1, 1, Ground.MEME_ACTIVITE, NEXT, WHY), "a déjà ce site, Lariboisière"),
        (NewCcmr("Compétence", 1, NEXT, ()), "rattaché à un ou plusieurs"),
        (NewCcmr("Compétence", 1, D(2020, 1, 1), (1,)), "le rattachement doit y tenir"),
    ],
)
def test_a_creation_that_makes_no_sense_is_refused_in_one_sentence(
    one: Everything, new: NewCentre, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        create_centre(one.db, new, today=TODAY)


def test_a_centre_is_renamed_from_a_day_or_corrected(one: Everything) -> None:
    rename_centre(one.db, "crmr", one.crmr, {"acronym": "VASCO"}, today=TODAY, start=D(2026, 11, 1))
    rename_centre(one.db, "ccmr", one.alone, {"title": "Compétence de Rouen"}, today=TODAY)
    with one.db.reading() as session:
        now, before = network_on(session, TODAY), network_on(session, D(2026, 10, 31))
        assert {row.acronym for row in now.crmrs} == {"VASCO", "LEUKO"}
        assert {row.acronym for row in before.crmrs} == {"CERVCO", "LEUKO"}
        assert before.ccmrs[one.alone].title == "Compétence de Rouen"
    assert names_now(one.db, "crmr", one.crmr) == {"title": "Maladies CERVCO", "acronym": "VASCO"}
    with pytest.raises(UserError, match="rien à changer"):
        rename_centre(one.db, "crmr", one.crmr, {"acronym": "VASCO"}, today=TODAY)
    with pytest.raises(UserError, match="porte déjà le sigle LEUKO"):
        rename_centre(one.db, "crmr", one.crmr, {"acronym": "LEUKO"}, today=TODAY)


def test_competence_centres_are_attached_detached_and_corrected(one: Everything) -> None:
    before = dump(one.db)
    count, _changes = attach_ccmr(one.db, [one.alone], [one.other], D(2026, 6, 1))
    with one.db.reading() as session:
        made = session.query(Attachment).filter_by(ccmr_id=one.alone, crmr_id=one.other).one()
        assert (count, made.end) == (1, END)
    change_attachment(one.db, made.id, D(2026, 7, 1), D(2027, 6, 30))
    with pytest.raises(UserError, match="doit y tenir"):
        change_attachment(one.db, made.id, D(2026, 7, 1), D(2035, 1, 1))
    with pytest.raises(UserError, match="déjà rattaché"):
        attach_ccmr(one.db, [one.alone], [one.other], TODAY)
    detach_ccmr(one.db, [made.id], LAST)
    with one.db.reading() as session:
        last = session.query(Attachment).filter_by(ccmr_id=one.alone, crmr_id=one.crmr).one().id
    with pytest.raises(NeedsConfirmation, match="plus aucun centre de référence"):
        detach_ccmr(one.db, [last], LAST)
    detach_ccmr(one.db, [last], LAST, confirmed=frozenset({ALONE}))
    with one.db.reading() as session:
        assert ccmr_on(session, one.alone, NEXT).attachments == ()
    for _each in range(4):
        take_back(one.db)
    assert dump(one.db) == before


def test_the_past_is_completed_and_the_present_is_left_to_dossiers(one: Everything) -> None:
    person = one.register.person("Marchal", "Étienne")
    past = {"person_id": person, "function": Function.COORDONNATEUR, "target_id": one.crmr, "today": TODAY}
    mandate, _changes = record_mandate(one.db, start=D(2005, 1, 1), end=D(2018, 12, 31), **past)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="par un dossier de désignation"):
        record_mandate(one.db, start=D(2005, 1, 1), end=TODAY, **past)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="déjà occupé par Pr Étienne Marchal"):
        record_mandate(one.db, start=D(2018, 1, 1), end=D(2019, 12, 31), **past)  # type: ignore[arg-type]
    correct_mandate(one.db, mandate, D(2004, 11, 1), D(2019, 6, 30), today=TODAY)
    with pytest.raises(UserError, match="son terme vient d’un dossier"):
        correct_mandate(one.db, one.head, START, D(2027, 6, 30), today=TODAY)
    correct_mandate(one.db, one.head, START, D(2027, 6, 30), today=TODAY, reason="Erreur de saisie, acte de 2024")
    assert hanging(one.db) == []
