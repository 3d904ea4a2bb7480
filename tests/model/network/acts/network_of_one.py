"""A reference centre with one of everything that may hang on it, and another one beside it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

from crmr_desk.model.kinds import Function, TeamRole
from crmr_desk.model.network.acts.orphans import orphans
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import (
    Base,
    Disease,
    ErnMembership,
    ImportChoice,
    Note,
    Site,
    StoredFile,
    TeamMember,
    WorkbookImport,
)
from tests.model.network.building import END, START, TODAY, D, Register

LAST = D(2026, 12, 31)
NEXT = D(2027, 1, 1)
DAYS = (TODAY, LAST, NEXT, D(2028, 6, 1), D(2035, 1, 1))


@dataclass(frozen=True)
class Everything:
    """The ids of the centre CERVCO and of what hangs on it; LEUKO is another centre of the same filière."""

    db: Database
    register: Register
    fsmr: int
    crmr: int
    other: int
    coordinating: int
    site: int
    alone: int
    """A CCMR of CERVCO alone."""
    shared: int
    """A CCMR of both."""
    head: int
    """The mandate of the coordonnateur."""

    def on(self, db: Database) -> Everything:
        """The same in a copy of the register."""
        register = copy.copy(self.register)
        register.db, register._hospitals = db, dict(self.register._hospitals)
        return replace(self, db=db, register=register)


def everything(db: Database) -> Everything:
    """CERVCO: label, two sites, two CCMR, mandates running and to come, team, ERN, disease, notes, an import draft."""
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM")
    crmr = register.crmr("CERVCO", fsmr)
    other = register.crmr("LEUKO", fsmr, at="Necker, AP-HP")
    site = register.constitutive(crmr, "CHU de Lille")
    alone, shared = register.ccmr("CHU de Rouen", crmr), register.ccmr("CHU de Nantes", crmr, other)
    head = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Vandamme"), START, D(2027, 6, 30))
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Élan"), D(2027, 7, 1), END)
    register.mandate(Function.RESPONSABLE_CCMR, alone, register.person("Teyssier"))
    nurse = register.person("Lacombe", title="Mme")
    with db.reading() as session:
        coordinating = session.query(Site).filter_by(crmr_id=crmr, role="coordonnateur").one().id
    add(
        db,
        TeamMember(site_id=site, person_id=nurse, role=TeamRole.NURSE.value, start=START),
        TeamMember(ccmr_id=alone, person_id=nurse, role=TeamRole.PSYCHOLOGIST.value, start=START, end=END),
        ErnMembership(site_id=site, ern="VASCERN", start=START),
        Disease(crmr_id=crmr, orpha=136, name="CADASIL"),
        Note(crmr_id=crmr, text="À revoir", by="Nadia Belkacem", written_on=TODAY),
    )
    file_id = add(db, StoredFile(sha256="a" * 64, size=1, name="ars.xlsx", media_type="x", content=b"x"))
    draft = WorkbookImport(
        name="ars.xlsx", kind="ars", received_on=TODAY, instructor="N", state="draft", file_id=file_id
    )
    import_id = add(db, draft)
    add(db, ImportChoice(import_id=import_id, kind="centre", sheet="Centres", place="12", value=["crmr", crmr]))
    return Everything(db, register, fsmr, crmr, other, coordinating, site, alone, shared, head)


def add(db: Database, *rows: Base) -> int:
    """Add rows, and give the id of the last one."""
    with db.writing("Essai") as session:
        session.add_all(rows)
        session.flush()
        return int(rows[-1].id)  # type: ignore[attr-defined]


def hanging(db: Database) -> list[str]:
    """What hangs in the air on any of the days that matter."""
    with db.reading() as session:
        return [f"{day} {orphan.sentence}" for day in DAYS for orphan in orphans(session, day)]


def take_back(db: Database) -> None:
    """Ctrl+Z."""
    last = undo.last_undoable(db)
    assert last is not None
    undo.undo(db, last.id)
