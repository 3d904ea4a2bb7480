"""The pairs that may be one, with a score; of people and of establishments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.merging import duplicates
from crmr_desk.model.network.merging.pair import Pair
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.names import collation
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory.listing import Listing, Look, Sieve
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

_SURE, _DOUBTFUL = 80, 65


class DuplicatesList(Listing[Pair]):
    """What stands in the register now: a pair is settled where one writes."""

    TABLES = frozenset({"person", "hospital", "mandate", "setting"})
    TURNS = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _look(), parent)

    def question(self) -> Callable[[], tuple[Pair, ...]]:
        db = self.desk.db
        return lambda: (*duplicates.person_duplicates(db), *duplicates.hospital_duplicates(db))

    def seek(self) -> None:
        """Look for them now, unless what is known still holds."""
        if self._stale:
            self.reload()


def _look() -> Look[Pair]:
    return Look(
        name="Doublons",
        filter="Filtrer les doublons",
        icon="circle-check",
        nothing="Aucun doublon en vue.",
        counted="paire",
        columns=(
            Column("Deux fiches", _names, sort=lambda row: collation(row.one), stretch=3),
            Column("Pourquoi", lambda row: Cell(row.reasons[0], second=", ".join(row.reasons[1:] or row.against),
                                                tip="\n".join((*row.reasons, *row.against))), stretch=3),
            Column("Sur 100", _score, sort=lambda row: row.score, width=84, right=True,
                   tip="Ressemblance\u00a0: 100 quand tout parle pour une seule fiche"),
        ),
        sieves=(
            Sieve("Personnes", "users", "kind", lambda row: row.kind is Kind.PERSON),
            Sieve("Établissements", "building-hospital", "kind", lambda row: row.kind is Kind.HOSPITAL),
        ),
        written=(
            ("Première fiche", lambda row: row.one),
            ("Ce qui la distingue", lambda row: row.one_detail),
            ("Seconde fiche", lambda row: row.other),
            ("Ce qui distingue celle-ci", lambda row: row.other_detail),
            ("Sur 100", lambda row: row.score),
            ("Pour", lambda row: "\u202f; ".join(row.reasons)),
            ("Contre", lambda row: "\u202f; ".join(row.against)),
        ),
        key=key_of,
        words=lambda row: row.search,
    )  # fmt: skip


def key_of(pair: Pair) -> tuple[str, int, int]:
    """What names a pair."""
    return pair.kind.value, pair.one_id, pair.other_id


def _names(row: Pair) -> Cell:
    icon = "users" if row.kind is Kind.PERSON else "building-hospital"
    return Cell(row.one, second=row.other, icon=icon, bold=True, tip=f"{row.one}\n{row.other}")


def _score(row: Pair) -> Cell:
    tone = "ok" if row.score >= _SURE else "warn" if row.score >= _DOUBTFUL else "mute"
    return Cell(str(row.score), badge=True, tone=tone)
