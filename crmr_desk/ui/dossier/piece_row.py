"""One paper of the check-list: its state, what is known of it, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QPushButton, QWidget

from crmr_desk.model.dossiers.rows import IN_HAND, PieceLine, PieceState
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.receipt import Receipt
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import Kind, button
from crmr_desk.ui.parts.card import label

HEIGHT = 54
_BADGES, _ACTIONS = 92, 176


class PieceRow(Line):
    """A line that takes a dropped file. Each signal says what the user asked for."""

    dropped = Signal(object)
    """A Path."""
    add_wanted = Signal()
    details_wanted = Signal()
    redo_wanted = Signal()
    open_wanted = Signal()
    remove_wanted = Signal()
    receipt_given = Signal(object)
    """A Receipt that needs no form."""

    def __init__(self, line: PieceLine, today: dt.date, *, frozen: bool = False, parent: QWidget | None = None) -> None:
        """``frozen``: the dossier is decided, the paper can only be looked at."""
        super().__init__(HEIGHT, parent=parent)
        self.line = line
        self._today = today
        self._frozen = frozen
        self._last: QPushButton | None = None
        self.setAcceptDrops(not frozen)
        look = words.piece_look(line)
        self.setAccessibleName(f"{line.label}, {look.word}, {line.detail}")
        self.row.addWidget(icons.IconLabel(look.icon, look.tone, 20))
        self.row.addLayout(self.words(line.label, line.detail), 1)
        if not line.in_dossier:
            self.row.addWidget(label("avant le dossier", "small"))
        elif not line.required and line.state is not PieceState.NOT_REQUIRED:
            self.row.addWidget(label("facultatif", "small"))
        self.row.addWidget(_column(Badge(look.word, look.tone)))
        self._lay_actions()

    def menu(self) -> QMenu:
        """What "…" opens; the caller shows it."""
        menu = QMenu(self)
        for text, receipt in self._receipts():
            menu.addAction(text, partial(self.receipt_given.emit, receipt))
        if self.line.state in IN_HAND:
            menu.addAction("À vérifier", partial(self.receipt_given.emit, self._as_received(PieceState.TO_CHECK)))
        menu.addSeparator()
        menu.addAction("Détails de la réception…", self.details_wanted.emit)
        menu.addAction("Joindre un fichier…", self.add_wanted.emit)
        menu.addAction("À refaire, avec motif…", self.redo_wanted.emit)
        menu.addSeparator()
        remove = menu.addAction("Retirer la pièce", self.remove_wanted.emit)
        remove.setEnabled(self.line.received_on is not None or self.line.file_id is not None)
        return menu

    def holds_focus(self) -> bool:
        """Whether one of its buttons has the focus."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Put the focus on the last button."""
        if self._last is not None:
            self._last.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if single_file(event.mimeData()) is not None:
            self.set_awaiting(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.set_awaiting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_awaiting(False)
        path = single_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _receipts(self) -> list[tuple[str, Receipt]]:
        line = self.line
        day = line.received_on or self._today
        signed = True if line.signature_asked else line.signed
        vouches = True if line.vouches_asked else line.vouches
        if line.opinion_asked is not None:
            noun, senses = words.senses(line)
            return [
                (f"{noun} {word}", Receipt(PieceState.RECEIVED, day, sense, signed, vouches, line.note))
                for sense, word in senses.items()
            ]
        offered = [("Reçue", Receipt(PieceState.RECEIVED, day, None, signed, vouches, line.note))]
        if line.signature_asked:
            unsigned = Receipt(PieceState.RECEIVED, day, None, False, vouches, line.note)
            offered.append(("Reçue sans signature", unsigned))
        if line.vouches_asked:
            silent = Receipt(PieceState.RECEIVED, day, None, signed, False, line.note)
            offered.append(("Reçue, sans garantie des compétences", silent))
        return offered

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._frozen:
            self.menu().popup(event.globalPos())

    def _lay_actions(self) -> None:
        holder = QWidget()
        holder.setMinimumWidth(_ACTIONS)
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addStretch(1)
        if self.line.file_id is not None:
            inside.addWidget(self._action("Ouvrir le fichier", "icon", "eye", self.open_wanted.emit))
        if self.line.state in (PieceState.RECEIVED, PieceState.TO_CHECK) and not self._frozen:
            inside.addWidget(self._action("Conforme", "secondary", "check", self._find_compliant))
        if self.line.state is PieceState.MISSING and not self._frozen:
            inside.addWidget(self._action("Ajouter…", "secondary", "paperclip", self.add_wanted.emit))
        elif not self._frozen:
            inside.addWidget(self._action("Autres actions", "icon", "dots", self._open_menu))
        self.row.addWidget(holder)

    def _action(self, text: str, kind: Kind, icon: str, then: Callable[[], None]) -> QPushButton:
        made = button(text, kind, icon)
        made.setAccessibleName(f"{text}, {self.line.label}")
        made.clicked.connect(lambda: then())
        self._last = made
        return made

    def _find_compliant(self) -> None:
        self.receipt_given.emit(self._as_received(PieceState.COMPLIANT))

    def _as_received(self, state: PieceState) -> Receipt:
        """The paper in another state, all that was seen on it kept."""
        line = self.line
        day = line.received_on or self._today
        return Receipt(state, day, line.opinion, line.signed, line.vouches, line.note)

    def _open_menu(self) -> None:
        if self._last is not None:
            self.menu().popup(self._last.mapToGlobal(self._last.rect().bottomLeft()))


def _column(badge: Badge) -> QWidget:
    """The badges of all lines stand one under the other."""
    holder = QWidget()
    holder.setFixedWidth(_BADGES)
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(badge)
    line.addStretch(1)
    return holder


def single_file(data: QMimeData) -> Path | None:
    """The one local file that is being dragged; None for several, a folder, or something else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None
