"""The letterheads of the bureau over the years: its lines, and the file laid under page one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.bureau import letterheads
from crmr_desk.model.bureau.letterheads import LetterheadRow
from crmr_desk.model.bureau.lines import Bureau, save_bureau, shipped
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import ElidedLabel, named
from crmr_desk.ui.file_content import content_of
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column
from crmr_desk.ui.settings.list_tab import ListTab

_LINES = (
    ("bureau", "Bureau", (0, 2, 1, 2)),
    ("place", "Lieu de la date", (0, 4, 1, 2)),
    ("direction", "Direction", (1, 0, 1, 3)),
    ("sub_direction", "Sous-direction", (1, 3, 1, 3)),
    ("address", "Adresse", (2, 0, 2, 3)),
    ("phone", "Téléphone", (2, 3, 1, 3)),
    ("email", "Courriel", (3, 3, 1, 3)),
    ("sender", "Autorité qui écrit", (4, 0, 1, 3)),
    ("quality", "Au nom de qui", (4, 3, 1, 3)),
    ("capacity", "Qualité du signataire", (5, 0, 1, 3)),
    ("delegation", "Acte de délégation", (5, 3, 1, 3)),
    ("court", "Tribunal compétent", (6, 0, 1, 6)),
)
"""Each line of the bureau: its words, and where it stands in the form, in sixths of its width."""
_SINCE = "À partir du"


class LetterheadsTab(ListTab[LetterheadRow]):
    """Of several, the one that began last holds."""

    TABLES = frozenset({"letterhead"})
    TITLE = "Bureau et en-tête"
    ICON = "letter-case"
    SENTENCE = (
        "Ces lignes s’impriment sur les courriers datés à partir du jour indiqué\u202f; ceux qui sont écrits gardent"
        " les leurs. Le fichier de l’administration, PDF ou image, se place sous la première page."
    )
    EMPTY = "Les courriers s’impriment avec les lignes fournies avec le logiciel."

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.verb_of_one("Supprimer", "eraser", self._remove)
        self.verb_of_one("Retirer le fichier", "file-broken", self._take_away, _why_no_file)
        self.lay = self.verb("Fichier d’en-tête…", "secondary", "upload", self._ask_file)
        self.change = self.verb("Lignes du bureau…", "primary", "pencil", lambda: self._ask_lines(self.table.current()))

    def question(self) -> Callable[[], Sequence[LetterheadRow]]:
        db = self.desk.db
        return lambda: letterheads.letterheads(db)

    def columns(self) -> Sequence[Column[LetterheadRow]]:
        return (
            Column(_SINCE, lambda row: short_date(row.start), sort=lambda row: row.start, width=112),
            Column("Bureau", lambda row: row.lines.bureau, stretch=2),
            Column("Direction", lambda row: row.lines.direction, stretch=3),
            Column("Qualité du signataire", lambda row: row.lines.capacity, stretch=3),
            Column("Fichier", _file_cell, stretch=2),
        )

    def key(self, row: LetterheadRow) -> Hashable:
        return row.id

    def open_one(self, row: LetterheadRow) -> None:
        self._ask_lines(row)

    def _ask_lines(self, row: LetterheadRow | None) -> None:
        LinesForm(self.desk, row, self.window()).open()

    def _ask_file(self) -> None:
        FileForm(self.desk, self.window()).open()

    def _take_away(self, row: LetterheadRow) -> None:
        db, start = self.desk.db, row.start
        self.write(lambda: letterheads.take_away(db, start=start), "Le fichier d’en-tête est retiré.")

    def _remove(self, row: LetterheadRow) -> None:
        db, row_id = self.desk.db, row.id
        self.write(lambda: letterheads.remove_letterhead(db, row_id), "L’en-tête est supprimé, le précédent tient.")


class LinesForm(EntryForm):
    """The lines of the bureau from a day on."""

    def __init__(self, desk: Desk, row: LetterheadRow | None, parent: QWidget | None = None) -> None:
        sentence = "Avec une date nouvelle, les lignes d’avant restent celles des courriers d’avant."
        super().__init__(
            desk, "Lignes du bureau", sentence, icon="letter-case", done="Lignes enregistrées.", parent=parent
        )
        lines: Bureau = row.lines if row is not None else shipped()
        self.start = DateEdit(_SINCE, desk.today)
        self.start.set_day(row.start if row is not None else desk.today)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        # Beside each other: one below the other they would be taller than a small screen.
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addLayout(named(_SINCE, self.start), 0, 0, 1, 2)
        for name, words, place in _LINES:
            field = self.fields[name] = _field(name, getattr(lines, name))
            grid.addLayout(named(words, field), *place)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.finish_layout("Enregistrer")

    def verb(self) -> Callable[[], Changes]:
        start = self.start.day()
        if start is None:
            raise ValueError("Indiquez à partir de quel jour ces lignes s’impriment.")
        db, lines = self.desk.db, {name: _text(field) for name, field in self.fields.items()}
        return lambda: save_bureau(db, lines, start=start)


class FileForm(EntryForm):
    """The administration's own letterhead, from a day on."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        sentence = (
            "Un PDF d’une page A4, ou une image PNG ou JPEG. Il se place sous la première page des courriers datés à"
            " partir du jour indiqué."
        )
        super().__init__(desk, "Fichier d’en-tête", sentence, icon="upload", done="En-tête enregistré.", parent=parent)
        self._path: Path | None = None
        self.name = ElidedLabel("Aucun fichier choisi", "secondary")
        self.choose = button("Choisir un fichier…", "secondary", "folder-open")
        self.choose.clicked.connect(self._ask)
        self.start = DateEdit(_SINCE, desk.today)
        self.start.set_day(desk.today)
        self.says_direction = QCheckBox("Le fichier porte déjà le nom de la direction et du bureau")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.choose)
        line.addWidget(self.name, 1)
        self.body.addLayout(line)
        self.body.addLayout(named(_SINCE, self.start))
        self.body.addWidget(self.says_direction)
        self.finish_layout("Placer sous les courriers")

    def take(self, path: Path) -> None:
        """Use this file."""
        self._path = path
        self.name.say(path.name)
        self.problem.say("")

    def verb(self) -> Callable[[], object]:
        start, path = self.start.day(), self._path
        if path is None:
            raise ValueError("Choisissez d’abord le fichier d’en-tête.")
        if start is None:
            raise ValueError("Indiquez à partir de quel jour il s’imprime.")
        db, named_so = self.desk.db, self.says_direction.isChecked()
        return lambda: letterheads.lay_under(db, path.name, content_of(path), start=start, says_direction=named_so)[1]

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Fichier d’en-tête", "", "PDF ou image (*.pdf *.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.open()


def _file_cell(row: LetterheadRow) -> Cell:
    return Cell(row.file_name, icon="paperclip") if row.file_name else Cell("Aucun", tone="text3")


def _why_no_file(row: LetterheadRow) -> str:
    return "" if row.file_name else "Aucun fichier n’est placé sous ces courriers"


def _field(name: str, text: str) -> QLineEdit | QPlainTextEdit:
    if name != "address":
        return QLineEdit(text)
    several = QPlainTextEdit(text)
    several.setTabChangesFocus(True)
    several.setFixedHeight(91)
    return several


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
