"""The missions of a centre and what it owes, with the last thing that the register knows of each (A1 A to C, A2 §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from crmr_desk.model.dossiers import answers_told
from crmr_desk.model.dossiers import obligation_words as said
from crmr_desk.model.dossiers.answers_told import Told
from crmr_desk.model.dossiers.facts_centre import Centre, centre_on
from crmr_desk.model.dossiers.obligation_rows import Duties, Duty, DutyState, FollowUpDossier
from crmr_desk.model.dossiers.received import with_received
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.law.missions import FIRST_FSMR_REPORT, MISSIONS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.network.snapshot import CrmrOn
    from crmr_desk.model.store.database import Database

_REPORT: Final = "crmr.annual_report_filed"
_FSMR_REPORT: Final = "fsmr.annual_report_filed"
_BANK: Final = "crmr.bndmr_filled"
_DELEGATED: Final = "crmr.mission_delegated_to"
Answers = Mapping[str, Told]


def duties(db: Database, kind: CentreKind | str, row_id: int, on: dt.date) -> Duties:
    """Missions and obligations of a centre as the text has them, and what dossiers opened up to ``on`` told of each, or
    the bureau noted as received by then. What nobody told is unknown. Raises UserError when the centre is gone."""
    with db.reading() as session:
        centre = centre_on(session, CentreKind(kind), row_id, on)
        return with_received(session, centre, _OF[CentreKind(kind)](session, centre))


def _of_crmr(session: Session, centre: Centre) -> Duties:
    crmr = _crmr(centre)
    told = answers_told.told_of(session, CentreKind.CRMR, crmr.id, centre.on)
    sites = said.sites_of(crmr)
    obligations = [
        _plan(said.PLAN_CRMR, crmr.name, said.term_of(centre.label)),
        _yearly(
            said.REPORT_SITES, sites, told.get(_REPORT), centre.on, more=said.NOT_BY_SITE if crmr.multi_site else ""
        ),
        _lasting(said.BANK_SITES, sites, told.get(_BANK), more=said.NOT_BY_SITE if crmr.multi_site else ""),
    ]
    if crmr.ccmr_count:
        counted = f"{crmr.ccmr_count} centre{'s' * (crmr.ccmr_count > 1)} de compétences"
        obligations.append(_unknown(said.BANK_OF_CCMRS, counted, said.NOT_BY_CCMR))
    return Duties(tuple(_missions(crmr.name, told)), tuple(obligations), (_follow_up(session, crmr),))


def _of_site(session: Session, centre: Centre) -> Duties:
    crmr, site = _crmr(centre), centre.site
    coordinating = site is not None and site.role is SiteRole.COORDONNATEUR
    told = answers_told.told_of(session, CentreKind.CRMR, crmr.id, centre.on)
    name = site.hospital.name if site is not None else ""
    more = "" if coordinating and not crmr.multi_site else said.NOT_BY_SITE
    missions = tuple(_missions(crmr.name, told)) if coordinating else (_unknown(said.PART_OF_SITE, name),)
    obligations = (
        _not_owed(said.PLAN_SITE, name),
        _yearly(said.REPORT_SITES, name, told.get(_REPORT), centre.on, more=more),
        _lasting(said.BANK_SITES, name, told.get(_BANK), more=more),
    )
    return Duties(missions, obligations, (_follow_up(session, crmr),))


def _of_ccmr(session: Session, centre: Centre) -> Duties:
    assert centre.ccmr is not None
    name = centre.name
    attached = {one.crmr_id: one.name for one in centre.ccmr.attachments}
    begun = answers_told.open_follow_ups(session, CentreKind.CRMR, attached)
    follow_ups = tuple(_of_coordonnateur(crmr, crmr_id, begun) for crmr_id, crmr in attached.items())
    obligations = (
        _unknown(said.BANK_CCMR, name, said.NOT_BY_CCMR),
        _not_owed(said.REPORT_CCMR, name),
        _not_owed(said.PLAN_CCMR, name),
    )
    return Duties((_unknown(said.MISSIONS_CCMR, name), _unknown(said.MAY_CCMR, name)), obligations, follow_ups)


def _of_fsmr(session: Session, centre: Centre) -> Duties:
    assert centre.fsmr is not None
    name = centre.fsmr.sigle
    told = answers_told.told_of(session, CentreKind.FSMR, centre.id, centre.on)
    owed = centre.on.year >= FIRST_FSMR_REPORT
    report = _yearly(said.REPORT_FSMR, name, told.get(_FSMR_REPORT), centre.on)
    obligations = (
        _plan(said.PLAN_FSMR, name, said.term_of(centre.fsmr.designation)),
        report if owed else _not_owed(said.REPORT_FSMR, name, f"Le premier est dû en {FIRST_FSMR_REPORT}."),
        _unknown(said.GOVERNANCE, name),
    )
    begun = answers_told.open_follow_ups(session, CentreKind.FSMR, [centre.id])
    function = Function.ANIMATEUR.value
    follow_up = FollowUpDossier(name, CentreKind.FSMR.value, centre.id, function, begun.get(centre.id))
    return Duties(tuple(_unknown(each, name) for each in said.MISSIONS_FSMR), obligations, (follow_up,))


_OF: Final[Mapping[CentreKind, Callable[[Session, Centre], Duties]]] = {
    CentreKind.CRMR: _of_crmr,
    CentreKind.SITE: _of_site,
    CentreKind.CCMR: _of_ccmr,
    CentreKind.FSMR: _of_fsmr,
}


def _crmr(centre: Centre) -> CrmrOn:
    assert centre.crmr is not None
    return centre.crmr


def _follow_up(session: Session, crmr: CrmrOn) -> FollowUpDossier:
    return _of_coordonnateur(crmr.name, crmr.id, answers_told.open_follow_ups(session, CentreKind.CRMR, [crmr.id]))


def _of_coordonnateur(name: str, crmr_id: int, begun: Mapping[int, int]) -> FollowUpDossier:
    function = Function.COORDONNATEUR.value
    return FollowUpDossier(name, CentreKind.CRMR.value, crmr_id, function, begun.get(crmr_id))


def _missions(name: str, told: Answers) -> Iterator[Duty]:
    """The five missions; the CRMR fulfils them itself, its sites take part in them (A1 A-b)."""
    delegated = told.get(_DELEGATED)
    for mission in MISSIONS:
        words, known = said.MISSIONS_CRMR[mission], told.get(f"crmr.missions.{mission}")
        duty = _lasting(words, name, known)
        if delegated is not None and known is not None and delegated.value in said.DELEGATED:
            remark = f"{duty.known} {said.DELEGATED[str(delegated.value)]} ({delegated.source})."
            duty = _duty(words, name, duty.state, remark, duty.dossier_id)
        yield duty


def _plan(words: said.Words, who: str, term: str) -> Duty:
    return _duty(words, f"{who}, {term}" if term else who, DutyState.UNKNOWN, said.NEVER_ASKED)


def _yearly(words: said.Words, who: str, told: Told | None, on: dt.date, more: str = "") -> Duty:
    """Owed anew each year: an answer of another year is only the last thing known."""
    if told is None:
        return _unknown(words, who, said.NOBODY_TOLD)
    filed = "Transmis" if told.value is True else "Non transmis"
    if told.opened_on.year != on.year:
        known = f"Rien n’est su pour {on.year}. Dernier connu\u00a0: {filed.lower()}. {told.source}."
        return _duty(words, who, DutyState.UNKNOWN, known, told.dossier_id)
    state = DutyState.MET if told.value is True else DutyState.NOT_MET
    known = " ".join(part for part in (f"{filed}. {told.source}.", said.WHICH_YEAR, more) if part)
    return _duty(words, who, state, known, told.dossier_id)


def _lasting(words: said.Words, who: str, told: Told | None, more: str = "") -> Duty:
    if told is None:
        return _unknown(words, who, said.NOBODY_TOLD)
    state = DutyState.MET if told.value is True else DutyState.NOT_MET
    return _duty(words, who, state, " ".join(part for part in (f"{told.source}.", more) if part), told.dossier_id)


def _unknown(words: said.Words, who: str, why: str = said.NEVER_ASKED) -> Duty:
    return _duty(words, who, DutyState.UNKNOWN, why)


def _not_owed(words: said.Words, who: str, why: str = "") -> Duty:
    return _duty(words, who, DutyState.NOT_OWED, why)


def _duty(words: said.Words, who: str, state: DutyState, known: str, dossier_id: int | None = None) -> Duty:
    return Duty(words.id, words.title, words.text, words.place, who, state, known, words.left_open, dossier_id)
