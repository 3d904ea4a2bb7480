"""What stands in the way of each act of a dossier, as lines that lead to the step that cures them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from crmr_desk.model.dossiers.asked_opinions import opinion_lines, still_waited
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.completeness import blocker, lacking_pieces, no_longer_complete
from crmr_desk.model.dossiers.findings import finding_lines, outside_pack, to_lift
from crmr_desk.model.dossiers.letter_states import UNSENT
from crmr_desk.model.dossiers.life import CANDIDATE
from crmr_desk.model.dossiers.questions import asked, value_of
from crmr_desk.model.dossiers.rows import FindingLine, StepKind

_OPENS_A_MANDATE: Final = "open_mandate"


def undetermined(a: Assessment) -> FindingLine | None:
    """What is said while the answers lead to no procedure of the rules; None once they lead to one."""
    if a.rule is not None:
        return None
    text = "Répondez aux questions de la situation."
    return outside_pack(a) or blocker(a, "scenario", "Procédure à déterminer", text, StepKind.QUESTIONS)


def _of_completion(a: Assessment) -> tuple[FindingLine, ...]:
    """Every required paper is in hand and none is to be checked or redone."""
    nowhere = undetermined(a)
    return (nowhere,) if nowhere is not None else lacking_pieces(a)


def _of_examination(a: Assessment) -> tuple[FindingLine, ...]:
    return (*no_longer_complete(a), *_nobody_in_charge(a))


def _of_visa(a: Assessment) -> tuple[FindingLine, ...]:
    """Nothing is left to lift, and the act that the visa would sign is whole: who, and from when."""
    nowhere = undetermined(a)
    if nowhere is not None:
        return (nowhere,)
    findings = (line for line in finding_lines(a) if to_lift(line))
    return (*no_longer_complete(a), *findings, *_unsaid(a))


def _of_closing(a: Assessment) -> tuple[FindingLine, ...]:
    """No open cell is left: each letter was sent or lifted, and no opinion is still waited for."""
    return (*_unsent(a), *_waited(a))


BLOCKERS: Final[Mapping[str, Callable[[Assessment], tuple[FindingLine, ...]]]] = {
    "declare_complete": _of_completion,
    "begin_examination": _of_examination,
    "send_to_visa": _of_visa,
    "close": _of_closing,
}


def _nobody_in_charge(a: Assessment) -> Iterator[FindingLine]:
    if not a.dossier.instructor.strip():
        text = "Affectez le dossier à quelqu’un depuis la liste des dossiers."
        yield blocker(a, "no_instructor", "Dossier sans instructeur", text, StepKind.SUMMARY)


def _unsaid(a: Assessment) -> Iterator[FindingLine]:
    if a.rule is not None and _OPENS_A_MANDATE in a.rule.effects and a.facts.candidate is None:
        text = "La décision porte sur une personne\u00a0: choisissez-la."
        yield replace(
            blocker(a, "no_candidate", "Candidat à choisir", text, StepKind.QUESTIONS), go_to=_asks(a, CANDIDATE)
        )
    if _asks(a, "start") and value_of(a, "start") is None:
        text = "Le texte ne la fixe pas\u00a0: elle se saisit."
        yield replace(blocker(a, "start", "Date d’effet à saisir", text, StepKind.DECISION), go_to=_asks(a, "start"))


def _asks(a: Assessment, question: str) -> str:
    """The step that asks a question now; empty where none does."""
    return next((step.id for step in a.journey.steps for each in asked(a, step) if each.id == question), "")


def _unsent(a: Assessment) -> Iterator[FindingLine]:
    for row in a.letters:
        if row.state in UNSENT:
            title = f"Courrier à envoyer\u00a0: {row.facts['title']}, {row.addressee}"
            yield blocker(a, "letter_unsent", title, "Notez son envoi, ou levez-le avec un motif.", StepKind.SUMMARY)


def _waited(a: Assessment) -> Iterator[FindingLine]:
    for line in opinion_lines(a):
        if still_waited(line):
            text = "Notez qu’aucun avis n’a été rendu."
            yield blocker(a, "opinion_waited", f"Avis encore attendu\u00a0: {line.body}", text, StepKind.PIECES)
