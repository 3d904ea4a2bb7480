"""The bureau writes its own lines; letters printed before keep theirs."""

from __future__ import annotations

import pypdfium2
import pytest

from crmr_desk.model.dossiers import bureau, correspondence, decision, sending
from crmr_desk.model.errors import UserError
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_lines_of_the_program_hold_until_the_bureau_writes_its_own(network: Network) -> None:
    assert bureau.bureau(network.db, TODAY) == bureau.shipped()

    bureau.save_bureau(network.db, {"bureau": "Bureau des maladies rares"}, start=TODAY)

    assert bureau.bureau(network.db, TODAY).bureau == "Bureau des maladies rares"
    assert bureau.bureau(network.db, TODAY).direction == bureau.shipped().direction
    bureau.save_bureau(network.db, {"phone": "01 23 45 67 89"}, start=TODAY)
    assert bureau.bureau(network.db, TODAY).bureau == "Bureau des maladies rares"


def test_a_letter_is_printed_with_the_lines_in_force_and_keeps_them(network: Network) -> None:
    dossier = ready_to_decide(network)
    bureau.save_bureau(
        network.db, {"bureau": "Bureau des maladies rares", "address": "1, rue de l’Essai\n75000 Paris"}, start=TODAY
    )
    decision.decide(network.db, dossier, today=TODAY)
    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None

    bureau.save_bureau(network.db, {"bureau": "Un autre bureau"}, start=TODAY)

    printed = words_of(sending.letter_pdf(network.db, letter.id).content)
    assert "Bureau des maladies rares" in printed
    assert "1, rue de l’Essai" in printed


def test_a_line_that_every_letter_prints_cannot_be_empty(network: Network) -> None:
    with pytest.raises(UserError, match="la direction"):
        bureau.save_bureau(network.db, {"direction": "  "}, start=TODAY)

    assert bureau.bureau(network.db, TODAY) == bureau.shipped()


def test_lines_hold_from_their_day_on(network: Network) -> None:
    bureau.save_bureau(network.db, {"bureau": "Bureau PF4"}, start=TODAY)
    bureau.save_bureau(network.db, {"bureau": "Bureau AS2"}, start=TODAY.replace(year=TODAY.year + 1))

    assert bureau.bureau(network.db, TODAY).bureau == "Bureau PF4"
    assert bureau.bureau(network.db, TODAY.replace(year=TODAY.year + 2)).bureau == "Bureau AS2"
    assert bureau.bureau(network.db, TODAY.replace(year=TODAY.year - 1)) == bureau.shipped()
