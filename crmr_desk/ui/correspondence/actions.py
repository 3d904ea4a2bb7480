"""The verbs on letters: each asks what it needs in a sheet, does it, and says what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from crmr_desk.model.bureau.signatories import SignatoryRow, signatories_on
from crmr_desk.model.correspondence import listing, reopening, sending, signing, signing_lists
from crmr_desk.model.correspondence.printed_signatory import printed_signatories
from crmr_desk.model.correspondence.rows import KeptLetter, SigningListRow
from crmr_desk.model.dossiers.letter_states import FINAL, GONE_OUT, SIGNED, TO_SIGN
from crmr_desk.model.errors import UserError
from crmr_desk.ui.correspondence.certificate_form import CertificateForm
from crmr_desk.ui.correspondence.output import Output
from crmr_desk.ui.correspondence.return_form import ReturnForm
from crmr_desk.ui.correspondence.sent_form import SendingForm
from crmr_desk.ui.correspondence.signed_file_form import SignedFileForm
from crmr_desk.ui.correspondence.signing_form import SigningForm
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, counted, why_not
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.progress import ProgressStrip

Letters = Sequence[KeptLetter]
_LIFTING: Final = "Ce qui n’est pas envoyé reste au registre, marqué levé, avec le motif."
_REOPENING: Final = (
    "Une nouvelle édition est écrite avec ce que le registre sait aujourd’hui\u202f; la présente est gardée, marquée"
    " remplacée, avec le motif s’il y en a un."
)


class LetterActions:
    """``over`` is under the sheets, ``strip`` shows what lasts. ``reopened(id)`` is told of a new edition."""

    def __init__(
        self, desk: Desk, over: QWidget, strip: ProgressStrip, reopened: Callable[[int], object] | None = None
    ) -> None:
        self._desk, self._over = desk, over
        self._files = OpenedFiles(over)
        self._output = Output(desk, over, strip, self._files)
        self._reopened = reopened

    def do(self, key: VerbKey, letters: Letters) -> None:
        """Ask for what the verb ``key`` needs, then do it to ``letters``: why it could not be is said before."""
        verbs: dict[VerbKey, Callable[[Letters], None]] = {
            VerbKey.LIST: self.ask_list,
            VerbKey.RETURN: lambda rows: self.ask_return(rows[0].signing_list_id or 0),
            VerbKey.ATTACH: lambda rows: self.ask_signed_file(rows[0]),
            VerbKey.CERTIFY: self.ask_certificate,
            VerbKey.SEND: self.ask_sending,
            VerbKey.ACKNOWLEDGE: self.ask_acknowledgement,
            VerbKey.LIFT: self.ask_lifting,
            VerbKey.REOPEN: lambda rows: self.ask_reopening(rows[0]),
            VerbKey.DRAFT: self._output.ask_drafts,
            VerbKey.SAVE: self._output.ask_saving,
            VerbKey.PRINT: self._output.print,
        }
        verbs[key](letters)

    def on(self, letter_id: int, key: VerbKey, path: Path | None = None) -> None:
        """The same for a letter of which only the id is known; ``path`` is a signed paper that was dropped on it."""
        db = self._desk.db

        def then(letter: KeptLetter) -> None:
            reason = why_not(BY_KEY[key], (letter,), self._desk.why_no_write)
            if reason:
                self._desk.show_problem(UserError(f"{reason}."))
            elif path is not None:
                self.ask_signed_file(letter, path)
            else:
                self.do(key, (letter,))

        self._desk.read(lambda: listing.letter(db, letter_id), then, owner=self._over)

    def hand_in(self, letter_ids: Collection[int]) -> None:
        """Hand in for signature those of these letters that are to be signed."""
        db, today = self._desk.db, self._desk.today

        def question() -> list[KeptLetter]:
            rows = listing.letters(db, today=today, states=(FINAL,))
            return sorted((row for row in rows if row.id in letter_ids), key=lambda row: row.id)

        self._desk.read(question, self.ask_list, owner=self._over)

    def ask_list(self, letters: Letters) -> None:
        """Who signs these letters; the bordereau opens once it is made."""

        db, today = self._desk.db, self._desk.today

        def question() -> tuple[tuple[SignatoryRow, ...], str]:
            named = (*printed_signatories(db, _ids(letters)), *(row.signatory for row in listing.signing_lists(db)))
            return signatories_on(db, today), next(iter(named), "")

        def ask(answer: tuple[tuple[SignatoryRow, ...], str]) -> None:
            SigningForm(self._desk, letters, *answer, self._list_made, self._over.window()).open()

        self._desk.read(question, ask, owner=self._over)

    def ask_return(self, list_id: int) -> None:
        """Which letters of a bordereau came back signed."""
        db, today = self._desk.db, self._desk.today

        def question() -> tuple[SigningListRow | None, list[KeptLetter]]:
            found = next((row for row in listing.signing_lists(db) if row.id == list_id), None)
            rows = listing.letters(db, today=today, states=(TO_SIGN,))
            waiting = [row for row in rows if row.signing_list_id == list_id]
            return found, sorted(waiting, key=lambda row: row.id)

        def ask(answer: tuple[SigningListRow | None, list[KeptLetter]]) -> None:
            found, waiting = answer
            if found is not None:
                said = partial(self._returned, found.number)
                ReturnForm(self._desk, found, waiting, said, self._over.window()).open()

        self._desk.read(question, ask, owner=self._over)

    def ask_signed_file(self, letter: KeptLetter, path: Path | None = None) -> None:
        """The scan or the signed PDF of a letter; ``path`` was dropped."""

        def ask(known: tuple[SignatoryRow, ...], lists: Sequence[SigningListRow]) -> None:
            on_list = next((row.signatory for row in lists if row.id == letter.signing_list_id), "")
            SignedFileForm(
                self._desk, letter, known, on_list or next((row.lines.name for row in known), ""),
                self._done(f"Le courrier {letter.number} est signé."), self._over.window(), path=path,
            ).open()  # fmt: skip

        self._with_signatories(ask)

    def ask_certificate(self, letters: Letters) -> None:
        """Sign by a PKCS#12 file."""
        told = self._done(f"{_told(letters, 'signé')} par certificat.")
        CertificateForm(self._desk, letters, told, self._over.window()).open()

    def ask_sending(self, letters: Letters) -> None:
        """When and how they left."""
        SendingForm(self._desk, letters, self._say(f"{_told(letters, 'envoyé')}."), self._over.window()).open()

    def ask_acknowledgement(self, letters: Letters) -> None:
        """When the addressees confirmed that they have them."""
        db, today, ids = self._desk.db, self._desk.today, _ids(letters)
        form = DatedForm(
            f"Accusé reçu\u00a0: {counted(letters)}", "Le jour où le destinataire a confirmé qu’il l’a reçu.",
            "Noter l’accusé", today, day_name="Accusé reçu le", proposed=today, icon="mail-opened",
            parent=self._over.window(),
        )  # fmt: skip
        told = self._say("L’accusé de réception est noté.")
        form.given.connect(
            lambda day, _reason: self._run(lambda: sending.acknowledge(db, ids, on=day, today=today), told)
        )
        form.open()

    def ask_lifting(self, letters: Letters) -> None:
        """Why they are not sent."""
        db, ids, told = self._desk.db, _ids(letters), self._done(f"{_told(letters, 'levé')}.")
        title, verb = (
            f"Ne pas envoyer\u00a0: {counted(letters)}",
            f"Lever {'le courrier' if len(ids) == 1 else 'les courriers'}",
        )
        form = ReasonForm(title, _LIFTING, verb, parent=self._over.window())
        form.given.connect(lambda reason: self._run(lambda: sending.lift(db, ids, reason), told))
        form.open()

    def ask_reopening(self, letter: KeptLetter) -> None:
        """Why a letter is written anew."""
        db, letter_id, today = self._desk.db, letter.id, self._desk.today
        form = ReasonForm(
            f"Reprendre\u00a0: {letter.title}", _REOPENING, "Écrire la nouvelle édition",
            needed=letter.state in (SIGNED, *GONE_OUT), parent=self._over.window(),
        )  # fmt: skip

        def then(result: tuple[int, object]) -> None:
            self._desk.done.emit(f"Une nouvelle édition du courrier {letter.number} est à signer.")
            if self._reopened is not None:
                self._reopened(result[0])

        form.given.connect(
            lambda reason: self._desk.run(lambda: reopening.reopen(db, letter_id, reason, today=today), then)
        )
        form.open()

    def open_list(self, list_id: int) -> None:
        """Show the paper of a bordereau in the program of the computer."""
        db = self._desk.db
        self._desk.read(
            lambda: signing_lists.signing_list_pdf(db, list_id),
            lambda kept: self._files.open(kept.name, kept.content),
            owner=self._over,
        )

    def open_letter(self, letter_id: int) -> None:
        """Show a letter in the program of the computer, as it came back signed where it did."""
        db = self._desk.db
        self._desk.read(
            lambda: signing.signed_file(db, letter_id), lambda kept: self._files.open(kept.name, kept.content),
            owner=self._over,
        )  # fmt: skip

    def open_file(self, name: str, content: bytes) -> None:
        """Show a letter in the program of the computer."""
        self._files.open(name, content)

    def _with_signatories(self, ask: Callable[[tuple[SignatoryRow, ...], Sequence[SigningListRow]], None]) -> None:
        db, today = self._desk.db, self._desk.today
        self._desk.read(
            lambda: (signatories_on(db, today), listing.signing_lists(db)), lambda answer: ask(*answer),
            owner=self._over,
        )  # fmt: skip

    def _list_made(self, list_id: int) -> None:
        self._desk.done.emit("Le bordereau est fait\u00a0: il s’ouvre pour être imprimé.")
        self.open_list(list_id)

    def _returned(self, number: str, signed: int) -> None:
        self._desk.done.emit(
            f"Bordereau {number} revenu\u00a0: {plural(signed, 'courrier signé', 'courriers signés')}."
        )

    def _run(self, verb: Callable[[], Any], then: Callable[[], None]) -> None:
        self._desk.run(verb, lambda _changes: then())

    def _say(self, sentence: str) -> Callable[[], None]:
        return lambda: self._desk.toast.emit(sentence)

    def _done(self, sentence: str) -> Callable[[], None]:
        return lambda: self._desk.done.emit(sentence)


def _ids(letters: Letters) -> list[int]:
    return [letter.id for letter in letters]


def _told(letters: Letters, participle: str) -> str:
    """ "Le courrier 2026-0003/1 est envoyé", "12 courriers sont envoyés"."""
    if len(letters) == 1:
        return f"Le courrier {letters[0].number} est {participle}"
    return f"{plural(len(letters), 'courrier')} sont {participle}s"
