"""Creates a centre without a dossier, and keeps why: the law has a campaign or a dossier for most of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, Ground, Population, SiteRole
from crmr_desk.model.network import centres
from crmr_desk.model.network.acts.attaching import require_within
from crmr_desk.model.network.acts.lasting import require_lasting
from crmr_desk.model.network.acts.naming import centre_name
from crmr_desk.model.network.acts.reasons import keep_reason, require_reason
from crmr_desk.model.network.codes import free_code
from crmr_desk.model.network.names import as_typed, fold
from crmr_desk.model.network.sites import create_site
from crmr_desk.model.network.tables import CRMR, FSMR, HOSPITAL, SITE, meets
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Ccmr, Crmr, Fsmr, Hospital, Site

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class NewFsmr:
    """A filière, designated from ``start`` to ``end``, five years unless told (A1 C-d); ``start`` None: not yet."""

    sigle: str
    name: str
    seat_id: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LabelGiven:
    """A label from ``start`` to ``end``, five years unless told (A1 A-c), granted by the order ``act``."""

    start: dt.date
    end: dt.date | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class NewCrmr:
    """A reference centre with its coordinating site. A new one comes from a labelling campaign (A2 §1): recorded
    without one, it needs its ``reason``. Nobody coordinates it before a designation (A3 §2a)."""

    title: str
    hospital_id: int
    start: dt.date
    reason: str
    acronym: str = ""
    fsmr_id: int | None = None
    unit: str = ""
    label: LabelGiven | None = None


@dataclass(frozen=True, slots=True)
class NewSite:
    """A constitutive site, on one of the three grounds. The law has a dossier for it (A1 A-c): recorded without one, it
    needs its ``reason``."""

    crmr_id: int
    hospital_id: int
    ground: Ground
    start: dt.date
    reason: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NewCcmr:
    """A competence centre, attached to one or several CRMR for its whole period (A1 B-c)."""

    title: str
    hospital_id: int
    start: dt.date
    crmr_ids: tuple[int, ...]
    end: dt.date | None = None
    kind: CcmrKind = CcmrKind.CCMR
    specialty: str = ""
    population: Population | None = None
    active_file: int | None = None
    reason: str = field(default="")


NewCentre = NewFsmr | NewCrmr | NewSite | NewCcmr


def create_centre(db: Database, new: NewCentre, *, today: dt.date) -> tuple[int, Changes]:
    """Create a FSMR, a CRMR, a site or a CCMR, and give its id.

    Raises UserError for a name that is missing or borne already, a hospital that is gone, a site that the centre has in
    that hospital already, or a reason that is owed and missing.
    """
    require_complete(new)
    match new:
        case NewFsmr():
            return _create_fsmr(db, new, today)
        case NewCrmr():
            return _create_crmr(db, new, today)
        case NewSite():
            return _create_site(db, new, today)
        case NewCcmr():
            return _create_ccmr(db, new, today)


def require_complete(new: NewCentre) -> None:
    """Raises UserError for what is missing whatever the register holds: a name, a reason that is owed, a centre of
    reference for a competence centre."""
    match new:
        case NewFsmr():
            require_name(new.sigle, "Le sigle de la filière")
            require_name(new.name, "Le nom de la filière")
        case NewCrmr():
            require_name(new.title, "L’intitulé du centre")
            require_reason(
                new.reason, "Un centre de référence naît d’une campagne de labellisation (annexe 2, §\u00a01)"
            )
        case NewSite():
            require_reason(new.reason, "La création d’un site constitutif est un dossier (annexe 1, A\u00a0c)")
        case NewCcmr():
            require_name(new.title, "L’intitulé du centre")
            if not new.crmr_ids:
                raise UserError(
                    "Un centre de compétences est rattaché à un ou plusieurs centres de référence"
                    " (annexe 1, B\u00a0c)\u00a0: choisissez-en un."
                )


def _create_fsmr(db: Database, new: NewFsmr, today: dt.date) -> tuple[int, Changes]:
    sigle, name = as_typed(new.sigle), as_typed(new.name)
    with db.writing(f"Création de la filière {sigle}") as session:
        require_free_sigle(session, sigle)
        if new.seat_id is not None:
            require_hospital(session, new.seat_id)
        fsmr_id = centres.add_fsmr(session, sigle=sigle, name=name, seat_id=new.seat_id)
        if new.start is not None:
            centres.designate_fsmr(session, fsmr_id, new.start, new.end)
        keep_reason(session, "fsmr", fsmr_id, new.reason, by=db.who, today=today)
    return fsmr_id, session.changes


def _create_crmr(db: Database, new: NewCrmr, today: dt.date) -> tuple[int, Changes]:
    title, acronym = as_typed(new.title), as_typed(new.acronym)
    with db.writing(f"Création du centre de référence {acronym or title}") as session:
        crmr_id = found_crmr(session, title=title, acronym=acronym, fsmr_id=new.fsmr_id)
        open_coordinating(session, crmr_id, new.hospital_id, new.start, new.unit)
        if new.label is not None:
            centres.label_crmr(session, crmr_id, new.label.start, new.label.end, as_typed(new.label.act))
        keep_reason(session, "crmr", crmr_id, new.reason, by=db.who, today=today)
    return crmr_id, session.changes


def _create_site(db: Database, new: NewSite, today: dt.date) -> tuple[int, Changes]:
    with db.reading() as reader:
        centre = centre_name(reader, "crmr", new.crmr_id)
    with db.writing(f"Création d’un site constitutif de {centre}") as session:
        require_lasting(session, new.crmr_id, new.start)
        _require_no_site_there(session, new)
        site_id = create_site(
            session,
            crmr_id=new.crmr_id,
            hospital_id=require_hospital(session, new.hospital_id),
            ground=new.ground,
            start=new.start,
            unit=as_typed(new.unit),
        )
        keep_reason(session, "site", site_id, new.reason, by=db.who, today=today)
    return site_id, session.changes


def _create_ccmr(db: Database, new: NewCcmr, today: dt.date) -> tuple[int, Changes]:
    title = as_typed(new.title)
    with db.writing(f"Création du centre de compétences {title}") as session:
        ccmr_id = centres.open_ccmr(
            session,
            code=free_code(session, Ccmr.code, "CC", width=4),
            title=title,
            hospital_id=require_hospital(session, new.hospital_id),
            start=new.start,
            end=new.end,
            kind=new.kind,
            specialty=as_typed(new.specialty),
            population=new.population,
            active_file=new.active_file,
        )
        for crmr_id in dict.fromkeys(new.crmr_ids):
            require_within(session, session.get_one(Ccmr, ccmr_id), crmr_id, new.start, new.end)
            centres.attach(session, ccmr_id=ccmr_id, crmr_id=crmr_id, start=new.start, end=new.end)
        keep_reason(session, "ccmr", ccmr_id, new.reason, by=db.who, today=today)
    return ccmr_id, session.changes


def found_crmr(
    session: WriteSession, *, title: str, acronym: str, fsmr_id: int | None, split_from_id: int | None = None
) -> int:
    """A reference centre under the next free code, without any site yet. Raises UserError for an acronym that is borne
    already, or a FSMR that is gone."""
    if fsmr_id is not None and session.get(Fsmr, fsmr_id) is None:
        raise UserError("La filière choisie n’est plus dans le registre\u202f; rafraîchissez la liste.")
    require_free_acronym(session, acronym)
    crmr_id = centres.add_crmr(
        session, code=free_code(session, Crmr.code, "CR", width=4), title=title, acronym=acronym, fsmr_id=fsmr_id
    )
    session.get_one(Crmr, crmr_id).split_from_id = split_from_id
    return crmr_id


def open_coordinating(session: WriteSession, crmr_id: int, hospital_id: int, start: dt.date, unit: str) -> int:
    """The coordinating site of a new reference centre."""
    code = session.get_one(Crmr, crmr_id).code
    return centres.open_site(
        session,
        code=free_code(session, Site.code, f"{code}-S"),
        crmr_id=crmr_id,
        role=SiteRole.COORDONNATEUR,
        hospital_id=require_hospital(session, hospital_id),
        start=start,
        unit=as_typed(unit),
    )


def require_name(typed: str, what: str) -> str:
    """``typed`` without what cannot be seen. Raises UserError when nothing is left."""
    name = as_typed(typed)
    if not name:
        raise UserError(f"{what} manque\u00a0: écrivez-le.")
    return name


def require_free_sigle(session: WriteSession, sigle: str, but: int | None = None) -> None:
    """Raises UserError when another filière bears ``sigle``, accents and capitals apart."""
    if fold(sigle) in map(fold, session.scalars(select(FSMR.c.sigle).where(FSMR.c.id != but))):
        raise UserError(f"Une filière porte déjà le sigle {sigle}\u00a0: choisissez-en un autre.")


def require_free_acronym(session: WriteSession, acronym: str, but: int | None = None) -> None:
    """Raises UserError when another reference centre bears ``acronym``, accents and capitals apart."""
    if acronym and fold(acronym) in map(fold, session.scalars(select(CRMR.c.acronym).where(CRMR.c.id != but))):
        raise UserError(f"Un centre de référence porte déjà le sigle {acronym}\u00a0: choisissez-en un autre.")


def require_hospital(session: WriteSession, hospital_id: int) -> int:
    """``hospital_id``. Raises UserError when the establishment is gone, or merged into another one."""
    found = session.get(Hospital, hospital_id)
    if found is None or found.merged_into_id is not None:
        raise UserError("Choisissez l’établissement\u00a0: celui-ci n’est plus dans le registre.")
    return hospital_id


def _require_no_site_there(session: WriteSession, new: NewSite) -> None:
    same = (SITE.c.crmr_id == new.crmr_id, SITE.c.hospital_id == new.hospital_id, SITE.c.unit == as_typed(new.unit))
    there = select(HOSPITAL.c.name).join(SITE, SITE.c.hospital_id == HOSPITAL.c.id).where(*same)
    name = session.scalar(there.where(meets(SITE, new.start, None)).limit(1))
    if name is not None:
        raise UserError(f"Ce centre a déjà ce site, {name}\u00a0: précisez l’unité, ou changez d’établissement.")
