"""The letters of a decided dossier: open, save them all, note when they have gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import Choice, DossierView, LetterLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.opened_files import OpenedFiles, write
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear
from crmr_desk.ui.problems import ProblemStrip, Sheet


class SendingCard(Card):
    """One line a letter."""

    letter_chosen = Signal(str, str)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Courriers", pad=0, parent=parent)
        self._verbs = verbs
        self._files = OpenedFiles(self)
        self._centre = ("", 0)
        self._letters: tuple[LetterLine, ...] | None = None
        self._current = ("", "")
        self.lines: dict[tuple[str, str, str], Line] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.save_all = button("Tout enregistrer dans un dossier…", "secondary", "download")
        self.save_all.clicked.connect(self._ask_folder)
        centre = button("Voir le centre", "link", "external-link")
        centre.clicked.connect(lambda: verbs.desk.centre_wanted.emit(*self._centre))
        self.corner.addWidget(centre)
        self.corner.addWidget(self.save_all)

    def show_view(self, view: DossierView) -> None:
        """Show the letters of a decided dossier."""
        self._centre = (view.centre_kind, view.centre_id)
        self.set_count(words.plural(len(view.letters), "courrier"))
        if view.letters == self._letters:
            return
        self._letters = view.letters
        clear(self._list)
        self.lines = {(letter.who, letter.of, letter.kind): self._line(letter) for letter in view.letters}
        for line in self.lines.values():
            self._list.addWidget(line)
        self.save_all.setEnabled(any(letter.id is not None for letter in view.letters))
        self.set_current(*self._current)

    def set_current(self, who: str, of: str) -> None:
        """Mark the letter that is beside."""
        self._current = (who, of)
        for key, line in self.lines.items():
            line.set_current(key[:2] == (who, of))

    def save_to(self, folder: Path) -> None:
        """Write every letter into ``folder`` under its own name."""

        def write_all(files: list[tuple[str, bytes]]) -> None:
            if all(write(self, folder / name, content) for name, content in files):
                self._verbs.desk.toast.emit(f"{words.plural(len(files), 'courrier')} dans {folder}")

        self._verbs.all_pdfs(self._letters or (), write_all)

    def _line(self, letter: LetterLine) -> Line:
        line = Line(48, selectable=True)
        line.setAccessibleName(f"{letter.title}, {letter.addressee}")
        line.chosen.connect(lambda: self.letter_chosen.emit(letter.who, letter.of))
        channel = CHANNELS.get(letter.channel, letter.channel).lower()
        detail = f"{letter.addressee}, {channel}, n°\u00a0{letter.number}"
        line.row.addLayout(line.words(letter.title, detail), 1)
        if letter.sent_on is not None:
            line.row.addWidget(Badge(f"Envoyé le {short_date(letter.sent_on)}", "ok", "circle-check"))
        show = button("Ouvrir", "link")
        show.setAccessibleName(f"Ouvrir, {letter.title}")
        show.clicked.connect(lambda: self._open(letter))
        line.row.addWidget(show)
        if letter.sent_on is None:
            send = button("Marquer envoyé…", "secondary")
            send.setAccessibleName(f"Marquer envoyé, {letter.title}")
            send.clicked.connect(lambda: self._ask_sent(letter))
            line.row.addWidget(send)
        return line

    def _open(self, letter: LetterLine) -> None:
        self._verbs.pdf(
            letter, lambda content: self._files.open(letter.file_name, content), self._verbs.desk.show_problem
        )

    def _ask_sent(self, letter: LetterLine) -> None:
        form = SentForm(letter, self._verbs, self.window())
        form.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Enregistrer tous les courriers")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()


class SentForm(Sheet):
    """When and how a letter has gone."""

    def __init__(self, letter: LetterLine, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            f"Marquer envoyé\u00a0: {letter.title}",
            "Une fois un courrier parti, la décision ne s’annule plus.",
            icon="send",
        )
        self._letter, self._verbs = letter, verbs
        self.day = DateEdit("Envoyé le", verbs.desk.today)
        self.day.set_day(verbs.desk.today)
        self.channel = Options([Choice(code, word) for code, word in CHANNELS.items()], "Canal")
        self.channel.set_value(letter.channel)
        self.problem = ProblemStrip()
        self.body.addLayout(named("Envoyé le", self.day))
        self.body.addLayout(named("Canal", self.channel))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        keep = button("Marquer envoyé", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)

    def finish(self) -> None:
        """Note the sending, or say what is missing."""
        try:
            day = self.day.day()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        if day is None:
            self.problem.say("Indiquez le jour d’envoi.")
            return
        self._verbs.mark_sent(self._letter, day, self.channel.value() or self._letter.channel)
        self.accept()
