"""Letters as drafts of e-mails: addressed, with a few words and the letter as it leaves attached; nothing is sent."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.letters.content import LetterError
from crmr_desk.letters.eml import Attached, MailDraft, eml
from crmr_desk.model.bureau.lines import Bureau, bureau_in
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.correspondence.listing import is_signable
from crmr_desk.model.correspondence.placing import placed, put, unwritable
from crmr_desk.model.correspondence.recomposing import Anew
from crmr_desk.model.correspondence.reminders.naming import unique
from crmr_desk.model.dossiers.addresses import email_of
from crmr_desk.model.dossiers.kept_letters import SUBJECT
from crmr_desk.model.dossiers.letter_states import DATA, OVER, SHEET
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import french_date

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]
_TOLD: Final = 8
"""How many letters a refusal names one by one."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """One letter with what goes with it, and where it goes."""

    row: LetterRow
    enclosed: tuple[LetterRow, ...]
    address: str


def without_email(db: Database, letter_ids: Sequence[int], *, today: dt.date) -> list[int]:
    """The ids of those letters whose addressee has no e-mail address, neither on the day of the letter nor today."""
    with db.reading() as session:
        return [mail.row.id for mail in _mails(session, chosen(session, letter_ids), today) if not mail.address]


def eml_of(
    db: Database,
    letter_ids: Sequence[int],
    *,
    today: dt.date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[tuple[str, bytes]]:
    """A draft for each letter, under the name of a file: to the address of the letter, else the one that the register
    knows today, with the signed paper where there is one. A fiche and a structured file go with their letter.

    Raises UserError that lists the letters without an address, for an address that is none, or when it was cancelled.
    """
    return list(_drafts(db, letter_ids, set(), today, progress, cancelled))


def save_emls(
    db: Database,
    letter_ids: Sequence[int],
    target: Path,
    *,
    today: dt.date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write the drafts into the archive ``target`` (.zip), else into the folder ``target``, where nothing is written
    over; how many. Raises UserError as ``eml_of``, and where the place cannot be written to. Of an archive that was
    cancelled nothing is left; in a folder the drafts written by then stay."""
    if target.suffix.lower() == ".zip":
        with placed(target) as part, zipfile.ZipFile(part, "w") as archive:
            for name, content in _drafts(db, letter_ids, set(), today, progress, cancelled):
                put(archive, name, content)
            return len(archive.namelist())
    count = 0
    try:
        target.mkdir(parents=True, exist_ok=True)
        taken = {each.name.lower() for each in target.iterdir()}
        for name, content in _drafts(db, letter_ids, taken, today, progress, cancelled):
            (target / name).write_bytes(content)
            count += 1
    except OSError as error:
        raise unwritable(target) from error
    return count


