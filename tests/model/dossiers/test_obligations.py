"""What a centre does and owes by the text, and what the register knows of it."""

from __future__ import annotations

import pytest

from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.dossiers import answers_told, life
from crmr_desk.model.dossiers.obligation_rows import Duties, Duty, DutyState
from crmr_desk.model.dossiers.obligations import duties
from crmr_desk.model.kinds import Function
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Candidacy, Dossier
from tests.model.dossiers.conftest import TODAY, Network
from tests.model.network.building import D, Register, counted_statements


def duty(of: Duties, name: str) -> Duty:
    return next(each for each in (*of.missions, *of.obligations) if each.id == name)


def test_nothing_told_is_said_to_be_unknown(network: Network) -> None:
    found = duties(network.db, "crmr", network.multi_site, TODAY)
    assert [each.title for each in found.missions] == [
        "Coordination", "Expertise", "Recours", "Recherche", "Enseignement et formation",
    ]  # fmt: skip
    assert {each.state for each in (*found.missions, *found.obligations)} == {DutyState.UNKNOWN}
    assert {each.place for each in found.missions} == {"A1 A-b"}
    report = duty(found, "report")
    assert "CHU de Lille" in report.who
    assert "ni échéance ni destinataire" in report.left_open
    assert "du 01/01/2024 au 31/12/2028" in duty(found, "plan").who


def test_a_follow_up_tells_and_the_sheet_says_where_it_knows_it_from(network: Network) -> None:
    dossier = network.open(network.multi_site, request="follow_up")
    network.answer(
        dossier, crmr__missions__expertise=True, crmr__missions__recherche=False, crmr__annual_report_filed=True,
        crmr__bndmr_filled=False,
    )  # fmt: skip
    found = duties(network.db, "crmr", network.multi_site, TODAY)
    states = {name: duty(found, name).state for name in ("expertise", "recherche", "recours", "report", "bank")}
    assert states == {
        "expertise": DutyState.MET, "recherche": DutyState.NOT_MET, "recours": DutyState.UNKNOWN,
        "report": DutyState.MET, "bank": DutyState.NOT_MET,
    }  # fmt: skip
    assert duty(found, "report").known.startswith("Transmis. Dossier 2027-0001, ouvert le 22/01/2027.")
    assert "non site par site" in duty(found, "report").known
    (follow_up,) = found.follow_ups
    assert (follow_up.dossier_id, follow_up.verb(alone=True)) == (dossier, "Reprendre le suivi du centre de référence")

    before = duties(network.db, "crmr", network.multi_site, D(2027, 1, 21))
    assert duty(before, "expertise").state is DutyState.UNKNOWN
    later = duty(duties(network.db, "crmr", network.multi_site, D(2028, 3, 1)), "report")
    assert (later.state, later.known[:27]) == (DutyState.UNKNOWN, "Rien n’est su pour 2028. De")

    life.abandon(network.db, dossier, "Ouvert par erreur sur ce centre.", today=TODAY)
    again = duties(network.db, "crmr", network.multi_site, TODAY)
    assert duty(again, "expertise").state is DutyState.UNKNOWN
    assert again.follow_ups[0].verb(alone=False).startswith("Ouvrir le suivi de Leuco")


def test_the_criteria_of_an_application_tell_of_the_missions(network: Network) -> None:
    with network.db.writing("Essai") as session:
        dossier = Dossier(
            number="2026-0900", pack="2016", request="labelling", function=Function.COORDONNATEUR.value,
            crmr_id=network.mono_site, state="decided", answers={}, instructor="Nadia", opened_on=D(2026, 2, 1),
        )  # fmt: skip
        session.add(dossier)
        session.flush()
        met = {"mission_recours": {"met": True}, "mission_recherche": {"evidence": "à voir"}}
        session.add(Candidacy(dossier_id=dossier.id, kind="crmr", criteria=met))
    found = duties(network.db, "crmr", network.mono_site, TODAY)
    assert (duty(found, "recours").state, duty(found, "recherche").state) == (DutyState.MET, DutyState.UNKNOWN)
    assert duty(found, "recours").known == "Dossier 2026-0900, ouvert le 01/02/2026."


