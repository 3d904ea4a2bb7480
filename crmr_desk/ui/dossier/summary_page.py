"""The last page: all that will happen, on one sheet; once decided, the letters to send."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import DossierView, FindingLine, LetterLine, RecipientLine, Step, StepKind
from crmr_desk.model.terms import french_place, short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.acts_card import ActsCard
from crmr_desk.ui.dossier.blockers_card import BlockersCard
from crmr_desk.ui.dossier.effects_card import TITLES, EffectsCard
from crmr_desk.ui.dossier.next_card import NextCard
from crmr_desk.ui.dossier.sending_card import SendingCard
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, clear, label
from crmr_desk.ui.parts.notes import Note
from crmr_desk.ui.parts.table import Cell, Column, DataTable


class SummaryPage(StepPage):
    """Effects, recipients and lifted findings before; the letters after."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blockers = BlockersCard()
        self.blockers.step_wanted.connect(self.step_wanted)
        self.sending = SendingCard(verbs)
        self.sending.letter_chosen.connect(self.letter_chosen)
        self.acts = ActsCard(verbs, StepKind.SUMMARY)
        self.acts.step_wanted.connect(self.step_wanted)
        self.next = NextCard(verbs)
        self._effects = {group: EffectsCard(group) for group in TITLES}
        self._letters: dict[tuple[str, str], LetterLine] = {}
        self._letters_step = ""
        self.table: DataTable[RecipientLine] = DataTable(
            _columns(self._letter_of), lambda line: (line.who, line.of), "Destinataires", two_lines=True, fit=12
        )
        self.table.current_changed.connect(self._chosen)
        self._recipients = self._recipients_card()
        self._lifted = QVBoxLayout()
        self._lifted.setSpacing(12)
        self._foot = label("", "quiet", wrap=True)
        self._foot_line = self._lock_line()
        self._lay()

    def show_view(self, view: DossierView, step: Step) -> None:
        self._letters = {(letter.who, letter.of): letter for letter in view.letters}
        self._letters_step = next((each.id for each in view.steps if each.kind is StepKind.LETTERS), "")
        opened, decided = view.state == ending.OPEN, ending.is_decided(view)
        self.blockers.show_view(view, step.id)
        for card in self._effects.values():
            card.show_effects(view.effects)
        self._recipients.setVisible(opened and bool(view.recipients))
        self._recipients.set_count(words.plural(len(view.letters), "courrier"))
        self.table.set_rows(view.recipients)
        self.sending.setVisible(decided)
        if decided:
            self.sending.show_view(view)
        self.acts.show_view(view, step.id)
        self.next.show_view(view)
        clear(self._lifted)
        for finding in view.findings:
            if finding.lifted_on is not None:
                self._lifted.addWidget(_lifted_note(finding))
        self._foot_line.setVisible(opened and bool(view.effects or view.letters))
        self._foot.setText(ending.one_operation(view))

    def start(self) -> None:
        """Once decided, work goes on at the first letter."""
        letters = list(self.sending.lines.rows.values())
        if letters and not self.sending.isHidden():
            letters[0].setFocus()
        else:
            super().start()

    def set_current(self, who: str, of: str) -> None:
        """Mark the recipient whose letter is beside."""
        self.table.select((who, of))
        self.sending.set_current(who, of)

    def _letter_of(self, line: RecipientLine) -> LetterLine | None:
        return self._letters.get((line.who, line.of))

    def _chosen(self, line: RecipientLine | None) -> None:
        if line is not None:
            self.letter_chosen.emit(line.who, line.of)

    def _recipients_card(self) -> Card:
        card = Card("Destinataires", pad=8)
        lift = button("Lever un destinataire…", "link")
        lift.clicked.connect(lambda: self.step_wanted.emit(self._letters_step))
        card.corner.addWidget(lift)
        card.body.addWidget(self.table)
        return card

    def _lay(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for group in ("mandats", "reseau", "echeances"):
            pair.addWidget(self._effects[group], 1)
        self.column.addWidget(self.blockers)
        self.column.addWidget(self.sending)
        self.column.addWidget(self.acts)
        self.column.addWidget(self.next)
        self.column.addLayout(pair)
        self.column.addWidget(self._recipients)
        self.column.addWidget(self._effects["dossier"])
        self.column.addLayout(self._lifted)
        self.column.addWidget(self._foot_line)
        self.column.addStretch(1)

    def _lock_line(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(icons.IconLabel("lock", "text3", 16))
        line.addWidget(self._foot, 1)
        return holder


def _columns(letter_of: Callable[[RecipientLine], LetterLine | None]) -> list[Column[RecipientLine]]:
    def part(line: RecipientLine) -> Cell:
        word, tone = words.PARTS[line.part]
        return Cell(word, badge=True, tone=tone)

    def state(line: RecipientLine) -> Cell:
        letter = letter_of(line)
        if not line.included or letter is None:
            return Cell("Levé", badge=True, tone="mute", icon="minus", tip=line.reason)
        word, tone, icon = words.LETTER_STATES[letter.state]
        return Cell(word, badge=True, tone=tone, icon=icon)

    return [
        Column("Destinataire", _name, stretch=3),
        Column("Titre", part, width=92),
        Column("Place", lambda line: Cell(words.short_place(line.place), tip=french_place(line.place)), width=74),
        Column("Canal", lambda line: CHANNELS[line.channel], width=104),
        Column("État", state, width=106),
    ]


def _name(line: RecipientLine) -> Cell:
    icon, tone = ("circle-check", "") if line.included else ("minus", "mute")
    return Cell(line.name, second=line.detail, bold=True, icon=icon, tone=tone, tip=f"{line.name}, {line.detail}")


def _lifted_note(finding: FindingLine) -> Note:
    day = short_date(finding.lifted_on) if finding.lifted_on else ""
    title = f"Constat levé le {day} par {finding.lifted_by}"
    return Note("alert-triangle", title, f"{finding.title}. «\u202f{finding.lifted_reason}\u202f»", "warn")
