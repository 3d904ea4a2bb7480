"""« Vérifier la chaîne »: every hash of the journal taken again, in the lane, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crmr_desk.model.store.chain_check import check_chain
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.notes import Note

_TOLD = 8
"""Problems told one by one; each more is but counted."""


class ChainCheck(QObject):
    """The page puts ``verify``, ``strip`` (its progress) and ``result`` where it wants them."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.verify = button("Vérifier la chaîne", "link", "lock")
        self.verify.setToolTip("Recalculer l’empreinte de chaque opération\u00a0: aucune n’a été modifiée ni retirée")
        self.strip, self.result = ProgressStrip(desk), Note("circle-check", "", token="ok")
        self.result.hide()
        self.verify.clicked.connect(self.check)

    def check(self) -> None:
        """Take every hash again."""
        db = self._desk.db
        self.result.hide()
        self.strip.read(
            "Vérification de la chaîne du journal",
            lambda job: check_chain(db, progress=job.report, cancelled=job.cancelled), self._tell,
        )  # fmt: skip

    def _tell(self, problems: list[str]) -> None:
        moment = self._desk.db.now().astimezone()
        if not problems:
            self.result.icon.set_icon("circle-check", "ok")
            self.result.say(
                "La chaîne du journal est intacte",
                f"Vérifiée le {moment:%d/%m/%Y} à {moment:%H:%M}\u00a0: aucune opération n’a été modifiée, retirée ou"
                " ajoutée après coup.",
            )
        else:
            more = len(problems) - _TOLD
            rest = [f"Et {thousands(more)} autres constats."] if more > 0 else []
            self.result.icon.set_icon("circle-x", "stop")
            self.result.say("La chaîne du journal est rompue", "\n".join([*problems[:_TOLD], *rest]))
        self.result.show()
