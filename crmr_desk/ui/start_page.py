"""The first page of all: which register to open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, label
from crmr_desk.ui.problems import ProblemStrip
from crmr_desk.ui.shared_dialog import SharedDialog
from crmr_desk.ui.wanted import Kind, Wanted, base_name

SUFFIX = ".crmr"
FILES = f"Registres (*{SUFFIX} *.sqlite);;Tous les fichiers (*)"
_WIDTH = 560


class StartPage(QWidget):
    """``open_wanted(Wanted)`` when the user has chosen. ``test`` tries an address and gives a French sentence, "" when
    it answers; it is run off the GUI thread by the caller's lane: ``test(address, then)``."""

    open_wanted = Signal(object)

    def __init__(
        self,
        recent: Sequence[str],
        test: Callable[[str, Callable[[str], None]], None],
        who: str,
        parent: QWidget | None = None,
    ) -> None:
        """``recent`` are paths and addresses without passwords, newest first; ``who`` signs unless changed here."""
        super().__init__(parent)
        self._test = test
        self.problem = ProblemStrip()
        self.name = QLineEdit(who)
        self.name.setAccessibleName("Votre nom")
        self.name.setMaximumWidth(280)
        self.demo = _offer("Réseau de démonstration", "De vrais centres, des personnes inventées", "topology-star-3")
        self.file = _offer("Ouvrir un fichier…", "Un registre de ce poste", "folder-open")
        self.new = _offer("Nouveau registre vide…", "Un fichier neuf, à remplir ou à charger", "plus")
        self.shared = _offer("Base partagée (PostgreSQL)…", "Le registre du bureau, à plusieurs", "server")
        self.recent = [_recent_button(target) for target in recent]
        self._connect(recent)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.demo.setFocus()

    def choose_file(self) -> None:
        """Ask for a file on this machine."""
        name, _filter = QFileDialog.getOpenFileName(self, "Ouvrir un registre", "", FILES)
        if name:
            self.open_wanted.emit(Wanted(Kind.FILE, name))

    def choose_new(self) -> None:
        """Ask where the new register is to be."""
        name, _filter = QFileDialog.getSaveFileName(self, "Nouveau registre", f"registre{SUFFIX}", FILES)
        if name:
            path = Path(name)
            self.open_wanted.emit(Wanted(Kind.NEW, str(path if path.suffix else path.with_suffix(SUFFIX))))

    def choose_shared(self, address: str = "") -> SharedDialog:
        """Ask for the address of a shared register, beginning with ``address`` (without password)."""
        dialog = SharedDialog(self, self._test, address)
        dialog.open_wanted.connect(lambda target: self.open_wanted.emit(Wanted(Kind.SHARED, target)))
        dialog.open()
        return dialog

    def _connect(self, recent: Sequence[str]) -> None:
        self.demo.clicked.connect(lambda: self.open_wanted.emit(Wanted(Kind.DEMO)))
        self.file.clicked.connect(self.choose_file)
        self.new.clicked.connect(self.choose_new)
        self.shared.clicked.connect(lambda: self.choose_shared())
        for made, target in zip(self.recent, recent, strict=True):
            made.clicked.connect(lambda _on=False, target=target: self._reopen(target))

    def _reopen(self, target: str) -> None:
        if target.startswith("postgresql"):
            self.choose_shared(target)
        else:
            self.open_wanted.emit(Wanted(Kind.FILE, target))

    def _lay_out(self) -> None:
        page = ScrollPage()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addSpacing(32)
        column.addWidget(label("Quel registre ouvrir\N{NARROW NO-BREAK SPACE}?", "page"))
        column.addWidget(label("Tout ce que vous écrivez est gardé aussitôt dans le registre choisi.", "secondary"))
        column.addSpacing(8)
        column.addWidget(self.problem)
        for offer in (self.demo, self.file, self.new, self.shared):
            column.addWidget(offer)
        if self.recent:
            column.addSpacing(16)
            column.addWidget(label("Ouverts récemment", "section"))
            for made in self.recent:
                column.addWidget(made)
        column.addSpacing(16)
        column.addWidget(label("Votre nom", "section"))
        column.addWidget(self.name)
        column.addWidget(label("Il signe chaque opération du journal et chaque dossier que vous ouvrez.", "quiet"))
        column.addStretch(1)
        middle = QWidget()
        middle.setLayout(column)
        middle.setFixedWidth(_WIDTH)
        page.body.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)


def _offer(title: str, detail: str, icon: str) -> QPushButton:
    made = button("", "start")
    made.setAccessibleName(title)
    made.setAccessibleDescription(detail)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(title, "strong"))
    words.addWidget(label(detail, "quiet"))
    line = QHBoxLayout(made)
    line.setContentsMargins(16, 6, 16, 6)
    line.setSpacing(14)
    line.addWidget(icons.IconLabel(icon, "accent", 20))
    line.addLayout(words, 1)
    line.addWidget(icons.IconLabel("chevron-right", "text3", 16))
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def _recent_button(target: str) -> QPushButton:
    shared = target.startswith("postgresql")
    name = base_name(target) if shared else Path(target).name
    made = button(name, "link", "server" if shared else "database")
    made.setToolTip(target)
    return made
