"""The Courriers page: every kept letter and every bordereau as plain rows, in a constant number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from crmr_desk.model.correspondence.choosing import GONE
from crmr_desk.model.correspondence.rows import KeptLetter, SigningListRow
from crmr_desk.model.dossiers.awaited import LETTER
from crmr_desk.model.dossiers.letter_states import DATA, GONE_OUT, SHEET, SIGNED, TO_SIGN
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import NOBODY, centre_words, fsmrs_of_ccmrs, with_seat
from crmr_desk.model.network.tables import DOSSIER, AnyRow
from crmr_desk.model.store import schema

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

SIGNING_LIST: Final = schema.SigningList.__table__
_BATCH: Final = schema.LetterBatch.__table__
_CENTRES: Final = tuple(
    (kind.value, f"{kind.value}_id") for kind in (CentreKind.SITE, CentreKind.CCMR, CentreKind.CRMR, CentreKind.FSMR)
)
"""What names the centre of a row, the narrowest first."""
_COLUMNS: Final = (
    "id", "number", "edition", "kind", "addressee", "email", "state", "purpose", "channel", "dated", "sent_on",
    "acknowledged_on", "signed_on", "signed_by", "signing_list_id", "signed_file_id", "batch_id", "reason",
    "file_name", "dossier_id",
)  # fmt: skip


def letters(db: Database, *, today: dt.date, states: Collection[str] = ()) -> list[KeptLetter]:
    """Every letter that was written by ``today``, the newest first: those of dossiers and those of batches; only those
    in one of ``states`` where any are named. A constant number of statements, and no law is asked."""
    written = LETTER.c.dated <= today
    return _letters(db, written & LETTER.c.state.in_(states) if states else written)


def letters_of_dossier(db: Database, dossier_id: int) -> list[KeptLetter]:
    """The letters of one dossier, the newest first."""
    return _letters(db, LETTER.c.dossier_id == dossier_id)


def letter(db: Database, letter_id: int) -> KeptLetter:
    """One letter. Raises UserError when it is no longer there."""
    found = _letters(db, LETTER.c.id == letter_id)
    if not found:
        raise UserError(GONE)
    return found[0]


def signing_lists(db: Database) -> list[SigningListRow]:
    """Every bordereau, the newest first. One statement."""
    signed, waiting = (case((LETTER.c.state.in_(states), 1)) for states in ((SIGNED, *GONE_OUT), (TO_SIGN,)))
    columns = [SIGNING_LIST.c[name] for name in ("id", "number", "made_on", "signatory", "by", "returned_on")]
    query = (
        select(*columns, func.count(LETTER.c.id).label("letters"))
        .add_columns(func.count(signed).label("signed"), func.count(waiting).label("waiting"))
        .outerjoin(LETTER, LETTER.c.signing_list_id == SIGNING_LIST.c.id)
        .group_by(*columns)
        .order_by(SIGNING_LIST.c.id.desc())
    )
    with db.reading() as session:
        return [SigningListRow(**row._mapping) for row in session.execute(query)]


def is_signable(kind: str) -> bool:
    """Whether a letter of this kind bears a signature; a fiche and a structured file go with one that does."""
    return not kind.endswith((SHEET, DATA))


@cache
def _of_dossiers() -> Select[*tuple[Any, ...]]:
    seats = with_seat(DOSSIER, DOSSIER.c.candidate_id)
    joined = seats.join(LETTER, LETTER.c.dossier_id == DOSSIER.c.id)
    return _with_letter(joined, DOSSIER.c.number, DOSSIER.c.instructor)


@cache
def _of_centres() -> Select[*tuple[Any, ...]]:
    """Letters outside any dossier name their centre themselves."""
    seats = with_seat(LETTER, NOBODY).where(LETTER.c.dossier_id.is_(None))
    return _with_letter(seats, literal(""), func.coalesce(_BATCH.c.by, ""))


def _with_letter(
    seats: Select[*tuple[Any, ...]], dossier_number: ColumnElement[Any], instructor: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    return (
        seats.add_columns(
            *(LETTER.c[name].label(f"letter_{name}" if name == "id" else name) for name in _COLUMNS),
            LETTER.c.facts["title"].as_string().label("letter_title"),
            dossier_number.label("dossier_number"),
            instructor.label("instructor"),
            SIGNING_LIST.c.number.label("signing_list"),
            _BATCH.c.name.label("batch"),
        )
        .outerjoin(SIGNING_LIST, SIGNING_LIST.c.id == LETTER.c.signing_list_id)
        .outerjoin(_BATCH, _BATCH.c.id == LETTER.c.batch_id)
    )


def _letters(db: Database, where: ColumnElement[bool]) -> list[KeptLetter]:
    with db.reading() as session:
        rows = [row for query in (_of_dossiers(), _of_centres()) for row in plain_rows(session, query.where(where))]
        several = fsmrs_of_ccmrs(session)
    rows.sort(key=lambda row: (row.dated, row.letter_id), reverse=True)
    return [_kept(row, several) for row in rows]


def _kept(row: AnyRow, several: Mapping[int, str]) -> KeptLetter:
    kind, centre_id = _centre(row)
    return KeptLetter(
        id=row.letter_id,
        number=row.number,
        edition=row.edition,
        title=row.letter_title or "",
        kind=row.kind,
        addressee=row.addressee,
        email=row.email,
        centre=centre_words(row) if kind else "",
        centre_kind=kind,
        centre_id=centre_id,
        fsmr=row.sigle or several.get(row.ccmr_id, ""),
        dossier_id=row.dossier_id,
        dossier_number=row.dossier_number,
        instructor=row.instructor,
        state=row.state,
        purpose=row.purpose,
        channel=row.channel,
        dated=row.dated,
        sent_on=row.sent_on,
        acknowledged_on=row.acknowledged_on,
        signed_on=row.signed_on,
        signed_by=row.signed_by,
        signing_list=row.signing_list or "",
        signing_list_id=row.signing_list_id,
        signed_file_id=row.signed_file_id,
        batch_id=row.batch_id,
        batch=row.batch or "",
        reason=row.reason,
        file_name=row.file_name,
        signable=is_signable(row.kind),
    )


def _centre(row: AnyRow) -> tuple[str, int]:
    """The centre of the dossier or of the letter; ("", 0) where it names none."""
    for kind, column in _CENTRES:
        row_id: int | None = getattr(row, column)
        if row_id is not None:
            return kind, row_id
    return "", 0
