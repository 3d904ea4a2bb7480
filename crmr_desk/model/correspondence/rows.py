"""What the Courriers page shows: one frozen row each. Standard library only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmr_desk.letters.signing import SignatureSeen
    from crmr_desk.model.store.journal import OperationRow


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """One letter that the register keeps, with where it is on its way. ``state`` and ``purpose`` are those of
    ``dossiers.letter_states``; drafts are not kept, and are not here."""

    id: int
    number: str
    edition: int
    title: str
    kind: str
    addressee: str
    email: str
    """That of the day on which it was written; empty where the register knew none."""
    centre: str
    """Its words: "CERVCO", "CERVCO, CHU de Lille"; empty where the letter concerns no centre."""
    centre_kind: str
    centre_id: int
    """The CentreKind value and the row of that centre; empty and 0 where there is none."""
    fsmr: str
    dossier_id: int | None
    dossier_number: str
    instructor: str
    """Who instructs the dossier, or made the batch."""
    state: str
    purpose: str
    channel: str
    dated: dt.date
    sent_on: dt.date | None
    acknowledged_on: dt.date | None
    signed_on: dt.date | None
    signed_by: str
    signing_list: str
    """The number of the bordereau on which it is or came back signed; empty for none."""
    signing_list_id: int | None
    signed_file_id: int | None
    """The scan or the PDF that bears the signature, if one was attached."""
    batch_id: int | None
    batch: str
    """What the user called the pass that wrote it."""
    reason: str
    """Why it was lifted, was written anew, or came back without a signature."""
    file_name: str
    signable: bool
    """Whether it bears a signature: a fiche or a structured file goes with its letter, which bears it."""


@dataclass(frozen=True, slots=True)
class SigningListRow:
    """A bordereau. ``letters`` are those on it now, ``signed`` of them signed and ``waiting`` for it still; those that
    came back unsigned have left it. ``returned_on`` is the day on which a return was noted."""

    id: int
    number: str
    made_on: dt.date
    signatory: str
    by: str
    returned_on: dt.date | None
    letters: int
    signed: int
    waiting: int

    @property
    def is_open(self) -> bool:
        """Whether it is still out: closed is one of which no letter awaits a signature, whether each was signed, left,
        was lifted or replaced."""
        return self.waiting > 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a letter, the first has 1."""

    letter_id: int
    edition: int
    number: str
    dated: dt.date
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that the letter prints and that reads otherwise today. ``label`` is its French name; ``before`` or ``now``
    is empty where nothing was, or is no longer, known."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class LetterDetail:
    """What is read of one letter when it is looked at."""

    letter: KeptLetter
    editions: tuple[Edition, ...]
    """Every edition of it, the first one first; at least its own."""
    changed: tuple[ChangedFact, ...]
    """What it would print otherwise today."""
    history: tuple[OperationRow, ...]
    """What was done to any of its editions, the newest first."""
    signature: SignatureSeen | None
    """The electronic signature of the signed paper, verified just now; None for a scan, and where there is none."""
