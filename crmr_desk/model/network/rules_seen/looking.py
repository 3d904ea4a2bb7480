"""Looks at the network on a date with the rules of the text in hand: what stands beside one of them, and since when.

Nothing is forbidden here: a remark says what the text says and where, the instructor appreciates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function, SiteActivity, SiteRole
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.moves import first_code
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import TO_BE_TOLD
from crmr_desk.model.network.rules_seen.federating import ONE_DAY, below_since
from crmr_desk.model.network.rules_seen.rows import Remark, Rule
from crmr_desk.model.network.snapshot import NetworkOn, network_on
from crmr_desk.model.network.states import MINIMUM_OF_CRMR
from crmr_desk.model.network.tables import MANDATE, SITE, AnyRow
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_SEAT_WORDS = {
    Function.COORDONNATEUR: "Coordination vacante",
    Function.RESPONSABLE_SITE: "Poste de responsable de site vacant",
    Function.RESPONSABLE_CCMR: "Poste de responsable vacant",
    Function.ANIMATEUR: "Animation vacante",
}
_SUCCESSION = {
    Function.COORDONNATEUR: "A3 §2b",
    Function.RESPONSABLE_SITE: "A3 §3",
    Function.RESPONSABLE_CCMR: "A3 §4",
    Function.ANIMATEUR: "A3 §5",
}


def rules_seen(db: Database, on: dt.date) -> list[Remark]:
    """Every remark on the network as it stands on ``on``, in French order of the centres, in a constant number of
    statements."""
    with db.reading() as session:
        network = network_on(session, on)
        look = _Look(network, _last_days(session, on))
        below = look.below_three()
        since = below_since(session, [fsmr.id for fsmr in below], on)
    found = [*look.remarks(), *(look.too_few(fsmr, since[fsmr.id]) for fsmr in below)]
    return sorted(found, key=lambda remark: (collation(remark.centre), remark.kind, remark.row_id, remark.rule))


def _last_days(session: Session, on: dt.date) -> dict[tuple[str, int], dt.date]:
    """The last day of the last mandate that each seat saw end before ``on``, also before its site moved."""
    seat = (MANDATE.c.function, MANDATE.c.crmr_id, MANDATE.c.site_id, MANDATE.c.ccmr_id, MANDATE.c.fsmr_id)
    query = select(*seat, func.max(MANDATE.c.end).label("last")).where(MANDATE.c.end < on).group_by(*seat)
    found = {seat_of(row): row.last for row in session.execute(query)}
    for site_id, former_id in _moved_sites(session, on):
        last = found.get((Function.RESPONSABLE_SITE.value, former_id))
        if last is not None:
            found.setdefault((Function.RESPONSABLE_SITE.value, site_id), last)
    return found


def _moved_sites(session: Session, on: dt.date) -> Iterator[tuple[int, int]]:
    """Each row of a site that goes on elsewhere, with the one before it, in order of time."""
    query = select(SITE.c.id, SITE.c.crmr_id, SITE.c.code, SITE.c.start, SITE.c.end).where(SITE.c.start <= on)
    ended: dict[tuple[int, str, dt.date], int] = {}
    for row in session.execute(query.order_by(SITE.c.start)):
        code = first_code(row.code)
        former_id = ended.get((row.crmr_id, code, row.start))
        if former_id is not None:
            yield row.id, former_id
        if row.end is not None and row.end < on:
            ended[row.crmr_id, code, row.end + ONE_DAY] = row.id


class _Look:
    """One network, and who left which seat when."""

    def __init__(self, network: NetworkOn, last_days: dict[tuple[str, int], dt.date]) -> None:
        self.network = network
        self._last_days = last_days
        self._sigles = {fsmr.id: fsmr.sigle for fsmr in network.fsmrs}
        self._crmrs = {crmr.id: crmr for crmr in network.crmrs}
        self._counts: dict[int | None, int] = {}
        for crmr in network.crmrs:
            self._counts[crmr.fsmr_id] = self._counts.get(crmr.fsmr_id, 0) + 1

    def remarks(self) -> Iterator[Remark]:
        """All but those on filières below three."""
        for fsmr in self.network.fsmrs_there:
            yield from self._seat(Function.ANIMATEUR, CentreKind.FSMR, fsmr.id, fsmr.sigle, fsmr.sigle)
        for crmr in self.network.crmrs:
            yield from self._of_crmr(crmr)
        for ccmr in self.network.ccmrs.values():
            yield from self._of_ccmr(ccmr)

    def below_three(self) -> list[AnyRow]:
        """The filières that federate fewer than three CRMR on the day."""
        return [fsmr for fsmr in self.network.fsmrs_there if self._counts.get(fsmr.id, 0) < MINIMUM_OF_CRMR]

    def too_few(self, fsmr: AnyRow, since: dt.date | None) -> Remark:
        """The remark on such a filière."""
        count = self._counts.get(fsmr.id, 0)
        centres = f"{count or 'aucun'} CRMR"
        when = f"depuis le {short_date(since)}" if since else "depuis aussi loin que remonte le registre"
        sentence = (
            f"{centres[0].upper()}{centres[1:]}, {when}\u00a0: le texte en demande au moins trois et admet des "
            "filières d’une seule maladie\u202f; à apprécier."
        )
        return self._remark(Rule.BELOW_THREE, CentreKind.FSMR, fsmr.id, fsmr.sigle, fsmr.sigle, sentence, since)

    def _of_crmr(self, crmr: AnyRow) -> Iterator[Remark]:
        name, sigle = crmr.acronym or crmr.title, self._sigles.get(crmr.fsmr_id, "")
        yield from self._seat(Function.COORDONNATEUR, CentreKind.CRMR, crmr.id, name, sigle)
        yield from self._label(crmr, name, sigle)
        for site in self.network.sites[crmr.id]:
            if site.role == SiteRole.CONSTITUTIF:
                yield from self._of_site(site, f"{name}, {self._hospital(site)}", sigle)
            if site.activity in (SiteActivity.LABORATORY, SiteActivity.IMAGING):
                yield self._not_clinical(site, f"{name}, {self._hospital(site)}", sigle)

    def _of_site(self, site: AnyRow, name: str, sigle: str) -> Iterator[Remark]:
        yield from self._seat(Function.RESPONSABLE_SITE, CentreKind.SITE, site.id, name, sigle)
        if site.ground is None:
            words = "Aucun des trois motifs du texte n’est enregistré pour ce site constitutif."
            yield self._remark(Rule.NO_GROUND, CentreKind.SITE, site.id, name, sigle, words, site.start, is_open=False)

    def _not_clinical(self, site: AnyRow, name: str, sigle: str) -> Remark:
        what = SiteActivity(site.activity).label
        coordinating = site.role == SiteRole.COORDONNATEUR
        words = (
            f"{what}\u00a0: chaque site assure au moins des consultations\u202f; à apprécier pour ce coordonnateur."
            if coordinating
            else f"{what}\u00a0: ne peut pas être un site constitutif."
        )
        return self._remark(Rule.NOT_CLINICAL, CentreKind.SITE, site.id, name, sigle, words, None, is_open=coordinating)

    def _of_ccmr(self, ccmr: AnyRow) -> Iterator[Remark]:
        crmrs = [self._crmrs[crmr_id] for crmr_id in self.network.attachments.get(ccmr.id, ())]
        sigles = ", ".join(sorted({self._sigles.get(crmr.fsmr_id, "") for crmr in crmrs} - {""}))
        hospital = self._hospital(ccmr)
        name = f"{hospital}, {ccmr.specialty}" if ccmr.specialty else hospital
        yield from self._seat(Function.RESPONSABLE_CCMR, CentreKind.CCMR, ccmr.id, name, sigles)
        if not crmrs:
            words = "Rattaché à aucun CRMR à cette date\u00a0: un centre de compétences l’est à un CRMR au moins."
            yield self._remark(Rule.NO_CRMR, CentreKind.CCMR, ccmr.id, name, sigles, words, None, is_open=False)

    def _seat(self, function: Function, kind: CentreKind, row_id: int, name: str, sigle: str) -> Iterator[Remark]:
        if (function.value, row_id) in self.network.holders:
            return
        last, words = self._last_days.get((function.value, row_id)), _SEAT_WORDS[function]
        if last is not None:
            since = last + ONE_DAY
            sentence = f"{words} depuis le {short_date(since)}."
            yield self._remark(Rule.VACANT, kind, row_id, name, sigle, sentence, since, place=_SUCCESSION[function])
            return
        sentence = f"{words}\u00a0: le registre n’y connaît encore personne."
        if function is Function.COORDONNATEUR:
            sentence += " Après la labellisation, c’est un état normal jusqu’à la désignation."
        place = Rule.NEVER_LED.place if function is Function.COORDONNATEUR else _SUCCESSION[function]
        yield self._remark(Rule.NEVER_LED, kind, row_id, name, sigle, sentence, None, place=place)

    def _label(self, crmr: AnyRow, name: str, sigle: str) -> Iterator[Remark]:
        on, labels = self.network.on, self.network.labels.get(crmr.id, [])
        if any(row.start <= on and (row.end is None or on <= row.end) for row in labels):
            return
        ended = [row.end for row in labels if row.end is not None and row.end < on]
        since = max(ended) + ONE_DAY if ended else None
        words = f"Label échu depuis le {short_date(since)}" if since else "Aucun label enregistré à cette date"
        sentence = f"{words}\u00a0: rien ne se renouvelle de soi-même."
        yield self._remark(Rule.LABEL_ENDED, CentreKind.CRMR, crmr.id, name, sigle, sentence, since, is_open=False)

    def _hospital(self, centre: AnyRow) -> str:
        found = self.network.hospitals.get(centre.hospital_id)
        return found.name if found is not None else TO_BE_TOLD.name

    @staticmethod
    def _remark(
        rule: Rule, kind: CentreKind, row_id: int, centre: str, fsmr: str, sentence: str, since: dt.date | None,
        *, is_open: bool = True, place: str = "",
    ) -> Remark:  # fmt: skip
        return Remark(rule, kind.value, row_id, centre, fsmr, sentence, since, is_open, place or rule.place)
