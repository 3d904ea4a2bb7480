"""The sheet of one centre on one date."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, TeamRole
from crmr_desk.model.network import notes, team
from crmr_desk.model.network.acts.moving import move_centre
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.hospitals import add_hospital
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Crmr, Hospital
from tests.model.network.building import END, HOSPITALS, START, TODAY, D, Register, cervco, counted_statements

DAY = dt.timedelta(days=1)
LETTER = {"cessation_letter.date": "2026-11-12", "cessation_letter.effective": "2027-04-30", "start": "2027-05-01"}


def badges(sheet: CentreSheet) -> list[str]:
    return [badge.text for badge in sheet.badges]


def facts(sheet: CentreSheet, label: str) -> list[str]:
    return [fact.value for fact in sheet.identity if fact.label == label]


def test_the_sheet_of_the_cervco_says_what_it_is_and_where(db: Database) -> None:
    _, crmr_id = cervco(Register(db))
    sheet = centre_sheet(db, "crmr", crmr_id, TODAY)
    assert sheet.breadcrumb == ("BRAIN-TEAM", "Centre de référence")
    assert sheet.title == "CERVCO"
    assert sheet.summary == (
        "Maladies vasculaires rares du cerveau et de l’œil. "
        "Lariboisière, AP-HP, Paris. FINESS 750100042, ARS Île-de-France"
    )
    assert badges(sheet) == ["Mono-site", "Label jusqu’au 31/12/2028", "Coordination vacante"]
    assert facts(sheet, "FINESS juridique") == ["750712184"]
    assert len(sheet.ccmrs) == 24
    assert (sheet.seat, sheet.holder_mandate_id, sheet.open_dossier_id) == ("coordonnateur", None, None)


def test_the_sheet_turns_to_the_day_asked_for(db: Database) -> None:
    register = Register(db)
    _, crmr_id = cervco(register)
    register.constitutive(crmr_id, "CHU de Lille", D(2026, 1, 1), D(2026, 12, 31))
    assert badges(centre_sheet(db, "crmr", crmr_id, TODAY))[0] == "Multi-sites 2"
    assert badges(centre_sheet(db, "crmr", crmr_id, D(2027, 1, 1)))[0] == "Mono-site"
    expired = centre_sheet(db, "crmr", crmr_id, END + DAY)
    assert badges(expired)[1] == "Label expiré"
    assert expired.badges[1].tip == "Label expiré depuis le 01/01/2029"
    assert expired.ccmrs == ()


def test_what_is_granted_from_a_later_day_has_not_expired(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    fsmr = register.fsmr("BRAIN-TEAM", D(2027, 1, 1), END)
    crmr = register.crmr("CERVCO", fsmr, label=(D(2027, 1, 1), END))
    assert badges(centre_sheet(sqlite_db, "crmr", crmr, TODAY))[1] == "Sans label"
    assert badges(centre_sheet(sqlite_db, "fsmr", fsmr, TODAY))[0] == "Sans désignation"


def test_a_departure_announced_and_its_successor_are_shown_before_the_decision(db: Database) -> None:
    register = Register(db)
    _, crmr_id = cervco(register)
    register.label(crmr_id, D(2017, 1, 1), D(2023, 12, 31))
    first = register.person("Marchal", "Étienne")
    leaver = register.person("Aubrac", title="Mme", status="PU-PH")
    candidate = register.person("Rouvière", "Clément", status="PU-PH", birth_date=D(1975, 5, 1))
    register.mandate(Function.COORDONNATEUR, crmr_id, first, D(2005, 1, 1), D(2018, 12, 31))
    mandate_id = register.mandate(Function.COORDONNATEUR, crmr_id, leaver, D(2019, 1, 1), END)
    dossier_id = register.succession(crmr_id, answers=LETTER, candidate_id=candidate)
    sheet = centre_sheet(db, "crmr", crmr_id, TODAY)
    assert "Succession en cours" in badges(sheet)
    assert (sheet.open_dossier_id, sheet.holder_mandate_id) == (dossier_id, mandate_id)
    assert [(bar.lane, bar.tone, bar.start, bar.end) for bar in sheet.bars] == [
        ("Label", "past", D(2017, 1, 1), D(2023, 12, 31)),
        ("Label", "current", START, END),
        ("Coordination", "past", D(2005, 1, 1), D(2018, 12, 31)),
        ("Coordination", "current", D(2019, 1, 1), D(2027, 4, 30)),
        ("Coordination", "proposed", D(2027, 5, 1), END),
    ]
    in_office, proposed = sheet.people
    assert in_office.lines == ("Coordonnatrice, PU-PH", "depuis le 01/01/2019, cesse le 30/04/2027")
    assert in_office.badge is not None
    assert in_office.badge.text == "Départ annoncé"
    assert proposed.lines == ("Succession proposée, PU-PH",)
    assert proposed.age == "51 ans, aucune condition d’âge avant la fin du label"
    assert (proposed.person_id, proposed.mandate_id) == (candidate, 0)


def test_a_half_typed_answer_does_not_disturb_the_sheet(db: Database) -> None:
    register = Register(db)
    _, crmr_id = cervco(register)
    register.succession(crmr_id, answers={"cessation_letter.effective": "demain", "start": None})
    assert centre_sheet(db, "crmr", crmr_id, TODAY).open_dossier_title


def test_each_competence_centre_says_who_leads_it_and_how_its_seat_stands(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    held = register.ccmr("CHU de Bordeaux", crmr_id)
    left = register.ccmr("CHU de Montpellier", crmr_id)
    aged = register.ccmr("CHU de Nantes", crmr_id)
    register.ccmr("CHU de Rouen", crmr_id)
    old = register.person("Teyssier", "Amaury", status="PR-CONSULTANT", birth_date=D(1959, 2, 3))
    register.mandate(Function.RESPONSABLE_CCMR, held, register.person("Sarrazin", "Maëlle", "Dr"))
    register.mandate(Function.RESPONSABLE_CCMR, left, register.person("Parti"), START, D(2026, 8, 31))
    register.mandate(Function.RESPONSABLE_CCMR, aged, old)
    lines = centre_sheet(db, "crmr", crmr_id, TODAY).ccmrs
    assert [(line.hospital, line.responsable, line.badge.text, line.badge.tone) for line in lines] == [
        ("CHU de Bordeaux", "Dr Maëlle Sarrazin", "En fonction", "ok"),
        ("CHU de Montpellier", "Poste vacant depuis le 01/09/2026", "Vacant", "stop"),
        ("CHU de Nantes", "Pr Amaury Teyssier", "68 ans le 03/02/2027", "warn"),
        ("CHU de Rouen", "Poste vacant", "Vacant", "stop"),
    ]
    assert {line.end for line in lines} == {END}
    assert {line.public for line in lines} == {"Adultes"}


def test_a_centre_attached_to_two_filieres_lists_both_with_each_end(db: Database) -> None:
    register = Register(db)
    brain, sens = register.fsmr("BRAIN-TEAM"), register.fsmr("SENSGENE")
    crmrs = register.crmr("CERVCO", brain), register.crmr("OPHTARA", sens, label=(START, D(2027, 6, 30)))
    ccmr_id = register.ccmr("CHU de Nantes", *crmrs, active_file=12, specialty="ophtalmologie")
    sheet = centre_sheet(db, "ccmr", ccmr_id, TODAY)
    assert sheet.breadcrumb[:2] == ("BRAIN-TEAM, SENSGENE", "CERVCO, OPHTARA")
    assert [(line.name, line.fsmr, line.end, line.label_end) for line in sheet.attached] == [
        ("CERVCO", "BRAIN-TEAM", END, END),
        ("OPHTARA", "SENSGENE", END, D(2027, 6, 30)),
    ]
    assert {line.coordonnateur for line in sheet.attached} == {"Poste vacant"}
    assert [(line.act, line.end) for line in sheet.labels] == [("CERVCO", END), ("OPHTARA", D(2027, 6, 30))]
    assert "2 rattachements" in badges(sheet)
    for crmr_id in crmrs:
        assert [line.row_id for line in centre_sheet(db, "crmr", crmr_id, TODAY).ccmrs] == [ccmr_id]


def test_the_active_file_cites_the_call_for_projects_and_not_the_instruction(db: Database) -> None:
    register = Register(db)
    ccmr_id = register.ccmr("CHU de Nantes", register.crmr("CERVCO"), active_file=12)
    sheet = centre_sheet(db, "ccmr", ccmr_id, TODAY)
    (words,) = facts(sheet, "File active")
    assert words.startswith("12 patients (sous le seuil de 25")
    assert "appel à projets" in words
    assert [fact.place for fact in sheet.identity if fact.label == "File active"] == [""]


def test_a_constitutive_site_says_its_ground_and_its_place_in_the_text(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    sheet = centre_sheet(db, "site", site_id, TODAY)
    assert [(fact.value, fact.place) for fact in sheet.identity if fact.label == "Motif du site"] == [
        ("Liaison pédiatrie-adulte", "A1 A-c")
    ]
    assert (sheet.seat, badges(sheet)[-1]) == ("responsable_site", "Vacant")


def test_a_coordinating_site_is_led_by_the_coordonnateur(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    mandate_id = register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"))
    (line,) = centre_sheet(db, "crmr", crmr_id, TODAY).sites
    sheet = centre_sheet(db, "site", line.row_id, TODAY)
    assert (sheet.seat, sheet.holder_mandate_id) == ("coordonnateur", mandate_id)


def test_the_sheet_of_a_filiere_lists_its_centres_and_its_competence_centres_once(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    crmrs = [register.crmr(acronym, fsmr_id) for acronym in ("MIRCEM", "CERVCO")]
    register.ccmr("CHU de Lille", *crmrs)
    sheet = centre_sheet(db, "fsmr", fsmr_id, TODAY)
    assert [line.role for line in sheet.sites] == ["CERVCO", "MIRCEM"]
    assert len(sheet.ccmrs) == 1
    assert badges(sheet) == ["Désignation jusqu’au 31/12/2028", "Moins de trois centres", "Animation vacante"]


def test_a_centre_without_an_open_site_on_the_day_has_nothing_vacant(sqlite_db: Database) -> None:
    crmr_id = Register(sqlite_db).crmr("CERVCO")
    assert badges(centre_sheet(sqlite_db, "crmr", crmr_id, D(1999, 1, 1))) == ["Hors période"]


def test_the_rows_shown_are_named_for_the_history(db: Database) -> None:
    register = Register(db)
    fsmr_id, crmr_id = cervco(register)
    person_id = register.person("Aubrac")
    mandate_id = register.mandate(Function.COORDONNATEUR, crmr_id, person_id)
    related = centre_sheet(db, "crmr", crmr_id, TODAY).related
    assert {("crmr", crmr_id), ("fsmr", fsmr_id), ("mandate", mandate_id), ("person", person_id)} <= set(related)
    assert len(related) == len(set(related))


@pytest.mark.parametrize("kind", ["fsmr", "crmr", "site", "ccmr"])
def test_a_centre_that_vanished_is_said(db: Database, kind: str) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        centre_sheet(db, kind, 1, TODAY)


def test_the_number_of_statements_of_a_sheet_does_not_grow_with_the_centre(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    counts = []
    for _ in range(2):
        with counted_statements(db) as sent:
            centre_sheet(db, "crmr", crmr_id, TODAY)
        counts.append(len(sent))
        for name in ("CHU de Lille", "CHU de Nantes", "CHU de Rouen"):
            register.constitutive(crmr_id, name)
            ccmr_id = register.ccmr(name, crmr_id)
            register.mandate(Function.RESPONSABLE_CCMR, ccmr_id, register.person("Aubrac"))
    assert counts[0] == counts[1]


def test_the_sheet_takes_up_the_dossier_about_the_seat_before_one_about_the_centre(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    seat = register.succession(crmr_id)
    register.succession(crmr_id, request="site_creation")
    assert centre_sheet(db, "crmr", crmr_id, TODAY).open_dossier_id == seat

    alone = register.crmr("LEUKO")
    register.succession(alone, request="site_creation")
    sheet = centre_sheet(db, "crmr", alone, TODAY)
    assert sheet.open_dossier_title == "Reprendre la création de site"
    assert [badge.text for badge in sheet.badges if "en cours" in badge.text] == ["Création de site en cours"]


def test_the_sheet_of_a_past_day_says_the_names_and_the_places_of_that_day(db: Database) -> None:
    register = Register(db)
    old, new = register.fsmr("AnDDI-Rares"), register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", old)
    ccmr_id = register.ccmr("CHU de Lille", crmr_id)
    with db.writing("Changements") as session:
        change_from(session, session.get_one(Crmr, crmr_id), D(2026, 7, 1), TODAY, fsmr_id=new, acronym="CERVCO-2")
        hospital = session.get_one(Hospital, register.hospital("CHU de Lille"))
        change_from(session, hospital, D(2026, 7, 1), TODAY, name="CHU de Lille-Flandres")
        nantes = register_place(session, "CHU de Nantes")
        change_from(session, session.get_one(Ccmr, ccmr_id), D(2026, 9, 1), TODAY, hospital_id=nantes)
    before, after = D(2026, 6, 30), TODAY
    assert [centre_sheet(db, "ccmr", ccmr_id, day).title for day in (before, D(2026, 8, 31), after)] == [
        "CHU de Lille, neurologie", "CHU de Lille-Flandres, neurologie", "CHU de Nantes, neurologie",
    ]  # fmt: skip
    assert [line.hospital for line in centre_sheet(db, "fsmr", old, before).ccmrs] == ["CHU de Lille"]
    assert centre_sheet(db, "fsmr", old, after).sites == ()
    assert [line.role for line in centre_sheet(db, "fsmr", new, after).sites] == ["CERVCO-2"]
    assert [line.name for line in centre_sheet(db, "ccmr", ccmr_id, before).attached] == ["CERVCO"]


def register_place(session: Session, name: str) -> int:
    et, ej, town, region = HOSPITALS[name]
    return add_hospital(session, finess_et=et, finess_ej=ej, name=name, town=town, region_code=region)


def test_a_referent_stands_beside_who_leads(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Aubrac"))
    referent = register.person("Hamon", "Lise", "Dr")
    team.add_member(sqlite_db, "site", site_id, referent, TeamRole.REFERENT, start=START, detail="filière pédiatrique")
    notes.add_note(sqlite_db, "site", site_id, "À rappeler", TODAY)
    sheet = centre_sheet(sqlite_db, "site", site_id, TODAY)
    assert [(person.name, person.function) for person in sheet.people] == [
        ("Pr Solène Aubrac", "responsable_site"), ("Dr Lise Hamon", "referent"),
    ]  # fmt: skip
    assert sheet.people[1].lines == ("Référent\u00a0: filière pédiatrique", "depuis le 01/01/2024")
    assert (sheet.counts.team, sheet.counts.notes, sheet.counts.dossiers) == (1, 1, 0)


def test_what_can_be_changed_where_it_is_shown_says_so_and_the_rest_says_why(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    sheet = centre_sheet(sqlite_db, "site", register.constitutive(register.crmr("CERVCO"), "CHU de Lille"), TODAY)
    known = {fact.label: fact for fact in sheet.identity}
    assert known["Spécialité"].edit is not None
    assert known["Spécialité"].value == ""
    assert "délocalisation" in known["Établissement"].fixed
    assert known["Établissement"].leads is not None
    assert known["Établissement"].leads[0] == "hospital"
    assert known["Période"].fixed


def test_a_site_that_moved_tells_who_led_it_in_each_hospital(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    site_id = register.constitutive(register.crmr("MIRCEM"), "CHU de Lille", start=D(2017, 1, 1))
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Aubrac"), D(2017, 1, 1), None)
    rouen = register.hospital("CHU de Rouen")
    _new, changes = move_centre(
        sqlite_db, "site", site_id, rouen, D(2025, 3, 1), today=TODAY, reason="Décision du 3 février 2025"
    )
    moved = max(row_id for table, row_id in changes.rows if table == "site")
    after, before = (centre_sheet(sqlite_db, "site", each, TODAY) for each in (moved, site_id))
    for shown in (after, before):
        assert [bar.text for bar in shown.bars if bar.lane == "Site"] == [
            "Site constitutif, CHU de Lille 2017-2025",
            "Site constitutif, CHU de Rouen depuis 2025",
        ]
        assert len([bar for bar in shown.bars if bar.lane == "Responsable"]) == 2
        assert {("site", site_id), ("site", moved)} <= set(shown.related)
    assert [(fact.label, fact.leads) for fact in after.identity if fact.label in ("Auparavant", "Ensuite")] == [
        ("Auparavant", ("site", site_id))
    ]
    assert [fact.label for fact in before.identity if fact.leads == ("site", moved)] == ["Ensuite"]


def test_a_sheet_says_what_a_centre_was_before_its_day(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    former, now = register.fsmr("G2M"), register.fsmr("BRAIN-TEAM")
    crmr_id = register.crmr("CERVCO", former, title="Maladies rares de la rétine")
    with sqlite_db.writing("Changements") as session:
        crmr = session.get_one(Crmr, crmr_id)
        change_from(session, crmr, D(2025, 1, 1), TODAY, title="Maladies rares de l’œil", fsmr_id=now)
    shown = centre_sheet(sqlite_db, "crmr", crmr_id, TODAY)
    assert [(fact.value, fact.leads) for fact in shown.identity if fact.label == "Auparavant"] == [
        ("G2M (filière), jusqu’au 31/12/2024", ("fsmr", former)),
        ("Maladies rares de la rétine (intitulé), jusqu’au 31/12/2024", None),
    ]
    before = centre_sheet(sqlite_db, "crmr", crmr_id, D(2024, 12, 31))
    assert [fact for fact in before.identity if fact.label == "Auparavant"] == []
