"""A pair that may be one: what speaks for it, what against, and the two ways to settle it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.merging.duplicates import not_doubles
from crmr_desk.model.network.merging.pair import LARGEST_BLOCK, Pair
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.directory import merge_form
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.notes import EmptyState

_HOW = (
    "Sont rapprochées les fiches de même RPPS, courriel ou date de naissance, et les noms que l’accent, l’ordre, le "
    "trait d’union, les initiales ou une lettre séparent. Un nom porté par plus de "
    f"{LARGEST_BLOCK} fiches n’est comparé que par les numéros. Le rapprochement est le nôtre\u202f; vous seul décidez."
)


class PairView(QWidget):
    """``show_pair`` sets the two side by side."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pair: Pair | None = None
        self.page, self.stack = ScrollPage(), QStackedWidget()
        self.empty = EmptyState("users", "Choisissez deux fiches dans la liste.")
        self.title, self.reason = FlowingLabel("", "centre"), label("", "quiet", wrap=True)
        self.merge = button("Fusionner…", "primary", "git-branch")
        self.apart = button("Ce ne sont pas des doublons", "secondary", "x")
        self.cards = QVBoxLayout()
        self.why, self._lines = Card("Pourquoi ces deux-là"), QVBoxLayout()
        self._lay_out()
        self.merge.clicked.connect(self._merge)
        self.apart.clicked.connect(self._set_apart)

    def show_pair(self, pair: Pair | None) -> None:
        """Show another pair; None when there is none."""
        self._pair = pair
        self.stack.setCurrentWidget(self.page if pair is not None else self.empty)
        if pair is None:
            return
        self.title.setText(f"{pair.one} et {pair.other}" if pair.one != pair.other else f"Deux fois {pair.one}")
        clear(self.cards)
        for row_id, name, *details in (
            (pair.one_id, pair.one, pair.one_detail, pair.one_born),
            (pair.other_id, pair.other, pair.other_detail, pair.other_born),
        ):
            detail = ", ".join(each for each in details if each)
            self.cards.addWidget(self._card(pair.kind.value, row_id, name, detail))
        clear(self._lines)
        self._say(pair.reasons, "circle-check", "ok")
        self._say(pair.against, "alert-triangle", "warn")
        why = self._desk.why_no_write
        for verb in (self.merge, self.apart):
            set_available(verb, why)
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.page.settle()

    def _card(self, kind: str, row_id: int, name: str, detail: str) -> Card:
        card = Card(name)
        follow = button("Ouvrir la fiche", "link", "external-link")
        follow.setAccessibleName(f"Ouvrir la fiche de {name}, {detail}")
        follow.clicked.connect(lambda: self._desk.page_wanted.emit("directory", f"{kind}/{row_id}"))
        card.corner.addWidget(follow)
        card.body.addWidget(label(detail, "secondary", wrap=True))
        return card

    def _say(self, sentences: Sequence[str], icon: str, token: str) -> None:
        for sentence in sentences:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(IconLabel(icon, token, 16))
            line.addWidget(FlowingLabel(f"{sentence[:1].upper()}{sentence[1:]}"), 1)
            self._lines.addLayout(line)

    def _merge(self) -> None:
        if self._pair is not None:
            merge_form.ask(self._desk, self._pair.kind.value, self._pair.one_id, self._pair.other_id, self)

    def _set_apart(self) -> None:
        db, pair = self._desk.db, self._pair
        if pair is not None:
            self._desk.run(
                lambda: not_doubles(db, pair.kind, pair.one_id, pair.other_id),
                lambda _changes: self._desk.done.emit("Cette paire ne sera plus proposée."),
            )

    def _lay_out(self) -> None:
        verbs = Flow(8, 8)
        verbs.addWidget(self.merge)
        verbs.addWidget(self.apart)
        self._lines.setSpacing(6)
        self.cards.setSpacing(12)
        self.why.body.addLayout(self._lines)
        self.why.body.addWidget(label(_HOW, "small", wrap=True))
        body = self.page.body
        body.addWidget(self.title)
        body.addLayout(verbs)
        body.addWidget(self.reason)
        body.addLayout(self.cards)
        body.addWidget(self.why)
        body.addStretch(1)
        for part in (self.empty, self.page):
            self.stack.addWidget(part)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)
