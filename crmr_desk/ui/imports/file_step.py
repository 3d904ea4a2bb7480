"""Step one, the file: what it is, which of its sheets are read, where the header of each stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.store.words import thousands
from crmr_desk.ui import icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports import choosing, standing
from crmr_desk.ui.imports.file_preview import HeaderPreview
from crmr_desk.ui.imports.step import ImportStep
from crmr_desk.ui.imports.verbs import ImportVerbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.imports.rows import DraftView, SheetLine

_SHORT = 12
"""Signs of the fingerprint that are shown; all of them are copied."""
_KILO, _MEGA = 1024, 1024 * 1024
_KINDS = {"xlsx": "Excel", "xlsm": "Excel avec macros, qui ne sont pas exécutées", "xls": "Excel 97-2003",
          "ods": "OpenDocument", "csv": "texte CSV"}  # fmt: skip


class FileStep(ImportStep):
    """The header line can be moved by a click or by Return; a sheet can be read or left out."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: DraftView | None = None
        self._verbs = ImportVerbs(desk, self)
        self.facts, self.sha = label("", "body", wrap=True), label("", "secondary")
        self.copy_sha = button("Copier l’empreinte", "icon", "copy")
        self.original = button("Enregistrer l’original…", "secondary", "download")
        self._notes = QVBoxLayout()
        self.sheets = _sheets_table()
        self.sheets_card = Card("Feuilles", pad=8)
        self.read = button("", "secondary")
        self.preview = HeaderPreview()
        self._lay()
        self._connect()

    def show_import(self, import_id: int) -> None:
        if import_id != self.import_id:
            self._view = None
        super().show_import(import_id)

    def start(self) -> None:
        self.way.forward.setFocus()

    def show_view(self, view: DraftView) -> None:
        first = self._view is None
        self._view = view
        self.facts.setText(f"{_KINDS.get(view.file_kind, view.file_kind)}, {size_words(view.size)}")
        self.sha.setText(f"Empreinte SHA-256\u00a0: {view.sha256[:_SHORT]}…")
        self.sha.setToolTip(view.sha256)
        self._show_notes(view.notes)
        self.sheets.set_rows(view.sheets)
        self.sheets_card.set_count(_sheets_said(view.sheets))
        if first or self.sheets.current() is None:
            wanted = next((sheet for sheet in view.sheets if sheet.read), next(iter(view.sheets), None))
            if wanted is not None:
                self.sheets.select(wanted.name)
        self._show_sheet()
        self.way.allow(standing.before_columns(view))

    def sheet(self) -> SheetLine | None:
        """The sheet whose first lines are shown."""
        return self.sheets.current()

    def _show_sheet(self) -> None:
        sheet, view = self.sheet(), self._view
        self.preview.setVisible(sheet is not None)
        if sheet is None or view is None:
            return
        editable = standing.is_editable(view, self.desk.who)
        moved = view.choices.get(ChoiceKind.HEADER, sheet.name, "") is not None
        self.preview.show_sheet(sheet, editable=editable, moved=moved)
        self.read.setText("Ne pas lire cette feuille" if sheet.read else "Lire cette feuille")
        self.read.setAccessibleName(f"{self.read.text()}, {sheet.name}")
        self.read.setVisible(editable)

    def _move_header(self, first: int, last: int) -> None:
        sheet = self.sheet()
        if sheet is None or (first, last) == sheet.header:
            return
        choices = [Choice(ChoiceKind.HEADER, sheet.name, "", [first, last])]
        if not sheet.read:
            choices.append(Choice(ChoiceKind.READ, sheet.name, "", True))
        lines = f"ligne {first}" if first == last else f"lignes {first} et {last}"
        self._choose(choices, f"en-tête de «\u202f{sheet.name}\u202f», {lines}")

    def _guess_header(self) -> None:
        sheet, view = self.sheet(), self._view
        if sheet is not None and view is not None:
            keys = [(ChoiceKind.HEADER, sheet.name, "")]
            label_ = f"{view.row.name}\u00a0: en-tête de «\u202f{sheet.name}\u202f» comme deviné"
            choosing.withdraw(self.desk, self.import_id, keys, label_)

    def _toggle_read(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            said = "n’est plus lue" if sheet.read else "est lue"
            choices = [Choice(ChoiceKind.READ, sheet.name, "", not sheet.read)]
            self._choose(choices, f"la feuille «\u202f{sheet.name}\u202f» {said}")

    def _choose(self, choices: Sequence[Choice], what: str) -> None:
        if self._view is not None:
            choosing.choose(self.desk, self.import_id, choices, f"{self._view.row.name}\u00a0: {what}")

    def _show_notes(self, notes: Sequence[str]) -> None:
        clear(self._notes)
        for note in notes:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(icons.IconLabel("info-circle", "info", 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(note, "secondary", wrap=True), 1)
            self._notes.addLayout(line)

    def _copy(self) -> None:
        if self._view is not None:
            QGuiApplication.clipboard().setText(self._view.sha256)
            self.desk.toast.emit("L’empreinte est copiée.")

    def _save_original(self) -> None:
        if self._view is not None:
            self._verbs.save_original(self._view.row)

    def _connect(self) -> None:
        self.copy_sha.clicked.connect(self._copy)
        self.original.clicked.connect(self._save_original)
        self.sheets.current_changed.connect(lambda _row: self._show_sheet())
        self.read.clicked.connect(self._toggle_read)
        self.preview.header_wanted.connect(self._move_header)
        self.preview.guess_wanted.connect(self._guess_header)
        self.way.forward.clicked.connect(lambda: self.step_wanted.emit("sender"))

    def _lay(self) -> None:
        self.way.back.hide()
        self.way.forward.setText("Continuer vers l’expéditeur")
        page, about = ScrollPage(), Card("Fichier")
        page.body.setContentsMargins(24, 4, 24, 16)
        fingerprint = QHBoxLayout()
        fingerprint.setSpacing(4)
        fingerprint.addWidget(self.sha)
        fingerprint.addWidget(self.copy_sha)
        fingerprint.addStretch(1)
        about.corner.addWidget(self.original)
        about.body.addWidget(self.facts)
        about.body.addLayout(fingerprint)
        about.body.addLayout(self._notes)
        self.sheets_card.corner.addWidget(self.read)
        self.sheets_card.body.addWidget(self.sheets)
        for part in (about, self.sheets_card, self.preview):
            page.body.addWidget(part)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


def size_words(size: int) -> str:
    """The size of a file: 812 octets, 48 Ko, 3,2 Mo."""
    if size < _KILO:
        return plural(size, "octet")
    if size < _MEGA:
        return f"{size // _KILO}\u00a0Ko"
    return f"{size / _MEGA:.1f}".replace(".", ",") + "\u00a0Mo"


def _sheets_said(sheets: Sequence[SheetLine]) -> str:
    read = sum(sheet.read for sheet in sheets)
    return f"{plural(read, 'lue', 'lues')} sur {len(sheets)}"


def _sheets_table() -> DataTable[SheetLine]:
    table: DataTable[SheetLine] = DataTable(
        (
            Column("Feuille", _name, stretch=3),
            Column("Lignes", lambda row: thousands(row.lines), sort=lambda row: row.lines, width=84, right=True),
            Column("Lecture", _reading, width=120),
            Column("Pourquoi", _why, stretch=5),
        ),
        lambda row: row.name, "Feuilles", fit=5,
    )  # fmt: skip
    return table


def _name(row: SheetLine) -> Cell:
    marks = (("eye-off", "text3", "feuille masquée"),) if row.hidden else ()
    return Cell(row.name, bold=row.read, marks=marks, tip=f"{row.name}, masquée" if row.hidden else row.name)


def _reading(row: SheetLine) -> Cell:
    if row.read:
        return Cell("Lue", badge=True, tone="ok", icon="circle-check")
    return Cell("Non lue", badge=True, tone="mute", icon="minus")


def _why(row: SheetLine) -> Cell:
    if row.read and row.header is not None:
        first, last = row.header
        said = f"en-tête ligne {first}" if first == last else f"en-tête lignes {first} et {last}"
        return Cell(f"{row.why}, {said}" if row.why else said, tone="text2", tip=row.why)
    return Cell(row.why, tone="text2", tip=row.why)
