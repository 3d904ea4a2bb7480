"""The right side of the wizard: why this step exists, in plain words, with the places of the text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, Why
from crmr_desk.ui import icons
from crmr_desk.ui.parts.badge import PlaceBadge, places
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, clear, label, rule

WIDTH = 312


class WhyPanel(QWidget):
    """ "Pourquoi". ``closed`` when the user folds it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pourquoi cette étape")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self._shown: Why | None = None
        self._source = label("", "small", wrap=True)
        self._page = ScrollPage()
        self._page.body.setContentsMargins(20, 4, 20, 16)
        self.close_button = button("Fermer le panneau Pourquoi", "icon", "x")
        self.close_button.clicked.connect(self.closed)
        heading = QHBoxLayout()
        heading.setContentsMargins(20, 12, 16, 0)
        heading.setSpacing(8)
        heading.addWidget(icons.IconLabel("scale", "accent", 18))
        heading.addWidget(label("Pourquoi", "section"), 1)
        heading.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 12)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self._page, 1)
        source = QVBoxLayout()
        source.setContentsMargins(20, 0, 20, 0)
        source.addWidget(self._source)
        column.addLayout(source)

    def show_view(self, view: DossierView, step: str) -> None:
        """Show why ``step`` is there."""
        self._source.setText(view.pack_title)
        why = dict(view.whys).get(step)
        if why == self._shown:
            return
        self._shown = why
        body = self._page.body
        clear(body)
        self._page.verticalScrollBar().setValue(0)
        if why is not None:
            self._fill(why)
        body.addStretch(1)

    def _fill(self, why: Why) -> None:
        body = self._page.body
        if why.title:
            body.addWidget(label(why.title, "strong", wrap=True))
        for place, (heading, sentence) in enumerate(why.paragraphs):
            if place == 1:
                self._places(why)
            if place:
                body.addWidget(rule())
            if heading:
                body.addWidget(label(heading, "strong", wrap=True))
            words = label(sentence, "secondary", wrap=True)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            body.addWidget(words)
        if len(why.paragraphs) < 2:
            self._places(why)

    def _places(self, why: Why) -> None:
        for place in why.places:
            self._page.body.addWidget(PlaceBadge(place))
        if why.places:
            first = why.places[0]
            read = button("Ouvrir le texte à cet endroit", "link", "external-link")
            read.clicked.connect(lambda: places.wanted.emit(self, first))
            self._page.body.addWidget(read)
