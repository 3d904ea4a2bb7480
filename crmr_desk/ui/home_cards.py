"""The cards of Accueil."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.kinds import REMINDED_BY
from crmr_desk.model.deadlines.kinds import batch_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.words import thousands
from crmr_desk.ui import alerts, icons
from crmr_desk.ui.alerts import Alert
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.gathering import Chip, gathered
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.dossiers import look as dossier_look
from crmr_desk.ui.parts.buttons import Segmented, button
from crmr_desk.ui.parts.card import Card, clear, label, rule
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable

_SHOWN, _SEEN = 5, 12
"""Lines of a card, and centres of an alert in its tooltip."""
_NOTHING_HEIGHT = 160


class DossiersCard(Card):
    """Dossiers that go on, mine or all of the bureau's; a double click takes one up again, in the wizard."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Mes dossiers", pad=8, parent=parent)
        self._desk = desk
        self.whose = Segmented((("mine", "Les miens"), ("all", "Bureau")), "Dossiers montrés")
        self.whose.chosen.connect(lambda _value: self._filter())
        self.every = button("Tous les dossiers", "link", "folders")
        self.every.clicked.connect(lambda: desk.page_wanted.emit("dossiers", "all"))
        self.corner.addWidget(self.every)
        self.corner.addWidget(self.whose)
        today = desk.today
        self.table: DataTable[DossierListRow] = DataTable(
            (
                Column("Centre", lambda row: Cell(row.centre, bold=True, tip=f"{row.title}, {row.number}"), stretch=3),
                Column("Scénario", lambda row: row.scenario_title or "À préciser", stretch=4),
                Column("Étape", _stage_cell, width=128, sort=lambda row: row.stage_number / max(row.stage_count, 1)),
                Column("En attente de", lambda row: dossier_look.waiting_cell(row, today), stretch=3),
                Column("Depuis", lambda row: dossier_look.age_cell(row, today), sort=lambda row: row.opened_on,
                       width=84, right=True),
            ),
            lambda row: row.id, "Dossiers ouverts", fit=10,
        )  # fmt: skip
        self.table.opened.connect(lambda row: desk.dossier_wanted.emit(row.id))
        self.nothing = EmptyState("folder", "Aucun dossier en cours.", "Ouvrir le réseau", "topology-star-3")
        if self.nothing.action is not None:
            self.nothing.action.clicked.connect(lambda: desk.page_wanted.emit("network", ""))
        self.empty = EmptyState("database", "Ce registre est vide.", "Charger un classeur d’échange…", "upload")
        if self.empty.action is not None:
            self.empty.action.clicked.connect(self.choose_workbook)
        self.none_mine = EmptyState("folder", "Aucun dossier à votre nom.", "Voir ceux du bureau", "users")
        if self.none_mine.action is not None:
            self.none_mine.action.clicked.connect(self._show_all)
        self.stack = QStackedWidget()
        for part in (self.table, self.nothing, self.none_mine, self.empty):
            self.stack.addWidget(part)
        self._network_is_empty = False
        self.body.addWidget(self.stack)

    def show_rows(self, rows: Sequence[DossierListRow], *, network_is_empty: bool) -> None:
        """Other dossiers; the filter stays. A register without any centre asks to be filled first."""
        self._network_is_empty = network_is_empty
        self.table.set_rows(rows)
        self._filter()

    def choose_workbook(self) -> None:
        """Ask for an exchange workbook and load it whole, or not at all."""
        name, _filter = QFileDialog.getOpenFileName(self, "Charger un classeur d’échange", "", "Classeurs (*.xlsx)")
        if name:
            done = self._desk.done.emit
            self._desk.run(lambda: _loaded(self._desk, name), lambda _changes: done("Classeur chargé."))

    def _show_all(self) -> None:
        self.whose.set_value("all")
        self._filter()

    def _filter(self) -> None:
        who, mine = self._desk.who, self.whose.value() == "mine"
        self.table.set_filter((lambda row: row.instructor == who) if mine else None)
        every, shown = len(self.table.rows()), len(self.table.shown_rows())
        self.set_count(f"{shown} sur {every} au bureau" if mine and every else str(every) if every else "")
        self.whose.setVisible(every > 0)
        nothing = self.none_mine if every else self.empty if self._network_is_empty else self.nothing
        self.stack.setCurrentWidget(self.table if shown else nothing)
        self.stack.setFixedHeight(self.table.height() if shown else _NOTHING_HEIGHT)


