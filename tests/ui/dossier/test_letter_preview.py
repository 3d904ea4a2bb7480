"""The letter beside the page: drawn from its PDF, one after the other, with its blanks named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.letters import pdf
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.errors import UserError
from crmr_desk.ui.dossier.letter_preview import LetterPreview
from crmr_desk.ui.parts.badge import Badge
from tests.letters import samples as letter_samples
from tests.ui.dossier import samples


@pytest.fixture(scope="module")
def printed() -> LivePages:
    return LivePages(pdf.render(letter_samples.letters()["longue"]))


def preview_of(qtbot: QtBot, load: Callable[..., None]) -> LetterPreview:
    preview = LetterPreview(load)
    qtbot.addWidget(preview)
    preview.resize(476, 760)
    preview.show()
    return preview


def words_of(preview: LetterPreview) -> list[str]:
    return [each.text() for each in preview.findChildren(Badge) if each.isVisible()]


def test_every_page_of_the_letter_is_drawn(qtbot: QtBot, printed: LivePages) -> None:
    preview = preview_of(qtbot, lambda _letter, then, _failed: then(printed))
    preview.show_view(samples.ready(), "decision")
    assert preview.pages.page_count() > 1
    assert preview.pages.height() > preview.pages.width() * preview.pages.page_count()
    assert "centre de référence" in preview.pages.accessibleDescription()


def test_the_arrows_go_from_letter_to_letter(qtbot: QtBot, printed: LivePages) -> None:
    loaded: list[str] = []

    def load(letter: LetterLine, then: Callable[[LivePages], None], _failed: Callable[[Exception], None]) -> None:
        loaded.append(letter.who)
        then(printed)

    preview = preview_of(qtbot, load)
    preview.show_view(samples.ready(), "decision")
    preview.after.click()
    preview.before.click()
    preview.before.click()
    assert loaded == ["former_coordonnateur", "new_coordonnateur", "former_coordonnateur", "fsmr"]


def test_a_reload_stays_at_the_same_letter(qtbot: QtBot, printed: LivePages) -> None:
    preview = preview_of(qtbot, lambda _letter, then, _failed: then(printed))
    preview.show_view(samples.ready(), "decision")
    preview.choose("orphanet", "")
    preview.show_view(samples.decided(), "decision")
    shown = preview.current()
    assert shown is not None
    assert (shown.who, shown.state) == ("orphanet", "final")


def test_an_answer_that_comes_late_is_dropped(qtbot: QtBot, printed: LivePages) -> None:
    waiting: list[Callable[[LivePages], None]] = []
    preview = preview_of(qtbot, lambda _letter, then, _failed: waiting.append(then))
    preview.show_view(samples.ready(), "decision")
    preview.after.click()
    waiting[0](printed)
    assert preview.pages.page_count() == 0
    waiting[1](printed)
    assert preview.pages.page_count() > 0


def test_blank_fields_are_named_and_lead_to_where_they_are_filled(qtbot: QtBot, printed: LivePages) -> None:
    preview = preview_of(qtbot, lambda _letter, then, _failed: then(printed))
    steps: list[str] = []
    preview.step_wanted.connect(steps.append)
    preview.show_view(samples.sample(letters=samples.letters(blanks=("date du visa",))), "decision")
    qtbot.waitUntil(lambda: words_of(preview) == ["Aucun champ vide"])
    preview.choose("current_director", "")
    qtbot.waitUntil(lambda: words_of(preview) == ["À compléter"])
    next(each for each in preview.findChildren(QPushButton) if each.text() == "date du visa").click()
    assert steps == ["decision"]


def test_a_letter_that_cannot_be_written_says_why_in_its_place(qtbot: QtBot) -> None:
    refusal = UserError("Renseignez le bureau dans les réglages avant d’écrire.")
    preview = preview_of(qtbot, lambda _letter, _then, failed: failed(refusal))
    preview.show_view(samples.ready(), "decision")
    assert preview.pages.page_count() == 0
    assert not preview.open.isEnabled()
    assert preview.problem() == str(refusal)
