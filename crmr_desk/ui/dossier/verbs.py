"""What the user does in the wizard, each one verb of the model, run in the lane. The view is read again by the news
that follows; a refusal is shown, and the view is read again so that the screen never shows what was not kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from crmr_desk.model.correspondence import live_letters, sending
from crmr_desk.model.dossiers import acts, correspondence, decision, findings, life, pieces, recipients
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.next_dossiers import NextDossier, next_dossiers
from crmr_desk.model.dossiers.rows import ActLine, DossierView, FindingLine, LetterLine, PieceLine, RecipientLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.network import hospitals, people
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.store import documents
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.chooser import Entry
from crmr_desk.ui.dossier.exchange_verbs import ExchangeVerbs
from crmr_desk.ui.dossier.pick_field import hospital_entry, person_entry
from crmr_desk.ui.dossier.receipt import Receipt
from crmr_desk.ui.file_content import content_of


class Verbs:
    """The verbs of one dossier; ``exchanges`` writes its letters before the decision.

    ``after_refusal`` is called once a refusal has been shown.
    """

    def __init__(self, desk: Desk, after_refusal: Callable[[], None]) -> None:
        self.desk = desk
        self.dossier_id = 0
        self._after_refusal = after_refusal
        self.exchanges = ExchangeVerbs(self)

    def answer(self, question_id: str, value: object, refused: Callable[[str], None]) -> None:
        """Keep an answer; the sentence of a refusal goes to ``refused``, beside the field."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                refused(str(error))
            else:
                self._show(error)

        self.desk.run(lambda: life.answer(db, dossier, {question_id: value}, today=today), failed=failed)

    def receive(self, line: PieceLine, receipt: Receipt) -> None:
        """Note how a paper came in."""
        db, dossier = self.desk.db, self.dossier_id
        self.run(
            lambda: pieces.receive(
                db,
                dossier,
                line.kind,
                line.of,
                received_on=receipt.received_on,
                state=receipt.state,
                opinion=receipt.opinion,
                signed=receipt.signed,
                vouches=receipt.vouches,
                note=receipt.note,
            )
        )

    def attach(self, line: PieceLine, path: Path, received_on: dt.date, then: Callable[[], None] | None = None) -> None:
        """Keep the file at ``path`` as this paper."""
        db, dossier = self.desk.db, self.dossier_id

        def verb() -> Any:
            content = content_of(path)
            return pieces.attach(
                db, dossier, line.kind, line.of, name=path.name, content=content, received_on=received_on
            )

        self.run(verb, None if then is None else lambda _result: then())

    def remove(self, line: PieceLine) -> None:
        """Take a paper back to missing."""
        db, dossier = self.desk.db, self.dossier_id
        self.run(lambda: pieces.remove(db, dossier, line.kind, line.of))

    def lift(self, finding: FindingLine, reason: str) -> None:
        """Set a finding aside with a written reason."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today
        self.run(lambda: findings.lift(db, dossier, finding.id, finding.piece, finding.of, reason, today=today))

    def unlift(self, finding: FindingLine) -> None:
        """Take a lifted finding up again."""
        db, dossier = self.desk.db, self.dossier_id
        self.run(lambda: findings.unlift(db, dossier, finding.id, finding.piece, finding.of))

    def set_recipient(self, line: RecipientLine, *, included: bool, channel: str, reason: str = "") -> None:
        """Keep or lift a recipient, and choose the channel."""
        db, dossier = self.desk.db, self.dossier_id
        self.run(
            lambda: recipients.set_recipient(
                db,
                dossier,
                line.who,
                line.of,
                included=included,
                channel=channel,
                ordered=line.ordered,
                reason=reason,
            )
        )

    def decide(self, then: Callable[[], None]) -> None:
        """Apply the decision: everything in one operation."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today
        self.run(lambda: decision.decide(db, dossier, today=today), lambda _result: then())

    def perform(self, act: ActLine, on: dt.date | None, reason: str) -> None:
        """Take the dossier to its next stage, or back."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today
        said = f"{act.label.rstrip('…')}\u00a0: c’est fait."
        self.run(
            lambda: acts.perform(db, dossier, act.id, on=on, reason=reason, today=today),
            lambda _result: self.desk.done.emit(said),
        )

    def abandon(self, reason: str, then: Callable[[], None]) -> None:
        """Close the dossier without a decision."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today
        self.run(lambda: life.abandon(db, dossier, reason, today=today), lambda _result: then())

    def pdf(self, letter: LetterLine, then: Callable[[bytes], None], failed: Callable[[Exception], None]) -> None:
        """The PDF of a letter: the one kept, or as it would be written now."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today

        def question() -> bytes:
            if letter.id is not None:
                return sending.letter_pdf(db, letter.id).content
            return correspondence.preview(db, dossier, letter.kind, letter.who, letter.of, today)

        self.desk.ops.do(question, then, failed)

    def live(self, letter: LetterLine, then: Callable[[LivePages], None], failed: Callable[[Exception], None]) -> None:
        """The same, with where each of its words is filled."""
        db, dossier, today = self.desk.db, self.dossier_id, self.desk.today

        def question() -> LivePages:
            if letter.id is not None:
                return live_letters.live_letter(db, letter.id, today)
            return correspondence.live_preview(db, dossier, letter.kind, letter.who, letter.of, today)

        self.desk.ops.do(question, then, failed)

    def all_pdfs(self, letters: Sequence[LetterLine], then: Callable[[list[tuple[str, bytes]]], None]) -> None:
        """File name and bytes of every letter kept."""
        db = self.desk.db
        wanted = [(letter.file_name, letter.id) for letter in letters if letter.id is not None]
        self.desk.read(lambda: [(name, sending.letter_pdf(db, each).content) for name, each in wanted], then)

    def file_of(self, line: PieceLine, then: Callable[[str, bytes], None]) -> None:
        """Name and bytes of the file of a paper."""
        db, file_id = self.desk.db, line.file_id
        if file_id is not None:
            self.desk.read(lambda: documents.content_of(db, file_id), lambda kept: then(kept.name, kept.content))

    def next_dossiers(self, view: DossierView, then: Callable[[tuple[NextDossier, ...]], None], owner: QObject) -> None:
        """What the decision of ``view`` leaves to be opened, once it has taken effect."""
        db, kind, row_id = self.desk.db, view.centre_kind, view.centre_id
        day = max(self.desk.today, view.mandate_start or self.desk.today)
        self.desk.read(lambda: next_dossiers(db, kind, row_id, day), then, owner)

    def people(self, then: Callable[[tuple[Entry, ...]], None]) -> None:
        """The people of the register, ready for a chooser."""
        db, today = self.desk.db, self.desk.today
        self.desk.read(lambda: tuple(person_entry(row) for row in people.people_on(db, today)), then)

    def hospitals(self, then: Callable[[tuple[Entry, ...]], None]) -> None:
        """The hospitals of the register, ready for a chooser."""
        db = self.desk.db
        self.desk.read(lambda: tuple(hospital_entry(row) for row in hospitals.hospitals(db)), then)

    def person(self, person_id: int, then: Callable[[PersonRow], None]) -> None:
        """One person, to complete."""
        db, today = self.desk.db, self.desk.today
        self.desk.read(lambda: people.person(db, person_id, today), then)

    def run(self, verb: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        """Run a verb of the model; a refusal is shown, then the view is read again."""
        self.desk.run(verb, then, failed=self._show)

    def _show(self, error: Exception) -> None:
        self.desk.show_problem(error)
        self._after_refusal()