class DeadlinesCard(Card):
    """At most five lines of deadlines of one span, those of one kind and day on one; a double click opens the
    centre."""

    def __init__(self, desk: Desk, title: str, *, late: bool = False, parent: QWidget | None = None) -> None:
        """``late`` adds how many days ago each was due, and the way to the letters that remind of it."""
        super().__init__(title, pad=8, parent=parent)
        self.setMinimumWidth(200)
        this_year, rest = desk.today.year, "late" if late else "day"
        self.table: DataTable[Chip] = DataTable(
            (
                Column("Date", lambda chip: _day_cell(chip, this_year), width=52),
                Column("Échéance", _deadline_cell),
                *((Column("Jours", _late_cell, width=58, right=True),) if late else ()),
            ),
            lambda chip: chip.row.key, title, two_lines=True, fit=_SHOWN, header=False,
        )  # fmt: skip
        self.table.opened.connect(lambda chip: _lead_to(desk, chip))
        self.nothing = label("Rien.", "quiet")
        self.nothing.setContentsMargins(8, 4, 8, 8)
        self.more = button("", "link")
        self.more.clicked.connect(lambda: desk.page_wanted.emit("deadlines", rest))
        self.remind = button("Relances…", "secondary", "mail-forward")
        self.remind.clicked.connect(lambda: desk.page_wanted.emit("correspondence", "reminders"))
        self._reminds = late
        for part in (self.table, self.nothing, self.more):
            self.body.addWidget(part)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 4)
        line.addWidget(self.remind)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[DeadlineRow], tone: str) -> None:
        """Other deadlines; the count takes ``tone`` while there are any."""
        lines = gathered(rows, lambda row: row.on)
        self.table.set_rows(lines[:_SHOWN])
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        rest = sum(len(chip.rows) for chip in lines[_SHOWN:])
        self.more.setText(plural(rest, "autre échéance", "autres échéances"))
        self.more.setVisible(rest > 0)
        self.remind.setVisible(self._reminds and any(row.kind in REMINDED_BY for row in rows))
        self.header.set_badge(thousands(len(rows)), tone if rows else "mute")


class AlertsCard(Card):
    """Vacant seats, labels, filières below three centres, ages: each with the way there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Alertes du réseau", f"au {desk.today:%d/%m/%Y}", pad=0, parent=parent)
        self._desk = desk
        self.every = button("Constats", "link", "list")
        self.every.setToolTip("Ce que le réseau du jour dit à côté de chaque règle du texte, et depuis quand")
        self.every.clicked.connect(lambda: desk.page_wanted.emit("rules_seen", ""))
        self.corner.addWidget(self.every)

    def show_nodes(self, nodes: Sequence[Node]) -> None:
        """Alerts of this tree."""
        clear(self.body)
        found = alerts.alerts(nodes)
        for alert in found:
            self.body.addWidget(rule())
            self.body.addWidget(self._line(alert))
        if not found:
            words = "Rien à signaler." if nodes else "Le registre est vide."
            quiet = label(words, "quiet")
            quiet.setContentsMargins(16, 0, 16, 4)
            self.body.addWidget(quiet)

    def _line(self, alert: Alert) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(15, 0, 8, 0)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(alert.title, "strong", wrap=True))
        detail = label(alert.detail, "quiet", wrap=True)
        detail.setToolTip("\n".join(alert.names[:_SEEN]))
        words.addWidget(detail)
        see = button("Voir", "link")
        see.setAccessibleName(f"Voir {alert.title}")
        see.clicked.connect(lambda: self._see(alert, see))
        line.addWidget(icons.IconLabel(alert.icon, alert.token, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(see)
        return made

    def _see(self, alert: Alert, see: QWidget) -> None:
        """A single centre opens; several are shown by the filter of the tree, or offered where it has none for them."""
        if len(alert.centres) == 1:
            self._desk.centre_wanted.emit(*alert.centres[0])
        elif alert.state is NodeState.BELOW_THREE:
            self.menu(alert).popup(see.mapToGlobal(see.rect().bottomLeft()))
        else:
            self._desk.page_wanted.emit("network", alert.state.value)

    def menu(self, alert: Alert) -> QMenu:
        """The centres of an alert, to choose from; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, (kind, row_id) in zip(alert.names, alert.centres, strict=True):
            menu.addAction(name, partial(self._desk.centre_wanted.emit, kind, row_id))
        return menu


def _lead_to(desk: Desk, chip: Chip) -> None:
    """To the dossier or the letters that wait, else to the centre; several at once, and what concerns none of them,
    are shown among the deadlines."""
    row = chip.row
    if chip.gathers:
        desk.page_wanted.emit("deadlines", f"key/{row.key}")
    elif row.dossier_id is not None:
        desk.dossier_wanted.emit(row.dossier_id)
    elif (batch_id := batch_id_of(row.key)) is not None:
        desk.page_wanted.emit("correspondence", f"batch/{batch_id}")
    elif row.centre_kind:
        desk.centre_wanted.emit(row.centre_kind, row.centre_id)
    else:
        desk.page_wanted.emit("deadlines", f"key/{row.key}")


def _loaded(desk: Desk, name: str) -> Changes:
    from crmr_desk.workbooks import exchange

    return exchange.load(desk.db, Path(name))


def _stage_cell(row: DossierListRow) -> Cell:
    done = (row.stage_number, row.stage_count)
    return Cell(f"{row.stage_number}/{row.stage_count}", steps=done, tip=row.stage_label)


def _day_cell(chip: Chip, this_year: int) -> Cell:
    """The day, and below it the year where it is another: what is late may be so by more than one."""
    on = chip.row.on
    return Cell(f"{on:%d/%m}", second="" if on.year == this_year else str(on.year), tip=f"{on:%d/%m/%Y}")


def _deadline_cell(chip: Chip) -> Cell:
    typed = chip.row.kind in look.MANUAL and not chip.gathers
    return Cell(chip.title if typed else look.kind_words(chip.row.kind), second=chip.second, tip=chip.words())


def _late_cell(chip: Chip) -> Cell:
    return replace(look.distance_cell(chip.row), icon="")
