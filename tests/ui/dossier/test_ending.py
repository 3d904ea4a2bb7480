"""The words of the last page: a decision applied, recorded or put off."""

from __future__ import annotations

from dataclasses import replace

from crmr_desk.model.dossiers.rows import DossierView, EffectLine
from crmr_desk.ui.dossier import ending, words
from tests.ui.dossier import samples


def adjourned() -> DossierView:
    """The sample, to be put off."""
    questions = dict(samples.QUESTIONS)
    outcome, *rest = questions["decision"]
    questions["decision"] = (replace(outcome, value="adjourned"), *rest)
    return replace(samples.ready(), questions=tuple(questions.items()))


def test_the_last_button_says_what_it_does() -> None:
    assert ending.ending_of(samples.ready()).button == "Appliquer la décision"
    assert ending.ending_of(samples.recorded()).button == "Enregistrer la décision"
    assert ending.ending_of(adjourned()).button == "Ajourner le dossier"


def test_a_decision_that_is_not_ours_is_recorded() -> None:
    decision = samples.STEPS[5]
    assert words.destination(decision) == "la décision"
    assert words.destination(decision, recorded=True) == "l’enregistrement"
    assert ending.said_when_done(samples.recorded()) == "La décision est enregistrée."
    blocked = replace(samples.sample(), recorded=True)
    assert "avant d’enregistrer la décision" in ending.blocked(blocked)


def test_letters_are_announced_when_there_are_some() -> None:
    assert ending.said_when_done(samples.ready()) == "La décision est appliquée, les courriers sont prêts."
    one = replace(samples.ready(), letters=samples.letters()[:1])
    assert ending.said_when_done(one) == "La décision est appliquée, le courrier est prêt."


def test_one_operation_is_told_in_letters() -> None:
    assert ending.one_operation(samples.ready()) == (
        "Une seule opération\u00a0: deux\u00a0mandats, deux\u00a0échéances, six\u00a0courriers, une ligne au journal."
    )


def test_one_term_is_feminine() -> None:
    view = replace(samples.ready(), effects=samples.EFFECTS[2:3], letters=())
    assert "une\u00a0échéance, une ligne" in ending.one_operation(view)


def test_the_last_page_says_what_is_missing_then_what_can_be_undone() -> None:
    blocked, ready, decided = samples.sample(), samples.ready(), samples.decided()
    assert ending.blocked(blocked).startswith("1\u00a0point à régler")
    assert ending.last_message(blocked, ending.blocked(blocked))[1] == ending.blocked(blocked)
    assert ending.last_message(ready, "")[1] == "Annulable tant qu’aucun courrier n’est parti"
    assert ending.last_message(decided, "")[1] == "Annulable tant qu’aucun courrier n’est parti"
    gone = replace(decided, letters=samples.letters("sent"))
    assert "ne s’annule plus" in ending.last_message(gone, "")[1]


def test_what_changes_in_the_network_is_counted() -> None:
    move = EffectLine("reseau", "=", "Site de Lyon", "rattaché à l’hôpital de la Croix-Rousse")
    assert "un\u00a0changement du réseau," in ending.one_operation(replace(samples.recorded(), effects=(move,)))


def test_a_decision_without_letters_can_always_be_taken_back() -> None:
    assert ending.last_message(samples.recorded(), "")[1] == "Annulable par Ctrl\u00a0Z"
    assert ending.last_message(samples.closed(), "")[1] == "Le dossier est clos"
