"""What stands above the list of corrections: what this workbook is, how to answer, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterator

from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.imports.draft import Draft

_HOW = (
    "Corrigez vos feuilles elles-mêmes\u00a0: en rouge ce qui est à corriger, en ambre ce qui est à confirmer.",
    "Une cellule juste se laisse telle quelle\u202f; dites-le dans la colonne «\u202fVotre réponse\u202f».",
    "Renvoyez ce classeur lui-même (.xlsx, .ods ou .xls)\u00a0: seules les cellules que vous modifiez seront relues.",
)
_PLAIN = {"xls": "Votre fichier .xls", "ods": "Votre fichier .ods", "csv": "Votre fichier .csv"}


def preface(draft: Draft, count: int, *, has_layout: bool) -> list[str]:
    """The lines above the list, the title first; ``count`` is how many cells are to be corrected or confirmed."""
    sender = f"envoyé par {draft.sender}, " if draft.region else ""
    sent = f"{draft.name}, {sender}reçu le {short_date(draft.received_on)}."
    return [_title(count), sent, *(_HOW if count else ()), *_left_out(draft, has_layout)]


def _title(count: int) -> str:
    if not count:
        return "Rien à corriger"
    return f"À corriger ou à confirmer\u00a0: {count} cellule{'s' if count > 1 else ''}"


def _left_out(draft: Draft, has_layout: bool) -> Iterator[str]:
    """Each loss in a sentence: nobody should look for what is no longer there."""
    book = draft.book
    if book.kind in _PLAIN:
        yield f"{_PLAIN[book.kind]} a été refait au format .xlsx\u00a0: ses valeurs y sont, sa mise en forme non."
    elif not has_layout:
        yield "La mise en forme du fichier n’a pas pu être reprise\u00a0: ses valeurs y sont, et elles seules."
    if book.kind == "xlsm":
        yield "Les macros ont été retirées."
    if any(mark.formula for sheet in book.sheets for mark in sheet.marks.values()):
        yield "Les formules sont remplacées par les valeurs qu’elles donnaient."
    if book.kind in ("xlsx", "xlsm"):
        yield "Images, graphiques, commentaires et liens vers d’autres classeurs n’ont pas été repris."
