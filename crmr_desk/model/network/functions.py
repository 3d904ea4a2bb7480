"""The functions that people hold on a date, in French."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import role_word
from crmr_desk.model.network.tables import CCMR, CRMR, FSMR, HOSPITAL, MANDATE, ON, PERSON, SITE, AnyRow, covers

_SITE_CRMR = CRMR.alias("site_crmr")
_SITE_HOSPITAL = HOSPITAL.alias("site_hospital")


def functions_on(
    session: Session, on: dt.date, person_id: int | None = None, former: Formers | None = None
) -> dict[int, tuple[str, ...]]:
    """What each person holds on ``on`` ("Coordination du CRMR CERVCO"), by person id; of one person when given;
    ``former`` where the caller has read what was other on that day."""
    query = _HELD if person_id is None else _HELD_BY_ONE
    found = session.execute(query, {"on": on, "person": person_id})
    held: dict[int, list[str]] = defaultdict(list)
    for row in as_then(session, found, on, former):
        held[row.person_id].append(held_words(row))
    return {person: tuple(sentences) for person, sentences in held.items()}


def as_then(session: Session, rows: Iterable[AnyRow], on: dt.date, former: Formers | None = None) -> Iterable[AnyRow]:
    """Rows of ``held_query`` under the names that their centres had on ``on``, ``former`` as for ``functions_on``."""
    formers = Formers(session, on) if former is None else former
    if not formers:
        return rows
    names: dict[int, str] = dict(session.execute(select(HOSPITAL.c.id, HOSPITAL.c.name)).all())
    return [_then(row, formers, names) for row in rows]


def _then(row: AnyRow, formers: Formers, names: Mapping[int, str]) -> AnyRow:
    def was(table: str, row_id: int | None, field: str, now: Any) -> Any:
        return now if row_id is None else formers.value(table, row_id, field, now)

    def house(hospital_id: int | None, now: str) -> Any:
        return now if hospital_id is None else formers.value("hospital", hospital_id, "name", names[hospital_id])

    then = {
        "acronym": was("crmr", row.of_crmr, "acronym", row.acronym),
        "crmr_title": was("crmr", row.of_crmr, "title", row.crmr_title),
        "site_acronym": was("crmr", row.of_site_crmr, "acronym", row.site_acronym),
        "site_title": was("crmr", row.of_site_crmr, "title", row.site_title),
        "site_hospital": house(row.of_site_hospital, row.site_hospital),
        "ccmr_hospital": house(was("ccmr", row.of_ccmr, "hospital_id", row.of_ccmr_hospital), row.ccmr_hospital),
        "sigle": was("fsmr", row.of_fsmr, "sigle", row.sigle),
    }
    return cast("AnyRow", SimpleNamespace(**row._asdict() | then))


def held_query() -> Select[Any]:
    """Mandates with what ``held_words`` needs to say them."""
    return (
        select(
            MANDATE.c.person_id,
            MANDATE.c.function,
            PERSON.c.title,
            CRMR.c.acronym,
            CRMR.c.title.label("crmr_title"),
            _SITE_CRMR.c.acronym.label("site_acronym"),
            _SITE_CRMR.c.title.label("site_title"),
            name_or_unknown(_SITE_HOSPITAL, "site_hospital"),
            CCMR.c.kind.label("ccmr_kind"),
            CCMR.c.specialty,
            name_or_unknown(label="ccmr_hospital"),
            FSMR.c.sigle,
            CRMR.c.id.label("of_crmr"),
            _SITE_CRMR.c.id.label("of_site_crmr"),
            _SITE_HOSPITAL.c.id.label("of_site_hospital"),
            CCMR.c.id.label("of_ccmr"),
            CCMR.c.hospital_id.label("of_ccmr_hospital"),
            FSMR.c.id.label("of_fsmr"),
        )
        .join(PERSON, PERSON.c.id == MANDATE.c.person_id)
        .outerjoin(CRMR, CRMR.c.id == MANDATE.c.crmr_id)
        .outerjoin(SITE, SITE.c.id == MANDATE.c.site_id)
        .outerjoin(_SITE_CRMR, _SITE_CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(_SITE_HOSPITAL, _SITE_HOSPITAL.c.id == SITE.c.hospital_id)
        .outerjoin(CCMR, CCMR.c.id == MANDATE.c.ccmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .outerjoin(FSMR, FSMR.c.id == MANDATE.c.fsmr_id)
    )


def held_words(row: AnyRow) -> str:
    """A row of ``held_query`` in French: Coordination du CRMR CERVCO."""
    function = Function(row.function)
    word = role_word(function, row.title)
    match function:
        case Function.COORDONNATEUR:
            return f"{word} du CRMR {row.acronym or row.crmr_title}"
        case Function.RESPONSABLE_SITE:
            return f"{word}, {row.site_hospital} ({row.site_acronym or row.site_title})"
        case Function.RESPONSABLE_CCMR:
            specialty = f" ({row.specialty})" if row.specialty else ""
            return f"{word} du {row.ccmr_kind}, {row.ccmr_hospital}{specialty}"
        case Function.ANIMATEUR:
            return f"{word} de la filière {row.sigle}"


_HELD = held_query().where(covers(MANDATE, ON)).order_by(MANDATE.c.start, MANDATE.c.id)
_HELD_BY_ONE = _HELD.where(MANDATE.c.person_id == bindparam("person"))
"""Built once: they are asked of the candidate of every dossier."""
