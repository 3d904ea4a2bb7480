"""How the end of a dossier is said: a decision applied here, one recorded, or one put off. No widget here."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.ui.dossier.words import NO_BREAK, plural

OPEN, DECIDED, CLOSED = "open", "decided", "closed"
_OUTCOME, _ADJOURNED = "decision.outcome", "adjourned"


@dataclass(frozen=True, slots=True)
class Ending:
    """``button`` is the last one; ``before`` follows « avant »; ``title`` and ``done`` are said once it is pressed."""

    button: str
    before: str
    title: str
    done: str


_APPLIED = Ending(
    "Appliquer la décision", "d’appliquer la décision", "La décision est appliquée", "La décision est appliquée"
)
_RECORDED = Ending(
    "Enregistrer la décision",
    "d’enregistrer la décision",
    "La décision est enregistrée",
    "La décision est enregistrée",
)
_CONCLUDED = Ending("Conclure le suivi", "de conclure", "Le suivi est conclu", "Le suivi est conclu")
_PUT_OFF = Ending("Ajourner le dossier", "d’ajourner", "Le dossier est ajourné", "Le dossier est ajourné")


def ending_of(view: DossierView) -> Ending:
    """How the last page of ``view`` is said."""
    if is_adjourned(view):
        return _PUT_OFF
    if view.concluded:
        return _CONCLUDED
    return _RECORDED if view.recorded else _APPLIED


def outcome_of(view: DossierView) -> str:
    """The sense of the decision as it is answered; empty until it is."""
    asked = (question for _step, questions in view.questions for question in questions)
    return next((str(each.value or "") for each in asked if each.id == _OUTCOME), "")


def is_adjourned(view: DossierView) -> bool:
    """Whether the decision that is being prepared puts the dossier off."""
    return view.state == OPEN and outcome_of(view) == _ADJOURNED


def is_decided(view: DossierView) -> bool:
    """Whether the decision was applied or recorded."""
    return view.state not in (OPEN, "abandoned")


def said_when_done(view: DossierView) -> str:
    """The good news that follows the last button."""
    letters = {0: "", 1: ", le courrier est prêt"}.get(len(view.letters), ", les courriers sont prêts")
    return f"{ending_of(view).done}{letters}."


def blocked(view: DossierView) -> str:
    """Why the last button is grey; empty when it is not."""
    if not view.blockers:
        return ""
    return f"{plural(len(view.blockers), 'point')} à régler avant {ending_of(view).before}, en haut de la page"


def last_message(view: DossierView, reason: str) -> tuple[str, str, str]:
    """Icon, sentence and colour of the bottom bar on the last page; ``reason`` is why the button is grey."""
    undoable = _UNDOABLE if view.letters else _UNDOABLE_ALWAYS
    if view.state == OPEN:
        return ("lock", reason, "warn") if reason else undoable
    gone = sum(letter.sent_on is not None for letter in view.letters)
    if view.state == CLOSED:
        return "lock", "Le dossier est clos", "text2"
    if gone:
        verb = "est parti" if gone == 1 else "sont partis"
        return "lock", f"{plural(gone, 'courrier')} {verb}\u00a0: la décision ne s’annule plus", "text2"
    return undoable if is_decided(view) else ("", "", "text2")


_UNDOABLE = ("arrow-back-up", "Annulable tant qu’aucun courrier n’est parti", "text2")
_UNDOABLE_ALWAYS = ("arrow-back-up", "Annulable par Ctrl\u00a0Z", "text2")


def in_letters(count: int, one: str, many: str = "") -> str:
    """ "deux mandats", "une échéance": small counts as a sentence writes them; feminine nouns give "une"."""
    feminine = one in _FEMININE
    number = ("une" if feminine else "un") if count == 1 else dict(enumerate(_NUMBERS)).get(count, str(count))
    return f"{number}{NO_BREAK}{one if count < 2 else many or one + 's'}"


_NUMBERS = ("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_COUNTED = {"mandats": "mandat", "reseau": "changement du réseau", "echeances": "échéance"}
_PLURALS = {"changement du réseau": "changements du réseau"}
_FEMININE = frozenset({"échéance", "ligne"})


def one_operation(view: DossierView) -> str:
    """What the one operation of the decision holds, in a sentence."""
    counts = {noun: sum(effect.group == group for effect in view.effects) for group, noun in _COUNTED.items()}
    counts["courrier"] = len(view.letters)
    parts = [in_letters(count, noun, _PLURALS.get(noun, "")) for noun, count in counts.items() if count]
    return f"Une seule opération{NO_BREAK}: {', '.join([*parts, 'une ligne au journal'])}."
