"""Lines on what a centre or an establishment is called, and on every other field that was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.differences.found import Differing, Found
from crmr_desk.model.network.differences.names import Names
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Pair, States
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.words import field_name, value_text

_NAMES: Mapping[tuple[str, str], str] = {
    ("fsmr", "sigle"): "Nouveau sigle",
    ("fsmr", "name"): "Nouveau nom",
    ("crmr", "title"): "Nouvel intitulé",
    ("crmr", "acronym"): "Nouveau sigle",
    ("site", "unit"): "Nouveau nom de service",
    ("ccmr", "title"): "Nouvel intitulé",
    ("hospital", "name"): "Nouveau nom",
    ("hospital", "finess_et"): "Nouveau numéro FINESS géographique",
    ("hospital", "finess_ej"): "Nouveau numéro FINESS juridique",
}
"""What a centre or an establishment goes by: words, and legal numbers."""

_TOLD_ELSEWHERE = frozenset({("ccmr", "hospital_id"), ("site", "hospital_id")})
_NOT_TOLD = frozenset({"id", "code"})


class _Table(NamedTuple):
    name: str
    centre: CentreKind | None
    pairs: list[Pair]


class _Field(NamedTuple):
    """A field of a row of a table on either side."""

    table: _Table
    row_id: int
    name: str
    before: Any
    after: Any


def field_lines(differing: Differing, names: Names) -> Iterator[Found]:
    """A line for each field that differs in a row that is there on both sides."""
    for table in (
        _Table("fsmr", CentreKind.FSMR, differing.fsmrs),
        _Table("crmr", CentreKind.CRMR, differing.crmrs),
        _Table("site", CentreKind.SITE, differing.sites),
        _Table("ccmr", CentreKind.CCMR, differing.ccmrs),
        _Table("hospital", None, differing.hospitals),
    ):
        for field in _differing(differing.states, table):
            yield _line(differing.states, names, field)
    yield from _acts(differing)
    yield from _attachment_periods(differing, names)


def _differing(states: States, table: _Table) -> Iterator[_Field]:
    for old, new, _known in table.pairs:
        before, after = states.fields(old), states.fields(new)
        if before is not None and after is not None:
            for name, value in before.items():
                told = name not in _NOT_TOLD and (table.name, name) not in _TOLD_ELSEWHERE
                if told and value != after[name]:
                    yield _Field(table, before["id"], name, value, after[name])


def _line(states: States, names: Names, field: _Field) -> Found:
    table, name = field.table.name, field.name
    if name == "fsmr_id":
        kind, what = DifferenceKind.FSMR, _other_fsmr(names.fsmr(field.before), names.fsmr(field.after))
    elif name == "seat_id":
        before, after = names.hospital(field.before), names.hospital(field.after)
        kind, what = DifferenceKind.MOVED, f"Siège déplacé de {before} à {after}"
    elif (table, name) in _NAMES:
        kind, what = DifferenceKind.RENAMED, _NAMES[table, name]
    else:
        kind, what = DifferenceKind.CORRECTED, f"Correction\u00a0: {field_name(table, name)}"
    row, said, day = states.said_by(table, field.row_id, name)
    return Found(
        kind,
        field.table.centre,
        field.row_id,
        what,
        row,
        said,
        _value(names, table, name, field.before),
        _value(names, table, name, field.after),
        day,
    )


def _other_fsmr(before: str, after: str) -> str:
    if not before:
        return f"Rejoint la filière {after}"
    return f"Passe de la filière {before} à la filière {after}" if after else f"Quitte la filière {before}"


def _value(names: Names, table: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "fsmr_id":
        return names.fsmr(value)
    if name == "seat_id":
        return names.hospital(value)
    if name == "crmr_id":
        return names.crmr(value)
    if (table, name) == ("hospital", "region"):
        known = REGIONS.get(value)
        return known.name if known is not None else str(value)
    return str(value) if (table, name) in _NAMES else value_text(table, name, plain(value))


def _acts(differing: Differing) -> Iterator[Found]:
    """The order that granted a label, told otherwise."""
    for old, new, _known in differing.labels:
        if old is not None and new is not None and old.act != new.act:
            what, row = "Correction\u00a0: acte du label", ("label", new.id)
            yield Found(DifferenceKind.CORRECTED, CentreKind.CRMR, new.crmr_id, what, row, "act", old.act, new.act)


def _attachment_periods(differing: Differing, names: Names) -> Iterator[Found]:
    for old, new, _known in differing.attachments:
        if old is not None and new is not None and (old.start, old.end) != (new.start, new.end):
            what = f"Correction\u00a0: période du rattachement à {names.crmr(new.crmr_id)}"
            row, field = ("attachment", new.id), "start" if old.start != new.start else "end"
            words = period_words(old.start, old.end), period_words(new.start, new.end)
            yield Found(DifferenceKind.CORRECTED, CentreKind.CCMR, new.ccmr_id, what, row, field, *words)
