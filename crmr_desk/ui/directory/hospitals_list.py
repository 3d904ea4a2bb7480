"""The list of establishments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crmr_desk.model.network import directory
from crmr_desk.model.network.directory_rows import HospitalListed
from crmr_desk.model.network.names import collation
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.listing import Listing, Look, Sieve
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.table import Column


class HospitalsList(Listing[HospitalListed]):
    """Every establishment on the day shown, by name; ``regions`` narrows to some regions."""

    TABLES = frozenset({"hospital", "site", "ccmr", "former_value"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._regions: frozenset[str] = frozenset()
        self._offers: list[Offer] = []
        super().__init__(desk, _look(), parent)
        self.regions = ChoiceChip("Région")
        self.more.addWidget(self.regions)
        self.regions.chosen_changed.connect(self._narrow)

    def question(self) -> Callable[[], list[HospitalListed]]:
        db, on = self.desk.seen, self.desk.on
        return lambda: directory.hospitals_listed(db, on)

    def show_answer(self, answer: Sequence[HospitalListed]) -> None:
        counts = Counter((row.region, row.region_name) for row in answer)
        offers = [Offer(code, name or code, count) for (code, name), count in counts.items()]
        self._offers = sorted(offers, key=lambda offer: collation(offer.words))
        self.regions.show_offers(self._offers, self._regions)
        super().show_answer(answer)

    def keeps_more(self, row: HospitalListed) -> bool:
        return not self._regions or row.region in self._regions

    def clear_filter(self) -> None:
        self._regions = frozenset()
        self.regions.show_offers(self._offers, self._regions)
        super().clear_filter()

    def _narrow(self, chosen: frozenset[str]) -> None:
        self._regions = chosen
        self.refilter()


def _look() -> Look[HospitalListed]:
    return Look(
        name="Établissements",
        filter="Filtrer les établissements",
        icon="building-hospital",
        nothing="Aucun établissement au registre.",
        counted="établissement",
        columns=(
            Column("Nom", _name, sort=lambda row: collation(row.name), stretch=3),
            Column("FINESS ET", lambda row: row.finess_et, width=104),
            Column("Centres", _centres, sort=lambda row: row.sites + row.ccmrs, width=76, right=True,
                   tip="Sites et centres de compétences"),
        ),
        sieves=(
            Sieve("CHR et CHU", "certificate", "kind", lambda row: row.is_chu),
            Sieve("Avec centres", "topology-star-3", "centres", lambda row: row.sites + row.ccmrs > 0),
            Sieve("Sans centre", "circle-dashed", "centres", lambda row: row.sites + row.ccmrs == 0),
        ),
        written=(
            ("Nom", lambda row: row.name),
            ("Ville", lambda row: row.town),
            ("Région", lambda row: row.region_name),
            ("FINESS ET", lambda row: row.finess_et),
            ("FINESS EJ", lambda row: row.finess_ej),
            ("Sites", lambda row: row.sites),
            ("Centres de compétences", lambda row: row.ccmrs),
        ),
        key=lambda row: row.id,
        words=lambda row: row.search,
    )  # fmt: skip


def _name(row: HospitalListed) -> Cell:
    where = ", ".join(part for part in (row.town, row.region_name) if part)
    return Cell(row.name, second=where, bold=True, tip=f"{row.name}\n{where}")


def _centres(row: HospitalListed) -> Cell:
    count = row.sites + row.ccmrs
    return Cell(str(count) if count else "", tip=f"{row.sites} sites, {row.ccmrs} centres de compétences")
