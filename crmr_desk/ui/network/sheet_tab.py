"""The first tabs of a centre sheet: time line, people, deadlines, identity, labels, sites and competence centres."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.rows import CentreLine, CentreSheet, LabelLine, PersonLine
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.badge import Avatar, Badge, PlaceBadge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.parts.timeline import Timeline

_DEADLINES_SHOWN = 5


class SheetTab(ScrollPage):
    """What an instructor looks up first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.bars, self.timeline = Card("Labels et mandats"), Timeline()
        self.bars.body.addWidget(self.timeline)
        self.people, self.deadlines = Card("Personnes"), Card("Échéances")
        every = button("Toutes", "link", "calendar-event")
        every.clicked.connect(lambda: desk.page_wanted.emit("deadlines", ""))
        self.deadlines.actions.addWidget(every)
        self.sites, self.site_table = Card("Sites", flush=True), centre_table("Sites du centre", desk, sites=True)
        self.sites.body.addWidget(self.site_table)
        self.identity, self.labels = Card("Identité"), Card("Labels", flush=True)
        self.facts = QGridLayout()
        self.identity.body.addLayout(self.facts)
        self.label_table = _label_table()
        self.labels.body.addWidget(self.label_table)
        self._lay_out()

    def show_sheet(self, shown: CentreSheet, deadlines: Sequence[DeadlineRow]) -> None:
        """Show another centre, or the same one changed."""
        self.timeline.set_bars(shown.bars, shown.on)
        self.bars.setVisible(bool(shown.bars))
        self._show_people(shown)
        self._show_deadlines(deadlines)
        self.sites.setVisible(bool(shown.sites))
        self.sites.set_count(len(shown.sites))
        self.site_table.set_rows(list(shown.sites))
        self._show_facts(shown)
        self.labels.set_title("Désignations" if shown.kind == "fsmr" else "Labels")
        self.labels.setVisible(bool(shown.labels))
        self.label_table.set_rows(list(shown.labels))

    def _lay_out(self) -> None:
        pair, lower = QHBoxLayout(), QHBoxLayout()
        for line in (pair, lower):
            line.setSpacing(12)
        pair.addWidget(self.people, 1)
        pair.addWidget(self.deadlines, 1)
        lower.addWidget(self.identity, 1)
        lower.addWidget(self.labels, 1)
        self.facts.setColumnStretch(1, 1)
        self.facts.setHorizontalSpacing(16)
        self.facts.setVerticalSpacing(6)
        self.body.addWidget(self.bars)
        self.body.addLayout(pair)
        self.body.addWidget(self.sites)
        self.body.addLayout(lower)
        self.body.addStretch(1)

    def _show_people(self, shown: CentreSheet) -> None:
        clear(self.people.body)
        self.people.set_count(None if shown.people else "siège vacant")
        if not shown.people:
            self.people.body.addWidget(label("Personne n’est en fonction à cette date.", "secondary", wrap=True))
        for person in shown.people:
            self.people.body.addWidget(_person(person))
        self.people.body.addStretch(1)

    def _show_deadlines(self, rows: Sequence[DeadlineRow]) -> None:
        clear(self.deadlines.body)
        self.deadlines.set_count(len(rows) or None)
        if not rows:
            self.deadlines.body.addWidget(label("Aucune échéance à venir pour ce centre.", "secondary", wrap=True))
        for row in rows[:_DEADLINES_SHOWN]:
            self.deadlines.body.addWidget(_deadline(row))
        if len(rows) > _DEADLINES_SHOWN:
            self.deadlines.body.addWidget(label(f"et {len(rows) - _DEADLINES_SHOWN} autres", "small"))
        self.deadlines.body.addStretch(1)

    def _show_facts(self, shown: CentreSheet) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line, fact in enumerate(shown.identity):
            top = Qt.AlignmentFlag.AlignTop
            self.facts.addWidget(label(fact.label, "quiet"), line, 0, top)
            value = label(fact.value, "body", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(value, line, 1, top)
            if fact.place:
                self.facts.addWidget(PlaceBadge(fact.place), line, 2, top)


class CompetenceTab(ScrollPage):
    """The competence centres attached to the CRMR, or to the CRMR of the filière."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card, self.table = Card("Centres de compétences", flush=True), centre_table("Centres de compétences", desk)
        self.card.body.addWidget(self.table)
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def show_sheet(self, shown: CentreSheet) -> None:
        """Show the competence centres of another centre."""
        self.card.set_count(len(shown.ccmrs) or "aucun")
        self.table.set_rows(list(shown.ccmrs))
        self.table.setVisible(bool(shown.ccmrs))


def centre_table(name: str, desk: Desk, *, sites: bool = False) -> DataTable[CentreLine]:
    """Sites or competence centres; a double-click opens the sheet."""
    columns: list[Column[CentreLine]] = [
        Column("Établissement", lambda row: Cell(row.hospital, bold=row.vacant, tip=row.hospital), stretch=4),
        Column("Responsable", lambda row: Cell(row.responsable, tone="stop" if row.vacant else ""), stretch=4),
    ]
    if sites:
        columns.append(Column("Rôle", lambda row: row.role, stretch=2))
    else:
        columns += [
            Column("Public", lambda row: row.public, width=90),
            Column("Discipline", lambda row: row.specialty, stretch=3),
            Column("File active", _active_file, lambda row: row.active_file, width=84, right=True),
        ]
    columns += [
        Column("Fin", lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", lambda row: row.end, width=92),
        Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon,
                                        tip=row.badge.tip), width=136),
    ]  # fmt: skip
    table = DataTable(columns, key=lambda row: (row.kind, row.row_id), name=name, fit=24)
    table.opened.connect(lambda row: desk.centre_wanted.emit(row.kind, row.row_id))
    return table


def _active_file(row: CentreLine) -> str:
    return "" if row.active_file is None else str(row.active_file)


def _label_table() -> DataTable[LabelLine]:
    columns: list[Column[LabelLine]] = [
        Column("Début", lambda row: f"{row.start:%d/%m/%Y}", lambda row: row.start, width=92),
        Column("Fin", lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", lambda row: row.end, width=92),
        Column("Acte", lambda row: Cell(row.act, tip=row.act)),
        Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon), width=120),
    ]
    return DataTable(columns, key=lambda row: row.start, name="Labels du centre", fit=6)


def _person(person: PersonLine) -> QWidget:
    made = QWidget()
    line, words, first = QHBoxLayout(made), QVBoxLayout(), QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 4)
    line.setSpacing(10)
    words.setSpacing(1)
    first.setSpacing(8)
    first.addWidget(label(person.name, "strong", wrap=True), 1)
    if person.badge is not None:
        first.addWidget(Badge(person.badge.text, person.badge.tone, person.badge.icon, person.badge.tip))
    words.addLayout(first)
    for text in person.lines:
        words.addWidget(label(text, "secondary", wrap=True))
    line.addWidget(Avatar(person.name), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return made


def _deadline(row: DeadlineRow) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    day = label(f"{row.on:%d/%m/%Y}", "secondary")
    day.setFixedWidth(76)
    line.addWidget(day)
    line.addWidget(label(row.title, "body", wrap=True), 1)
    line.addWidget(_delay(row))
    made.setToolTip("\n".join(sentence for _heading, sentence in row.explanation))
    return made


def _delay(row: DeadlineRow) -> Badge:
    if row.days < 0:
        return Badge(f"{-row.days} j de retard", "stop", "clock")
    if row.days <= 30:
        return Badge(f"{row.days} j", "warn", "clock")
    return Badge(f"{row.days} j" if row.days < 365 else str(row.on.year), "mute")
