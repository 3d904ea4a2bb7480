"""The one letter that asks for the papers: what it will ask for, and by when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import PieceLine, PieceState
from crmr_desk.model.terms import add_months
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import ScrollPage, label

_AWAITED = (PieceState.MISSING, PieceState.TO_REDO)
_ROW, _MOST_HEIGHT = 46, 260


def requested(pieces: Sequence[PieceLine]) -> tuple[PieceLine, ...]:
    """What the letter asks for: required papers that are missing or to be redone."""
    return tuple(piece for piece in pieces if piece.required and piece.state in _AWAITED)


class RequestForm(DatedForm):
    """Every paper that the letter asks for, with the reason of those to be redone, and the day of the reply."""

    def __init__(self, pieces: Sequence[PieceLine], verbs: Verbs, parent: QWidget | None = None) -> None:
        today = verbs.desk.today
        super().__init__(
            "Demander les pièces",
            "Une seule lettre demande tout ce qui suit\u202f; elle est gardée au dossier, à relire avant l’envoi.",
            "Écrire la demande",
            today,
            day_name="Réponse attendue le",
            proposed=add_months(today, 1),
            icon="mail",
            parent=parent,
        )
        asked = requested(pieces)
        page = ScrollPage()
        page.setAccessibleName("Pièces demandées")
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.body.setContentsMargins(0, 0, 8, 0)
        page.body.setSpacing(4)
        for piece in asked:
            page.body.addWidget(_line(piece))
        page.body.addStretch(1)
        page.setFixedHeight(min(_ROW * len(asked), _MOST_HEIGHT))
        self.body.insertWidget(0, page)
        self.given.connect(lambda day, _reason: verbs.request_pieces(day))


def _line(piece: PieceLine) -> QWidget:
    look = words.piece_look(piece)
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(10)
    line.addWidget(icons.IconLabel(look.icon, look.tone, 18, look.word), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(label(piece.label, "strong", wrap=True))
    redo = piece.state is PieceState.TO_REDO and piece.note
    said.addWidget(label(f"À refaire\u00a0: {piece.note}" if redo else look.word, "secondary", wrap=True))
    line.addLayout(said, 1)
    return holder
