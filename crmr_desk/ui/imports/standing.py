"""Where an import stands among its steps: what is done, what cannot be gone to yet and why, where to begin."""

from __future__ import annotations

from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports import words
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.imports.rows import ColumnLine, DraftView, ImportState
from crmr_desk.workbooks.incoming.headers import fold_header

_OVER = (ImportState.APPLIED, ImportState.UNDONE)


def is_draft(view: DraftView) -> bool:
    """Whether it is still to be applied."""
    return view.row.state is ImportState.DRAFT


def is_editable(view: DraftView, who: str) -> bool:
    """Whether ``who`` may choose something for it: the draft of a colleague is taken up first."""
    return is_draft(view) and view.row.instructor == who


def to_say(view: DraftView) -> list[ColumnLine]:
    """The columns of which nobody has said what they are."""
    return [column for column in view.columns if column.target is None and not column.ignored]


def drifted(view: DraftView) -> list[ColumnLine]:
    """The columns that seem to be one of the recipe under another name, until the user has said what they are."""
    said = chosen_headers(view)
    return [column for column in view.columns if column.drifted and fold_header(column.column.header) not in said]


def chosen_headers(view: DraftView) -> set[str]:
    """The headers, folded, of which the user has said for this file what they are."""
    return {fold_header(header) for _sheet, header in view.choices.of(ChoiceKind.COLUMN)}


def before_columns(view: DraftView) -> str:
    """Why the columns cannot be looked at yet; "" when they can."""
    return "" if view.tables else "Aucun tableau n’est reconnu\u00a0: choisissez la ligne d’en-tête d’une feuille"


def before_check(view: DraftView) -> str:
    """Why the check cannot run yet; "" when it can."""
    asked = drifted(view)
    if before_columns(view):
        return before_columns(view)
    if asked:
        return f"{plural(len(asked), 'colonne a changé', 'colonnes ont changé')} de nom\u00a0: confirmez ou choisissez"
    return view.problem.rstrip(".")


def closed(view: DraftView) -> dict[str, str]:
    """The steps that cannot be gone to now, with the reason."""
    if view.row.state in _OVER:
        return {"check": "L’import est appliqué\u00a0: le résultat dit ce que chaque ligne est devenue"}
    if view.row.state is ImportState.ABANDONED:
        return dict.fromkeys(("check", "apply", "return"), "L’import est abandonné")
    reasons = {
        "columns": before_columns(view),
        "check": before_check(view),
        "apply": "L’application se demande au bout du contrôle",
        "return": before_check(view),
    }
    return {key: reason for key, reason in reasons.items() if reason}


def done(view: DraftView) -> frozenset[str]:
    """The steps that leave nothing to say."""
    if view.row.state in _OVER:
        return frozenset({"file", "sender", "columns", "check", "apply"})
    known = {
        "file": bool(view.tables),
        "sender": bool(view.row.sender),
        "columns": not before_check(view),
        "check": view.row.to_settle == 0,
    }
    return frozenset(key for key, is_done in known.items() if is_done)


def stands_at(view: DraftView) -> str:
    """The step that wants something: where an import opens."""
    if view.row.state in _OVER:
        return "apply"
    if not is_draft(view) or before_columns(view):
        return "file"
    return "columns" if before_check(view) or to_say(view) else "check"


def sentence(view: DraftView) -> str:
    """ARS Auvergne-Rhône-Alpes, reçu le 17/11/2026, feuille « Centres », recette reconnue."""
    read = [sheet.name for sheet in view.sheets if sheet.read]
    sheets = f"feuille «\u202f{read[0]}\u202f»" if len(read) == 1 else plural(len(read), "feuille") if read else ""
    recipe = f"recette «\u202f{view.recipe}\u202f»" if view.recipe else ""
    return ", ".join(part for part in (words.received(view.row), sheets, recipe) if part)
