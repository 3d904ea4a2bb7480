"""What deciding an application changes: labels, attachments, empty seats; and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from crmr_desk.model.dossiers import acts, decision, findings, life, pieces
from crmr_desk.model.dossiers.application_opening import open_application
from crmr_desk.model.dossiers.candidacies import (
    add_structure,
    set_criterion,
    set_outcome,
)
from crmr_desk.model.dossiers.candidacy_rows import NewCentre, NewStructure, Outcome
from crmr_desk.model.dossiers.labelling import plan_of
from crmr_desk.model.dossiers.labelling_words import labelling_effects, labelling_summary, outcomes_text
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import packs
from crmr_desk.model.network.snapshot import crmr_on
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Attachment, Ccmr, Dossier, Label, Mandate, Site
from tests.model.dossiers.applying import END, FORMER_END, START, TODAY, Case, applied, last_day
from tests.model.store.dumps import dump


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
