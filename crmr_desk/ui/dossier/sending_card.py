"""The letters of a decided dossier: open, save them all, note when they have gone and who acknowledged them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from crmr_desk.model.dossiers.letter_states import FINAL, UNSENT
from crmr_desk.model.dossiers.rows import DossierView, LetterLine
from crmr_desk.ui import exports
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.letter_row import LetterRows, standing_of
from crmr_desk.ui.dossier.opened_files import write
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, label


class SendingCard(Card):
    """One line a letter."""

    letter_chosen = Signal(str, str)

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Courriers", pad=0, parent=parent)
        self._verbs = verbs
        self._centre, self._dossier = ("", 0), (0, "")
        self._letters: tuple[LetterLine, ...] = ()
        self.lines = LetterRows(verbs)
        self.lines.letter_chosen.connect(self.letter_chosen)
        self._none = label("Cette procédure n’écrit aucun courrier.", "secondary", wrap=True)
        self._none.setContentsMargins(15, 0, 15, 4)
        self.body.addWidget(self.lines)
        self.body.addWidget(self._none)
        self.save_all = button("Tout enregistrer dans un dossier…", "icon", "download")
        self.save_all.clicked.connect(self._ask_folder)
        centre = button("Voir le centre", "link", "external-link")
        centre.clicked.connect(lambda: verbs.desk.centre_wanted.emit(*self._centre))
        self.hand_in = button("Mettre à la signature…", "secondary", "writing-sign")
        self.hand_in.clicked.connect(self._hand_in)
        self.bound = button("Dossier relié…", "icon", "file-zip")
        self.bound.clicked.connect(lambda: exports.bind_dossier(verbs.desk, *self._dossier))
        for part in (centre, self.save_all, self.bound, self.hand_in):
            self.corner.addWidget(part)

    def show_view(self, view: DossierView) -> None:
        """Show the letters of a decided dossier."""
        self._centre, self._dossier = (view.centre_kind, view.centre_id), (view.id, view.number)
        self._letters = view.letters
        self.set_count(_progress(view.letters))
        self.lines.show_letters(view.letters, frozen=view.state == ending.CLOSED)
        self._none.setVisible(not view.letters)
        self.hand_in.setVisible(any(letter.state == FINAL for letter in view.letters) and view.state != ending.CLOSED)
        self.save_all.setVisible(any(letter.id is not None for letter in view.letters))

    def set_current(self, who: str, of: str) -> None:
        """Mark the letter that is beside."""
        self.lines.set_current(who, of)

    def save_to(self, folder: Path) -> None:
        """Write every letter into ``folder`` under its own name."""

        def write_all(files: list[tuple[str, bytes]]) -> None:
            if all(write(self, folder / name, content) for name, content in files):
                saved = words.plural(len(files), "courrier enregistré", "courriers enregistrés")
                self._verbs.desk.saved.emit(saved, folder)

        self._verbs.all_pdfs(self._letters, write_all)

    def _hand_in(self) -> None:
        self.lines.acts.hand_in({letter.id for letter in self._letters if letter.id is not None})

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Enregistrer tous les courriers")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()


def _progress(letters: tuple[LetterLine, ...]) -> str:
    """For what those that have not gone wait, in the words of their lines; of none, how many letters there are."""
    waiting = (letter for letter in letters if letter.state in ("draft", *UNSENT))
    found = Counter(words.LETTER_STATES[standing_of(letter)][0].lower() for letter in waiting)
    count = words.plural(len(letters), "courrier") if letters else ""
    return ", ".join(f"{number}\u00a0{word}" for word, number in found.items()) or count
