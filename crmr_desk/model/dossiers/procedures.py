"""Which dossiers can be opened on a centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.applications import obstacle_of
from crmr_desk.model.dossiers.campaigns import receiving
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.dossiers.rule_packs import active_pack
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CENTRE,
    DESIGNATION,
    DOSSIER,
    LABEL,
    MANDATE,
    ON,
    SITE,
    covers,
    seat,
)
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

_OPEN_SITE: Final = select(exists().where(SITE.c.crmr_id == CENTRE, covers(SITE, ON)))
_ROLE: Final = select(SITE.c.role).where(SITE.c.id == CENTRE, covers(SITE, ON))
_ATTACHED: Final = select(CCMR.c.id).where(
    CCMR.c.id == CENTRE, covers(CCMR, ON), exists().where(ATTACHMENT.c.ccmr_id == CENTRE, covers(ATTACHMENT, ON))
)
_DESIGNATED: Final = select(exists().where(DESIGNATION.c.fsmr_id == CENTRE, covers(DESIGNATION, ON)))
_RUNS_INTO_LABEL: Final = or_(MANDATE.c.end.is_(None), MANDATE.c.end >= LABEL.c.start)
_SEATED: Final = (
    select(exists().where(MANDATE.c.crmr_id == CENTRE, MANDATE.c.start <= LABEL.c.end, _RUNS_INTO_LABEL))
    .where(LABEL.c.crmr_id == CENTRE, covers(LABEL, ON), LABEL.c.end.is_not(None))
    .limit(1)
)


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
    found = set(session.scalars(_requests_open(kind), {"centre": row_id}))
    return found.union(SEAT_REQUESTS) if found.intersection(SEAT_REQUESTS) else found


@cache
def _requests_open(kind: CentreKind) -> Select[str]:
    return select(DOSSIER.c.request).where(DOSSIER.c[f"{kind.value}_id"] == CENTRE, DOSSIER.c.state == OPEN)


def _of_crmr(session: Session, crmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    if not session.scalar(_OPEN_SITE, {"centre": crmr_id, "on": on}):
        return
    yield _request_of_coordonnateur(session, crmr_id, on), _COORDONNATEUR
    yield "relocation", _COORDONNATEUR
    yield "site_creation", _COORDONNATEUR
    yield "follow_up", _COORDONNATEUR
    if _may_apply(session, crmr_id, on):
        yield "labelling", _COORDONNATEUR


def _of_site(session: Session, site_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    if session.scalar(_ROLE, {"centre": site_id, "on": on}) == SiteRole.CONSTITUTIF:
        yield _seat_request(session, Function.RESPONSABLE_SITE, site_id), _SITE
        yield "relocation", _SITE


def _of_ccmr(session: Session, ccmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    if session.scalar(_ATTACHED, {"centre": ccmr_id, "on": on}) is not None:
        yield _seat_request(session, Function.RESPONSABLE_CCMR, ccmr_id), _CCMR


def _of_fsmr(session: Session, fsmr_id: int, on: dt.date) -> Iterator[tuple[str, str]]:
    designated = session.scalar(_DESIGNATED, {"centre": fsmr_id, "on": on})
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
    if session.scalar(_SEATED, {"centre": crmr_id, "on": on}) is False:
        return "designation"
    return _seat_request(session, Function.COORDONNATEUR, crmr_id)


def _seat_request(session: Session, function: Function, centre_id: int) -> str:
    return "succession" if session.scalar(_ever_led(function), {"centre": centre_id}) else "designation"


@cache
def _ever_led(function: Function) -> Select[bool]:
    return select(exists().where(MANDATE.c.function == function, seat(MANDATE, function) == CENTRE))


def _may_apply(session: Session, crmr_id: int, on: dt.date) -> bool:
    """Whether a campaign receives applications, and nothing keeps this centre from applying."""
    campaign = receiving(session, on)
    return campaign is not None and not obstacle_of(session, campaign, crmr_id)
