"""The procedures that fit a centre, as entries of a menu: the place in the text at the right, the why as a tip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu

from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk

ICON = "folder"
_BEFORE_WHY = "\u00a0: "


def fill(menu: QMenu, desk: Desk, procedures: Sequence[Procedure], row_id: int) -> None:
    """Add one entry a procedure; it opens a dossier on the centre."""
    menu.setToolTipsVisible(True)
    for procedure in procedures:
        _add(menu, desk, procedure, row_id)


def _add(menu: QMenu, desk: Desk, procedure: Procedure, row_id: int) -> None:
    place = procedure.why.partition(_BEFORE_WHY)[0] if _BEFORE_WHY in procedure.why else ""
    action = menu.addAction(icons.icon(ICON), f"{procedure.title}\t{place}")
    action.setToolTip(procedure.why)
    action.setStatusTip(procedure.why)
    action.triggered.connect(lambda: desk.start_wanted.emit(procedure.request, procedure.function, row_id))
