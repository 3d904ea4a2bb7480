"""A line of the check-list: it takes one dropped file, and offers what can be said of the paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import PieceLine, PieceState
from crmr_desk.ui.dossier.piece_row import PieceRow
from crmr_desk.ui.dossier.receipt import Receipt
from tests.ui.dossier import sample_findings, samples

PROPOSAL, MOTIVATION, _CV, DIRECTOIRE, _FSMR, _ARS = samples.PIECES


def make_row(qtbot: QtBot, line: PieceLine, *, frozen: bool = False) -> PieceRow:
    row = PieceRow(line, sample_findings.TODAY, frozen=frozen)
    qtbot.addWidget(row)
    row.resize(760, 54)
    row.show()
    return row


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_over(row: PieceRow, data: QMimeData) -> bool:
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(20, 20), *keys)
    event.ignore()
    QApplication.sendEvent(row, event)
    return event.isAccepted()


def drop_on(row: PieceRow, data: QMimeData) -> None:
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(row, QDropEvent(QPointF(20, 20), *keys))


def menu_receipts(row: PieceRow) -> dict[str, Receipt]:
    """What each entry of the menu that needs no form says."""
    given: list[Receipt] = []
    row.receipt_given.connect(given.append)
    said: dict[str, Receipt] = {}
    for action in row.menu().actions():
        if action.isSeparator() or action.text().endswith("…") or action.text().startswith("Retirer"):
            continue
        action.trigger()
        said[action.text()] = given[-1]
    return said


def test_a_file_held_over_a_line_lights_it_and_becomes_that_paper(qtbot: QtBot, tmp_path: Path) -> None:
    paper = tmp_path / "avis-directoire.pdf"
    paper.write_bytes(b"%PDF-1.7")
    row = make_row(qtbot, DIRECTOIRE)
    dropped: list[Path] = []
    row.dropped.connect(dropped.append)
    assert drag_over(row, mime(paper))
    assert row.awaiting()
    drop_on(row, mime(paper))
    assert dropped == [paper]
    assert not row.awaiting()


def test_several_files_or_a_folder_are_not_one_paper(qtbot: QtBot, tmp_path: Path) -> None:
    one, two = tmp_path / "un.pdf", tmp_path / "deux.pdf"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    row = make_row(qtbot, DIRECTOIRE)
    assert not drag_over(row, mime(one, two))
    assert not drag_over(row, mime(tmp_path))
    assert not row.awaiting()


def test_a_decided_dossier_takes_no_file(qtbot: QtBot) -> None:
    row = make_row(qtbot, DIRECTOIRE, frozen=True)
    assert not row.acceptDrops()
    assert row.findChildren(QPushButton) == []


def test_an_opinion_is_noted_by_its_sense(qtbot: QtBot) -> None:
    said = menu_receipts(make_row(qtbot, DIRECTOIRE))
    assert list(said) == ["Avis favorable", "Avis avec réserves", "Avis défavorable"]
    assert said["Avis défavorable"] == Receipt(PieceState.RECEIVED, sample_findings.TODAY, "unfavourable")


def test_a_letter_to_be_signed_can_come_unsigned(qtbot: QtBot) -> None:
    said = menu_receipts(make_row(qtbot, MOTIVATION))
    assert said["Reçue"].signed is True
    assert said["Reçue sans signature"].signed is False


def test_a_letter_that_vouches_can_fail_to(qtbot: QtBot) -> None:
    said = menu_receipts(make_row(qtbot, PROPOSAL))
    assert said["Reçue, sans garantie des compétences"].vouches is False


@pytest.mark.parametrize("line", samples.PIECES)
def test_every_line_says_its_state_aloud(qtbot: QtBot, line: PieceLine) -> None:
    row = make_row(qtbot, line)
    assert line.label in row.accessibleName()
    assert all(button.accessibleName() for button in row.findChildren(QPushButton))


def test_an_agreement_is_given_or_refused_and_a_refusal_is_not_a_paper_to_redo(qtbot: QtBot) -> None:
    asked = samples.piece("site_agreement", "Accord du site", "", PieceState.MISSING, opinion_asked="agreement")
    said = menu_receipts(make_row(qtbot, asked))
    assert [(words, receipt.opinion) for words, receipt in said.items()] == [
        ("Accord donné", "favourable"),
        ("Accord refusé", "unfavourable"),
    ]
    refused = samples.piece(
        "site_agreement", "Accord du site", "", PieceState.TO_REDO, opinion_asked="agreement", opinion="unfavourable"
    )
    assert "Refusé" in make_row(qtbot, refused).accessibleName()
