"""The bureau writes its own lines; letters printed before keep theirs."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest

from crmr_desk.model.bureau.letterheads import lay_under
from crmr_desk.model.bureau.lines import bureau, save_bureau, shipped
from crmr_desk.model.bureau.signatories import SignatoryLines, add_signatory
from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import correspondence, decision, life
from crmr_desk.model.errors import UserError
from tests.model.bureau.test_letterheads import letterhead_file
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_the_lines_of_the_program_hold_until_the_bureau_writes_its_own(network: Network) -> None:
    assert bureau(network.db, TODAY) == shipped()

    save_bureau(network.db, {"bureau": "Bureau des maladies rares"}, start=TODAY)

    assert bureau(network.db, TODAY).bureau == "Bureau des maladies rares"
    assert bureau(network.db, TODAY).direction == shipped().direction
    save_bureau(network.db, {"phone": "01 23 45 67 89"}, start=TODAY)
    assert bureau(network.db, TODAY).bureau == "Bureau des maladies rares"


def test_a_letter_is_printed_with_the_lines_in_force_and_keeps_them(network: Network) -> None:
    dossier = ready_to_decide(network)
    save_bureau(
        network.db, {"bureau": "Bureau des maladies rares", "address": "1, rue de l’Essai\n75000 Paris"}, start=TODAY
    )
    decision.decide(network.db, dossier, today=TODAY)
    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None

    save_bureau(network.db, {"bureau": "Un autre bureau"}, start=TODAY)

    printed = words_of(sending.letter_pdf(network.db, letter.id).content)
    assert "Bureau des maladies rares" in printed
    assert "1, rue de l’Essai" in printed


def test_a_line_that_every_letter_prints_cannot_be_empty(network: Network) -> None:
    with pytest.raises(UserError, match="la direction"):
        save_bureau(network.db, {"direction": "  "}, start=TODAY)

    assert bureau(network.db, TODAY) == shipped()


def test_lines_hold_from_their_day_on(network: Network) -> None:
    save_bureau(network.db, {"bureau": "Bureau PF4"}, start=TODAY)
    save_bureau(network.db, {"bureau": "Bureau AS2"}, start=TODAY.replace(year=TODAY.year + 1))

    assert bureau(network.db, TODAY).bureau == "Bureau PF4"
    assert bureau(network.db, TODAY.replace(year=TODAY.year + 2)).bureau == "Bureau AS2"
    assert bureau(network.db, TODAY.replace(year=TODAY.year - 1)) == shipped()


def test_a_signatory_of_the_register_signs_with_the_capacity_of_the_delegation(network: Network) -> None:
    add_signatory(
        network.db, SignatoryLines("Claire Montagnac", "la sous-directrice", TODAY, delegation="Acte du jour")
    )
    dossier = ready_to_decide(network)
    life.answer(network.db, dossier, {"decision.signatory": "Claire Montagnac"}, today=TODAY)
    decision.decide(network.db, dossier, today=TODAY)

    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None
    printed = words_of(sending.letter_pdf(network.db, letter.id).content)
    assert "la sous-directrice" in printed
    assert "Acte du jour" in printed


def test_a_decision_waits_while_the_delegation_of_its_signatory_has_ended(network: Network) -> None:
    ended = SignatoryLines("Claire Montagnac", "la sous-directrice", dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    add_signatory(network.db, ended)
    dossier = ready_to_decide(network)
    life.answer(network.db, dossier, {"decision.signatory": "Claire Montagnac"}, today=TODAY)

    with pytest.raises(UserError, match="Signataire sans délégation"):
        decision.decide(network.db, dossier, today=TODAY)


def test_the_letterhead_file_of_the_administration_is_under_the_letters_of_its_days(network: Network) -> None:
    lay_under(network.db, "en-tete.pdf", letterhead_file("Ministère d’essai"), start=TODAY, says_direction=True)
    dossier = ready_to_decide(network)
    decision.decide(network.db, dossier, today=TODAY)

    letter = correspondence.letters_of(network.db, dossier)[0]
    assert letter.id is not None
    printed = words_of(sending.letter_pdf(network.db, letter.id).content)
    assert "Ministère d’essai" in printed
    assert shipped().direction not in printed
