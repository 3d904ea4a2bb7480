from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest

from crmr_desk.letters.compose import compose
from crmr_desk.letters.content import Fiche, Letter, LetterError, Letterhead, Section
from crmr_desk.letters.letterhead import Underlay
from crmr_desk.letters.pdf import render
from tests.letters import letterheads
from tests.letters.regenerate import GOLDEN, golden_text, pages_of
from tests.letters.samples import FACTS, FRAME, LETTERHEAD, LONG_HOSPITAL, NOTIFICATION, ORPHANET, RUNNING, letters

SAMPLES = letters()
EVERY = pytest.mark.parametrize("name", SAMPLES)


def written_to(name: str) -> Letter:
    return compose(NOTIFICATION, replace(FRAME, addressee=(name,)), FACTS).letter


@EVERY
def test_the_pages_read_as_the_golden_text(name: str) -> None:
    assert golden_text(render(SAMPLES[name])) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@EVERY
def test_the_same_facts_give_the_same_bytes_within_70_kilobytes(name: str) -> None:
    first = render(SAMPLES[name])
    render(written_to("Łukasz Żółć"))
    assert render(SAMPLES[name]) == first
    assert len(first) <= 70_000


@pytest.mark.parametrize("under", [None, Underlay(letterheads.pdf())])
def test_a_draft_shows_what_stays_blank_on_a_letter_that_leaves_and_nothing_else_moves(under: Underlay | None) -> None:
    letter, draft = (words_at(render(SAMPLES["notification"], under, draft=shown)) for shown in (False, True))
    zone = [] if under else ["Zone réservée à l’en-tête", "de l’administration"]
    assert sorted(text for text, _at in draft - letter) == sorted([*zone, "Signature"])
    assert letter < draft