def test_a_competence_centre_owes_the_data_bank_and_no_report(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmrs = register.crmr("CERVCO"), register.crmr("MIRCEM")
    found = duties(sqlite_db, "ccmr", register.ccmr("CHU de Nantes", *crmrs), TODAY)
    assert {each.id: each.state for each in found.obligations} == {
        "bank": DutyState.UNKNOWN, "report": DutyState.NOT_OWED, "plan": DutyState.NOT_OWED,
    }  # fmt: skip
    assert duty(found, "bank").place == "A1 B-b"
    assert [one.centre for one in found.follow_ups] == ["CERVCO", "MIRCEM"]
    assert duty(duties(sqlite_db, "crmr", crmrs[0], TODAY), "bank_ccmr").who == "1 centre de compétences"


@pytest.mark.parametrize(("year", "state"), [(2016, DutyState.NOT_OWED), (2017, DutyState.UNKNOWN)])
def test_a_filiere_owes_a_report_since_2017(sqlite_db: Database, year: int, state: DutyState) -> None:
    fsmr = Register(sqlite_db).fsmr("BRAIN-TEAM", D(2014, 1, 1))
    found = duties(sqlite_db, "fsmr", fsmr, D(year, 6, 1))
    assert duty(found, "report").state is state
    assert [each.place for each in found.missions] == ["A1 C-b"] * 3
    assert (Function.ANIMATEUR in answers_told.owe_reports(year)) == (state is DutyState.UNKNOWN)


def test_a_constitutive_site_takes_part_and_a_coordinating_one_leads(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO")
    site = register.constitutive(crmr, "CHU de Lille")
    assert [each.id for each in duties(sqlite_db, "site", site, TODAY).missions] == ["part_of_site"]
    assert len(duties(sqlite_db, "site", 1, TODAY).missions) == 5
    with counted_statements(sqlite_db) as few:
        duties(sqlite_db, "crmr", crmr, TODAY)
    for name in ("CHU de Rouen", "CHU de Nantes"):
        register.constitutive(crmr, name)
        register.ccmr(name, crmr)
    with counted_statements(sqlite_db) as many:
        duties(sqlite_db, "crmr", crmr, TODAY)
    assert len(few) == len(many)


def test_what_was_noted_as_received_shows_beside_what_dossiers_told(network: Network) -> None:
    rows = between(network.db, D(2026, 12, 31), D(2026, 12, 31), TODAY)
    owed = [row for row in rows if row.kind == "annual_report" and row.detail.startswith("Leuco")]
    first, *others = owed
    marks.mark_done(network.db, first, on=D(2027, 1, 12), today=TODAY)
    partly = duty(duties(network.db, "crmr", network.multi_site, TODAY), "report")
    assert (partly.state, partly.known[:25]) == (DutyState.UNKNOWN, f"Reçu pour 2026 de 1 sur {len(owed)}")
    assert others[0].detail.split(", ", 1)[1] in partly.known
    marks.mark_all(network.db, others, marks.Decided("done", TODAY), today=TODAY)
    whole = duty(duties(network.db, "crmr", network.multi_site, TODAY), "report")
    assert (whole.state, whole.known) == (
        DutyState.MET, f"Reçu pour 2026 des {len(owed)} sites, en dernier le 22/01/2027, noté par Nadia Belkacem.",
    )  # fmt: skip
    site = duty(duties(network.db, "site", first.centre_id, TODAY), "report")
    assert site.known == "Reçu pour 2026 le 12/01/2027, noté par Nadia Belkacem."
    assert duty(duties(network.db, "site", first.centre_id, D(2027, 1, 11)), "report").state is DutyState.UNKNOWN
