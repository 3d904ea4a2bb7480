"""The sheet of an establishment: identity, numbers of before, centres, legal entity, dossiers, doubles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network import hospital_sheet
from crmr_desk.model.network.directory_rows import DossierNamed, Formerly, HospitalSheet, Housed
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.facts_card import FactsCard
from crmr_desk.ui.directory.subject_view import SubjectView
from crmr_desk.ui.network.origin_mark import Origins
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.workbooks.imports import sources


@dataclass(frozen=True, slots=True)
class Answer:
    """A sheet, and where its values come from."""

    sheet: HospitalSheet
    origins: Origins


class HospitalView(SubjectView):
    """Everything about the establishment picked, on the day shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "hospital", "cet établissement", parent)
        self._shown: HospitalSheet | None = None
        self.empty.sentence.setText("Choisissez un établissement dans la liste.")
        self.identity = FactsCard(desk)
        self.formerly, self.former_table = Card("Avant", pad=8), _former_table()
        self.housed, self.housed_table = Card("Centres", pad=8), _housed_table(desk)
        self.same, self.same_table = Card("Même entité juridique", pad=8), _same_table(desk)
        self.dossiers, self.dossier_table = Card("Dossiers", pad=8), _dossier_table(desk)
        self.edit = self.add_verb("Modifier la fiche…", "secondary", "pencil", self._edit)
        self.number = self.add_verb("Remplacer un numéro…", "secondary", "switch-horizontal", self._ask_number)
        self.merge = self.add_verb("Fusionner avec…", "secondary", "git-branch", self._ask_merge)
        self._lay_out()

    def ask(self) -> Callable[[], Answer]:
        db, on, row_id = self.desk.seen, self.desk.on, self.subject.row_id

        def read() -> Answer:
            sheet = hospital_sheet.hospital_sheet(db, row_id, on)
            return Answer(sheet, sources.origins(db, [("hospital", row_id)]))

        return read

    def fill(self, sheet: Answer) -> None:
        """Show the establishment."""
        shown = self._shown = sheet.sheet
        self.show_head(shown.hospital.name, shown.badges)
        self.identity.show_facts(shown.identity, sheet.origins)
        for card, table, rows in (
            (self.formerly, self.former_table, shown.formerly),
            (self.housed, self.housed_table, shown.housed),
            (self.same, self.same_table, shown.same_entity),
            (self.dossiers, self.dossier_table, shown.dossiers),
        ):
            card.setVisible(bool(rows))
            card.set_count(len(rows) or None)
            table.set_rows(rows)  # type: ignore[arg-type]
        self.show_merged(shown.doubles, shown.merged_into)
        self.show_related(shown.related, sum(table == "note" for table, _row_id in shown.related))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.identity.fit(self.width())

    def _edit(self) -> None:
        from crmr_desk.ui.directory.hospital_form import HospitalForm

        if self._shown is not None:
            HospitalForm(self.desk, self._shown, self.window()).open()

    def _ask_number(self) -> None:
        from crmr_desk.ui.directory.number_form import NumberForm

        if self._shown is not None:
            NumberForm(self.desk, self._shown, self.window()).open()

    def _ask_merge(self) -> None:
        from crmr_desk.ui.directory import merge_form

        merge_form.ask_other(self.desk, "hospital", self.subject.row_id, self)

    def _lay_out(self) -> None:
        for card, table in (
            (self.formerly, self.former_table), (self.housed, self.housed_table), (self.same, self.same_table),
            (self.dossiers, self.dossier_table),
        ):  # fmt: skip
            card.body.addWidget(table)
        for part in (
            self.merged_into, self.identity, self.formerly, self.housed, self.same, self.dossiers, self.doubles,
        ):  # fmt: skip
            self.main.body.addWidget(part)
        self.main.body.addStretch(1)


def _former_table() -> DataTable[Formerly]:
    return DataTable(
        (
            Column("Ce que c’était", lambda row: row.label, stretch=1),
            Column("Valeur", lambda row: Cell(row.value, tip=row.value), stretch=2),
            Column("Jusqu’au", lambda row: short_date(row.until), lambda row: row.until, width=112),
        ),
        lambda row: (row.label, row.until),
        "Noms et numéros d’avant",
        fit=6,
    )


def _housed_table(desk: Desk) -> DataTable[Housed]:
    table: DataTable[Housed] = DataTable(
        (
            Column("Centre", lambda row: Cell(row.title, second=row.role, tip=f"{row.title}\n{row.role}"),
                   lambda row: collation(row.title), stretch=5),
            Column("Responsable", lambda row: Cell(row.responsable, tip=row.responsable),
                   lambda row: collation(row.responsable) if row.responsable else None, stretch=3),
            Column("Du", lambda row: short_date(row.start), lambda row: row.start, width=104),
            Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon,
                                            tip=row.badge.tip), width=112),
        ),
        lambda row: (row.kind, row.row_id),
        "Centres de l’établissement",
        two_lines=True,
        fit=10,
    )  # fmt: skip

    def follow(row: Housed) -> None:
        if row.person_id is not None:
            desk.page_wanted.emit("directory", f"person/{row.person_id}")

    table.opened.connect(lambda row: desk.centre_wanted.emit(row.kind, row.row_id))
    table.offer("Ouvrir le centre", lambda row: desk.centre_wanted.emit(row.kind, row.row_id))
    table.offer("Ouvrir la fiche du responsable", follow)
    return table


def _same_table(desk: Desk) -> DataTable[HospitalRow]:
    table: DataTable[HospitalRow] = DataTable(
        (
            Column(
                "Établissement", lambda row: Cell(row.name, tip=row.name), lambda row: collation(row.name), stretch=3
            ),
            Column("Ville", lambda row: row.town, lambda row: collation(row.town), stretch=2),
            Column("FINESS ET", lambda row: row.finess_et, width=104),
        ),
        lambda row: row.id,
        "Établissements de la même entité juridique",
        fit=8,
    )

    def follow(row: HospitalRow) -> None:
        desk.page_wanted.emit("directory", f"hospital/{row.id}")

    table.opened.connect(follow)
    table.offer("Ouvrir la fiche", follow)
    return table


def _dossier_table(desk: Desk) -> DataTable[DossierNamed]:
    table: DataTable[DossierNamed] = DataTable(
        (
            Column("Dossier", lambda row: row.number, width=104),
            Column("Centre", lambda row: Cell(row.what, tip=row.what), lambda row: collation(row.what), stretch=1),
            Column("État", lambda row: Cell(row.badge.text, badge=True, tone=row.badge.tone, icon=row.badge.icon),
                   width=112),
        ),
        lambda row: row.id,
        "Dossiers des centres de l’établissement",
        fit=8,
    )  # fmt: skip
    table.opened.connect(lambda row: desk.sheet_wanted.emit(row.id))
    table.offer("Ouvrir le dossier", lambda row: desk.sheet_wanted.emit(row.id))
    return table
