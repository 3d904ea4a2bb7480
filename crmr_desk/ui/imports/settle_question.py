"""What one line wants of the user, deduced from its reasons and its possible matches: pure, without a widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmr_desk.ui.imports.line_looks import EMPTY, STATES
from crmr_desk.workbooks.checking.rows import Candidate, CellLine, Line, Reason, Status
from crmr_desk.workbooks.checking.verdicts import can_be_confirmed, confirmable, is_open
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target


class Asked(StrEnum):
    """What is asked of the user about a line."""

    HOSPITAL = "hospital"
    CENTRE = "centre"
    DUPLICATE = "duplicate"
    PERSON = "person"
    DOSSIER = "dossier"
    CONFIRM = "confirm"
    CORRECT = "correct"
    NOTHING = "nothing"
    SET_ASIDE = "set_aside"
    NO_DATA = "no_data"


_TITLES = {
    Asked.HOSPITAL: "quel établissement",
    Asked.CENTRE: "quel centre",
    Asked.DUPLICATE: "deux lignes pour un siège",
    Asked.PERSON: "quelle personne",
    Asked.DOSSIER: "dossier à ouvrir",
    Asked.CONFIRM: "à confirmer",
    Asked.CORRECT: "à corriger",
    Asked.NOTHING: "rien à régler",
    Asked.SET_ASIDE: "écartée",
    Asked.NO_DATA: "ignorée",
}
_KINDS = {
    Asked.HOSPITAL: ChoiceKind.HOSPITAL,
    Asked.CENTRE: ChoiceKind.CENTRE,
    Asked.PERSON: ChoiceKind.PERSON,
    Asked.DOSSIER: ChoiceKind.CONFIRM,
    Asked.CONFIRM: ChoiceKind.CONFIRM,
}
_WRITTEN = {
    Asked.HOSPITAL: (Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.TOWN),
    Asked.CENTRE: (Target.CODE, Target.CENTRE, Target.FSMR, Target.NATURE, Target.SPECIALTY, Target.POPULATION),
    Asked.PERSON: (Target.TITLE, Target.FIRST_NAME, Target.LAST_NAME, Target.PERSON, Target.RPPS),
}
_TWICE = "two_lines_one_seat"
_CODES: dict[Asked, tuple[str, ...]] = {
    Asked.HOSPITAL: ("hospital_", "finess_"),
    Asked.CENTRE: ("centre_", "code_"),
    Asked.DUPLICATE: (_TWICE,),
    Asked.PERSON: ("person_",),
}
_PEOPLE = (Target.TITLE, Target.FIRST_NAME, Target.LAST_NAME, Target.PERSON)
_OF_LINE = (ChoiceKind.HOSPITAL, ChoiceKind.CENTRE, ChoiceKind.PERSON, ChoiceKind.CONFIRM, ChoiceKind.SKIP)


@dataclass(frozen=True, slots=True)
class Question:
    """``why`` are French sentences; ``cell`` the address of what the sender ``written`` there, with other words of the
    line as ``context``; ``candidates`` are all of one sort. ``codes`` are the doubts that can be taken upon oneself.
    ``chosen`` are the keys of what was chosen for the line already, which can be taken back."""

    line: Line
    asked: Asked
    why: tuple[str, ...]
    cell: str
    written: str
    context: str
    candidates: tuple[Candidate, ...]
    codes: tuple[str, ...]
    chosen: tuple[tuple[ChoiceKind, str, str], ...]

    @property
    def title(self) -> str:
        """Ligne 37, quel établissement."""
        return f"Ligne {self.line.row}, {_TITLES[self.asked]}"

    @property
    def kind(self) -> ChoiceKind | None:
        """The kind of choice that answers, None where a cell is to be corrected or nothing is asked. Nothing of a line
        about a coordonnateur is ever written: it is enough that somebody has read it."""
        return _KINDS.get(self.asked)


def question_of(
    line: Line, cells: Mapping[Target, CellLine], candidates: Sequence[Candidate], choices: Choices
) -> Question:
    """What to ask about ``line``: first the hospital, then the centre, then the person, then the doubts that remain."""
    asked = _asked(line, candidates, choices)
    reasons = _told(line, asked)
    cell, written, context = ("", "", "") if line.settled else _words(asked, reasons, cells)
    return Question(
        line=line,
        asked=asked,
        why=tuple(dict.fromkeys(reason.text for reason in reasons)) or (f"{STATES[line.shown].about}.",),
        cell=cell,
        written=written,
        context=context,
        candidates=tuple(each for each in candidates if each.of == asked.value),
        codes=tuple(dict.fromkeys(reason.code for reason in confirmable(line))),
        chosen=_chosen(line, cells, choices),
    )


def _asked(line: Line, candidates: Sequence[Candidate], choices: Choices) -> Asked:
    if line.status is Status.IGNORED:
        return Asked.SET_ASIDE if choices.get(ChoiceKind.SKIP, line.sheet, str(line.row)) else Asked.NO_DATA
    if line.settled:
        return Asked.NOTHING
    still = [reason for reason in line.reasons if is_open(reason)]
    offered = {each.of for each in candidates}
    open_choices = [
        asked
        for asked in (Asked.HOSPITAL, Asked.CENTRE, Asked.PERSON)
        if asked.value in offered
        and choices.get(_KINDS[asked], line.sheet, str(line.row)) is None
        and _must_choose(asked, [reason for reason in still if reason.code != _TWICE])
    ]
    if line.dossier is not None and open_choices in ([], [Asked.PERSON]):
        return Asked.DOSSIER
    if line.seat is not None and open_choices[:1] in ([], [Asked.PERSON]) and any(r.code == _TWICE for r in still):
        return Asked.DUPLICATE
    if open_choices:
        return open_choices[0]
    return Asked.CONFIRM if still and len(confirmable(line)) == len(still) else Asked.CORRECT


def _must_choose(asked: Asked, still: Sequence[Reason]) -> bool:
    """Whether a doubt is lifted by saying which one it is, not by taking it upon oneself: a label that has lapsed is no
    question of which centre. A choice of hospital lifts every doubt about it."""
    return asked is Asked.HOSPITAL or any(not can_be_confirmed(reason) for reason in still if _is_about(reason, asked))


def _is_about(reason: Reason, asked: Asked) -> bool:
    return reason.target in _WRITTEN.get(asked, ()) or reason.code.startswith(_CODES.get(asked, ()))


def _told(line: Line, asked: Asked) -> list[Reason]:
    """The reasons that the question is about; all that is open where none of them names its field."""
    if line.settled:
        return list(line.reasons)
    still = [reason for reason in line.reasons if is_open(reason)]
    about = [reason for reason in still if _is_about(reason, asked)]
    return about or still


def _words(asked: Asked, reasons: Sequence[Reason], cells: Mapping[Target, CellLine]) -> tuple[str, str, str]:
    """The address and the words of what was written there, and the person and day of the line."""
    wanted = _WRITTEN.get(asked) or tuple(reason.target for reason in reasons if reason.target is not None)
    found = [cells[target] for target in dict.fromkeys(wanted) if target in cells]
    filled = [cell for cell in found if cell.typed] or found[:1]
    doubtful = next((cell for cell in filled if any(reason.cell == cell.cell for reason in reasons)), None)
    first = doubtful or next(iter(filled), None)
    if first is None:
        return "", "", ""
    written = ", ".join(_said(cell) for cell in filled) if filled else EMPTY
    shown = {cell.target for cell in filled}
    person = " ".join(cells[target].typed for target in _PEOPLE if target in cells and target not in shown)
    start = cells.get(Target.START)
    since = f"début {start.typed}" if start is not None and start.typed and Target.START not in shown else ""
    centre = cells.get(Target.CENTRE) if not person.strip() and Target.CENTRE not in shown else None
    about = (_said(centre) if centre is not None and centre.typed else person.strip(), since)
    return first.cell, written, ", ".join(part for part in about if part)


def _said(cell: CellLine) -> str:
    return " ".join(cell.typed.split()) or EMPTY


def _chosen(line: Line, cells: Mapping[Target, CellLine], choices: Choices) -> tuple[tuple[ChoiceKind, str, str], ...]:
    places = [(kind, str(line.row)) for kind in _OF_LINE]
    places += [(ChoiceKind.CELL, cell.cell) for cell in cells.values()]
    keys = [(kind, line.sheet, place) for kind, place in places]
    return tuple(key for key in keys if choices.get(*key) is not None)
