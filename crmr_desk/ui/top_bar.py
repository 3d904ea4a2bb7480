"""The bar over the page: back, forth, where one is, the day shown, who works."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.ui.finding.field import FindField
from crmr_desk.ui.parts.badge import Avatar
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

HEIGHT = 52


class TopBar(QWidget):
    """``step_wanted(-1)`` is back, ``step_wanted(1)`` forth."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.back = button("Page précédente (Alt+Gauche)", "icon", "arrow-left")
        self.forth = button("Page suivante (Alt+Droite)", "icon", "arrow-right")
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.forth.clicked.connect(lambda: self.step_wanted.emit(1))
        self.title = label("", "bar")
        self.clock: QWidget | None = None
        """What tells the day: the date control of a register, the clock of a rehearsal; None while none is open."""
        self.avatar = Avatar("", size=28)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 24, 0)
        line.setSpacing(4)
        for part in (self.back, self.forth, self.title):
            line.addWidget(part)
        line.addStretch(1)
        self.search = FindField(self)
        line.addWidget(self.search, 1)
        line.addSpacing(14)
        line.addWidget(self.avatar)
        self.show_user("")

    def show_clock(self, control: QWidget) -> None:
        """Put ``control`` where the day stands, left of who works."""
        line = self.layout()
        if isinstance(line, QHBoxLayout):
            line.insertWidget(line.indexOf(self.avatar) - 1, control)
        self.clock = control

    def show_user(self, name: str) -> None:
        """Whose operations these are; "" while no register is open."""
        self.avatar.set_name(name)
        self.avatar.setVisible(bool(name))

    def show_steps(self, *, shown: bool) -> None:
        """Arrows only where there are pages to go to and fro between, the field only where there is something to
        find."""
        for part in (self.back, self.forth, self.search):
            part.setVisible(shown)

    def allow_steps(self, *, back: bool, forth: bool) -> None:
        """Grey the arrow that leads nowhere."""
        self.back.setEnabled(back)
        self.forth.setEnabled(forth)
