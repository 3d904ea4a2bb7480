"""What a centre sheet shows beside its first page: team, diseases, European networks, notes, a field to edit.

Standard library only, so that a view may import it before the database is there. Dates are inclusive; ``None`` as an
end means "no end known".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TeamLine:
    """Somebody of a team. ``role`` is a TeamRole value, ``role_words`` says it with its detail; ``quota`` is a share of
    full time in per cent; ``elsewhere`` names the other teams of the same person on the same day."""

    id: int
    version: int
    person_id: int
    name: str
    role: str
    role_words: str
    detail: str
    quota: int | None
    start: dt.date
    end: dt.date | None
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """The team of one site or competence centre (``kind``, ``row_id``), beside who leads it (``leader_id`` 0 for a
    vacant seat, which ``leader`` says)."""

    kind: str
    row_id: int
    title: str
    leader: str
    leader_id: int
    members: tuple[TeamLine, ...]


@dataclass(frozen=True, slots=True)
class DiseaseLine:
    """A disease, or group of diseases, of a reference centre. ``doubled``: the same ORPHAcode stands on another line
    of the centre that day."""

    id: int
    version: int
    name: str
    orpha: int | None
    start: dt.date | None
    end: dt.date | None
    doubled: bool = False

    @property
    def code(self) -> str:
        """ORPHA:136, empty where there is none."""
        return f"ORPHA:{self.orpha}" if self.orpha is not None else ""


@dataclass(frozen=True, slots=True)
class ErnLine:
    """A site in a European reference network; ``network`` says what the network is about."""

    id: int
    version: int
    site_id: int
    site: str
    ern: str
    network: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A remark of the bureau, signed and dated."""

    id: int
    version: int
    text: str
    by: str
    written_on: dt.date


class FieldKind(StrEnum):
    """What the editor of a field asks."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class FieldToEdit:
    """One field of one row, as it is now. ``choices`` are (value, French words); ``followed``: what it was before is
    kept when it changes from a day on; ``remark`` says what else the change touches; ``shown`` is the value in words.
    """

    table: str
    row_id: int
    field: str
    name: str
    label: str
    kind: FieldKind
    value: str | int | None
    shown: str
    version: int
    required: bool
    followed: bool
    choices: tuple[tuple[str, str], ...] = ()
    remark: str = ""
    last_change: str = ""
    """par Nadia Belkacem le 20/11/2026 à 10:00; empty where the journal knows of none."""
