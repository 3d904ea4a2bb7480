from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from crmr_desk.letters.compose import BLANK, compose, compose_fiche
from crmr_desk.letters.content import Form, LetterError
from tests.letters.samples import FACTS, FRAME, NOTIFICATION, ORPHANET, PERSONAL


def test_fields_are_filled_and_set_in_french() -> None:
    letter = compose(NOTIFICATION, FRAME, FACTS).letter
    assert letter.words.subject == "succession du coordonnateur du centre de référence CERVCO"
    assert "à compter du 1ᵉʳ\u00a0mai\u00a02027" in letter.words.body[1]
    assert letter.frame.sender == "Le directeur général de l’offre de soins"
    assert letter.words.form is Form.ADMINISTRATIVE


def test_a_letter_without_blanks_says_so() -> None:
    assert compose(PERSONAL, FRAME, FACTS).blanks == ()


def test_each_blank_is_named_once_and_shown_in_the_text() -> None:
    composed = compose(NOTIFICATION, FRAME, {**FACTS, "visa_date": "", "former": "  "})
    assert set(composed.blanks) == {"visa_date", "former"}
    assert len(composed.blanks) == 2
    assert f"Il succède à {BLANK}" in composed.letter.words.body[1]


def test_a_field_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(LetterError, match="«\u202fvise_date\u202f», qui n’existe pas"):
        compose(replace(NOTIFICATION, subject="visa du {vise_date}"), FRAME, FACTS)


@pytest.mark.parametrize("subject", ["visa du {visa_date", "visa du }", "visa du {Visa date}"])
def test_a_stray_brace_in_a_template_is_refused(subject: str) -> None:
    with pytest.raises(LetterError, match="accolade"):
        compose(replace(NOTIFICATION, subject=subject), FRAME, FACTS)


def test_braces_in_a_fact_or_in_the_frame_stay_text() -> None:
    frame = replace(FRAME, addressee=("Hôpital {former}",))
    letter = compose(NOTIFICATION, frame, {**FACTS, "former": "{centre}"}).letter
    assert "Il succède à {centre} à compter" in letter.words.body[1]
    assert letter.frame.addressee == ("Hôpital {former}",)


def test_a_fiche_names_the_rows_without_value() -> None:
    fiche, blanks = compose_fiche(ORPHANET)
    assert blanks == ("Code ORPHA",)
    assert fiche.sections[1].title == "Coordonnateur à compter du 1ᵉʳ\u00a0mai\u00a02027"


def test_composing_does_not_load_the_pdf_library() -> None:
    program = "import sys, crmr_desk.letters.compose; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_field_of_several_lines_behind_a_dash_gives_one_item_each() -> None:
    template = replace(NOTIFICATION, body=("Il manque :", "- {pieces}", "- le courriel", "Merci."))
    composed = compose(template, FRAME, {**FACTS, "pieces": "le CV\n\n la lettre, à refaire : elle n'est pas signée"})
    assert composed.letter.words.body == (
        "Il manque\u00a0:",
        "- le CV",
        "- la lettre, à refaire\u00a0: elle n’est pas signée",
        "- le courriel",
        "Merci.",
    )


def test_lines_elsewhere_run_on() -> None:
    template = replace(NOTIFICATION, body=("Motifs : {reasons}",))
    composed = compose(template, FRAME, {**FACTS, "reasons": "l’un\n- l’autre"})
    assert composed.letter.words.body == ("Motifs\u00a0: l’un - l’autre",)
