"""Mandates that a decision closes and opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects_steps import Missing
from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.mandates import close_mandate, open_mandate
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Dossier
from crmr_desk.model.terms import short_date

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """The mandate of the former holder gets a new last day; ``former_end`` is the one it had."""

    mandate_id: int
    name: str
    end: dt.date
    former_end: dt.date | None

    def lines(self) -> tuple[EffectLine, ...]:
        planned = f", prévu le {short_date(self.former_end)}" if self.former_end else ""
        return (EffectLine("mandats", "-", self.name, f"clos le {short_date(self.end)}{planned}"),)

    def apply(self, session: WriteSession, dossier: Dossier, /) -> None:
        close_mandate(session, self.mandate_id, self.end)
        dossier.former_mandate_id = self.mandate_id


@dataclass(frozen=True, slots=True)
class Leaving:
    """The candidate leaves the seat of responsable of a constitutive site, which stays vacant (A3 §3)."""

    mandate_id: int
    name: str
    site: str
    end: dt.date

    def lines(self) -> tuple[EffectLine, ...]:
        vacant = f"à compter du {short_date(self.end + ONE_DAY)}, désignation à ouvrir (annexe 3, §\u00a03)"
        return (
            EffectLine("mandats", "-", f"{self.name}, site {self.site}", f"clos le {short_date(self.end)}"),
            EffectLine("mandats", "-", f"Siège vacant, site {self.site}", vacant),
        )

    def apply(self, session: WriteSession, _dossier: Dossier, /) -> None:
        close_mandate(session, self.mandate_id, self.end)


@dataclass(frozen=True, slots=True)
class Opening:
    """A mandate to be created; both days included. ``gap`` is the number of days for which the seat stays vacant
    before it; ``term`` says what its last day is that of."""

    person_id: int
    name: str
    centre_id: int
    start: dt.date
    end: dt.date
    term: str
    gap: int

    def lines(self) -> tuple[EffectLine, ...]:
        run = f"du {short_date(self.start)} au {short_date(self.end)}"
        vacant = f"{self.gap} jour{'s' if self.gap > 1 else ''}"
        return (
            EffectLine("mandats", "+", self.name, run),
            EffectLine("echeances", "+", f"Fin de mandat, {short_date(self.end)}", f"avec la fin {self.term}"),
            *((EffectLine("mandats", "-", "Siège vacant", vacant),) if self.gap else ()),
        )

    def apply(self, session: WriteSession, dossier: Dossier, /) -> None:
        dossier.new_mandate_id = open_mandate(
            session,
            person_id=self.person_id,
            function=dossier.function,
            target_id=self.centre_id,
            start=self.start,
            end=self.end,
        )


def close_former_mandate(a: Assessment) -> Iterator[Closing | Missing]:
    """The former mandate ends with the activity, and in any case on the eve of the new one (A3 §2b). Nothing to close
    where the seat is empty, or where the mandate ends on that very day."""
    former, start = a.facts.former, a.day("start")
    if former is None or start is None:
        return
    end = _last_day(a, start)
    if end is not None and end != former.end:
        yield Closing(former.mandate_id, former.name, end, former.end)


def open_mandate_of_candidate(a: Assessment) -> Iterator[Leaving | Opening | Missing]:
    """The candidate is seated from the day of effect to the last day that the text gives."""
    candidate, start, end, leaves = a.facts.candidate, a.day("start"), a.mandate_end, a.facts.leaves
    if candidate is None:
        yield Missing("candidate", "Personne à désigner", "La décision désigne quelqu’un\u00a0: choisissez-le.")
    if end is None:
        yield Missing("label", "Fin de mandat inconnue", f"Complétez les dates {term_of(a)} dans la fiche du centre.")
    if candidate is None or end is None or start is None:
        return
    if leaves is not None and leaves.seat.start < start and (leaves.seat.end is None or leaves.seat.end >= start):
        yield Leaving(leaves.seat.mandate_id, candidate.name, leaves.name, start - ONE_DAY)
    last_day = _last_day(a, start)
    gap = max((start - last_day).days - 1, 0) if last_day is not None else 0
    yield Opening(candidate.id, candidate.name, a.facts.centre.id, start, end, term_of(a), gap)


def term_of(a: Assessment) -> str:
    """« du label », « de la désignation »: what the mandate lasts as long as."""
    return "de la désignation" if a.facts.centre.kind is CentreKind.FSMR else "du label"


def _last_day(a: Assessment, start: dt.date) -> dt.date | None:
    """Last day of the former holder; None where nobody ever sat there."""
    former = a.facts.former
    if former is None:
        return None
    closed = a.rule is not None and "close_former_mandate" in a.rule.effects
    days = [start - ONE_DAY, a.day("cessation_letter.effective")] if closed else []
    known = [day for day in (*days, former.end) if day is not None]
    return max(min(known), former.start) if known else None
