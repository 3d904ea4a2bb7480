"""An application to a labelling campaign: its structures and their criteria."""

from __future__ import annotations

import pytest

from crmr_desk.model.dossiers.candidacies import (
    add_structure,
    change_structure,
    remove_structure,
    set_criterion,
    set_outcome,
)
from crmr_desk.model.dossiers.candidacy_rows import NewStructure, Outcome
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import Conflict, UserError
from tests.model.dossiers.applying import TODAY, Case


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
