from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from crmr_desk.letters.compose import compose
from crmr_desk.letters.content import Letter, LetterError, Section
from crmr_desk.letters.letterhead import Underlay
from crmr_desk.letters.pdf import render
from crmr_desk.letters.reading import final, read_back
from tests.letters import letterheads
from tests.letters.said import missing_from, text_of
from tests.letters.samples import FACTS, FRAME, LONG_NAME, NOTIFICATION, ORPHANET, RUNNING, letters

SAMPLES = letters()
LETTER = SAMPLES["notification"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letter_that_says_everything_becomes_final(name: str) -> None:
    assert final(SAMPLES[name]) == render(SAMPLES[name])


def test_a_letter_of_any_length_is_read_across_its_pages() -> None:
    for count in (11, 25, 60):
        final(compose(replace(NOTIFICATION, body=(RUNNING * count, "- " + RUNNING * 9)), FRAME, FACTS).letter)
    final(replace(ORPHANET, sections=(Section("Historique", (("Long", RUNNING * 30),)), *ORPHANET.sections)))


def test_a_dash_that_was_typed_for_want_of_a_value_stops_nothing() -> None:
    final(replace(ORPHANET, sections=(Section("Le centre", (("Unité", "-"), ("Ville", "Paris"))),)))


def test_names_in_greek_and_cyrillic_letters_are_printed_and_read() -> None:
    names = (
        "Pr Ελένη Παπαδοπούλου",
        "Dr Ганна Шевченко",
        "Pr Łukasz Żółć",
        "Dr Ștefan Țepeș",
        "Pr Nguyễn Thị Hồng",
        "Dr Ann Su\ufb03eld",
    )
    assert isinstance(LETTER, Letter)
    made = final(replace(LETTER, frame=replace(LETTER.frame, addressee=names)))
    assert missing_from(text_of(made), names) == ()


@pytest.mark.parametrize("name", [LONG_NAME + " " + LONG_NAME[:85], "x" * 200])
def test_nothing_of_a_name_of_200_signs_is_cut_off(name: str) -> None:
    assert len(name) >= 200
    final(compose(NOTIFICATION, replace(FRAME, addressee=(name, "75000 Paris")), {**FACTS, "former": name}).letter)


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Pr محمد الفاسي", "U\\+0645"),
        ("Dr יוסף כהן", "U\\+05D9"),
        ("Pr 山田太郎", "U\\+5C71"),
        ("Dr Jean 😀", "U\\+1F600"),
        ("Dr Je\x00an", "U\\+0000"),
    ],
)
def test_a_script_that_the_fonts_lack_is_refused_by_its_signs_and_the_text_that_has_them(name: str, sign: str) -> None:
    assert isinstance(LETTER, Letter)
    with pytest.raises(LetterError, match=f"{sign}.*remplacez"):
        final(replace(LETTER, frame=replace(LETTER.frame, addressee=(name,))))


@pytest.mark.parametrize("addressee", [(), ("", " ")])
def test_a_letter_to_nobody_is_no_final_letter_but_can_be_seen(addressee: tuple[str, ...]) -> None:
    assert isinstance(LETTER, Letter)
    to_nobody = replace(LETTER, frame=replace(LETTER.frame, addressee=addressee))
    with pytest.raises(LetterError, match="n’a pas de destinataire"):
        final(to_nobody)
    assert render(to_nobody).startswith(b"%PDF")


