"""Why each other procedure does not apply."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import OtherScenario
from crmr_desk.ui import icons
from crmr_desk.ui.parts.badge import PlaceBadge, places
from crmr_desk.ui.parts.card import ScrollPage, label, rule
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.problems import Sheet

_WIDTH, _MOST_HEIGHT = 640, 380


class OthersSheet(Sheet):
    """One line a procedure that the answers rule out: its name, the answer that does, the place in the text."""

    def __init__(self, retained: str, others: Sequence[OtherScenario], parent: QWidget | None = None) -> None:
        """``retained`` is the title of the procedure that applies."""
        super().__init__(
            parent,
            "Pourquoi pas une autre procédure\u202f?",
            f"Procédure retenue\u00a0: {retained}." if retained else "",
            icon="git-branch",
            width=_WIDTH,
        )
        page = ScrollPage()
        page.setAccessibleName("Procédures écartées")
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.body.setContentsMargins(0, 0, 8, 0)
        page.body.setSpacing(8)
        for place, other in enumerate(others):
            if place:
                page.body.addWidget(rule())
            page.body.addWidget(_line(other))
        page.body.addStretch(1)
        page.setFixedHeight(min(page.body.totalHeightForWidth(_WIDTH - 2 * 24), _MOST_HEIGHT))
        self.body.addWidget(page)
        self.add_verb("Fermer", primary=True)
        places.wanted.connect(self.accept)


def _line(other: OtherScenario) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{other.title}. {other.reason}")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(12)
    line.addWidget(icons.IconLabel("minus", "mute", 18, "Écartée"), 0, Qt.AlignmentFlag.AlignTop)
    heading = Flow(8, 2)
    heading.addWidget(FlowingLabel(other.title, "strong"))
    if other.place:
        heading.addWidget(PlaceBadge(other.place))
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addLayout(heading)
    reason = label(other.reason, "secondary", wrap=True)
    reason.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    words.addWidget(reason)
    line.addLayout(words, 1)
    return holder
