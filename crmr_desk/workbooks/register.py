"""Every row of the network, as entities of one session, for the workbooks that hold the whole register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.store.schema import (
    Attachment,
    Base,
    Ccmr,
    Crmr,
    Disease,
    ErnMembership,
    FormerValue,
    Fsmr,
    FsmrDesignation,
    Hospital,
    Label,
    Mandate,
    Note,
    Person,
    Site,
    TeamMember,
)


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of each table of the network, in no order."""

    hospitals: list[Hospital]
    fsmrs: list[Fsmr]
    designations: list[FsmrDesignation]
    crmrs: list[Crmr]
    labels: list[Label]
    sites: list[Site]
    ccmrs: list[Ccmr]
    attachments: list[Attachment]
    people: list[Person]
    mandates: list[Mandate]
    diseases: list[Disease]
    erns: list[ErnMembership]
    team: list[TeamMember]
    former: list[FormerValue]
    notes: list[Note]

    def keys(self) -> dict[str, dict[int, str]]:
        """The key of each row that others name, by the sheet of the exchange workbook that defines it, and by id."""
        return {
            "Etablissements": {row.id: row.finess_et for row in self.hospitals},
            "FSMR": {row.id: row.sigle for row in self.fsmrs},
            "CRMR": {row.id: row.code for row in self.crmrs},
            "Sites": {row.id: row.code for row in self.sites},
            "CCMR": {row.id: row.code for row in self.ccmrs},
            "Personnes": {row.id: row.code for row in self.people},
        }


def whole(session: Session) -> Register:
    """The register as it is, past and future periods included, doubles that were merged left out: one statement a
    table."""
    return Register(
        _single(session, Hospital),
        _all(session, Fsmr),
        _all(session, FsmrDesignation),
        _all(session, Crmr),
        _all(session, Label),
        _all(session, Site),
        _all(session, Ccmr),
        _all(session, Attachment),
        _single(session, Person),
        _all(session, Mandate),
        _all(session, Disease),
        _all(session, ErnMembership),
        _all(session, TeamMember),
        _all(session, FormerValue),
        _all(session, Note),
    )


_E = TypeVar("_E", bound=Base)
_D = TypeVar("_D", Hospital, Person)


def _all(session: Session, entity: type[_E]) -> list[_E]:
    return list(session.scalars(select(entity)))


def _single(session: Session, entity: type[_D]) -> list[_D]:
    return list(session.scalars(select(entity).where(entity.merged_into_id.is_(None))))
