"""The network on a date: one row a centre, one sheet a kind or all of them in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.outgoing.centres import CentreRow, centres_on, network_rows_on
from crmr_desk.workbooks.styling import Column, Kind, Value

_Told = tuple[Column, Callable[[CentreRow], Value]]
"""A column and what it tells of a centre."""


def _region(row: CentreRow) -> str:
    known = REGIONS.get(row.hospital.region)
    return known.name if known is not None else row.hospital.region


def _person(row: CentreRow) -> str:
    return full_name(row.leader.title, row.leader.first_name, row.leader.last_name)


def _to_note(row: CentreRow) -> str:
    """What the reader of a line should know before using it."""
    notes = ["poste vacant"] if not row.leader.last_name else []
    notes += ["établissement à préciser"] if not row.hospital.known and row.function is not Function.ANIMATEUR else []
    notes += ["sans label à cette date"] if row.label_end is None and row.function is not Function.ANIMATEUR else []
    return ", ".join(notes).capitalize()


_CODE: _Told = (Column("Code", Kind.IDENTIFIER), lambda row: row.code)
_FSMR: _Told = (Column("Filière"), lambda row: row.fsmr)
_CENTRE: _Told = (Column("Centre", width=26), lambda row: row.centre)
_HOSPITAL: _Told = (Column("Établissement", width=28), lambda row: row.hospital.name if row.hospital.known else "")
_TOWN: _Told = (Column("Ville", width=16), lambda row: row.hospital.town)
_FINESS: _Told = (Column("FINESS", Kind.IDENTIFIER), lambda row: row.hospital.finess_et)
_REGION: _Told = (Column("Région", width=16), _region)
_UNIT: _Told = (Column("Service", width=20), lambda row: row.unit)
_SPECIALTY: _Told = (Column("Spécialité", width=16), lambda row: row.specialty)
_POPULATION: _Told = (Column("Public", width=12), lambda row: row.population)
_ACTIVE_FILE: _Told = (Column("File active", Kind.NUMBER, 11), lambda row: row.active_file)
_PERSON: _Told = (Column("Responsable", width=22), _person)
_EMAIL: _Told = (Column("Courriel", width=24), lambda row: row.leader.email)
_START: _Told = (Column("Début du mandat", Kind.DATE, 12), lambda row: row.leader.start)
_END: _Told = (Column("Fin du mandat", Kind.DATE, 12), lambda row: row.leader.end)
_LABEL_END: _Told = (Column("Fin du label", Kind.DATE, 12), lambda row: row.label_end)
_NOTE: _Told = (Column("À noter", width=16), _to_note)
_MANDATE = (_PERSON, _EMAIL, _START, _END)

_SHEETS: dict[str, tuple[tuple[Function, ...], tuple[_Told, ...]]] = {
    "Filières": (
        (Function.ANIMATEUR,),
        (_FSMR, (Column("Nom", width=44), lambda row: row.title), _HOSPITAL, _FINESS, *_MANDATE, _NOTE),
    ),
    "Centres de référence": (
        (Function.COORDONNATEUR,),
        (_CODE, _FSMR, (Column("Intitulé", width=36), lambda row: row.title), _HOSPITAL, _TOWN, _FINESS, _REGION,
         *_MANDATE, _LABEL_END, _NOTE),
    ),
    "Sites constitutifs": (
        (Function.RESPONSABLE_SITE,),
        (_CODE, _FSMR, _CENTRE, _HOSPITAL, _TOWN, _FINESS, _REGION, _UNIT, *_MANDATE, _LABEL_END, _NOTE),
    ),
    "Centres de compétences": (
        (Function.RESPONSABLE_CCMR,),
        (_CODE, _FSMR, _CENTRE, _HOSPITAL, _FINESS, _REGION, _SPECIALTY, _POPULATION, _ACTIVE_FILE, *_MANDATE,
         _LABEL_END, _NOTE),
    ),
}  # fmt: skip

_FLAT: tuple[_Told, ...] = (
    (Column("Nature", width=20), lambda row: row.nature),
    _CODE,
    _FSMR,
    _CENTRE,
    (Column("Intitulé", width=36), lambda row: row.title),
    _HOSPITAL,
    _TOWN,
    _FINESS,
    (Column("FINESS juridique", Kind.IDENTIFIER), lambda row: row.hospital.finess_ej),
    _REGION,
    (Column("ARS", width=20), lambda row: row.hospital.ars),
    _UNIT,
    _SPECIALTY,
    _POPULATION,
    _ACTIVE_FILE,
    (Column("Civilité"), lambda row: row.leader.title),
    (Column("Prénom", width=14), lambda row: row.leader.first_name),
    (Column("Nom", width=18), lambda row: row.leader.last_name),
    (Column("Statut", width=14), lambda row: row.leader.status),
    (Column("RPPS", Kind.IDENTIFIER), lambda row: row.leader.rpps),
    _EMAIL,
    _START,
    _END,
    _LABEL_END,
    _NOTE,
)


def by_kind(session: Session, on: dt.date) -> list[Table]:
    """Four sheets: filières, reference centres, constitutive sites, competence centres, as they are on ``on``."""
    rows = network_rows_on(session, on)
    return [
        _table(title, columns, [row for row in rows if row.function in functions])
        for title, (functions, columns) in _SHEETS.items()
    ]


def flat(session: Session, on: dt.date) -> list[Table]:
    """One sheet with every reference centre, constitutive site and competence centre on ``on``, and all that is known
    of each, dates of birth apart."""
    return [_table("Réseau", _FLAT, centres_on(session, on))]


def _table(title: str, columns: Iterable[_Told], rows: Iterable[CentreRow]) -> Table:
    told = tuple(columns)
    return Table(title, tuple(column for column, _value in told), _values(told, rows))


def _values(told: tuple[_Told, ...], rows: Iterable[CentreRow]) -> Iterator[list[Value]]:
    for row in rows:
        yield [value(row) for _column, value in told]
