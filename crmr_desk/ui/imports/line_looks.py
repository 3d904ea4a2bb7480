"""How a line of a workbook and its cells look in the check: icon, colour and word, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.ui.parts.cell import Cell
from crmr_desk.workbooks.checking.rows import CellLine, Doubt, Line, Shown

EMPTY = "(vide)"


@dataclass(frozen=True, slots=True)
class Look:
    """``word`` stands in a badge, ``counter`` under the number of a counter card, ``about`` says what it means."""

    icon: str
    tone: str
    word: str
    counter: str
    about: str


STATES: dict[Shown, Look] = {
    Shown.NEW: Look("plus", "accent", "Nouveau", "Nouveau", "Un siège sans personne est pourvu, ou un centre créé"),
    Shown.CHANGED: Look("pencil", "info", "Modifié", "Modifié", "Quelque chose change dans le registre"),
    Shown.UNCHANGED: Look("equal", "mute", "Inchangé", "Inchangé", "Le registre dit déjà la même chose"),
    Shown.SEVERAL: Look("git-branch", "warn", "Plusieurs", "Plusieurs choix", "Plusieurs réponses sont possibles"),
    Shown.CONFIRM: Look("alert-triangle", "warn", "À confirmer", "À confirmer", "Lisible, avec un doute à lever"),
    Shown.REFUSED: Look("circle-x", "stop", "Refusé", "Refusé", "Ne peut pas être appliqué tel quel"),
    Shown.UNREADABLE: Look("file-broken", "stop", "Illisible", "Illisible", "Une cellule ne se lit pas"),
    Shown.IGNORED: Look("minus", "mute", "Ignoré", "Ignoré", "Titre, total, note, ou ligne écartée"),
}
"""In the order of the counters."""

TO_SETTLE = frozenset({Shown.SEVERAL, Shown.CONFIRM, Shown.REFUSED, Shown.UNREADABLE})
"""What a user must settle or set aside before the import is applied."""

DOUBTS: dict[Doubt, Look] = {
    Doubt.NOTE: Look("info-circle", "mute", "remarque", "", "Signalé, sans effet"),
    Doubt.CHANGED: Look("pencil", "info", "valeur changée", "", "Le registre disait autre chose"),
    Doubt.CONFIRM: Look("alert-triangle", "warn", "à confirmer", "", "À confirmer ou à corriger"),
    Doubt.CORRECT: Look("circle-x", "stop", "à corriger", "", "À corriger"),
    Doubt.UNREADABLE: Look("file-broken", "stop", "illisible", "", "Ne se lit pas"),
}
LEGEND = (Doubt.CONFIRM, Doubt.CORRECT, Doubt.UNREADABLE, Doubt.CHANGED)


def state_cell(line: Line) -> Cell:
    """The badge of a line; the tooltip says why it is so."""
    look = STATES[line.shown]
    why = "\n".join(dict.fromkeys(reason.text for reason in line.reasons))
    return Cell(look.word, badge=True, icon=look.icon, tone=look.tone, tip=why or look.about)


def typed_cell(cell: CellLine | None, line: Line) -> Cell:
    """A cell as it was typed, boxed where it is doubtful; None for a column that this line does not have."""
    if cell is None:
        return Cell()
    said = [reason.text for reason in line.reasons if reason.cell == cell.cell]
    if cell.corrected:
        said.append("Corrigé ici\u00a0: le classeur disait autre chose.")
    if cell.doubt is Doubt.CHANGED and not said:
        said.append(f"{DOUBTS[Doubt.CHANGED].about}.")
    text, tip = _one_line(cell.typed), "\n".join([f"{cell.cell}\u00a0: {cell.typed or EMPTY}", *dict.fromkeys(said)])
    marks = (("pencil", "accent", "corrigé"),) if cell.corrected else ()
    if cell.doubt is Doubt.NONE:
        return Cell(text, marks=marks, tip=tip)
    look = DOUBTS[cell.doubt]
    if cell.doubt is Doubt.NOTE:
        return Cell(text or EMPTY, marks=(*marks, (look.icon, "text3", look.word)), tip=tip)
    return Cell(text or EMPTY, box=True, icon=look.icon, tone=look.tone, marks=marks, tip=tip)


def _one_line(text: str) -> str:
    return " ".join(text.split())
