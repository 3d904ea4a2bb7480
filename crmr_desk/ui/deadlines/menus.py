"""What can be done with a deadline, where it is shown: the menu of a chip or of a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from crmr_desk.model.deadlines.kinds import batch_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui import icons
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.row_verbs import Verb, verbs_for
from crmr_desk.ui.deadlines.verbs import DeadlineVerbs
from crmr_desk.ui.desk import Desk


def menu(parent: QWidget, row: DeadlineRow, desk: Desk, verbs: DeadlineVerbs) -> QMenu:
    """The caller shows it."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setToolTipsVisible(True)
    if row.dossier_id is not None:
        made.addAction("Ouvrir le dossier", partial(desk.dossier_wanted.emit, row.dossier_id))
    if (batch_id := batch_id_of(row.key)) is not None:
        letters = partial(desk.page_wanted.emit, "correspondence", f"batch/{batch_id}")
        made.addAction("Voir les courriers", letters)
    if row.centre_kind:
        centre = partial(desk.centre_wanted.emit, row.centre_kind, row.centre_id)
        made.addAction(look.open_words(row.centre_kind), centre)
    made.addSeparator()
    offered = verbs_for(row)
    for verb in offered:
        action = made.addAction(icons.icon(verb.icon), verb.words, partial(verbs.ask, verb, [row]))
        action.setEnabled(not desk.why_no_write)
        action.setToolTip(desk.why_no_write)
    if row.fixed and Verb.DONE in offered:
        fixed = made.addAction(icons.icon(Verb.MOVE.icon), Verb.MOVE.words)
        fixed.setEnabled(False)
        fixed.setToolTip(row.fixed)
    return made
