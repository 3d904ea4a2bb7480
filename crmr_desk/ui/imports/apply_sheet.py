"""Applying an import: why it cannot be yet, what it will change counted first, and the writing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk import places
from crmr_desk.model.store.words import thousands
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.line_looks import STATES
from crmr_desk.ui.imports.progress import Job, ProgressStrip
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet
from crmr_desk.workbooks.checking.rows import Checked, Shown
from crmr_desk.workbooks.imports import applying
from crmr_desk.workbooks.imports.rows import Applied, ImportRow

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_COUNTED = (Shown.NEW, Shown.CHANGED, Shown.UNCHANGED, Shown.IGNORED)
_WHAT = {
    Shown.NEW: ("ligne nouvelle", "lignes nouvelles"),
    Shown.CHANGED: ("ligne modifie le registre", "lignes modifient le registre"),
    Shown.UNCHANGED: ("ligne ne change rien", "lignes ne changent rien"),
    Shown.IGNORED: ("ligne ignorée ou écartée", "lignes ignorées ou écartées"),
}

_REFUSED = "Le registre refuse l’import tel quel\u00a0: voyez au-dessus des lignes"
_PROMISE = (
    "Tout est écrit d’un bloc ou rien ne l’est. L’import s’annule ensuite, même des mois plus tard\u00a0: ce que"
    " quelqu’un aura changé depuis sera gardé."
)


def no_applying(checked: Checked | None, locked: str, *, busy: bool) -> str:
    """Why the import cannot be applied now, "" when it can."""
    if locked:
        return locked
    if busy:
        return "Le contrôle est en cours"
    if checked is None:
        return "Le contrôle n’a pas abouti"
    if checked.to_settle:
        noun = "ligne" if checked.to_settle == 1 else "lignes"
        return f"Encore {thousands(checked.to_settle)}\u00a0{noun} à régler ou à écarter avant d’appliquer"
    return (
        "Le registre refuse l’import tel quel\u00a0: voyez au-dessus des lignes" if checked.refused_by_register else ""
    )


class ApplySheet(Sheet):
    """What will be changed, counted; ``agreed`` is called when the user wants it."""

    def __init__(self, row: ImportRow, checked: Checked, agreed: Callable[[], object], parent: QWidget | None) -> None:
        super().__init__(parent, f"Appliquer {row.name}", f"{checked.summary}.", icon="table-import", width=640)
        counts = QVBoxLayout()
        counts.setSpacing(6)
        for shown in _COUNTED:
            if checked.counts.get(shown):
                counts.addLayout(_counted(shown, checked.counts[shown]))
        self.body.addLayout(counts)
        self.body.addSpacing(4)
        self.backup = label(f"Avant d’écrire, le registre est copié dans {places.backups()}.", "secondary", wrap=True)
        self.body.addWidget(self.backup)
        self.body.addWidget(label(_PROMISE, "secondary", wrap=True))
        self.add_verb("Annuler")
        self.agree = self.add_verb("Appliquer l’import", agreed, primary=True)


def apply(
    desk: Desk, strip: ProgressStrip, row: ImportRow, then: Callable[[Applied], None],
    failed: Callable[[Exception], None],
) -> None:  # fmt: skip
    """Write the import in the lane, with progress and « Annuler »; ``then`` gets what was written."""
    db, today, folder = desk.db, desk.today, places.backups()

    def verb(job: Job) -> tuple[Applied, Changes]:
        return applying.apply(
            db, row.id, today=today, backup_folder=folder, progress=job.report, cancelled=job.cancelled
        )

    strip.run(f"Application de {row.name}", verb, lambda result: then(result[0]), failed)


def _counted(shown: Shown, count: int) -> QHBoxLayout:
    look, (one, several) = STATES[shown], _WHAT[shown]
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(icons.IconLabel(look.icon, look.tone if look.tone != "accent" else "softtx", 16))
    line.addWidget(label(thousands(count), "strong"))
    line.addWidget(label(one if count == 1 else several), 1)
    return line
