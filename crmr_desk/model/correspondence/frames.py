"""What stands around the words of a kept letter (who writes, who signs, on which paper), and what it would be on a
day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.letters.typography import french
from crmr_desk.model.bureau.letterheads import FileLaid, file_laid
from crmr_desk.model.bureau.lines import Bureau, letterhead_in, lines_of
from crmr_desk.model.bureau.signatories import SignatoryRow, signatories_in, why_not_signing
from crmr_desk.model.correspondence.rows import ChangedFact
from crmr_desk.model.dossiers.drafts import signatory_of
from crmr_desk.model.dossiers.kept_letters import (
    ADDRESS,
    CAPACITY,
    DELEGATION,
    LETTERHEAD,
    LETTERHEAD_SHA256,
    SENDER,
    SIGNATORY,
    framing,
    laid_under,
    signing,
    surroundings,
)
from crmr_desk.model.dossiers.letter_states import GONE_OUT
from crmr_desk.model.dossiers.merge_sources import FRAME_FIELDS, LABELS
from crmr_desk.model.store.schema import LetterRow

_OF_SIGNATURE: Final = (SIGNATORY, CAPACITY, DELEGATION)
_OF_BUREAU: Final = tuple(name for name in FRAME_FIELDS if name not in (*_OF_SIGNATURE, ADDRESS, LETTERHEAD))
_COURT: Final = "court"
"""What the remedies name; it is kept with the words of the letter."""


@dataclass(frozen=True, slots=True)
class FrameOfDay:
    """The bureau, its letterhead file and its signatories as they are on ``today``."""

    bureau: Bureau
    laid: FileLaid
    signatories: tuple[SignatoryRow, ...]
    today: dt.date

    def of_document(self, document: Letter | Fiche | bytes, instructor: str) -> dict[str, str]:
        """What stands around the words of the document of a dossier."""
        return surroundings(document, self.bureau, instructor, self.laid)

    def of_reminder(self, row: LetterRow) -> dict[str, str]:
        """The same of a reminder; whoever wrote it still answers for it."""
        signs = signatory_of(self.bureau, self.signatories, row.facts.get(SIGNATORY, ""), self.today)
        told = {**framing(self.bureau, row.facts.get("instructor", "")), **laid_under(self.laid), **signing(signs)}
        return {**told, SENDER: self.bureau.sender if row.facts.get(SENDER) else ""}

    def changed(self, row: LetterRow, now: Mapping[str, str], *, remedies: bool = False) -> Iterator[ChangedFact]:
        """What a letter that has not left prints of it, and would print otherwise; ``remedies``: it says which court
        hears an appeal. A letter that has left keeps who wrote it and who signed it: else each would be flagged on the
        day on which the bureau moves or the director leaves. Letters kept before this was say nothing of it."""
        if row.state in GONE_OUT:
            return
        yield from _compared((*_OF_BUREAU, *((_COURT,) if remedies else ())), row.facts, now)
        if row.facts.get(LETTERHEAD_SHA256, now.get(LETTERHEAD_SHA256)) != now.get(LETTERHEAD_SHA256):
            before, after = row.facts[LETTERHEAD], now[LETTERHEAD]
            yield ChangedFact(LABELS[LETTERHEAD], before, f"{after}, un autre fichier" if before == after else after)
        if row.signed_on is None:
            yield from self._changed_signature(row, now)

    def _changed_signature(self, row: LetterRow, now: Mapping[str, str]) -> Iterator[ChangedFact]:
        name = row.facts.get(SIGNATORY, "")
        against = why_not_signing(self.signatories, name, self.today) if SIGNATORY in now else ""
        if against:
            yield ChangedFact(LABELS[SIGNATORY], name, against)
        else:
            yield from _compared(_OF_SIGNATURE, row.facts, now)


def frame_in(session: Session, today: dt.date) -> FrameOfDay:
    """What stands around the letters of a day."""
    letterhead = letterhead_in(session, today)
    return FrameOfDay(lines_of(letterhead), file_laid(session, letterhead), signatories_in(session), today)


def _compared(names: tuple[str, ...], kept: Mapping[str, str], now: Mapping[str, str]) -> Iterator[ChangedFact]:
    for name in names:
        if name in kept and name in now and kept[name] != now[name] and _set(kept[name]) != _set(now[name]):
            yield ChangedFact(LABELS[name], kept[name], now[name])


def _set(text: str) -> str:
    """Whatever typography has made of it."""
    return " ".join(french(text).split())
