"""What is read once for several dossiers that are judged together: their own rows, and what they have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from crmr_desk.model.bureau.contacts import contacts_in
from crmr_desk.model.bureau.letterheads import FileLaid, file_laid
from crmr_desk.model.bureau.lines import Bureau, letterhead_in, lines_of
from crmr_desk.model.bureau.signatories import SignatoryRow, signatories_in
from crmr_desk.model.dossiers.records import liftings_by_key, noted, pieces_by_key, recipients_by_key
from crmr_desk.model.network.directions import Contact
from crmr_desk.model.network.former import Formers
from crmr_desk.model.store.schema import LetterRow, Lifting, Opinion, Piece, Recipient


class Around:
    """Rows of the session in which it was made, in as many statements for one dossier as for a hundred; what holds on
    a day is read once for each day."""

    def __init__(self, session: Session, dossier_ids: Sequence[int]) -> None:
        self._session = session
        self._pieces = noted(session, Piece, dossier_ids)
        self._liftings = noted(session, Lifting, dossier_ids)
        self._recipients = noted(session, Recipient, dossier_ids)
        self._opinions = noted(session, Opinion, dossier_ids)
        self._letters = noted(session, LetterRow, dossier_ids)
        self.signatories: Final[tuple[SignatoryRow, ...]] = signatories_in(session)
        self.contacts: Final[Mapping[str, Contact]] = contacts_in(session)
        self._letterheads: dict[dt.date, tuple[Bureau, FileLaid]] = {}
        self._formers: dict[dt.date, Formers] = {}

    def pieces(self, dossier_id: int) -> dict[tuple[str, str], Piece]:
        """Papers noted so far, by (kind, of)."""
        return pieces_by_key(self._pieces.get(dossier_id, ()))

    def liftings(self, dossier_id: int) -> dict[tuple[str, str, str], Lifting]:
        """Findings set aside so far, by (finding, piece, of)."""
        return liftings_by_key(self._liftings.get(dossier_id, ()))

    def recipients(self, dossier_id: int) -> dict[tuple[str, str], Recipient]:
        """Cells of the recipients grid that the instructor changed, by (who, of)."""
        return recipients_by_key(self._recipients.get(dossier_id, ()))

    def opinions(self, dossier_id: int) -> dict[tuple[str, str], Opinion]:
        """Opinions asked so far, by (kind, of) of their paper."""
        return {(row.kind, row.of): row for row in self._opinions.get(dossier_id, ())}

    def letters(self, dossier_id: int) -> tuple[LetterRow, ...]:
        """The letters written so far, in their order."""
        return tuple(self._letters.get(dossier_id, ()))

    def bureau(self, on: dt.date) -> Bureau:
        """The lines of the bureau in force on a day."""
        return self._letterhead(on)[0]

    def file_laid(self, on: dt.date) -> FileLaid:
        """The file that lies under the letters of a day."""
        return self._letterhead(on)[1]

    def _letterhead(self, on: dt.date) -> tuple[Bureau, FileLaid]:
        if on not in self._letterheads:
            found = letterhead_in(self._session, on)
            self._letterheads[on] = lines_of(found), file_laid(self._session, found)
        return self._letterheads[on]

    def formers(self, on: dt.date) -> Formers:
        """What was other on a day than it is in the rows."""
        if on not in self._formers:
            self._formers[on] = Formers(self._session, on)
        return self._formers[on]
