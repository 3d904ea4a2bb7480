"""An application to a labelling campaign: its structures, their criteria, and what granting it changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from crmr_desk.model.dossiers import acts, decision, findings, life, pieces
from crmr_desk.model.dossiers.application_facts import Application
from crmr_desk.model.dossiers.application_opening import open_application
from crmr_desk.model.dossiers.campaigns import create_campaign
from crmr_desk.model.dossiers.candidacies import (
    add_structure,
    change_structure,
    remove_structure,
    set_criterion,
    set_outcome,
)
from crmr_desk.model.dossiers.candidacy_reading import application_of
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, NewCentre, NewStructure, Outcome
from crmr_desk.model.dossiers.granting import grant
from crmr_desk.model.dossiers.labelling import plan_of
from crmr_desk.model.dossiers.labelling_words import labelling_effects, labelling_summary, outcomes_text
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.law import packs
from crmr_desk.model.network.snapshot import crmr_on
from crmr_desk.model.store import undo
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment, Ccmr, Dossier, Label, Mandate, Site
from tests.conftest import fixed_clock
from tests.model.network.building import D, Register
from tests.model.store.dumps import dump

TODAY = D(2028, 9, 4)
START, END = D(2029, 1, 1), D(2033, 12, 31)
FORMER_END = D(2028, 12, 31)


@dataclass
class Case:
    """The CERVCO applies: a coordinating site, a constitutive one, a CCMR of its own and one that it shares."""

    db: Database
    register: Register
    campaign: int
    crmr: int
    other: int
    dossier: int
    coordination: int
    """A mandate without known end."""

    def application(self) -> Application:
        with self.db.reading() as session:
            found = application_of(session, session.get_one(Dossier, self.dossier), TODAY)
        assert found is not None
        return found

    def line(self, name: str) -> CandidacyLine:
        return next(line for line in self.application().lines if line.name == name)

    def label_all(self, *but: str) -> None:
        ids = [line.id for line in self.application().lines if line.name not in but]
        set_outcome(self.db, ids, Outcome.LABELLED)

    def newcomer(self) -> NewStructure:
        house = self.register.hospital("CHU de Montpellier")
        return NewStructure("ccmr", hospital_id=house, unit="neurologie", active_file=30)

    def close_ccmr(self, name: str) -> None:
        row_id = self.line(name).row_id
        with self.db.writing("Essai") as session:
            session.get_one(Ccmr, row_id).end = D(2028, 8, 31)

    def grant(self) -> Changes:
        plan = plan_of(self.application())
        with self.db.writing("Essai") as session:
            grant(session, plan)
        return session.changes


def applied(db: Database) -> Case:
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM")
    crmr = register.crmr("CERVCO", fsmr, title="Maladies vasculaires rares du cerveau et de l’œil")
    other = register.crmr("MIRCEM", fsmr, at="CHU de Nantes", label=(D(2026, 1, 1), D(2030, 12, 31)))
    site = register.constitutive(crmr, "CHU de Rouen")
    own = register.ccmr("CHU de Lille", crmr, end=None)
    shared = register.ccmr("CHU de Bordeaux", crmr, other, end=None)
    register.hospital("CHU de Montpellier")
    coordination = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), end=None)
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Vandamme", "Inès", "Dr"))
    register.mandate(Function.RESPONSABLE_CCMR, own, register.person("Tison", "Élise", "Dr"), end=None)
    register.mandate(Function.RESPONSABLE_CCMR, shared, register.person("Morvan", "Yann", "Dr"), end=None)
    campaign, _changes = create_campaign(
        db, name="Appel à projets 2028", opens_on=D(2028, 2, 1), closes_on=D(2028, 6, 30), label_start=START,
        act="Arrêté du 12 décembre 2028",
    )  # fmt: skip
    pack = packs.load_named("2016")
    dossier, _changes = open_application(db, pack, campaign_id=campaign, crmr_id=crmr, today=TODAY)
    return Case(db, register, campaign, crmr, other, dossier, coordination)


@pytest.fixture(scope="module")
def applied_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Case]:
    """The application just opened, to be copied."""
    path = tmp_path_factory.mktemp("candidature") / "deposee.crmr"
    shutil.copyfile(migrated_file, path)
    database = Database(Database.url_of(path), who="Nadia Belkacem", now=fixed_clock)
    made = applied(database)
    database.dispose()
    return path, made


@pytest.fixture
def case(applied_file: tuple[Path, Case], tmp_path: Path) -> Iterator[Case]:
    source, made = applied_file
    path = tmp_path / "candidature.crmr"
    shutil.copyfile(source, path)
    database = Database(Database.url_of(path), who="Nadia Belkacem", now=fixed_clock)
    yield replace(made, db=database)
    database.dispose()


def last_day(db: Database, table: type[Site] | type[Ccmr] | type[Mandate], row_id: int) -> D | None:
    with db.reading() as session:
        return session.scalar(select(table.end).where(table.id == row_id))


def test_an_application_begins_with_the_centre_its_sites_and_its_ccmr(case: Case) -> None:
    assert [(line.structure, line.name, line.holder) for line in case.application().lines] == [
        ("crmr", "CERVCO", "Pr Solène Aubrac"),
        ("coordonnateur", "Lariboisière, AP-HP", ""),
        ("constitutif", "CHU de Rouen", "Dr Inès Vandamme"),
        ("ccmr", "CHU de Bordeaux", "Dr Yann Morvan"),
        ("ccmr", "CHU de Lille", "Dr Élise Tison"),
    ]


def test_each_structure_has_the_criteria_of_its_kind_with_their_place(case: Case) -> None:
    asked = {criterion.label: criterion.place for criterion in case.line("CERVCO").criteria}
    assert asked["Mission d’expertise"] == "A1 A-b"
    assert asked["Avis favorable de la filière"] == "appel à projets"
    laboratory = next(each for each in case.line("Lariboisière, AP-HP").criteria if each.id == "no_laboratory")
    assert not laboratory.required, "un laboratoire avertit seulement pour un site coordonnateur"
    assert next(each for each in case.line("CHU de Rouen").criteria if each.id == "no_laboratory").required


def test_the_25_patients_are_read_on_the_active_file_and_never_required(case: Case) -> None:
    line = case.line("CHU de Lille")
    criterion = next(each for each in line.criteria if each.id == "active_file_25")
    assert (criterion.met, criterion.required, criterion.place) == (True, False, "appel à projets")
    structure = NewStructure("ccmr", ccmr_id=line.row_id, active_file=12)
    change_structure(case.db, line.id, structure, version=line.version)
    assert [each.id for each in case.line("CHU de Lille").unmet] == ["active_file_25"]
    with pytest.raises(UserError, match="se lit sur la file active"):
        set_criterion(case.db, [line.id], "active_file_25", met=True)


def test_a_criterion_is_noted_with_its_evidence_for_several_structures_alike(case: Case) -> None:
    ids = [line.id for line in case.application().lines if line.kind == "ccmr"]
    set_criterion(case.db, ids, "crmr_recognition", met=True, evidence="Lettre du CERVCO du 12/06/2028")
    noted = [each for line in case.application().lines for each in line.criteria if each.id == "crmr_recognition"]
    assert {(each.met, each.evidence) for each in noted} == {(True, "Lettre du CERVCO du 12/06/2028")}
    with pytest.raises(UserError, match="n’est pas demandé à cette structure"):
        set_criterion(case.db, ids, "mission_expertise", met=True)


def test_a_mission_of_the_centre_becomes_a_fact_that_the_rules_judge(case: Case) -> None:
    centre = case.line("CERVCO")
    set_criterion(case.db, [centre.id], "mission_recours", met=False, evidence="Aucun patient hors région")
    found = next(each for each in dossier_view(case.db, case.dossier, TODAY).findings if each.id == "mission_missing")
    assert (found.of, found.go_to, found.liftable) == ("recours", "candidacies", True)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.WITHDRAWN])
def test_a_refusal_or_a_withdrawal_has_a_reason(case: Case, outcome: Outcome) -> None:
    line = case.line("CHU de Lille")
    with pytest.raises(UserError, match="écrivez le motif"):
        set_outcome(case.db, [line.id], outcome, reason=" ")
    assert case.line("CHU de Lille").outcome is None


def test_what_is_open_in_the_centre_is_withdrawn_not_taken_out(case: Case) -> None:
    with pytest.raises(UserError, match="notez-la retirée"):
        remove_structure(case.db, case.line("CHU de Lille").id)
    added, _changes = add_structure(case.db, case.dossier, case.newcomer())
    remove_structure(case.db, added)
    assert len(case.application().lines) == 5


@pytest.mark.parametrize(
    ("structure", "sentence"),
    [
        (NewStructure("ccmr"), "Choisissez l’établissement"),
        (NewStructure("site", hospital_id=1, role="constitutif"), "l’un des trois motifs"),
        (NewStructure("site", hospital_id=1, role="constitutif", ground="autre"), "que trois motifs"),
        (NewStructure("ccmr", hospital_id=1, active_file=-3), "n’est pas possible"),
        (NewStructure("ccmr", ccmr_id=1), "déjà dans la candidature"),
    ],
)
def test_a_structure_that_cannot_be_is_refused(case: Case, structure: NewStructure, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        add_structure(case.db, case.dossier, structure)


def test_two_people_do_not_overwrite_each_other_on_a_structure(case: Case) -> None:
    line = case.line("CHU de Lille")
    structure = NewStructure("ccmr", ccmr_id=line.row_id, active_file=50)
    change_structure(case.db, line.id, structure, version=line.version)
    with pytest.raises(Conflict, match="entre-temps"):
        change_structure(case.db, line.id, structure, version=line.version)


def test_the_label_opens_for_five_years_and_every_seat_is_empty(case: Case) -> None:
    case.label_all()
    changes = case.grant()
    with case.db.reading() as session:
        label = session.scalars(select(Label).where(Label.crmr_id == case.crmr).order_by(Label.start.desc())).first()
        assert label is not None
        assert (label.start, label.end, label.act) == (START, END, "Arrêté du 12 décembre 2028")
        assert crmr_on(session, case.crmr, FORMER_END).holder is not None
        after = crmr_on(session, case.crmr, START)
        assert (after.holder, after.constitutive[0].holder, after.ccmr_count) == (None, None, 2)
    assert last_day(case.db, Mandate, case.coordination) == FORMER_END
    assert changes.operation_id is not None


def test_undoing_what_was_granted_is_identity(db: Database) -> None:
    case = applied(db)
    add_structure(case.db, case.dossier, case.newcomer())
    case.label_all("CHU de Lille")
    set_outcome(case.db, [case.line("CHU de Lille").id], Outcome.REFUSED, reason="File active insuffisante.")
    before = dump(case.db)
    changes = case.grant()
    assert changes.operation_id is not None
    undo.undo(case.db, changes.operation_id)
    assert dump(case.db) == before


def test_a_new_ccmr_is_created_and_attached_for_the_label(case: Case) -> None:
    add_structure(case.db, case.dossier, case.newcomer())
    case.label_all()
    case.grant()
    line = case.line("CHU de Montpellier")
    with case.db.reading() as session:
        ccmr = session.get_one(Ccmr, line.row_id)
        attachment = session.scalars(select(Attachment).where(Attachment.ccmr_id == ccmr.id)).one()
    assert (ccmr.code, ccmr.start, ccmr.active_file) == ("R0001-C01", START, 30)
    assert (attachment.crmr_id, attachment.start, attachment.end) == (case.crmr, START, END)
    assert not line.existing


def test_a_structure_refused_ends_with_the_former_label_and_so_does_who_leads_it(case: Case) -> None:
    case.label_all("CHU de Lille", "CHU de Rouen")
    set_outcome(case.db, [case.line("CHU de Lille").id], Outcome.REFUSED, reason="File active insuffisante.")
    set_outcome(case.db, [case.line("CHU de Rouen").id], Outcome.WITHDRAWN, reason="Le service ferme.")
    ccmr, site = case.line("CHU de Lille").row_id, case.line("CHU de Rouen").row_id
    case.grant()
    assert last_day(case.db, Ccmr, ccmr or 0) == FORMER_END
    assert last_day(case.db, Site, site or 0) == FORMER_END


def test_a_ccmr_that_another_centre_keeps_goes_on_with_whoever_leads_it(case: Case) -> None:
    case.label_all("CHU de Bordeaux")
    set_outcome(case.db, [case.line("CHU de Bordeaux").id], Outcome.REFUSED, reason="Expertise non reconnue.")
    ccmr = case.line("CHU de Bordeaux").row_id or 0
    case.grant()
    with case.db.reading() as session:
        ends = {row.crmr_id: row.end for row in session.scalars(select(Attachment).where(Attachment.ccmr_id == ccmr))}
        mandate = session.scalars(select(Mandate).where(Mandate.ccmr_id == ccmr)).one()
    assert ends == {case.crmr: FORMER_END, case.other: None}
    assert (last_day(case.db, Ccmr, ccmr), mandate.end) == (None, None)


def test_a_centre_refused_ends_with_all_it_has_and_gets_no_label(case: Case) -> None:
    lines = case.application().lines
    set_outcome(case.db, [line.id for line in lines], Outcome.REFUSED, reason="Missions non remplies.")
    case.grant()
    with case.db.reading() as session:
        assert crmr_on(session, case.crmr, START).coordinating is None
        assert len(session.scalars(select(Label).where(Label.crmr_id == case.crmr)).all()) == 1
        assert session.get_one(Dossier, case.dossier).answers["decision.outcome"] == "unfavourable"


def test_a_new_centre_gets_its_sites_its_label_and_its_place_in_the_tree(case: Case) -> None:
    pack = packs.load_named("2016")
    dossier, _changes = open_application(
        case.db, pack, campaign_id=case.campaign, new=NewCentre("Vascularites rares du cerveau", "VASCO"), today=TODAY
    )
    case.dossier = dossier
    house = case.register.hospital("CHU de Nantes")
    seat = NewStructure("site", hospital_id=house, role="coordonnateur", unit="Neurologie")
    add_structure(case.db, dossier, seat)
    case.label_all()
    case.grant()
    application = case.application()
    with case.db.reading() as session:
        centre = crmr_on(session, application.crmr_id, START)
    assert centre.coordinating is not None
    assert (centre.coordinating.code, centre.coordinating.hospital.name) == ("VASCO-S1", "CHU de Nantes")
    assert centre.label is not None
    assert (centre.label.start, centre.label.end) == (START, END)


def test_the_last_page_says_what_opens_what_ends_and_who_leaves(case: Case) -> None:
    case.label_all("CHU de Lille")
    set_outcome(case.db, [case.line("CHU de Lille").id], Outcome.REFUSED, reason="File active insuffisante.")
    plan = plan_of(case.application())
    said = {f"{line.sign} {line.title}": line.detail for line in labelling_effects(plan)}
    assert said["+ Label, CERVCO"] == "du 01/01/2029 au 31/12/2033, Arrêté du 12 décembre 2028"
    assert said["- Centre de compétences, CHU de Lille"].startswith("candidature refusée, fin le 31/12/2028")
    assert said["- Pr Solène Aubrac, CERVCO"] == "finit avec le label précédent, le 31/12/2028"
    assert said["- 2 sièges à pourvoir le 01/01/2029"] == "CERVCO\u202f; CHU de Rouen"
    assert labelling_summary(plan) == (
        "Le centre CERVCO est labellisé du 1ᵉʳ janvier 2029 au 31 décembre 2033, avec un site constitutif et un centre"
        " de compétences\u202f; 1 structure sans label."
    )
    letter = outcomes_text(plan.application.lines)
    assert letter.startswith("le centre de référence est labellisé\u202f; le site coordonnateur est labellisé (Larib")
    assert letter.endswith("le centre de compétences est refusé (CHU de Lille\u00a0: File active insuffisante)")


def ready_to_decide(case: Case, *refused: str) -> None:
    """Every criterion met, the favourable opinion of the filière, the acts done, the visa given; the structures named
    are refused."""
    for line in case.application().lines:
        for criterion in line.criteria:
            if not criterion.measured:
                set_criterion(case.db, [line.id], criterion.id, met=True, evidence="Dossier de candidature")
    case.label_all(*refused)
    for name in refused:
        set_outcome(case.db, [case.line(name).id], Outcome.REFUSED, reason="File active insuffisante.")
    pieces.receive(case.db, case.dossier, "fsmr_opinion", "", received_on=TODAY, opinion="favourable")
    answers = {"crmr.fsmr": True, "sent_to": "dgos", "sent_on": "2028-06-20", "received_on": "2028-06-22"}
    life.answer(case.db, case.dossier, answers, today=TODAY)
    for act, on in (("declare_complete", TODAY), ("begin_examination", TODAY), ("send_to_visa", TODAY)):
        acts.perform(case.db, case.dossier, act, on=on, today=TODAY)
    answers = {"decision.date": TODAY.isoformat(), "decision.signatory": "Claire Montagnac"}
    life.answer(case.db, case.dossier, answers, today=TODAY)


def test_a_whole_application_is_decided_in_one_operation_and_undone(db: Database) -> None:
    case = applied(db)
    ready_to_decide(case, "CHU de Lille")
    view = dossier_view(db, case.dossier, TODAY)
    assert [line.title for line in view.blockers] == []
    assert view.candidacies[0].outcome is Outcome.LABELLED
    before = dump(db)
    changes = decision.decide(db, case.dossier, today=TODAY)
    decided = dossier_view(db, case.dossier, TODAY)
    assert (decided.state, decided.scenario) == ("decided", "labelling")
    written = {letter.kind for letter in decided.letters}
    assert written >= {"labelling_coordonnateur", "labelling_director", "labelling_ars"}
    assert changes.operation_id is not None
    undo.undo(db, changes.operation_id)
    assert {name: rows for name, rows in dump(db).items() if name != "stored_file"} == {
        name: rows for name, rows in before.items() if name != "stored_file"
    }


def test_an_application_without_every_outcome_is_not_decided(case: Case) -> None:
    ready_to_decide(case)
    set_outcome(case.db, [case.line("CHU de Lille").id], None)
    with pytest.raises(UserError, match="Issue à donner pour une structure"):
        decision.decide(case.db, case.dossier, today=TODAY)


def test_an_unmet_criterion_is_lifted_with_a_reason_or_stands_in_the_way(case: Case) -> None:
    ready_to_decide(case)
    site = case.line("CHU de Rouen")
    set_criterion(case.db, [site.id], "no_laboratory", met=False, evidence="Plateau d’imagerie")
    with pytest.raises(UserError, match="Ni laboratoire ni plateau d’imagerie\u00a0: non rempli"):
        decision.decide(case.db, case.dossier, today=TODAY)
    reason = "Consultation ouverte le même jour par le service."
    findings.lift(case.db, case.dossier, "criterion_unmet", "no_laboratory", "CHU de Rouen", reason, today=TODAY)
    assert dossier_view(case.db, case.dossier, TODAY).blockers == ()


@pytest.mark.parametrize(
    ("spoil", "title"),
    [
        (lambda case: set_outcome(case.db, [case.line("CERVCO").id], Outcome.REFUSED, reason="Trop tard."),
         "Label sans son centre\u00a0: CHU de Lille"),
        (lambda case: set_criterion(case.db, [case.line("CHU de Lille").id], "ccmr_team", met=None),
         "Critères à examiner\u00a0: CHU de Lille"),
        (lambda case: case.register.ccmr("CHU de Nantes", case.crmr), "Structure à ajouter à la candidature"),
        (lambda case: life.answer(case.db, case.dossier, {"decision.outcome": "unfavourable"}, today=TODAY),
         "Décision et issue du centre à accorder"),
        (lambda case: set_outcome(case.db, [case.line("Lariboisière, AP-HP").id], Outcome.REFUSED, reason="Fermé."),
         "Un seul site coordonnateur à labelliser"),
        (lambda case: case.close_ccmr("CHU de Lille"), "Structure fermée\u00a0: CHU de Lille"),
    ],
)  # fmt: skip
def test_what_an_application_cannot_be_is_said_and_stands_in_the_way(
    case: Case, spoil: Callable[[Case], object], title: str
) -> None:
    ready_to_decide(case)
    case.register.db = case.db
    spoil(case)
    assert title in {line.title for line in dossier_view(case.db, case.dossier, TODAY).blockers}


def test_a_withdrawn_application_is_taken_note_of_not_refused(case: Case) -> None:
    lines = case.application().lines
    set_outcome(case.db, [line.id for line in lines], Outcome.WITHDRAWN, reason="Le centre renonce.")
    answers = {"decision.date": TODAY.isoformat(), "decision.signatory": "Claire Montagnac"}
    life.answer(case.db, case.dossier, answers, today=TODAY)
    view = dossier_view(case.db, case.dossier, TODAY)
    assert view.blockers == ()
    assert {line.letter_kind for line in view.recipients if line.part == "notified"} == {
        "withdrawal_labelling_coordonnateur",
        "withdrawal_labelling_director",
    }
    decision.decide(case.db, case.dossier, today=TODAY)
    with case.db.reading() as session:
        assert crmr_on(session, case.crmr, START).coordinating is None
