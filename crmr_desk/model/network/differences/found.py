"""What is found to differ, before it is named and led back to its dossier, and everything that differs, by table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.differences.rows import DifferenceKind
from crmr_desk.model.network.differences.states import Both, Pair, States
from crmr_desk.model.network.holders import HOLDER_COLUMNS
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CRMR,
    CRMR_COLUMNS,
    DESIGNATION,
    DISEASE,
    ERN,
    FSMR,
    HOSPITAL,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    SITE,
    SITE_COLUMNS,
    TEAM,
)

FSMR_COLUMNS = (FSMR.c.id, FSMR.c.sigle, FSMR.c.name, FSMR.c.seat_id)
ATTACHMENT_COLUMNS = (
    ATTACHMENT.c.id,
    ATTACHMENT.c.ccmr_id,
    ATTACHMENT.c.crmr_id,
    ATTACHMENT.c.start,
    ATTACHMENT.c.end,
)
DESIGNATION_COLUMNS = (DESIGNATION.c.id, DESIGNATION.c.fsmr_id, DESIGNATION.c.start, DESIGNATION.c.end)
MANDATE_COLUMNS = (MANDATE.c.id, *HOLDER_COLUMNS[1:9])
DISEASE_COLUMNS = (
    DISEASE.c.id,
    DISEASE.c.crmr_id,
    DISEASE.c.orpha,
    DISEASE.c.name,
    DISEASE.c.start,
    DISEASE.c.end,
)
ERN_COLUMNS = (ERN.c.id, ERN.c.site_id, ERN.c.ern, ERN.c.start, ERN.c.end)
TEAM_COLUMNS = (
    TEAM.c.id,
    TEAM.c.site_id,
    TEAM.c.ccmr_id,
    TEAM.c.person_id,
    TEAM.c.role,
    TEAM.c.detail,
    TEAM.c.quota,
    TEAM.c.start,
    TEAM.c.end,
)
PLACES = {column.key: place for place, column in enumerate(MANDATE_COLUMNS)}
"""Where a row of a mandate has each column: thousands of them differ, and by place they are read in half the time."""


class Found(NamedTuple):
    """A line to be. ``row`` is the row of the register that says so, (table, id), and ``field`` the one of its fields
    that does."""

    kind: DifferenceKind
    centre_kind: CentreKind | None
    row_id: int
    what: str
    row: tuple[str, int]
    field: str
    before: str = ""
    after: str = ""
    day: dt.date | None = None
    former_mandate_id: int | None = None


@dataclass
class Differing:
    """The rows that differ, table by table."""

    states: States

    @cached_property
    def fsmrs(self) -> list[Pair]:
        return self.states.undated(FSMR, FSMR_COLUMNS)

    @cached_property
    def crmrs(self) -> list[Pair]:
        return self.states.undated(CRMR, CRMR_COLUMNS)

    @cached_property
    def hospitals(self) -> list[Pair]:
        return self.states.undated(HOSPITAL, hospitals.COLUMNS)

    @cached_property
    def designations(self) -> list[Pair]:
        return self.states.dated(DESIGNATION, DESIGNATION_COLUMNS)

    @cached_property
    def labels(self) -> list[Pair]:
        return self.states.dated(LABEL, LABEL_COLUMNS)

    @cached_property
    def sites(self) -> list[Pair]:
        return self.states.dated(SITE, SITE_COLUMNS)

    @cached_property
    def ccmrs(self) -> list[Pair]:
        return self.states.dated(CCMR, CCMR_COLUMNS)

    @cached_property
    def attachments(self) -> list[Pair]:
        return self.states.dated(ATTACHMENT, ATTACHMENT_COLUMNS)

    @cached_property
    def mandates(self) -> list[Pair]:
        return self.states.dated(MANDATE, MANDATE_COLUMNS)

    @cached_property
    def diseases(self) -> list[Pair]:
        return self.states.dated(DISEASE, DISEASE_COLUMNS)

    @cached_property
    def erns(self) -> list[Pair]:
        return self.states.dated(ERN, ERN_COLUMNS)

    @cached_property
    def members(self) -> list[Pair]:
        return self.states.dated(TEAM, TEAM_COLUMNS)

    @cached_property
    def sites_of_crmrs(self) -> Both:
        """Every site, whatever its period, of the reference centres of which one differs."""
        of = sorted({row.crmr_id for pair in self.sites for row in pair if row is not None})
        return self.states.found(SITE, SITE_COLUMNS, SITE.c.crmr_id, of)


def is_coordinating(role: str) -> bool:
    """Is it the site that a reference centre has only one of?"""
    return role == SiteRole.COORDONNATEUR
