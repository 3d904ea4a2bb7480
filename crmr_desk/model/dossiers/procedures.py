"""Which dossiers can be opened on a centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.applications import obstacle_of
from crmr_desk.model.dossiers.campaigns import receiving
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.dossiers.rule_packs import active_pack
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, DESIGNATION, DOSSIER, LABEL, MANDATE, SITE, covers, seat
from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a button of the centre sheet opens; ``why`` says when it fits, its place in the text first."""

    request: str
    function: str
    title: str
    why: str


_COORDONNATEUR: Final = Function.COORDONNATEUR.value
_SITE: Final = Function.RESPONSABLE_SITE.value
_CCMR: Final = Function.RESPONSABLE_CCMR.value
_ANIMATEUR: Final = Function.ANIMATEUR.value

_A1_A, _A2_1, _A2_2 = "Annexe 1, A\u00a0c\u00a0: ", "Annexe 2, §\u00a01\u00a0: ", "Annexe 2, §\u00a02\u00a0: "
_A3_3, _A3_4, _A3_5 = "Annexe 3, §\u00a03\u00a0: ", "Annexe 3, §\u00a04\u00a0: ", "Annexe 3, §\u00a05\u00a0: "

_PROCEDURES: Final = (
    Procedure(
        "designation",
        _COORDONNATEUR,
        "Désignation du coordonnateur…",
        "Annexe 3, §\u00a02\u00a0a\u00a0: le centre vient d’être labellisé, il n’a encore jamais eu de coordonnateur.",
    ),
    Procedure(
        "succession",
        _COORDONNATEUR,
        "Succession du coordonnateur…",
        "Annexe 3, §\u00a02\u00a0b\u00a0: un coordonnateur cesse son activité, un autre lui succède.",
    ),
    Procedure(
        "relocation",
        _COORDONNATEUR,
        "Délocalisation du site coordonnateur…",
        f"{_A1_A}le coordonnateur change d’établissement et demande que le site le suive.",
    ),
    Procedure(
        "site_creation",
        _COORDONNATEUR,
        "Création d’un site constitutif…",
        f"{_A1_A}un site de plus, pour l’un des trois motifs que le texte admet.",
    ),
    Procedure(
        "follow_up",
        _COORDONNATEUR,
        "Suivi du centre…",
        f"{_A1_A}missions, plan d’actions, rapport annuel et banque de données du centre.",
    ),
    Procedure(
        "labelling",
        _COORDONNATEUR,
        "Candidature au label…",
        f"{_A2_1}une campagne de labellisation reçoit les candidatures.",
    ),
    Procedure(
        "designation",
        _SITE,
        "Désignation du responsable…",
        f"{_A3_3}le site n’a encore jamais eu de responsable\u202f; le directeur le désigne, en accord avec le"
        " coordonnateur.",
    ),
    Procedure(
        "succession",
        _SITE,
        "Succession du responsable…",
        f"{_A3_3}un autre responsable est désigné par le directeur, en accord avec le coordonnateur.",
    ),
    Procedure(
        "relocation",
        _SITE,
        "Délocalisation du site…",
        f"{_A1_A}le responsable change d’établissement et demande que le site le suive.",
    ),
    Procedure(
        "designation",
        _CCMR,
        "Désignation du responsable…",
        f"{_A3_4}le centre n’a encore jamais eu de responsable\u202f; le directeur le désigne, en accord avec chaque"
        " coordonnateur.",
    ),
    Procedure(
        "succession",
        _CCMR,
        "Succession du responsable…",
        f"{_A3_4}un autre responsable est désigné par le directeur, en accord avec chaque coordonnateur.",
    ),
    Procedure(
        "designation",
        _ANIMATEUR,
        "Désignation de l’animateur…",
        f"{_A3_5}la filière n’a encore jamais eu d’animateur\u202f; ses instances le désignent.",
    ),
    Procedure(
        "succession",
        _ANIMATEUR,
        "Succession de l’animateur…",
        f"{_A3_5}les instances de la filière désignent un autre animateur.",
    ),
    Procedure(
        "fsmr_designation",
        _ANIMATEUR,
        "Désignation de la filière…",
        "Annexe 1, C\u00a0d\u00a0: une filière est désignée pour cinq ans, et celle-ci ne l’est pas à cette date.",
    ),
    Procedure(
        "follow_up",
        _ANIMATEUR,
        "Suivi de la filière…",
        f"{_A2_2}rapport annuel, périmètre, et suppression s’il y a lieu.",
    ),
)
_BY_KEY: Final = {(one.request, one.function): one for one in _PROCEDURES}


