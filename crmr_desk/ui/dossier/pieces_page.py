"""The check-list of papers, the opinions asked, what was written meanwhile, and the findings that bear on them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, PieceLine, PieceState, Step, StepKind
from crmr_desk.model.terms import add_months
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.acts_card import ActsCard
from crmr_desk.ui.dossier.exchanges_card import ExchangesCard
from crmr_desk.ui.dossier.findings_card import FindingsCard
from crmr_desk.ui.dossier.letter_form import LetterForm
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.opinions_card import OpinionsCard
from crmr_desk.ui.dossier.piece_forms import ReasonForm, ReceiptForm
from crmr_desk.ui.dossier.piece_row import PieceRow
from crmr_desk.ui.dossier.questions_card import QuestionsCard
from crmr_desk.ui.dossier.receipt import Receipt
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.tab_order import controls_of
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, clear, label, rule
from crmr_desk.ui.parts.notes import EmptyState

_NOT_YET = "La liste des pièces vient avec la procédure\u00a0: répondez d’abord aux questions."
_NO_PAPER = "Cette procédure ne demande aucune pièce."


class PiecesPage(StepPage):
    """Papers, opinions, exchanges and findings of a dossier."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._files = OpenedFiles(self)
        self._shown: tuple[tuple[PieceLine, ...], str, str | None] | None = None
        self.rows: list[PieceRow] = []
        self.card = Card("Pièces", pad=0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.card.body.setSpacing(0)
        self.card.body.addWidget(rule())
        self.card.body.addLayout(self._list)
        self._hint = _hint()
        self._empty = EmptyState("folder", "")
        self.card.body.addWidget(self._hint)
        self.card.body.addWidget(self._empty)
        self.acknowledge = button("Accuser réception…", "link", "mail")
        self.acknowledge.clicked.connect(self._ask_receipt_letter)
        self.request = button("Demander les pièces…", "secondary", "mail")
        self.request.clicked.connect(self._ask_request)
        self.card.corner.addWidget(self.acknowledge)
        self.card.corner.addWidget(self.request)
        self.opinions = OpinionsCard(verbs)
        self.opinions.field_wanted.connect(self.field_wanted)
        self.exchanges = ExchangesCard(verbs)
        self.acts = ActsCard(verbs, StepKind.PIECES)
        self.acts.step_wanted.connect(self.step_wanted)
        self.findings = FindingsCard()
        self.findings.lift_wanted.connect(verbs.lift)
        self.findings.unlift_wanted.connect(verbs.unlift)
        self.findings.step_wanted.connect(self.step_wanted)
        self.sending = QuestionsCard(verbs, "Envoi du dossier")
        for card in (self.card, self.opinions, self.findings, self.sending, self.exchanges, self.acts):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:
        shown = (view.pieces, view.state, view.scenario)
        if self._shown != shown:
            self._shown = shown
            self._show_pieces(view)
        self._offer_letters(view)
        self.opinions.show_view(view)
        self.exchanges.show_view(view)
        self.acts.show_view(view, step.id)
        here = tuple(finding for finding in view.findings if not words.seen_elsewhere(view, finding))
        here += words.in_order(view)
        self.findings.setVisible(bool(here))
        self.findings.show_view(view, step.id, here)
        self.sending.show_view(view, step)

    def commit(self) -> None:
        self.sending.form.commit()

    def start(self) -> None:
        """Work begins at the papers, not at the letters above them."""
        ready = [each for row in self.rows for each in controls_of(row) if each.isEnabled()]
        if ready:
            ready[0].setFocus()
        else:
            super().start()

    def row(self, kind: str, of: str = "") -> PieceRow:
        """The line of a paper; StopIteration when the list has none."""
        return next(row for row in self.rows if (row.line.kind, row.line.of) == (kind, of))

    def _offer_letters(self, view: DossierView) -> None:
        opened = view.state == ending.OPEN
        self.request.setVisible(opened and bool(view.pieces))
        self.acknowledge.setVisible(opened)
        set_available(self.request, "" if words.awaits_pieces(view) else "Rien à demander\u00a0: tout est reçu")

    def _ask_request(self) -> None:
        exchanges, today = self._verbs.exchanges, self._verbs.desk.today
        form = LetterForm(
            "Demander les pièces",
            "Écrire la demande",
            today,
            exchanges.pieces_letter(),
            due_on=add_months(today, 1),
            parent=self.window(),
        )
        form.given.connect(exchanges.request_pieces)
        form.wanted.connect(self.field_wanted)
        form.open()

    def _ask_receipt_letter(self) -> None:
        exchanges, today = self._verbs.exchanges, self._verbs.desk.today
        form = LetterForm(
            "Accuser réception", "Écrire l’accusé", today, exchanges.receipt_letter(), parent=self.window()
        )
        form.given.connect(exchanges.acknowledge_receipt)
        form.wanted.connect(self.field_wanted)
        form.open()

    def _show_pieces(self, view: DossierView) -> None:
        frozen = view.state != ending.OPEN
        self.card.set_count(words.pieces_count(view.pieces) if view.pieces else "")
        self._hint.setVisible(bool(view.pieces) and not frozen)
        self._empty.setVisible(not view.pieces)
        self._empty.sentence.setText(_NO_PAPER if view.scenario else _NOT_YET)
        focused = next((_key(row.line) for row in self.rows if row.holds_focus()), None)
        clear(self._list)
        self.rows = [self._make(line, frozen=frozen) for line in view.pieces]
        for row in self.rows:
            self._list.addWidget(row)
            if focused == _key(row.line):
                row.take_focus()

    def _make(self, line: PieceLine, *, frozen: bool) -> PieceRow:
        row = PieceRow(line, self._verbs.desk.today, frozen=frozen)
        row.dropped.connect(lambda path: self._take(line, path))
        row.add_wanted.connect(lambda: self._ask_receipt(line, with_file=True))
        row.details_wanted.connect(lambda: self._ask_receipt(line, with_file=False))
        row.redo_wanted.connect(lambda: self._ask_redo(line))
        row.open_wanted.connect(lambda: self._verbs.file_of(line, self._files.open))
        row.remove_wanted.connect(lambda: self._verbs.remove(line))
        row.receipt_given.connect(lambda receipt: self._verbs.receive(line, receipt))
        return row

    def _take(self, line: PieceLine, path: Path) -> None:
        """A dropped file is the paper at once; what the paper must say is asked next."""
        asks = line.opinion_asked is not None or line.signature_asked or line.vouches_asked
        then = (lambda: self._ask_receipt(line, with_file=False, sentence=f"{path.name} est joint.")) if asks else None
        self._verbs.attach(line, path, self._verbs.desk.today, then)

    def _ask_receipt(self, line: PieceLine, *, with_file: bool, sentence: str = "") -> None:
        form = ReceiptForm(line, self._verbs.desk.today, with_file=with_file, sentence=sentence, parent=self.window())
        form.given.connect(lambda receipt, path: self._received(line, receipt, path))
        form.open()

    def _received(self, line: PieceLine, receipt: Receipt, path: Path | None) -> None:
        said_more = receipt != Receipt(PieceState.RECEIVED, receipt.received_on)
        if path is not None and receipt.received_on is not None:
            follow = (lambda: self._verbs.receive(line, receipt)) if said_more or line.received_on else None
            self._verbs.attach(line, path, receipt.received_on, follow)
        else:
            self._verbs.receive(line, receipt)

    def _ask_redo(self, line: PieceLine) -> None:
        form = ReasonForm(
            f"À refaire\u00a0: {line.label}",
            "La demande dira à l’établissement ce qui ne va pas.",
            "Marquer à refaire",
            parent=self.window(),
        )
        day, signed, vouches = line.received_on, line.signed, line.vouches
        form.given.connect(
            lambda reason: self._verbs.receive(
                line, Receipt(PieceState.TO_REDO, day, line.opinion, signed, vouches, reason)
            )
        )
        form.open()


def _key(line: PieceLine) -> tuple[str, str]:
    return line.kind, line.of


def _hint() -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(16, 10, 16, 0)
    line.setSpacing(8)
    line.addStretch(1)
    line.addWidget(icons.IconLabel("upload", "text3", 16))
    line.addWidget(label("Déposez un fichier sur une ligne\u00a0: il devient cette pièce", "quiet", wrap=False))
    line.addStretch(1)
    return holder
