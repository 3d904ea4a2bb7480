"""What a line asks of the user, and the panel that asks it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmr_desk.ui.imports.settle_panel import SettlePanel
from crmr_desk.ui.imports.settle_question import Asked, Question, question_of
from crmr_desk.workbooks.checking.rows import Action, Candidate, CellLine, Doubt, Line, Reason, Shown, Status
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target

CELLS = {
    target: CellLine(target, cell, typed, typed)
    for target, cell, typed in (
        (Target.FINESS, "C37", "690781810"), (Target.HOSPITAL, "D37", "Hospices civils de Lyon"),
        (Target.CENTRE, "E37", "CERVCO"), (Target.PERSON, "F37", "Pr Amaury Teyssier"),
        (Target.START, "G37", "01/09/2026"),
    )
}  # fmt: skip
LEGAL = Reason("finess_ej_only", "C’est le numéro de l’entité juridique.", "C37", Doubt.CONFIRM, Target.FINESS)
WHICH = Reason("centre_ambiguous", "Deux centres conviennent.", "E37", Doubt.CONFIRM, Target.CENTRE)
EXPIRED = Reason("label_expired", "Le label a pris fin.", "E37", Doubt.CONFIRM, Target.CENTRE)
TWICE = Reason("two_lines_one_seat", "La ligne 40 parle aussi de ce siège.", "E37", Doubt.CONFIRM, Target.CENTRE)
TWO = Reason("person_two", "Deux personnes.", "F37", Doubt.CONFIRM, Target.PERSON)
MONTH = Reason("date_incomplete", "Il manque le jour.", "G37", Doubt.CORRECT, Target.START)
HEAD = Reason("coordonnateur_differs", "Le coordonnateur est un autre.", "F37", Doubt.CONFIRM, Target.PERSON)
SURE = Candidate("hospital", 3, "Hôpital Pierre-Wertheimer", "FINESS 690784178", 92, "sure", ((True, "même nom"),))
OTHER = Candidate("hospital", 4, "Hôpital de la Croix-Rousse", "FINESS 690784137", 54, "confirm", ())
CENTRE = Candidate("centre", ["ccmr", 12], "CERVCO", "CCMR", 60, "confirm", ((False, "autre responsable"),))
SOMEBODY = Candidate("person", "new", "Nouvelle personne", "", 0, "new", ())


def line(*reasons: Reason, dossier: tuple[str, str, int] | None = None, status: Status = Status.REVIEW) -> Line:
    return Line("Centres", 37, status, Shown.CONFIRM, Action.NONE, reasons=reasons, seat=("ccmr", 12), dossier=dossier)


def asked(
    of: Line, *candidates: Candidate, chosen: dict[tuple[ChoiceKind, str, str], object] | None = None
) -> Question:
    return question_of(of, CELLS, candidates, Choices(chosen or {}))


@pytest.mark.parametrize(
    ("reasons", "candidates", "expected"),
    [
        ((LEGAL, WHICH), (SURE, OTHER, CENTRE), Asked.HOSPITAL),
        ((WHICH, TWO), (CENTRE, SOMEBODY), Asked.CENTRE),
        ((TWO,), (SOMEBODY,), Asked.PERSON),
        ((TWICE, TWO), (CENTRE, SOMEBODY), Asked.DUPLICATE),
        ((TWICE, LEGAL), (SURE, CENTRE), Asked.HOSPITAL),
        ((EXPIRED,), (CENTRE,), Asked.CONFIRM),
        ((EXPIRED, MONTH), (CENTRE,), Asked.CORRECT),
        ((MONTH,), (), Asked.CORRECT),
    ],
)
def test_the_hospital_is_asked_before_the_centre_and_a_doubt_is_only_confirmed(
    reasons: tuple[Reason, ...], candidates: tuple[Candidate, ...], expected: Asked
) -> None:
    assert asked(line(*reasons), *candidates).asked is expected


def test_a_question_says_what_was_written_why_it_is_not_enough_and_what_is_possible() -> None:
    question = asked(line(LEGAL, MONTH), SURE, OTHER, CENTRE)

    assert question.title == "Ligne 37, quel établissement"
    assert question.why == ("C’est le numéro de l’entité juridique.",)
    assert (question.cell, question.written) == ("C37", "690781810, Hospices civils de Lyon")
    assert question.context == "Pr Amaury Teyssier, début 01/09/2026"
    assert question.candidates == (SURE, OTHER)
    assert question.kind is ChoiceKind.HOSPITAL


def test_what_was_chosen_already_is_not_asked_again_and_can_be_taken_back() -> None:
    here = (ChoiceKind.CENTRE, "Centres", "37")
    question = asked(
        line(WHICH, TWO), CENTRE, SOMEBODY, chosen={here: ["ccmr", 12], (ChoiceKind.CELL, "Centres", "G37"): ""}
    )

    assert question.asked is Asked.PERSON
    assert question.chosen == (here, (ChoiceKind.CELL, "Centres", "G37"))


def test_a_coordonnateur_changes_by_a_dossier_only() -> None:
    question = asked(line(HEAD, dossier=("succession", "coordonnateur", 4)), SOMEBODY)

    assert question.asked is Asked.DOSSIER
    assert question.codes == ("coordonnateur_differs",)


def test_a_line_that_was_set_aside_is_told_from_one_that_is_no_data() -> None:
    ignored = line(status=Status.IGNORED)

    assert asked(ignored).asked is Asked.NO_DATA
    assert asked(ignored, chosen={(ChoiceKind.SKIP, "Centres", "37"): "Doublon"}).asked is Asked.SET_ASIDE


@pytest.fixture
def panel(qtbot: QtBot) -> SettlePanel:
    made = SettlePanel()
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    return made


def test_the_sure_match_is_picked_arrows_pick_another_and_enter_confirms(panel: SettlePanel, qtbot: QtBot) -> None:
    given: list[tuple[Question, Candidate | None, bool]] = []
    panel.confirmed.connect(lambda *answer: given.append(answer))
    panel.show_question(asked(line(LEGAL), SURE, OTHER), sender="l’ARS", alike=2)
    assert panel.alike.text() == "Faire de même pour les 2\u00a0lignes semblables"
    card = panel.chosen()
    assert card is not None
    assert card.candidate == SURE
    assert card.radio.accessibleName() == (
        "Hôpital Pierre-Wertheimer, FINESS 690784178, 92 sur 100, sûr, pour\u00a0: même nom"
    )

    qtbot.keyClick(card.radio, Qt.Key.Key_Down)
    other = panel.chosen()
    assert other is not None
    qtbot.keyClick(other.radio, Qt.Key.Key_Return)

    assert [(answer[1], answer[2]) for answer in given] == [(OTHER, True)]


def test_nothing_is_picked_for_the_user_where_nothing_is_sure(panel: SettlePanel) -> None:
    panel.show_question(asked(line(WHICH), CENTRE))
    assert panel.chosen() is None
    assert panel.confirm.toolTip() == panel.reason.text().rstrip(".") == "Choisissez d’abord une réponse"

    panel.cards[0].radio.click()
    assert panel.confirm.isEnabled()


def test_a_draft_of_a_colleague_can_be_read_not_chosen_for(panel: SettlePanel) -> None:
    panel.show_question(asked(line(LEGAL), SURE), locked="Ada suit ce brouillon")

    for button in (panel.confirm, panel.aside, panel.search):
        assert (button.isEnabled(), button.toolTip()) == (False, "Ada suit ce brouillon")
