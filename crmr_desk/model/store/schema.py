"""Every table of the register, as SQLAlchemy classes that never leave ``crmr_desk.model``.

All dates are valid-time and inclusive at both ends; an empty ``end`` means "no end known". What is vacant, expired,
mono-site or multi-site is computed for a date and never stored. This is the one door: the rows of the network, of the
dossiers and of the journal each have a module behind it.
"""

from __future__ import annotations

from crmr_desk.model.store.schema_base import NEVER_REUSE_IDS, SCHEMA_REVISION, Base, UtcDateTime, Versioned
from crmr_desk.model.store.schema_centres import (
    NOTE_SUBJECTS,
    Disease,
    ErnMembership,
    FormerValue,
    Note,
    TeamMember,
)
from crmr_desk.model.store.schema_correspondence import (
    DeadlineEntry,
    DeadlineMark,
    LetterBatch,
    Letterhead,
    Phrase,
    Signatory,
    SigningList,
)
from crmr_desk.model.store.schema_dossiers import (
    Campaign,
    Candidacy,
    Dossier,
    LetterRow,
    Lifting,
    Opinion,
    Piece,
    Recipient,
    Setting,
    StoredFile,
)
from crmr_desk.model.store.schema_imports import ImportChoice, ImportRecipe, ValueSource, WorkbookImport
from crmr_desk.model.store.schema_journal import JOURNAL_TABLES, JournalHead, Operation, OperationChange
from crmr_desk.model.store.schema_network import (
    SEATS,
    Attachment,
    Ccmr,
    Crmr,
    Fsmr,
    FsmrDesignation,
    Hospital,
    Label,
    Mandate,
    Person,
    Site,
)

__all__ = [
    "JOURNAL_TABLES",
    "NEVER_REUSE_IDS",
    "NOTE_SUBJECTS",
    "SCHEMA_REVISION",
    "SEATS",
    "Attachment",
    "Base",
    "Campaign",
    "Candidacy",
    "Ccmr",
    "Crmr",
    "DeadlineEntry",
    "DeadlineMark",
    "Disease",
    "Dossier",
    "ErnMembership",
    "FormerValue",
    "Fsmr",
    "FsmrDesignation",
    "Hospital",
    "ImportChoice",
    "ImportRecipe",
    "JournalHead",
    "Label",
    "LetterBatch",
    "LetterRow",
    "Letterhead",
    "Lifting",
    "Mandate",
    "Note",
    "Operation",
    "OperationChange",
    "Opinion",
    "Person",
    "Phrase",
    "Piece",
    "Recipient",
    "Setting",
    "Signatory",
    "SigningList",
    "Site",
    "StoredFile",
    "TeamMember",
    "UtcDateTime",
    "ValueSource",
    "Versioned",
    "WorkbookImport",
]