def with_unicode_changed(pdf: bytes, change: Callable[[str], str]) -> bytes:
    """The same pages, whose glyphs say other signs to whoever reads or copies them."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for font in document.pages[0].resources["/Font"].values():
            font.ToUnicode.write(change(font.ToUnicode.read_bytes().decode()).encode())
        made = BytesIO()
        document.save(made)
    return made.getvalue()


def says(sign: str, instead_of: str) -> Callable[[str], str]:
    return lambda cmap: re.sub(rf"(<\w\w>) <{ord(instead_of):04X}>", rf"\1 <{ord(sign):04X}>", cmap)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (says("e", "é"), r"ne dit pas «\s?.*é"),
        (says("E", "É"), r"ne dit pas «\s?Étienne Vasseur\s?» \(signataire\)"),
        (says("\ufffd", "œ"), r"signe illisible dans «\s?.*□"),
        (lambda _: "endcmap", "signe illisible|ne dit pas"),
    ],
)
def test_a_damaged_font_stops_the_letter(change: Callable[[str], str], said: str) -> None:
    with pytest.raises(LetterError, match=said):
        read_back(with_unicode_changed(render(LETTER), change), LETTER)


def with_content_changed(pdf: bytes, old: bytes, new: bytes) -> bytes:
    """The same file, the last place on its first page that says ``old`` saying ``new`` instead."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page, made = document.pages[0], BytesIO()
        before, found, after = page.Contents.read_bytes().rpartition(old)
        assert found
        page.Contents = document.make_stream(before + new + after)
        document.save(made)
    return made.getvalue()


PLACE = b"1 0 0 1 255.118 15.839 Tm"
"""Where the line of the town begins, in the column of the addressee."""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"(75010 Paris)", b"(75010)", r"75010 Paris\s?» \(destinataire\)"),
        (PLACE, b"1 0 0 1 515 15.839 Tm", r"75010 Paris\s?» \(destinataire\)"),
        (PLACE, b"1 0 0 1 255.118 -900 Tm", r"75010 Paris\s?» \(destinataire\)"),
    ],
)
def test_a_line_that_is_cut_off_or_drawn_past_the_edge_stops_the_letter(old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(LetterError, match=said):
        read_back(with_content_changed(render(LETTER), old, new), LETTER)


def test_a_text_that_stands_elsewhere_too_is_not_taken_for_the_one_that_is_lost() -> None:
    words = replace(NOTIFICATION, body=("Votre adresse est\u00a0: 75010 Paris.", RUNNING))
    letter = compose(words, FRAME, FACTS).letter
    made = final(letter)
    read_back(made, letter)
    for lost, said in ((PLACE, r"75010 Paris\s?» \(destinataire\)"), (b"(Votre adresse", "Votre adresse est")):
        with pytest.raises(LetterError, match=said):
            read_back(with_content_changed(made, lost, lost.replace(b"255", b"955").replace(b"Votre", b"")), letter)


def test_a_cell_that_is_empty_stops_the_fiche() -> None:
    with pytest.raises(LetterError, match=r"ne dit pas «\s?750100042\s?» \(FINESS géographique\)"):
        read_back(with_content_changed(render(SAMPLES["fiche"]), b"(750100042)", b"()"), SAMPLES["fiche"])


def test_a_page_that_is_lost_stops_the_letter_though_others_say_the_same() -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(render(SAMPLES["longue"]))) as document:
        del document.pages[1]
        document.save(made)
    with pytest.raises(LetterError, match=r"\(corps du courrier\)"):
        read_back(made.getvalue(), SAMPLES["longue"])


def test_another_letter_is_not_this_one() -> None:
    with pytest.raises(LetterError, match="le courrier reste un projet"):
        read_back(render(SAMPLES["refus"]), LETTER)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(LetterError, match="n’est pas un PDF lisible"):
        read_back(b"bonjour", LETTER)


def test_facts_are_found_whatever_the_spaces_the_hyphens_and_the_lines() -> None:
    text = "le coordonna\ufffeteur du centre\r\nde référence, 1\u202f000 €, hôpi\u00adtal Saint-\r\nLouis"
    facts = ("coordonnateur", "centre de référence", "1 000 €", "hôpital Saint-Louis", "coordonnatrice", "reference")
    assert missing_from(text, facts) == ("coordonnatrice", "reference")


def test_a_letterhead_that_names_the_direction_takes_its_place() -> None:
    under = Underlay(letterheads.pdf(), says_direction=True)
    made = final(LETTER, under)
    assert "Sous-direction" not in text_of(made)
    assert "Zone réservée" not in text_of(made)
