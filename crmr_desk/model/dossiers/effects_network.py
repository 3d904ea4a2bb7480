"""Sites that a decision moves or creates, designations of a filière that it opens or ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects_mandates import ONE_DAY
from crmr_desk.model.dossiers.effects_steps import Missing
from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.kinds import Ground, SiteRole
from crmr_desk.model.law.conditions import seat_moves
from crmr_desk.model.law.structures import conclusion
from crmr_desk.model.network.centres import TERM_YEARS, designate_fsmr
from crmr_desk.model.network.designations import end_designation
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.network.sites import create_site
from crmr_desk.model.network.snapshot import OPEN, SiteOn
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Dossier
from crmr_desk.model.terms import last_day, short_date

_NO_HOSPITAL = "La décision ouvre le site dans un établissement\u00a0: choisissez-le."


@dataclass(frozen=True, slots=True)
class Move:
    """A site ends in its hospital on the eve of ``start`` and goes on in another one, with whoever leads it."""

    site: SiteOn
    hospital_id: int
    hospital: str
    start: dt.date
    unit: str | None

    def lines(self) -> tuple[EffectLine, ...]:
        role = self.site.role.label
        unit = f", {self.unit}" if self.unit else ""
        lines = (
            EffectLine("reseau", "-", f"{role}, {self.site.hospital.name}", f"clos le {_day(self.start - ONE_DAY)}"),
            EffectLine("reseau", "+", f"{role}, {self.hospital}{unit}", f"ouvert le {_day(self.start)}"),
        )
        holder = self.site.holder
        if self.site.role is SiteRole.COORDONNATEUR or holder is None:
            return lines
        until = f", jusqu’au {_day(holder.end)} inclus" if holder.end is not None else ""
        return (*lines, EffectLine("mandats", "=", holder.name, f"suit le site{until}"))

    def apply(self, session: WriteSession, dossier: Dossier, /) -> None:
        new_id = move_site(session, self.site.id, hospital_id=self.hospital_id, start=self.start, unit=self.unit)
        others = select(Dossier).where(Dossier.site_id == self.site.id, Dossier.state == OPEN, Dossier.id != dossier.id)
        for other in session.scalars(others):
            other.site_id = new_id


@dataclass(frozen=True, slots=True)
class Creation:
    """A new constitutive site; its seat of responsable is empty until a designation (A3 §3)."""

    crmr_id: int
    hospital_id: int
    hospital: str
    unit: str
    ground: Ground
    start: dt.date

    def lines(self) -> tuple[EffectLine, ...]:
        unit = f", {self.unit}" if self.unit else ""
        opened = f"ouvert le {_day(self.start)}, {self.ground.label[:1].lower()}{self.ground.label[1:]}"
        vacant = "responsable à désigner par le directeur (annexe 3, §\u00a03)"
        return (
            EffectLine("reseau", "+", f"{SiteRole.CONSTITUTIF.label}, {self.hospital}{unit}", opened),
            EffectLine("mandats", "-", f"Siège vacant, site {self.hospital}", vacant),
        )

    def apply(self, session: WriteSession, _dossier: Dossier, /) -> None:
        create_site(
            session,
            crmr_id=self.crmr_id,
            hospital_id=self.hospital_id,
            ground=self.ground,
            start=self.start,
            unit=self.unit,
        )


@dataclass(frozen=True, slots=True)
class Designation:
    """A filière is designated from ``start`` to ``end``, both included."""

    fsmr_id: int
    sigle: str
    start: dt.date
    end: dt.date

    def lines(self) -> tuple[EffectLine, ...]:
        run = f"désignée du {_day(self.start)} au {_day(self.end)}"
        ends = f"Fin de désignation, {_day(self.end)}"
        return (
            EffectLine("reseau", "+", f"Filière {self.sigle}", run),
            EffectLine("echeances", "+", ends, "cinq ans (annexe 1, C\u00a0d)"),
        )

    def apply(self, session: WriteSession, _dossier: Dossier, /) -> None:
        designate_fsmr(session, self.fsmr_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class EndOfDesignation:
    """A filière is no longer designated after ``end``; its animateur has no function beyond (A3 §5)."""

    fsmr_id: int
    sigle: str
    animateur: str
    end: dt.date

    def lines(self) -> tuple[EffectLine, ...]:
        lines = (EffectLine("reseau", "-", f"Désignation de la filière {self.sigle}", f"close le {_day(self.end)}"),)
        if not self.animateur:
            return lines
        return (*lines, EffectLine("mandats", "-", self.animateur, f"clos le {_day(self.end)}"))

    def apply(self, session: WriteSession, _dossier: Dossier, /) -> None:
        end_designation(session, self.fsmr_id, self.end)


def move_of_site(a: Assessment) -> Iterator[Move | Missing]:
    """The site concerned goes to the new hospital on the day of effect (A1 A-c, A3 §2b). In a succession only the
    seat of a centre of several sites does: a single site moves by a relocation of its own."""
    if a.seats_somebody and seat_moves(a.situation) is not True:
        return
    site, hospital, start = a.facts.centre.moving_site, a.facts.new_hospital, a.day("start")
    if site is None:
        text = "Ce centre n’a pas de site ouvert à cette date\u00a0: complétez sa fiche."
        yield Missing("site", "Site introuvable", text)
    if hospital is None:
        yield Missing("new_hospital", "Établissement d’accueil à choisir", _NO_HOSPITAL)
    if site is not None and hospital is not None and start is not None:
        unit = a.dossier.answers.get("new_unit")
        yield Move(site, hospital.id, hospital.name, start, str(unit) if unit else None)


def creation_of_site(a: Assessment) -> Iterator[Creation | Missing]:
    """A constitutive site on one of the three grounds (A1 A-c)."""
    crmr, hospital, start = a.facts.crmr, a.facts.site_hospital, a.day("start")
    ground = a.dossier.answers.get("site.ground")
    known = Ground(ground) if ground in list(Ground) else None
    if hospital is None:
        yield Missing("site.hospital", "Établissement du site à choisir", _NO_HOSPITAL)
    if known is None:
        text = "Un site constitutif se fonde sur l’un des trois motifs de l’annexe\u00a01."
        yield Missing("site.ground", "Motif du site à choisir", text)
    if crmr is not None and hospital is not None and known is not None and start is not None:
        unit = str(a.dossier.answers.get("site.name") or "")
        yield Creation(crmr.id, hospital.id, hospital.name, unit, known, start)


def designation_of_fsmr(a: Assessment) -> Iterator[Designation]:
    """Five years from the day of effect (A1 C-d)."""
    fsmr, start = a.facts.centre.fsmr, a.day("start")
    if fsmr is not None and start is not None:
        yield Designation(fsmr.id, fsmr.sigle, start, last_day(start, TERM_YEARS))


def end_of_designation(a: Assessment) -> Iterator[EndOfDesignation]:
    """The designation ends on the eve of the day of effect, where the follow-up concludes to the suppression of the
    filière (A2 §2)."""
    if conclusion(a.situation) != "suppression":
        return
    fsmr, start = a.facts.centre.fsmr, a.day("start")
    if fsmr is not None and start is not None:
        animateur = fsmr.animateur.name if fsmr.animateur is not None else ""
        yield EndOfDesignation(fsmr.id, fsmr.sigle, animateur, start - ONE_DAY)


def _day(day: dt.date) -> str:
    return short_date(day)
