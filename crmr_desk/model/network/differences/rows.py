"""What two states of the network differ in: one line for each fact that somebody would tell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crmr_desk.model.kinds import CentreKind, Labelled
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.past import PastDatabase
from crmr_desk.model.terms import french_date


class DifferenceKind(Labelled):
    """What a line is about, in the order in which the lines of one centre stand."""

    OPENED = "opened", "Ouvertures"
    CLOSED = "closed", "Fermetures"
    MOVED = "moved", "Déplacements"
    RENAMED = "renamed", "Changements de nom"
    FSMR = "fsmr", "Changements de filière"
    DESIGNATIONS = "designations", "Désignations de filière"
    LABELS = "labels", "Labels"
    MANDATES = "mandates", "Mandats"
    ATTACHMENTS = "attachments", "Rattachements"
    DISEASES = "diseases", "Maladies"
    NETWORKS = "networks", "Réseaux européens"
    TEAMS = "teams", "Équipes"
    CORRECTED = "corrected", "Autres corrections"


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the network: what was true ``on`` a day, according to ``db``, which is the register itself or the
    register as it was known on another day (``store.past``)."""

    db: Database
    on: dt.date

    @property
    def known(self) -> dt.date | None:
        """The day on whose evening it was known so; None for what is known now."""
        return self.db.day if isinstance(self.db, PastDatabase) else None


@dataclass(frozen=True, slots=True)
class StateOf:
    """Which state a side is, without its register: the day, and the day on which it was known so (None: now)."""

    on: dt.date
    known: dt.date | None

    @property
    def words(self) -> str:
        """Au 31 décembre 2025, tel qu’il était connu le 15 mars 2026."""
        known = "est connu maintenant" if self.known is None else f"était connu le {french_date(self.known)}"
        return f"Au {french_date(self.on)}, tel qu’il {known}"


class Difference(NamedTuple):
    """One line. ``centre_kind`` is None for an establishment, whose id is then ``row_id``.

    ``fsmr`` is the acronym of the filière, empty outside of any; ``centre`` names the centre within it. ``what`` is a
    sentence, ``before`` and ``after`` are the values on either side in words. ``day`` is the first day of what began,
    the last day of what ended, None where nobody knows. The line comes from the dossier ``dossier_id``, whose number is
    ``dossier``, and from the operation ``operation_id`` of the journal, whose label is ``operation``; each None, and
    empty, where there is none.
    """

    kind: DifferenceKind
    centre_kind: CentreKind | None
    row_id: int
    fsmr: str
    centre: str
    what: str
    before: str = ""
    after: str = ""
    day: dt.date | None = None
    dossier_id: int | None = None
    dossier: str = ""
    operation_id: int | None = None
    operation: str = ""


@dataclass(frozen=True)
class Differences:
    """The lines in the order of the filières, then of the centres, then of the kinds, and the two states."""

    earlier: StateOf
    later: StateOf
    rows: tuple[Difference, ...]

    @cached_property
    def counts(self) -> Mapping[DifferenceKind, int]:
        """How many lines of each kind there are, none left out, in the order of the kinds."""
        found = Counter(row.kind for row in self.rows)
        return {kind: found[kind] for kind in DifferenceKind}

    @property
    def title(self) -> str:
        """Le réseau entre le 31 décembre 2025 et le 21 novembre 2026."""
        if self.earlier.on == self.later.on:
            return f"Le réseau au {french_date(self.later.on)}\u00a0: ce qui a été corrigé"
        return f"Le réseau entre le {french_date(self.earlier.on)} et le {french_date(self.later.on)}"
