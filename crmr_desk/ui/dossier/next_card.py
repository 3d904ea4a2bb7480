"""Once decided, the dossiers that the decision calls for: one line for each seat that it leaves empty."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.next_dossiers import NextDossier
from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear


class NextCard(Card):
    """Hidden while there is nothing to open."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Et ensuite", pad=0, parent=parent)
        self._verbs = verbs
        self._shown: tuple[NextDossier, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.hide()

    def show_view(self, view: DossierView) -> None:
        """Read what follows a decision; an open or abandoned dossier is followed by nothing."""
        if ending.is_decided(view):
            self._verbs.next_dossiers(view, self.show_next, self)
        else:
            self.show_next(())

    def show_next(self, following: tuple[NextDossier, ...]) -> None:
        """Offer these dossiers."""
        self.setVisible(bool(following))
        if following == self._shown:
            return
        self._shown = following
        clear(self._list)
        for each in following:
            self._list.addWidget(self._line(each))

    def _line(self, each: NextDossier) -> Line:
        line = Line(48)
        line.row.addLayout(line.words(f"Siège vacant, {each.centre}", each.procedure.why), 1)
        start = button(each.procedure.title, "secondary", "folder")
        start.setAccessibleName(f"{each.procedure.title} {each.centre}")
        wanted = self._verbs.desk.start_wanted
        start.clicked.connect(lambda: wanted.emit(each.procedure.request, each.procedure.function, each.target_id))
        line.row.addWidget(start)
        return line
