"""The exports that the program offers, under one name each: what they hold, what they ask, and the writing of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Labelled
from crmr_desk.model.network.differences import compare
from crmr_desk.model.network.differences.rows import Side
from crmr_desk.model.store.database import Database
from crmr_desk.model.terms import add_years
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.outgoing import annual_reports, differences, lists, network, orphanet, statistics
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import add_table, new_workbook


class Parameter(Labelled):
    """What an export asks. ``YEAR`` is a whole number, the others are days, included."""

    ON = "on", "À la date du"
    FIRST = "first", "Du"
    LAST = "last", "Au"
    YEAR = "year", "Année"


@dataclass(frozen=True, slots=True)
class ExportKind:
    """One export. ``title`` and ``description`` are French; ``stem`` begins the name of its file."""

    key: str
    title: str
    description: str
    stem: str
    parameters: tuple[Parameter, ...] = ()


KINDS: tuple[ExportKind, ...] = (
    ExportKind(
        "network",
        "Réseau, une feuille par nature",
        "Filières, centres de référence, sites constitutifs et centres de compétences à une date.",
        "reseau",
        (Parameter.ON,),
    ),
    ExportKind(
        "network_flat",
        "Réseau, une seule feuille",
        "Une ligne par centre à une date, avec tout ce que le registre en sait.",
        "reseau-complet",
        (Parameter.ON,),
    ),
    ExportKind(
        "differences",
        "Ce qui a changé dans le réseau",
        "Centres, mandats, labels et rattachements\u00a0: ce qui diffère entre deux dates.",
        "differences",
        (Parameter.FIRST, Parameter.LAST),
    ),
    ExportKind("dossiers", "Dossiers", "Tous les dossiers, en cours et terminés, avec leur étape.", "dossiers"),
    ExportKind(
        "deadlines",
        "Échéances",
        "Ce qui est dû entre deux dates, avec la règle et le calcul.",
        "echeances",
        (Parameter.FIRST, Parameter.LAST),
    ),
    ExportKind(
        "annual_reports",
        "Suivi des rapports annuels d’activité",
        "Qui doit un rapport une année donnée, et ce que les dossiers de suivi en disent.",
        "rapports-annuels",
        (Parameter.YEAR,),
    ),
    ExportKind(
        "statistics",
        "Statistiques du réseau",
        "Les comptes de la page Statistiques à une date, une feuille chacun, et comment ils sont faits.",
        "statistiques",
        (Parameter.ON,),
    ),
    ExportKind(
        "orphanet",
        "Décisions pour Orphanet",
        "Ce qui a été décidé entre deux dates, une ligne par décision.",
        "orphanet",
        (Parameter.FIRST, Parameter.LAST),
    ),
)
_BY_KEY = {kind.key: kind for kind in KINDS}


def defaults(kind: ExportKind, today: dt.date) -> dict[str, dt.date | int]:
    """What to propose for each parameter of ``kind``: the year to come for deadlines, the year behind for decisions."""
    first, last = (today, add_years(today, 1)) if kind.key == "deadlines" else (add_years(today, -1), today)

    proposed: dict[Parameter, dt.date | int] = {
        Parameter.ON: today,
        Parameter.FIRST: first,
        Parameter.LAST: last,
        Parameter.YEAR: today.year - 1,
    }
    return {parameter.value: proposed[parameter] for parameter in kind.parameters}


def write(db: Database, key: str, path: str | Path, today: dt.date, **parameters: dt.date | int) -> None:
    """Write the export ``key`` to ``path``; a parameter that is not given takes its default.

    Raises UserError for days in the wrong order, a year to come, or a file that cannot be written; KeyError for an
    unknown export.
    """
    kind = _BY_KEY[key]
    asked = defaults(kind, today) | parameters
    first, last = asked.get(Parameter.FIRST), asked.get(Parameter.LAST)
    if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
        raise UserError("Le dernier jour est avant le premier\u00a0: échangez les deux dates.")
    workbook = new_workbook(kind.title)
    for table in _TABLES[key](db, today, asked):
        add_table(workbook, table.title, table.columns, table.rows, above=table.above)
    save(workbook, Path(path))


def _day(asked: dict[str, dt.date | int], parameter: Parameter) -> dt.date:
    day = asked[parameter]
    assert isinstance(day, dt.date)
    return day


def _network(db: Database, _today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    with db.reading() as session:
        return network.by_kind(session, _day(asked, Parameter.ON))


def _network_flat(db: Database, _today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    with db.reading() as session:
        return network.flat(session, _day(asked, Parameter.ON))


def _differences(db: Database, _today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    first, last = (Side(db, _day(asked, each)) for each in (Parameter.FIRST, Parameter.LAST))
    return differences.tables(compare.differences(first, last))


def _dossiers(db: Database, today: dt.date, _asked: dict[str, dt.date | int]) -> list[Table]:
    return lists.dossiers(db, today)


def _deadlines(db: Database, today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    return lists.deadlines(db, _day(asked, Parameter.FIRST), _day(asked, Parameter.LAST), today)


def _annual_reports(db: Database, today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    year = asked[Parameter.YEAR]
    assert isinstance(year, int)
    with db.reading() as session:
        return annual_reports.annual_reports(session, year, today)


def _statistics(db: Database, _today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    return statistics.tables(db, _day(asked, Parameter.ON))


def _orphanet(db: Database, _today: dt.date, asked: dict[str, dt.date | int]) -> list[Table]:
    with db.reading() as session:
        return orphanet.decided(session, _day(asked, Parameter.FIRST), _day(asked, Parameter.LAST))


_TABLES: dict[str, Callable[[Database, dt.date, dict[str, dt.date | int]], list[Table]]] = {
    "network": _network,
    "network_flat": _network_flat,
    "differences": _differences,
    "dossiers": _dossiers,
    "deadlines": _deadlines,
    "annual_reports": _annual_reports,
    "statistics": _statistics,
    "orphanet": _orphanet,
}