def _drafts(
    db: Database,
    letter_ids: Sequence[int],
    taken: set[str],
    today: dt.date,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[tuple[str, bytes]]:
    with db.reading() as session:
        mails = _mails(session, chosen(session, letter_ids), today)
        lines = bureau_in(session, today)
    _refuse_without(mails)
    for place, mail in enumerate(mails):
        if cancelled is not None and cancelled():
            raise UserError(f"Les brouillons sont arrêtés\u00a0: {place} sur {len(mails)} étaient prêts.")
        yield unique(f"{PurePath(mail.row.file_name).stem}.eml", taken), _draft(db, mail, lines)
        if progress is not None:
            progress(place + 1, len(mails))


def _mails(session: Session, rows: Sequence[LetterRow], today: dt.date) -> list[_Mail]:
    """One for each letter; one for a fiche or a file whose letter is not among ``rows``."""
    enclosed = _enclosed(session, rows)
    letters = {_key(row) for row in rows if is_signable(row.kind)}
    wanted = [row for row in rows if is_signable(row.kind) or _key(row) not in letters]
    for row in wanted:
        if row.state in OVER:
            raise UserError(f"Le courrier {row.number} ne part pas\u00a0: il a été levé ou repris.")
    judged: dict[int, Anew] = {}
    return [
        _Mail(row, enclosed.get(_key(row), ()) if is_signable(row.kind) else (), _address(session, row, judged, today))
        for row in wanted
    ]


def _enclosed(session: Session, rows: Sequence[LetterRow]) -> Mapping[tuple[object, ...], tuple[LetterRow, ...]]:
    """The fiches and files of the dossiers of ``rows`` that are in force, by the letter that they go with."""
    dossiers = {row.dossier_id for row in rows if row.dossier_id is not None}
    kinds = or_(LetterRow.kind.endswith(SHEET, autoescape=True), LetterRow.kind.endswith(DATA, autoescape=True))
    query = select(LetterRow).where(LetterRow.dossier_id.in_(dossiers), kinds, LetterRow.state.not_in(OVER))
    found: dict[tuple[object, ...], tuple[LetterRow, ...]] = {}
    for row in session.scalars(query.order_by(LetterRow.id)):
        found[_key(row)] = (*found.get(_key(row), ()), row)
    return found


def _key(row: LetterRow) -> tuple[object, ...]:
    """What a letter shares with the papers that go with it."""
    return row.dossier_id, row.purpose, row.kind.removesuffix(SHEET).removesuffix(DATA), row.who, row.of, row.batch_id


def _address(session: Session, row: LetterRow, judged: dict[int, Anew], today: dt.date) -> str:
    if row.email or row.dossier_id is None:
        return row.email
    try:
        if row.dossier_id not in judged:
            judged[row.dossier_id] = Anew(session, dossier_of(session, row.dossier_id), today)
        anew = judged[row.dossier_id]
        return email_of(session, anew.a, anew.draft(row).recipient)
    except UserError:
        return ""  # it would no longer be written today: only its own day could tell


def _refuse_without(mails: Sequence[_Mail]) -> None:
    lacking = [f"{mail.row.number} ({mail.row.addressee})" for mail in mails if not mail.address]
    if not lacking:
        return
    told, rest = "\u202f; ".join(lacking[:_TOLD]), len(lacking) - _TOLD
    more = f" et {rest} autre{'s' * (rest > 1)}" if rest > 0 else ""
    raise UserError(
        f"Sans adresse électronique\u00a0: {told}{more}. Complétez la fiche du destinataire, ou laissez ces courriers"
        " de côté."
    )


def _draft(db: Database, mail: _Mail, lines: Bureau) -> bytes:
    row = mail.row
    subject = row.facts.get(SUBJECT) or row.facts["title"]
    about = f"{subject[:1].upper()}{subject[1:]} (réf.\u00a0{row.number})"
    files = [_attached(db, each) for each in (row, *mail.enclosed)]
    try:
        return eml(MailDraft(row.addressee, mail.address, about, _text(row, lines), files))
    except LetterError as error:
        raise UserError(f"Courrier {row.number}\u00a0: {error}") from error


def _attached(db: Database, row: LetterRow) -> Attached:
    kept = documents.content_of(db, row.signed_file_id or row.file_id)
    suffix = PurePath(kept.name).suffix if row.signed_file_id is not None else PurePath(row.file_name).suffix
    return Attached(f"{PurePath(row.file_name).stem}{suffix.lower()}", kept.media_type, kept.content)


def _text(row: LetterRow, lines: Bureau) -> str:
    """A few words, to be read over by who sends them."""
    subject = row.facts.get(SUBJECT) or row.facts["title"]
    reply = row.facts.get("reply_by")
    sender = (lines.bureau, lines.sub_direction, lines.direction, lines.phone, lines.email)
    paragraphs = (
        f"{row.facts.get('addressee_salutation') or 'Madame, Monsieur'},",
        f"Vous trouverez ci-joint le courrier du {french_date(row.dated)} (réf.\u00a0{row.number})\u00a0: {subject}.",
        *((f"Une réponse est attendue pour le {reply}.",) if reply else ()),
        "Je vous remercie de bien vouloir en accuser réception par retour de courriel.",
        "Cordialement,",
        "\n".join(line for line in sender if line),
    )
    return "\n\n".join(paragraphs) + "\n"
