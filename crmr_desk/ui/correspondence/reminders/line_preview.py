"""One of the letters of a pass as it will be printed, with the way to the next and to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.rows import ReminderLine
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.ui.correspondence.pdf_view import PdfView
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

Ask = Callable[[ReminderLine, Callable[[LivePages], None], Callable[[Exception], None]], None]


class LinePreview(QWidget):
    """``ask`` prints the letter of a line, or fails with what keeps it from being printed."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._lines: Sequence[ReminderLine] = ()
        self._place = 0
        self._asked = 0
        self.setAccessibleName("Aperçu du courrier")
        self.view = PdfView()
        self.view.setAcceptDrops(False)
        self.title = ElidedLabel("", "section")
        self.count = label("", "quiet")
        self.before = button("Courrier précédent (Alt ←)", "icon", "chevron-left")
        self.after = button("Courrier suivant (Alt →)", "icon", "chevron-right")
        self.before.setShortcut("Alt+Left")
        self.after.setShortcut("Alt+Right")
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self._lay()

    def set_lines(self, lines: Sequence[ReminderLine]) -> None:
        """Show the first of these letters, or the one already shown where it is among them."""
        key = self._lines[self._place].key if self._place < len(self._lines) else ""
        self._lines = lines
        self._place = next((place for place, line in enumerate(lines) if line.key == key), 0)
        self.again()

    def line(self) -> ReminderLine | None:
        """The line whose letter is shown."""
        return self._lines[self._place] if self._place < len(self._lines) else None

    def step(self, by: int) -> None:
        """Show the next letter, or the one before."""
        self._place = (self._place + by) % max(len(self._lines), 1)
        self.again()

    def again(self) -> None:
        """Print the letter shown anew; an answer that comes late is not shown."""
        self._asked += 1
        several = "" if len(self._lines) > 1 else "Il n’y a qu’un courrier"
        for each in (self.before, self.after):
            set_available(each, several)
            each.setToolTip(several or each.accessibleName())
        if self._place >= len(self._lines):
            return
        line, number = self._lines[self._place], self._asked
        self.title.say(f"{line.addressee}, {line.centre}")
        self.count.setText(f"{self._place + 1} sur {len(self._lines)}")
        self._ask(line, lambda live: self._take(number, live), lambda error: self._fail(number, error))

    def _take(self, number: int, live: LivePages) -> None:
        if number == self._asked:
            self.view.show_content(live.content)
            self.view.live.show_live(live)

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._asked:
            self.view.show_content(b"")
            self.view.say(str(error))

    def _lay(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self.title, 1)
        for part in (self.before, self.count, self.after):
            heading.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(heading)
        column.addWidget(self.view, 1)
