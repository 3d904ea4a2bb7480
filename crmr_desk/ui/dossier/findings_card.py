"""What the law says of the dossier: findings to cure or to lift with a reason, those lifted, and what is in order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, FindingLine, Severity
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, clear, label, rule
from crmr_desk.ui.parts.flow import FlowingLabel

Key = tuple[str, str, str]

_UNFOLDED_MOST = 2
"""With more findings than these, the fields of reasons wait to be asked for."""


def key_of(finding: FindingLine) -> Key:
    """What tells a finding from the others."""
    return finding.id, finding.piece, finding.of


class FindingItem(QWidget):
    """One finding. What is typed as a reason stays while the view is read again."""

    lift_wanted = Signal(object, str)
    unlift_wanted = Signal(object)
    step_wanted = Signal(str)

    def __init__(
        self, finding: FindingLine, step_title: str, *, frozen: bool, unfolded: bool, parent: QWidget | None = None
    ) -> None:
        """``step_title`` is the page that can cure it; empty when there is none, or when it is shown already.
        ``unfolded`` shows the field of the reason at once."""
        super().__init__(parent)
        self.finding = finding
        self._unfolded = unfolded
        self.reason: GrowingText | None = None
        self.lift = button("Lever avec ce motif", "secondary", "check", parent=self)
        self.lift.setVisible(finding.liftable and finding.lifted_on is None)
        self._remark = label("", "small", wrap=True, parent=self)
        self._remark.hide()
        self._unfold_button = button("Lever avec motif…", "ghost", parent=self)
        self._unfold_button.setAccessibleName(f"Lever avec motif, {finding.title}")
        self._unfold_button.clicked.connect(self.unfold)
        self._unfold_button.hide()
        icon, token, severity = words.SEVERITY_ICONS[finding.severity]
        self.setAccessibleName(f"{severity}, {finding.title}. {finding.text}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        mark = (
            icons.IconLabel("check", "mute", 20, "Levé")
            if finding.lifted_on
            else icons.IconLabel(icon, token, 20, severity)
        )
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        line.addLayout(self._column, 1)
        self._lay_words()
        if finding.lifted_on is not None:
            self._lay_lifted(frozen=frozen)
        elif not frozen:
            self._lay_actions(step_title)

    def _lay_words(self) -> None:
        aside = self.finding.severity in (Severity.OK, Severity.INFO)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(FlowingLabel(self.finding.title, "strong"))
        text = FlowingLabel(self.finding.text, "secondary", self)
        text.setVisible(bool(self.finding.text))
        if aside:
            heading.addWidget(text)
            heading.addStretch(1)
        if self.finding.place:
            place = PlaceBadge(self.finding.place)
            place.setMinimumWidth(place.sizeHint().width())
            heading.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        if not aside:
            heading.addStretch(1)
        self._column.addLayout(heading)
        if not aside:
            self._column.addWidget(text)

    def _lay_lifted(self, *, frozen: bool) -> None:
        day = self.finding.lifted_on
        line = QHBoxLayout()
        when = f"Levé le {short_date(day)} par {self.finding.lifted_by}\u00a0: " if day else ""
        line.addWidget(label(f"{when}«\u202f{self.finding.lifted_reason}\u202f»", "secondary", wrap=True), 1)
        if not frozen:
            again = button("Reprendre", "link")
            again.setAccessibleName(f"Reprendre le constat, {self.finding.title}")
            again.clicked.connect(lambda: self.unlift_wanted.emit(self.finding))
            line.addWidget(again)
        self._column.addLayout(line)

    def _lay_actions(self, step_title: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._remark, 1)
        line.addStretch(0)
        if step_title:
            cure = button(f"Corriger\u00a0: {step_title}", "ghost")
            cure.clicked.connect(lambda: self.step_wanted.emit(self.finding.go_to))
            line.addWidget(cure)
        if self.finding.liftable:
            self._column.addWidget(self._reason_field())
            line.addWidget(self._unfold_button)
            line.addWidget(self.lift)
            self._weigh()
            self._fold()
        if self.finding.liftable or step_title:
            self._column.addLayout(line)

    def _reason_field(self) -> GrowingText:
        self.reason = GrowingText(least=1, most=5)
        self.reason.setPlaceholderText("Motif écrit, gardé au dossier et au journal")
        self.reason.setAccessibleName(f"Motif pour lever le constat, {self.finding.title}")
        self.reason.textChanged.connect(self._weigh)
        self.lift.clicked.connect(self._ask_lifting)
        return self.reason

    def unfold(self) -> None:
        """Show the field of the reason and go there."""
        self._unfolded = True
        self._fold()
        if self.reason is not None:
            self.reason.setFocus()

    def _fold(self) -> None:
        if self.reason is not None:
            self.reason.setVisible(self._unfolded)
        self.lift.setVisible(self._unfolded)
        self._unfold_button.setVisible(not self._unfolded)
        self._remark.setVisible(self._unfolded)

    def _ask_lifting(self) -> None:
        self.lift_wanted.emit(self.finding, self._typed())

    def _typed(self) -> str:
        return self.reason.text() if self.reason is not None else ""

    def _weigh(self) -> None:
        problem = words.reason_problem(self._typed())
        set_available(self.lift, problem)
        self._remark.setText(f"{problem} pour lever ce constat" if problem else "Motif gardé au dossier et au journal")


class FindingsCard(Card):
    """The findings of a view, heaviest first; lifted ones and what is in order below."""

    lift_wanted = Signal(object, str)
    unlift_wanted = Signal(object)
    step_wanted = Signal(str)

    def __init__(self, title: str = "Constats", counted: str = "à lever", parent: QWidget | None = None) -> None:
        """``counted`` follows the number of those still open."""
        super().__init__(title, parent=parent)
        self._counted = counted
        self._items: dict[Key, FindingItem] = {}
        self._shown: tuple[tuple[FindingLine, ...], str, str] | None = None

    def show_view(self, view: DossierView, here: str, findings: tuple[FindingLine, ...]) -> None:
        """Show ``findings`` of ``view``; ``here`` is the step on screen, to which no link leads."""
        shown = (findings, here, view.state)
        if shown == self._shown:
            return
        self._shown = shown
        self.set_count(_count(findings, self._counted))
        begun = self._begun()
        few = len(_open(findings)) <= _UNFOLDED_MOST
        clear(self.body)
        self._items = {}
        ordered = sorted(findings, key=_weight)
        for place, finding in enumerate(ordered):
            if place:
                self.body.addWidget(rule())
            self.body.addWidget(self._item(view, here, finding, unfolded=few or key_of(finding) in begun))
        if not ordered:
            sentence = "Aucun constat\u00a0: le dossier est conforme à ce stade."
            self.body.addWidget(label(sentence, "secondary", wrap=True))
        self._give_back(begun)

    def item(self, finding_id: str, piece: str = "", of: str = "") -> FindingItem:
        """The item of a finding; KeyError when it is not shown."""
        return self._items[finding_id, piece, of]

    def _item(self, view: DossierView, here: str, finding: FindingLine, *, unfolded: bool) -> FindingItem:
        titles = {step.id: step.title for step in view.steps}
        cure = "" if finding.go_to == here else titles.get(finding.go_to, "")
        in_order = finding.severity is Severity.OK
        item = FindingItem(finding, "" if in_order else cure, frozen=view.state != "open", unfolded=unfolded)
        item.lift_wanted.connect(self.lift_wanted)
        item.unlift_wanted.connect(self.unlift_wanted)
        item.step_wanted.connect(self.step_wanted)
        self._items[key_of(finding)] = item
        return item

    def _begun(self) -> dict[Key, tuple[str, int, bool]]:
        """Text, cursor and focus of the reasons that are being written."""
        reasons = {key: item.reason for key, item in self._items.items() if item.reason is not None}
        return {
            key: (reason.toPlainText(), reason.textCursor().position(), reason.hasFocus())
            for key, reason in reasons.items()
            if reason.toPlainText() or reason.hasFocus()
        }

    def _give_back(self, begun: dict[Key, tuple[str, int, bool]]) -> None:
        for key, (text, position, focused) in begun.items():
            reason = self._items[key].reason if key in self._items else None
            if reason is None:
                continue
            reason.setPlainText(text)
            cursor = reason.textCursor()
            cursor.setPosition(position)
            reason.setTextCursor(cursor)
            if focused:
                reason.setFocus()


def _weight(finding: FindingLine) -> tuple[bool, int]:
    order = (Severity.BLOCKING, Severity.WARNING, Severity.INFO, Severity.OK)
    return finding.lifted_on is not None, order.index(finding.severity)


def _open(findings: tuple[FindingLine, ...]) -> list[FindingLine]:
    return [each for each in findings if each.liftable and each.lifted_on is None]


def _count(findings: tuple[FindingLine, ...], counted: str) -> str:
    open_ones = _open(findings)
    lifted = sum(each.lifted_on is not None for each in findings)
    parts = [f"{len(open_ones)}\u00a0{counted}"] if open_ones else []
    if lifted:
        parts.append(words.plural(lifted, "levé"))
    return ", ".join(parts)
