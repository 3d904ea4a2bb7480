"""The second tab of a letter: what changed since it was written, its way with the papers of each step, its signature
and its editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.rows import ChangedFact, Edition, KeptLetter, LetterDetail
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.correspondence.look import CHANGED_SINCE
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, why_not
from crmr_desk.ui.correspondence.way_track import way_of
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier import words
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.table import Cell, Column, DataTable

_NOTHING = "rien"
_SAME_SHOWN = 12
"""Signs at the beginning that two values may share before they are left out."""


class WayTab(ScrollPage):
    """``wanted(VerbKey)`` for the letter shown, ``list_wanted(id)`` and ``letter_wanted(id)`` to open the paper of a
    bordereau or another edition."""

    wanted = Signal(object)
    list_wanted = Signal(int)
    letter_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.changed, self.way = Card(CHANGED_SINCE, pad=8), Card("Parcours")
        self.signature, self.editions = Card("Signature électronique"), Card("Éditions")
        self.reopen = button("Reprendre…", "link", "pencil")
        self.reopen.clicked.connect(lambda: self.wanted.emit(VerbKey.REOPEN))
        self.facts: DataTable[ChangedFact] = DataTable(
            (
                Column("Donnée", lambda row: Cell(row.label[:1].upper() + row.label[1:], tip=row.label), stretch=3),
                Column("Dans le courrier", lambda row: Cell(parting(row.before, row.now), tip=row.before), stretch=4),
                Column("Aujourd’hui", _now_cell, stretch=4),
            ),
            lambda row: row.label, CHANGED_SINCE, fit=8,
        )  # fmt: skip
        self.changed.corner.addWidget(self.reopen)
        self.changed.body.addWidget(self.facts)
        for part in (self.changed, self.way, self.signature, self.editions):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.setContentsMargins(16, 12, 16, 16)

    def show_letter(self, letter: KeptLetter, changes: Sequence[ChangedFact]) -> None:
        """Show the way of a letter, and the facts that read otherwise today."""
        self.changed.setVisible(bool(changes))
        self.facts.set_rows(changes)
        set_available(self.reopen, why_not(BY_KEY[VerbKey.REOPEN], (letter,), self._desk.why_no_write))
        clear(self.way.body)
        for step in way_of(letter):
            look = ("circle-check", "ok") if step.reached else ("circle-dashed", "mute")
            line = _line(*look, step.said, quiet=not step.reached)
            if letter.signing_list_id is not None and step.detail == letter.signing_list:
                line.addWidget(self._paper(letter.signing_list, letter.signing_list_id))
            self.way.body.addLayout(line)
        self.signature.hide()
        self.editions.hide()

    def show_detail(self, detail: LetterDetail) -> None:
        """Show what takes longer to be read: its editions and its signature."""
        clear(self.signature.body)
        for icon, tone, said in _signature(detail):
            self.signature.body.addLayout(_line(icon, tone, said))
        self.signature.setVisible(detail.signature is not None)
        clear(self.editions.body)
        for edition in reversed(detail.editions):
            self.editions.body.addWidget(self._edition(edition, here=edition.letter_id == detail.letter.id))
        self.editions.set_count(len(detail.editions))
        self.editions.setVisible(len(detail.editions) > 1)

    def _paper(self, number: str, list_id: int) -> QWidget:
        made = button("Ouvrir", "link", "file-text")
        made.setAccessibleName(f"Ouvrir le bordereau {number}")
        made.clicked.connect(lambda: self.list_wanted.emit(list_id))
        return made

    def _edition(self, edition: Edition, *, here: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        said = QVBoxLayout()
        said.setSpacing(0)
        name = f"Édition\u00a0{edition.edition}, {short_date(edition.dated)}"
        said.addWidget(label(name, "strong"))
        if edition.reason:
            said.addWidget(label(edition.reason, "quiet", wrap=True))
        word, tone, icon = words.LETTER_STATES[edition.state]
        line.addLayout(said, 1)
        line.addWidget(Badge(word, tone, icon))
        if here:
            line.addWidget(label("montrée ici", "small"))
        else:
            show = button("Montrer", "link")
            show.setAccessibleName(f"Montrer, {name}")
            show.clicked.connect(lambda: self.letter_wanted.emit(edition.letter_id))
            line.addWidget(show)
        return made


def _line(icon: str, tone: str, said: str, *, quiet: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(icons.IconLabel(icon, tone, 16))
    line.addWidget(label(said, "secondary" if quiet else "body", wrap=True), 1)
    return line


def _signature(detail: LetterDetail) -> Iterator[tuple[str, str, str]]:
    """What the signed PDF says of its signature: icon, tone and sentence of each line."""
    seen = detail.signature
    if seen is None:
        return
    when = f" le {short_date(seen.on.date())}, à l’heure de son poste" if seen.on is not None else ""
    yield "signature", "text2", f"Signé par {seen.signer}{when}"
    yield "certificate", "text2", f"Certificat délivré par {seen.issuer}, valable jusqu’au {seen.valid_until:%d/%m/%Y}"
    if seen.intact and seen.covers_whole:
        yield "circle-check", "ok", "Le fichier n’a pas changé depuis la signature"
    else:
        yield "circle-x", "stop", "Le fichier a changé depuis la signature"
    if not seen.trusted:
        yield "info-circle", "info", "Le registre ne vérifie ni l’autorité du certificat ni sa révocation"


def _now_cell(row: ChangedFact) -> Cell:
    return Cell(parting(row.now, row.before), tip=row.now, tone="warn")


def parting(text: str, other: str) -> str:
    """``text`` from the word where it parts from ``other``: in a narrow column two long titles would look the same."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
    start = text.rfind(" ", 0, same) + 1
    return (f"… {text[start:]}" if start > _SAME_SHOWN else text) or _NOTHING
