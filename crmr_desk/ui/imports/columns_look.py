"""How a column of the file looks: how sure its reading is, samples in words, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence

from crmr_desk.workbooks.imports.rows import ColumnLine
from crmr_desk.workbooks.incoming.fields import Target

_SURE, _LIKELY = 90, 60
"""Confidence from which a guess is called sure, and from which it is taken."""
_MOST = 120
"""Columns shown of which nothing says what they are: a file may have thousands."""
_SEPARATOR = "\u2002·\u2002"
_ERASES = "Attention\u00a0: une cellule vide de cette colonne effacera ce que le registre contient."


def worth_showing(columns: Sequence[ColumnLine]) -> list[ColumnLine]:
    """The columns about which there is something to see, and the first of the others, in the order of the file."""
    mute = [line for line in columns if line.target is None and line.proposed is None and not line.ignored]
    left_out = {line.column.header for line in mute[_MOST:]}
    return [line for line in columns if line.column.header not in left_out]


def column_look(line: ColumnLine, *, chosen: bool, taken: str) -> tuple[str, str, str, str]:
    """Words, tone, icon and tooltip of the badge; ``chosen``: the user has said it for this file, ``taken``: the header
    of another column that is read as what this one may be."""
    confidence = line.column.confidence
    if line.ignored:
        return "Ignorée", "mute", "minus", "Cette colonne ne touche jamais au registre"
    if chosen:
        return "Choisie", "ok", "check", "Vous l’avez dit pour ce fichier"
    if line.from_recipe:
        return "Recette", "accent", "bookmark", "Lue comme la recette de cet expéditeur le dit"
    if line.drifted:
        return "À confirmer", "warn", "git-branch", "Le nom de la colonne a changé"
    if line.target is not None:
        sure = confidence >= _SURE
        words = f"{confidence}, {'sûr' if sure else 'probable'}"
        return words, "ok" if sure else "info", "circle-check" if sure else "circle-dashed", "Confiance sur 100"
    if taken:
        return "En double", "mute", "minus", f"La colonne «\u202f{taken}\u202f» dit déjà cela"
    if line.proposed is not None:
        return f"{confidence}, douteux", "warn", "alert-triangle", "Confiance sur 100"
    return "À dire", "mute", "circle-dashed", "Rien ne dit ce que contient cette colonne\u202f; elle n’est pas lue"


def proposal_of(line: ColumnLine) -> Target | None:
    """What a click accepts: what the recipe says of a header that has changed, else a guess that was not taken."""
    return line.proposed or (line.target if line.drifted else None)


def remark(line: ColumnLine, *, chosen: bool, taken: str) -> tuple[str, str, str]:
    """A sentence about the column, its tone, and what a link would accept; each "" when there is none."""
    proposed = proposal_of(line)
    accepts = f"Lire comme «\u202f{proposed.label}\u202f»" if proposed is not None else ""
    if line.drifted and not chosen:
        said = f"La recette connaissait cette colonne sous le nom «\u202f{line.drifted}\u202f»\u00a0: confirmez."
        return said, "warn", accepts
    if line.erases:
        return _ERASES, "warn", ""
    if line.target is not None or line.ignored or proposed is None:
        return "", "", ""
    if taken:
        said = f"«\u202f{proposed.label}\u202f» est déjà lu dans la colonne «\u202f{taken}\u202f»."
        return said, "", ""
    return "La ressemblance ne suffit pas\u00a0: cette colonne n’est pas lue.", "", accepts


def samples_said(line: ColumnLine) -> str:
    """Up to three samples as typed, and where else the header stands."""
    samples = [" ".join(sample.split()) for sample in line.column.samples]
    said = _SEPARATOR.join(sample for sample in samples if sample) or "pas d’exemple"
    notes = [f"{len(line.sheets)} feuilles"] if len(line.sheets) > 1 else []
    if line.column.hidden:
        notes.append("masquée dans le fichier")
    return f"{said} ({', '.join(notes)})" if notes else said


def taken_by(columns: Sequence[ColumnLine], line: ColumnLine, target: str) -> str:
    """The header of another column of the same sheets that is read as ``target`` already; "" when none is."""
    return next(
        (
            other.column.header
            for other in columns
            if other.target is not None and other.target.value == target
            and other.column.header != line.column.header and set(other.sheets) & set(line.sheets)
        ),
        "",
    )  # fmt: skip