def offered(db: Database, kind: str, row_id: int, on: dt.date | None = None) -> tuple[Procedure, ...]:
    """The procedures of the active rule pack that fit the centre on ``on`` (today unless told), the likeliest first: a
    designation until a first holder is known, a succession ever after. Nothing for a centre that is closed that day,
    nor for a coordinating site, whose procedures are those of its CRMR; none whose dossier is open already."""
    day = on or db.now().date()
    pack = active_pack(db)
    with db.reading() as session:
        begun = _begun(session, CentreKind(kind), row_id)
        fitting = [key for key in _FITTING[CentreKind(kind)](session, row_id, day) if key[0] not in begun]
    held = {(journey.request, journey.function) for journey in pack.journeys}
    return tuple(_BY_KEY[key] for key in fitting if key in held)


def _begun(session: Session, kind: CentreKind, row_id: int) -> set[str]:
    """The requests that an open dossier of the centre keeps from being opened again."""
    column = DOSSIER.c[f"{kind.value}_id"]
    query = select(DOSSIER.c.request).where(column == row_id, DOSSIER.c.state == OPEN)
    found = set(session.scalars(query))
    return found.union(SEAT_REQUESTS) if found.intersection(SEAT_REQUESTS) else found


def _of_crmr(session: Session, crmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    open_site = exists().where(SITE.c.crmr_id == crmr_id, covers(SITE, on))
    if not session.scalar(select(open_site)):
        return
    yield _request_of_coordonnateur(session, crmr_id, on), _COORDONNATEUR
    yield "relocation", _COORDONNATEUR
    yield "site_creation", _COORDONNATEUR
    yield "follow_up", _COORDONNATEUR
    if _may_apply(session, crmr_id, on):
        yield "labelling", _COORDONNATEUR


def _of_site(session: Session, site_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    query = select(SITE.c.role).where(SITE.c.id == site_id, covers(SITE, on))
    if session.scalar(query) == SiteRole.CONSTITUTIF:
        yield _seat_request(session, Function.RESPONSABLE_SITE, site_id), _SITE
        yield "relocation", _SITE


def _of_ccmr(session: Session, ccmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    attached = exists().where(ATTACHMENT.c.ccmr_id == ccmr_id, covers(ATTACHMENT, on))
    if session.scalar(select(CCMR.c.id).where(CCMR.c.id == ccmr_id, covers(CCMR, on), attached)) is not None:
        yield _seat_request(session, Function.RESPONSABLE_CCMR, ccmr_id), _CCMR


def _of_fsmr(session: Session, fsmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    designated = session.scalar(select(exists().where(DESIGNATION.c.fsmr_id == fsmr_id, covers(DESIGNATION, on))))
    if not designated:
        yield "fsmr_designation", _ANIMATEUR
    yield _seat_request(session, Function.ANIMATEUR, fsmr_id), _ANIMATEUR
    if designated:
        yield "follow_up", _ANIMATEUR


_FITTING: Final[Mapping[CentreKind, Callable[[Session, int, dt.date], Iterator[tuple[str, str]]]]] = {
    CentreKind.CRMR: _of_crmr,
    CentreKind.SITE: _of_site,
    CentreKind.CCMR: _of_ccmr,
    CentreKind.FSMR: _of_fsmr,
}


def _request_of_coordonnateur(session: Session, crmr_id: int, on: dt.date) -> str:
    """A designation also under a renewed label beneath which nobody sits yet: a mandate ends with its label."""
    mandates = exists().where(MANDATE.c.crmr_id == crmr_id, MANDATE.c.start <= LABEL.c.end, _runs_into(LABEL.c.start))
    seated = select(mandates).where(LABEL.c.crmr_id == crmr_id, covers(LABEL, on), LABEL.c.end.is_not(None)).limit(1)
    if session.scalar(seated) is False:
        return "designation"
    return _seat_request(session, Function.COORDONNATEUR, crmr_id)


def _runs_into(day: ColumnElement[dt.date]) -> ColumnElement[bool]:
    return or_(MANDATE.c.end.is_(None), MANDATE.c.end >= day)


def _seat_request(session: Session, function: Function, centre_id: int) -> str:
    ever_led = exists().where(MANDATE.c.function == function, seat(MANDATE, function) == centre_id)
    return "succession" if session.scalar(select(ever_led)) else "designation"


def _may_apply(session: Session, crmr_id: int, on: dt.date) -> bool:
    """Whether a campaign receives applications, and nothing keeps this centre from applying."""
    campaign = receiving(session, on)
    return campaign is not None and not obstacle_of(session, campaign, crmr_id)
