"""What a centre does and owes by the text, as its sheet shows it. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from crmr_desk.model.kinds import Labelled


class DutyState(Labelled):
    """What the register knows of a mission or an obligation."""

    MET = "met", "Remplie"
    NOT_MET = "not_met", "Non remplie"
    UNKNOWN = "unknown", "Non renseigné"
    NOT_OWED = "not_owed", "Non due"


@dataclass(frozen=True, slots=True)
class Duty:
    """A mission or an obligation. ``place`` is where the text says it, ``who`` who owes it; ``known`` is what the
    register knows, ``left_open`` what the text does not say. ``dossier_id`` is the dossier that told, None without."""

    id: str
    title: str
    text: str
    place: str
    who: str
    state: DutyState
    known: str
    left_open: str = ""
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpDossier:
    """The dossier in which a centre tells of its duties: open already (``dossier_id``), or to be opened."""

    centre: str
    kind: str
    row_id: int
    function: str
    dossier_id: int | None

    def verb(self, *, alone: bool) -> str:
        """Reprendre le suivi du centre; where there are several, of which one: Ouvrir le suivi de CERVCO…"""
        noun = "de la filière" if self.kind == "fsmr" else "du centre de référence"
        whose = noun if alone else f"de {self.centre}"
        return f"Ouvrir le suivi {whose}…" if self.dossier_id is None else f"Reprendre le suivi {whose}"


@dataclass(frozen=True, slots=True)
class Duties:
    """Missions and obligations of one centre on a date, and where they are followed up."""

    missions: tuple[Duty, ...]
    obligations: tuple[Duty, ...]
    follow_ups: tuple[FollowUpDossier, ...]
