"""The list of people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmr_desk.model.network import directory
from crmr_desk.model.network.directory_rows import PersonListed, Standing
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.listing import Listing, Look, Sieve
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column


class PeopleList(Listing[PersonListed]):
    """Everybody on the day shown, by name."""

    TABLES = frozenset({"person", "mandate", "crmr", "site", "ccmr", "fsmr", "hospital", "former_value"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _look(), parent)

    def question(self) -> Callable[[], list[PersonListed]]:
        db, on = self.desk.seen, self.desk.on
        return lambda: directory.people_listed(db, on)


def _look() -> Look[PersonListed]:
    return Look(
        name="Personnes",
        filter="Filtrer les personnes",
        icon="users",
        nothing="Aucune personne au registre.",
        counted="personne",
        columns=(
            Column("Nom", _name, sort=lambda row: row.order, stretch=3),
            Column("Âge à surveiller", _age, sort=lambda row: row.age_on, width=152),
        ),
        sieves=(
            _standing(Standing.IN_OFFICE, "user-check"),
            _standing(Standing.FORMER, "history"),
            _standing(Standing.NONE, "user-off"),
            Sieve("Âge à surveiller", "cake", "age", lambda row: bool(row.age_limit)),
        ),
        written=(
            ("Nom", lambda row: row.name),
            ("Code", lambda row: row.code),
            ("État", lambda row: row.standing.label),
            ("Fonctions", lambda row: row.words),
            ("RPPS", lambda row: row.rpps),
            ("Courriel", lambda row: row.email),
        ),
        key=lambda row: row.id,
        words=lambda row: row.search,
    )  # fmt: skip


def _standing(standing: Standing, icon: str) -> Sieve[PersonListed]:
    return Sieve(standing.label, icon, "standing", lambda row: row.standing is standing)


def _name(row: PersonListed) -> Cell:
    second = row.words or row.standing.label
    return Cell(row.name, second=second, bold=row.standing is Standing.IN_OFFICE, tip=f"{row.name}\n{second}")


def _age(row: PersonListed) -> Cell:
    return Cell(row.age_limit, badge=True, tone="warn", icon="cake") if row.age_limit else Cell()
