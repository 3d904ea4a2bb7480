"""What would follow: the procedure, who is eligible, until when, the papers, the findings, who would be told."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Eligibility, FindingLine
from crmr_desk.model.dossiers.what_if import WhatIf
from crmr_desk.model.terms import short_date
from crmr_desk.ui import icons
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.questions_page import VERDICTS
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.notes import Note


class WhatIfResult(QWidget):
    """Empty until something was tried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Ce qui s’ensuivrait")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 4, 0, 4)
        self.body.setSpacing(8)

    def show_nothing(self) -> None:
        """Nothing can be said."""
        clear(self.body)

    def show_result(self, result: WhatIf) -> None:
        """Show what would follow."""
        self.show_nothing()
        title = result.scenario_title or "Procédure à déterminer"
        self.body.addWidget(_with_place(Note("git-branch", title, result.deduced), result.place))
        for conflict in result.conflicts:
            self.body.addWidget(Note("alert-triangle", "", conflict, "warn"))
        if result.eligibility is not None:
            self.body.addWidget(_eligibility(result.eligibility))
        if result.mandate_end is not None:
            self.body.addWidget(Note("calendar-event", f"Mandat jusqu’au {short_date(result.mandate_end)}"))
        papers = ((each.label, "" if each.required else "facultatif") for each in result.pieces if each.in_dossier)
        told = ((each.name, f"{words.PARTS[each.part][0].lower()}, {each.detail}") for each in result.recipients)
        self._add("Pièces", papers)
        self._add_findings(result.findings)
        self._add("Destinataires", told)

    def _add(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        known = tuple(lines)
        if known:
            self.body.addWidget(label(f"{title} ({len(known)})", "strong"))
        for name, detail in known:
            self.body.addWidget(_line(name, detail))

    def _add_findings(self, findings: tuple[FindingLine, ...]) -> None:
        if findings:
            self.body.addWidget(label(f"Constats ({len(findings)})", "strong"))
        for finding in findings:
            self.body.addWidget(_finding(finding))


def _eligibility(known: Eligibility) -> Note:
    title, icon, token = VERDICTS[known.verdict]
    return _with_place(Note(icon, title, known.sentence, token), known.place)


def _with_place(note: Note, place: str) -> Note:
    if place:
        note.corner.addWidget(PlaceBadge(place))
    return note


def _finding(finding: FindingLine) -> QWidget:
    icon, token, severity = words.SEVERITY_ICONS[finding.severity]
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(icons.IconLabel(icon, token, 18, severity), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(label(finding.title, "body", wrap=True))
    if finding.text:
        said.addWidget(label(finding.text, "secondary", wrap=True))
    line.addLayout(said, 1)
    return holder


def _line(name: str, detail: str) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(4, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(label("–", "quiet"))
    line.addWidget(label(name, "body", wrap=True), 1)
    line.addWidget(label(detail, "quiet"))
    return holder
