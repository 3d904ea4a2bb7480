"""The recipients grid: kept, lifted, sent by another channel."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.ui.dossier.recipients_card import RecipientsCard
from tests.ui.dossier import samples

Asked = list[tuple[RecipientLine, bool, str]]


def card_of(qtbot: QtBot) -> tuple[RecipientsCard, Asked]:
    card = RecipientsCard()
    qtbot.addWidget(card)
    card.resize(620, 420)
    card.show_view(samples.ready())
    card.show()
    asked: Asked = []
    card.change_wanted.connect(lambda line, keep, channel: asked.append((line, keep, channel)))
    return card, asked


def test_unchecking_asks_and_shows_what_is_kept_until_it_is(qtbot: QtBot) -> None:
    card, asked = card_of(qtbot)
    row = card.rows[0]
    row.check.click()
    assert asked == [(samples.RECIPIENTS[0], False, "courriel")]
    assert row.check.isChecked()


def test_another_channel_is_asked_for(qtbot: QtBot) -> None:
    card, asked = card_of(qtbot)
    box = card.rows[3].channel
    box.activated.emit(box.findData("recommande"))
    assert asked == [(samples.RECIPIENTS[3], True, "recommande")]


def test_a_lifted_recipient_says_why_and_has_no_channel(qtbot: QtBot) -> None:
    card, _asked = card_of(qtbot)
    first = replace(samples.RECIPIENTS[0], included=False, reason="Décédée le 02/11/2026")
    card.show_view(replace(samples.ready(), recipients=(first, *samples.RECIPIENTS[1:])))
    assert card.rows[0].detail.whole() == "Levé\u00a0: Décédée le 02/11/2026"
    assert not card.rows[0].channel.isEnabled()


def test_a_row_chosen_asks_for_its_letter(qtbot: QtBot) -> None:
    card, _asked = card_of(qtbot)
    wanted: list[tuple[str, str]] = []
    card.letter_chosen.connect(lambda who, of: wanted.append((who, of)))
    card.rows[3].chosen.emit()
    assert wanted == [("ars", "11")]


def test_nothing_changes_once_decided(qtbot: QtBot) -> None:
    card, _asked = card_of(qtbot)
    card.show_view(samples.decided())
    assert not any(row.check.isEnabled() or row.channel.isEnabled() for row in card.rows)
