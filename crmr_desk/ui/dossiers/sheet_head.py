"""Top of a dossier sheet: what it is, how far it is, who keeps it, and where it stands in the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossiers.note_field import NoteField
from crmr_desk.ui.dossiers.stage_track import StageTrack
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

_ENDED = (ending.CLOSED, "abandoned")


class SheetHead(QWidget):
    """``moved(-1 or 1)`` asks for the neighbour in the list. The other buttons are public."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = button("Tous les dossiers", "crumb", "arrow-left")
        self.position = label("", "quiet")
        self.before, self.after = (
            button("Dossier précédent", "icon", "chevron-left"),
            button("Dossier suivant", "icon", "chevron-right"),
        )
        self.title, self.facts = ElidedLabel("", "page"), ElidedLabel("", "secondary")
        self.centre = button("Ouvrir le centre", "link", "external-link")
        self.to_verify = Badge("", "warn", "alert-triangle", "Ces règles n’ont pas encore été confirmées")
        self.held = Badge("", "mute", "zzz")
        self.wizard = button("Ouvrir l’assistant", "primary", "folder-open")
        self.assign = button("", "secondary", "user-check")
        self.hold = button("Mettre en attente…", "secondary", "zzz")
        self.wake = button("Reprendre", "secondary", "bell")
        self.bound = button("Dossier relié…", "secondary", "file-zip")
        self.bound.setToolTip("Tout le dossier en un PDF ou une archive\u00a0: pièces, avis, décision, courriers")
        self.note, self.track = NoteField(), StageTrack()
        for badge in (self.held, self.to_verify):
            badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.after.clicked.connect(lambda: self.moved.emit(1))

    def show_view(self, view: DossierView, *, held: bool) -> None:
        """Show a dossier; ``held``: it is on hold today."""
        self.title.say(view.title)
        self.facts.say(", ".join(filter(None, (view.number, view.scenario_title))))
        self.centre.setAccessibleName(f"Ouvrir le centre {view.centre}")
        self.centre.setToolTip(view.centre)
        self.to_verify.set(view.to_verify, "warn", "alert-triangle", "Ces règles n’ont pas encore été confirmées")
        self.to_verify.setVisible(bool(view.to_verify))
        self._show_hold(view, held=held)
        opened = view.state == ending.OPEN
        self.wizard.setText("Ouvrir l’assistant" if opened else "Relire dans l’assistant")
        self.assign.setText(f"{view.instructor or 'Confier'}…".replace("&", "&&"))
        self.assign.setAccessibleName(f"Instructeur\u00a0: {view.instructor}, confier à un autre")
        set_available(self.assign, "Le dossier est terminé" if view.state in _ENDED else "")
        if view.state not in _ENDED:
            self.assign.setToolTip("Instructeur du dossier\u00a0: confier à un autre")
        self.note.show_note(view.note)
        self.track.show_view(view)

    def show_position(self, place: int | None, count: int) -> None:
        """Where the dossier stands in the list as it is filtered; None when it is not there."""
        self.position.setText("" if place is None else f"{place + 1} sur {count}")
        absent = "Ce dossier n’est pas dans la liste filtrée" if place is None else ""
        set_available(self.before, absent or ("C’est le premier de la liste" if place == 0 else ""))
        set_available(self.after, absent or ("C’est le dernier de la liste" if place == count - 1 else ""))
        for each, keys in ((self.before, "Alt Page précédente"), (self.after, "Alt Page suivante")):
            if each.isEnabled():
                each.setToolTip(f"{each.accessibleName()} ({keys})")

    def _show_hold(self, view: DossierView, *, held: bool) -> None:
        self.held.setVisible(held)
        if held and view.hold_until is not None:
            day = short_date(view.hold_until)
            self.held.set(f"Réveil le {day}", "mute", "zzz", f"Mis en attente jusqu’au {day}\u00a0: {view.hold_reason}")
        self.wake.setVisible(held)
        self.hold.setVisible(not held)
        set_available(self.hold, "" if view.state == ending.OPEN else "Le dossier est décidé")

    def _lay_out(self) -> None:
        first, heading, verbs = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        _fill(first, self.back, self.facts)
        first.addStretch(1)
        _fill(first, self.position, self.before, self.after)
        heading.setSpacing(10)
        _fill(heading, self.title, self.held, self.to_verify)
        heading.addStretch(1)
        heading.addWidget(self.centre)
        verbs.setSpacing(8)
        _fill(verbs, self.wizard, self.assign, self.hold, self.wake, self.bound)
        verbs.addSpacing(8)
        verbs.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 6)
        column.setSpacing(6)
        for layout in (first, heading, verbs):
            column.addLayout(layout)
        column.addSpacing(4)
        column.addWidget(self.track)


def _fill(layout: QLayout, *parts: QWidget) -> None:
    for part in parts:
        layout.addWidget(part)
