"""The sheet of a person: identity, what is held over time, what is to be judged, doubles, notes, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network import person_sheet
from crmr_desk.model.network.directory_rows import Held, PersonSheet, Remark
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.facts_card import FactsCard
from crmr_desk.ui.directory.subject_view import SubjectView
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.network.origin_mark import Origins
from crmr_desk.ui.parts.badge import Badge as BadgeLabel
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import Card, clear
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.parts.timeline import Timeline
from crmr_desk.workbooks.imports import sources


@dataclass(frozen=True, slots=True)
class Answer:
    """A sheet, and where its values come from."""

    sheet: PersonSheet
    origins: Origins


class PersonView(SubjectView):
    """Everything about the person picked, on the day shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "person", "cette personne", parent)
        self._person: PersonRow | None = None
        self.empty.sentence.setText("Choisissez une personne dans la liste.")
        self.remarks, self._lines = Card("À apprécier"), QVBoxLayout()
        self.bars, self.timeline = Card("Dans le temps"), Timeline()
        self.held, self.table = Card("Fonctions, équipes et candidatures", pad=8), _table(desk)
        self.identity = FactsCard(desk)
        self.edit = self.add_verb("Modifier la fiche…", "secondary", "pencil", self._edit)
        self.merge = self.add_verb("Fusionner avec…", "secondary", "git-branch", self._ask_merge)
        self._lay_out()

    def ask(self) -> Callable[[], Answer]:
        db, on, row_id = self.desk.seen, self.desk.on, self.subject.row_id

        def read() -> Answer:
            sheet = person_sheet.person_sheet(db, row_id, on)
            return Answer(sheet, sources.origins(db, [("person", row_id)]))

        return read

    def fill(self, sheet: Answer) -> None:
        """Show the person."""
        shown = sheet.sheet
        self._person = shown.person
        self.show_head(shown.person.name, shown.badges)
        self.identity.show_facts(shown.identity, sheet.origins)
        self._show_remarks(shown.remarks)
        self.timeline.set_bars(shown.bars, shown.on)
        self.bars.setVisible(bool(shown.bars))
        self.table.set_rows(shown.held)
        self.held.setVisible(bool(shown.held))
        self.held.set_count(len(shown.held) or None)
        self.show_merged(shown.doubles, shown.merged_into)
        self.show_related(shown.related, sum(table == "note" for table, _row_id in shown.related))

    def _show_remarks(self, remarks: Sequence[Remark]) -> None:
        clear(self._lines)
        self.remarks.setVisible(bool(remarks))
        self.remarks.set_count(len(remarks) or None)
        for remark in remarks:
            line, words = QHBoxLayout(), Flow(8, 2)
            line.setSpacing(10)
            line.addWidget(IconLabel("alert-triangle" if remark.tone == "warn" else "info-circle", remark.tone, 16))
            words.addWidget(FlowingLabel(remark.text))
            outside = not remark.place.startswith("A")
            words.addWidget(BadgeLabel("Hors texte", "mute") if outside else PlaceBadge(remark.place))
            line.addLayout(words, 1)
            self._lines.addLayout(line)

    def _edit(self) -> None:
        if self._person is not None:
            form = PersonForm(self.desk, self._person, self.window())
            form.saved.connect(lambda _id: self.desk.done.emit("Fiche modifiée."))
            form.open()

    def _ask_merge(self) -> None:
        from crmr_desk.ui.directory import merge_form

        merge_form.ask_other(self.desk, "person", self.subject.row_id, self)

    def _lay_out(self) -> None:
        self._lines.setSpacing(8)
        self.remarks.body.addLayout(self._lines)
        self.bars.body.addWidget(self.timeline)
        self.timeline.setAccessibleName("Frise des fonctions")
        self.held.body.addWidget(self.table)
        for part in (self.merged_into, self.remarks, self.identity, self.bars, self.held, self.doubles):
            self.main.body.addWidget(part)
        self.main.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.identity.fit(self.width())


def _table(desk: Desk) -> DataTable[Held]:
    table: DataTable[Held] = DataTable(
        (
            Column("Fonction", lambda row: Cell(row.what, tip=row.what), stretch=4),
            Column("Du", lambda row: short_date(row.start) if row.start else "", lambda row: row.start, width=104),
            Column("Au", lambda row: short_date(row.end) if row.end else "", lambda row: row.end, width=104),
            Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon,
                                            tip=row.badge.tip), width=136),
        ),
        lambda row: (row.table, row.row_id),
        "Fonctions, équipes et candidatures",
        fit=12,
    )  # fmt: skip

    def follow(row: Held) -> None:
        if row.dossier_id is not None:
            desk.sheet_wanted.emit(row.dossier_id)
        elif row.centre is not None:
            desk.centre_wanted.emit(*row.centre)

    table.opened.connect(follow)
    table.offer("Ouvrir le centre ou le dossier", follow)
    return table
