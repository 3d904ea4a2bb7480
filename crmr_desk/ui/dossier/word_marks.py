"""How the merged words of a letter are marked on its white pages, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from crmr_desk.model.dossiers.live_words import LivePages, LiveWord
from crmr_desk.ui import theme

MARGIN = 0.072
"""Where the bar of what changed stands, as a part of the width of the page: in its left margin."""
_LOCKED = "Courrier verrouillé\u00a0: «\u202fReprendre\u202f» en écrit une nouvelle édition."
_LONGEST = 160
"""Characters of a value that are quoted."""


def paint_changed(painter: QPainter, boxes: Sequence[QRectF], *, margin: float) -> None:
    """A tint and a line under the words, and a bar in the margin beside them: never colour alone."""
    for box in boxes:
        _tint(painter, box, "warn_soft")
        painter.setPen(QPen(theme.color("warn"), 1.5))
        painter.drawLine(QLineF(box.bottomLeft(), box.bottomRight()))
        painter.setPen(QPen(theme.color("warn"), 3))
        painter.drawLine(QLineF(margin, box.top(), margin, box.bottom()))


def paint_pointed(painter: QPainter, boxes: Sequence[QRectF]) -> None:
    """A discreet underline, under a tint that is hardly seen."""
    for box in boxes:
        _tint(painter, box, "soft")
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.drawLine(QLineF(box.bottomLeft(), box.bottomRight()))


def _tint(painter: QPainter, box: QRectF, token: str) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), 2, 2)
    painter.restore()


def sentence(word: LiveWord, live: LivePages) -> str:
    """What is said of a word under the pointer."""
    lines = [where(word)]
    if word.changed:
        lines.append(f"{capital(change(word, live))}.")
    if live.locked:
        lines.append(_LOCKED)
    return "\n".join(lines)


def where(word: LiveWord) -> str:
    """« Nom de la personne désignée : se remplit à l’étape Candidat »"""
    return f"{capital(word.label)}\u00a0: {word.leads_to.sentence}"


def change(word: LiveWord, live: LivePages) -> str:
    """« modifié depuis l’édition 1 : avant « … » »; of a kept letter, what it would say today."""
    said = []
    if word.before is not None:
        said.append(f"modifié depuis {live.against}\u00a0: avant {quoted(word.before)}")
    if word.now is not None:
        said.append(f"modifié depuis ce courrier\u00a0: se lirait aujourd’hui {quoted(word.now)}")
    return ", ".join(said)


def changes_told(live: LivePages) -> str:
    """Every field that changed, before and after, in one sentence each; empty where none did."""
    return "\n".join(f"{capital(word.label)}, {quoted(word.said)}, {change(word, live)}." for word in live.changed)


def quoted(value: str) -> str:
    """A value between its signs; one that was empty says so."""
    plain = " ".join(value.split())
    if not plain:
        return "(vide)"
    return f"«\u202f{plain if len(plain) <= _LONGEST else f'{plain[:_LONGEST]}…'}\u202f»"


def capital(words: str) -> str:
    """With a capital, whatever follows."""
    return f"{words[:1].upper()}{words[1:]}"
