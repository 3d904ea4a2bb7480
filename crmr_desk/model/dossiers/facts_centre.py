"""The centre that a dossier concerns, frozen on a day, whatever its kind."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.centres_on import CcmrOn, FullFsmrOn, ccmr_on, fsmr_on, site_on
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.network.snapshot import CrmrOn, LabelOn, SiteOn, crmr_on
from crmr_desk.model.terms import short_date


@dataclass(frozen=True, slots=True)
class Centre:
    """One of four: a CRMR; a site with its CRMR; a CCMR; a FSMR. What does not apply is None."""

    kind: CentreKind
    id: int
    on: dt.date
    crmr: CrmrOn | None = None
    site: SiteOn | None = None
    ccmr: CcmrOn | None = None
    fsmr: FullFsmrOn | None = None

    @property
    def name(self) -> str:
        """What lists and file names call it: CERVCO; CERVCO, CHU de Rouen; CHU de Lille, neurologie; BRAIN-TEAM."""
        if self.fsmr is not None:
            return self.fsmr.sigle
        if self.ccmr is not None:
            return ", ".join(part for part in (self.ccmr.hospital.name, self.ccmr.specialty) if part)
        crmr = self.crmr.name if self.crmr is not None else ""
        return f"{crmr}, {self.site.hospital.name}" if self.site is not None else crmr

    @property
    def hospital(self) -> HospitalRow | None:
        """The establishment that houses it: the coordinating site's for a CRMR, the head office's for a FSMR."""
        if self.fsmr is not None:
            return self.fsmr.seat
        if self.ccmr is not None:
            return self.ccmr.hospital
        if self.site is not None:
            return self.site.hospital
        coordinating = self.crmr.coordinating if self.crmr is not None else None
        return coordinating.hospital if coordinating is not None else None

    @property
    def label(self) -> LabelOn | None:
        """The label of the CRMR, the one that ends first for a CCMR attached to several; the designation of a FSMR."""
        if self.fsmr is not None:
            return self.fsmr.designation or self.fsmr.last_designation
        if self.ccmr is not None:
            labels = [one.label for one in self.ccmr.attachments if one.label is not None]
            return min(labels, key=lambda label: label.end or dt.date.max, default=None)
        return (self.crmr.label or self.crmr.last_label) if self.crmr is not None else None

    @property
    def moving_site(self) -> SiteOn | None:
        """The site that changes hospital where the dossier says that one does."""
        return self.site or (self.crmr.coordinating if self.crmr is not None else None)


def centre_on(
    session: Session,
    kind: CentreKind,
    row_id: int,
    on: dt.date,
    called_on: dt.date | None = None,
    formers: Callable[[dt.date], Formers] | None = None,
) -> Centre:
    """The centre as it stands on ``on``, under the names that it and all around it bear on ``called_on``, the same day
    unless told; ``formers`` where what was other on a day is read already. Raises UserError when it is not in the
    register."""
    then = formers or partial(Formers, session)
    former = then(on)
    if called_on is not None and called_on != on:
        former = former.called_as(then(called_on))
    match kind:
        case CentreKind.CRMR:
            return Centre(kind, row_id, on, crmr=crmr_on(session, row_id, on, former))
        case CentreKind.SITE:
            site = site_on(session, row_id, on, former)
            return Centre(kind, row_id, on, crmr=crmr_on(session, site.crmr_id, on, former), site=site)
        case CentreKind.CCMR:
            return Centre(kind, row_id, on, ccmr=ccmr_on(session, row_id, on, former))
        case CentreKind.FSMR:
            return Centre(kind, row_id, on, fsmr=fsmr_on(session, row_id, on, former))


def refuse_ended(centre: Centre, on: dt.date) -> None:
    """Raises UserError for a site or a CCMR that has ended on ``on``, for a centre whose hospital is unknown, and for a
    CCMR attached to no CRMR: nobody could give the agreement that the text asks (A3 §4)."""
    for words, one in (("Ce site", centre.site), ("Ce centre de compétences", centre.ccmr)):
        if one is not None and one.end is not None and one.end < on:
            raise UserError(f"{words} a fermé le {short_date(one.end)}\u00a0: aucun dossier ne s’y ouvre plus.")
    if centre.hospital is not None and not centre.hospital.known:
        raise UserError(
            "L’établissement de ce centre n’est pas encore connu\u00a0: précisez-le dans sa fiche, puis ouvrez le"
            " dossier."
        )
    if centre.ccmr is not None and not centre.ccmr.attachments:
        raise UserError(
            f"Ce centre de compétences n’est rattaché à aucun centre de référence au {short_date(on)}\u00a0: "
            "complétez son rattachement dans sa fiche, puis ouvrez le dossier."
        )


def named_sites(crmr: CrmrOn) -> dict[str, SiteOn]:
    """Constitutive sites by hospital, and by unit too where one hospital houses several."""
    houses = Counter(site.hospital.name for site in crmr.constitutive)

    def name(site: SiteOn) -> str:
        alone = houses[site.hospital.name] == 1
        return site.hospital.name if alone else f"{site.hospital.name}, {site.unit or site.code}"

    return {name(site): site for site in crmr.constitutive}
