"""The merged words of a letter, found again on its pages: wrapped, cut, over two pages, left blank."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from crmr_desk.letters import pdf
from crmr_desk.letters.compose import compose
from crmr_desk.letters.content import Form, Letter, Words
from crmr_desk.letters.merged import MergedWord, merged_words
from tests.letters import samples

LETTER = samples.letters()["notification"]
assert isinstance(LETTER, Letter)
FRAME = LETTER.frame
FACTS = {
    "name": "Pr Marie-Antoinette de l'Hôpital-Kergoët de Montmorency-Laval de la Tour-d'Auvergne",
    "day": "1er mai 2027",
    "reasons": "une réorganisation exceptionnellement approfondie\nle départ : prévu",
    "empty": "",
    "court": "tribunal administratif de Paris",
}
LONG = "Le dossier transmis comprend la lettre de motivation et l’avis du directoire. " * 42
PUSH = "que " * 19
"""Brings the name so far to the right that its line ends at a hyphen of it."""
TEMPLATE = Words(
    form=Form.ADMINISTRATIVE,
    subject="désignation de {name}",
    body=(
        f"J’ai l’honneur de vous faire connaître la désignation {PUSH}de {{name}}, le {{day}}.",
        "- {reasons}",
        f"{LONG}La décision ({{name}}) est « {{empty}} ».",
    ),
    closing="Avec {name}.",
    remedies=("Vous pouvez saisir le {court}.",),
)
TEXTS = (TEMPLATE.subject, *TEMPLATE.body, TEMPLATE.closing, *TEMPLATE.remedies)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(compose(TEMPLATE, FRAME, FACTS).letter)


def said_in(printed: bytes, word: MergedWord) -> str:
    """What a reader of PDF finds within the boxes of a word."""
    with pypdfium2.PdfDocument(printed) as document:
        parts = []
        for box in word.boxes:
            page = document[box.page]
            height, text = page.get_height(), page.get_textpage()
            parts.append(text.get_text_bounded(box.left, height - box.bottom + 3, box.right, height - box.top - 3))
    return "".join(parts)


def test_each_word_is_found_in_the_order_of_the_letter(printed: bytes) -> None:
    words = merged_words(printed, TEXTS, FACTS)
    fields = [word.field for word in words]
    assert fields == ["name", "name", "day", "reasons", "reasons", "name", "empty", "name", "court"]
    assert words[-1].boxes[0].page > words[0].boxes[0].page


def test_a_name_that_is_wrapped_at_its_hyphen_has_a_box_a_line(printed: bytes) -> None:
    in_body = merged_words(printed, TEXTS, FACTS)[1]
    above, below = in_body.boxes
    assert below.top > above.top
    assert below.left < above.left
    head, rest = (said_in(printed, replace(in_body, boxes=(box,))).strip("\ufffe\x02- \r\n") for box in in_body.boxes)
    assert (head, rest) == ("Pr Marie-Antoinette de l’Hôpital-Kergoët de Montmorency", "Laval de la Tour-d’Auvergne")


def test_a_blank_and_what_typography_sets_otherwise_are_found_too(printed: bytes) -> None:
    words = merged_words(printed, TEXTS, FACTS)
    assert said_in(printed, words[2]).split() == ["1ᵉʳ", "mai", "2027"]
    assert said_in(printed, words[6]) == "[à compléter]"


def test_what_stands_above_the_subject_is_sought_there_only(printed: bytes) -> None:
    address = {**FACTS, "address": "\n".join(FRAME.addressee), "elsewhere": "directoire"}
    first = merged_words(printed, TEXTS, address, head=("{address}", "{elsewhere}"))[0]
    assert (first.field, len(first.boxes)) == ("address", len(FRAME.addressee))
    assert "elsewhere" not in {word.field for word in merged_words(printed, TEXTS, address, ("{elsewhere}",))}


def test_a_text_that_the_letter_does_not_say_is_passed_over(printed: bytes) -> None:
    words = merged_words(printed, ("Une phrase retirée pour {name}.", *TEXTS), FACTS)
    assert words == merged_words(printed, TEXTS, FACTS)