def words_at(pdf: bytes) -> set[tuple[str, tuple[float, ...]]]:
    """Each line of the first page, and where it stands."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        places = [page.get_rect(rank) for rank in range(page.count_rects())]
        return {(page.get_text_bounded(*place).strip(), place) for place in places}


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from crmr_desk.letters.pdf import render; from tests.letters.samples import letters\n"
        "print(hashlib.sha256(render(letters()['longue'])).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert other.stdout.strip() == hashlib.sha256(render(SAMPLES["longue"])).hexdigest()


@EVERY
def test_every_font_in_the_file_is_ours_and_embedded(name: str) -> None:
    file = render(SAMPLES[name])
    fonts = re.findall(rb"/BaseFont /(\S+)", file)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+SourceSans3-(Regular|SemiBold)", font) for font in fonts)
    assert file.count(b"/FontFile2 ") == len(fonts)


def test_the_file_names_title_author_reference_and_language() -> None:
    file = render(SAMPLES["notification"])
    with pypdfium2.PdfDocument(file) as document:
        about = document.get_metadata_dict()
    assert about["Title"] == "succession du coordonnateur du centre de référence CERVCO"
    assert about["Author"].startswith("Direction générale de l’offre de soins, ")
    assert about["Subject"] == "2026-0143/N3"
    assert b"/Lang (fr-FR)" in file


def test_markup_in_a_name_is_printed_as_text() -> None:
    file = render(written_to('<b>Jean</b> <img src="/etc/passwd"/> &amp; <a href="x">Fils</a>'))
    text = " ".join(pages_of(file)[0].split())
    assert "<b>Jean</b> <img" in text
    assert "&amp ; <a href=" in text
    assert b"/XObject" not in file
    assert b"/Annot" not in file


def test_an_emoji_in_a_name_is_refused_in_one_sentence() -> None:
    with pytest.raises(LetterError, match="U\\+1F600"):
        render(written_to("Jean 😀 Dupont"))


@pytest.mark.parametrize("letterhead", [replace(LETTERHEAD, phone="😀"), replace(LETTERHEAD, direction="😀")])
def test_an_emoji_in_the_letterhead_is_refused_too(letterhead: Letterhead) -> None:
    fiche = replace(ORPHANET, letterhead=letterhead)
    with pytest.raises(LetterError, match="U\\+1F600"):
        render(fiche)


def test_an_address_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(LetterError, match=r"«\u202fGroupement.*…\u202f» est trop long.* sur la fiche"):
        render(written_to(LONG_HOSPITAL * 30))
    with pytest.raises(LetterError, match="dans les réglages, Bureau et en-tête"):
        render(replace(ORPHANET, letterhead=replace(LETTERHEAD, sub_direction=LONG_HOSPITAL * 60)))


def test_a_body_paragraph_longer_than_a_page_goes_on_over_the_page() -> None:
    words = replace(NOTIFICATION, body=(RUNNING * 25,))
    assert len(pages_of(render(compose(words, FRAME, FACTS).letter))) > 1


def test_a_line_ends_within_a_compound_of_words_and_never_within_an_acronym() -> None:
    filled = tuple(f"Direction de{'s' * more} l’hôpital Saint-Joseph, AP-HP" for more in range(14))
    text = pages_of(render(compose(NOTIFICATION, replace(FRAME, addressee=filled), FACTS).letter))[0]
    assert "Saint-\n" in text
    assert "\nAP-HP" in text
    assert "AP-\n" not in text


def test_a_long_last_paragraph_begins_on_the_page_where_there_is_room() -> None:
    words = replace(NOTIFICATION, body=(RUNNING * 9,))
    first, second = pages_of(render(compose(words, FRAME, FACTS).letter))
    assert first.count("lettre de motivation") > 4
    assert second.index("missions du centre") < second.index("Pour la ministre")


@pytest.mark.parametrize("count", range(4, 16))
def test_the_signature_never_stands_alone_on_a_page(count: int) -> None:
    words = replace(NOTIFICATION, body=(*[RUNNING] * count, "Fin du courrier."))
    signed = [text for text in pages_of(render(compose(words, FRAME, FACTS).letter)) if "Étienne Vasseur" in text]
    assert len(signed) == 1
    assert "Fin du courrier." in signed[0]
    assert "Pour la ministre" in signed[0]


def test_following_pages_carry_the_reference_and_their_number() -> None:
    pages = pages_of(render(SAMPLES["longue"]))
    assert len(pages) == 4
    assert [f"{number}/4" in text for number, text in enumerate(pages, 1)] == [True] * 4
    assert all(text.lstrip().startswith("Réf. 2026-0143/N3") for text in pages[1:])


def test_a_single_page_has_no_number() -> None:
    assert "1/1" not in pages_of(render(SAMPLES["notification"]))[0]


def test_the_first_page_says_where_the_remedies_stand() -> None:
    assert "Voies et délais de recours : page 4" in pages_of(render(SAMPLES["longue"]))[0]
    assert ": page" not in pages_of(render(SAMPLES["refus"]))[0]


def test_a_narrow_no_break_space_never_ends_a_line() -> None:
    for width in range(30):
        text = pages_of(render(written_to("x" * width + " «\u202foui\u202f!\u202f» a\u202f; b\u202f?")))[0]
        assert not re.search(r"(^|\n)[;!?»]|«\s*\n", text)


def test_a_fiche_shows_a_dash_where_a_value_is_missing() -> None:
    sample = SAMPLES["fiche"]
    assert isinstance(sample, Fiche)
    assert re.search(r"Code ORPHA\s+–", pages_of(render(sample))[0])


def test_the_title_of_a_section_is_repeated_over_the_page() -> None:
    long = Section("Centres de compétences", tuple((f"CCMR {number}", "CHU de Besançon") for number in range(50)))
    pages = pages_of(render(replace(ORPHANET, sections=(long,))))
    assert len(pages) == 2
    assert all("Centres de compétences" in text for text in pages)


def test_the_items_of_a_list_stand_behind_their_dashes() -> None:
    words = replace(NOTIFICATION, body=("Il manque :", "- le CV", "- l’avis du directoire"))
    said = " ".join(pages_of(render(compose(words, FRAME, FACTS).letter))[0].split())
    assert "Il manque : – le CV – l’avis du directoire" in said
