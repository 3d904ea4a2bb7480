from __future__ import annotations

import re
import zlib
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


def test_a_fact_that_was_cut_off_stops_the_letter() -> None:
    broken = bytearray(render(LETTER))
    (page,) = [found for found in re.finditer(rb"stream\n(x.+?)\nendstream", bytes(broken), re.S) if is_page(found[1])]
    shorter = zlib.compress(zlib.decompress(page[1]).replace(b"75010 Paris", b"75010"), 9)
    broken[page.start(1) : page.end(1)] = shorter + b"\n" * (len(page[1]) - len(shorter))
    with pytest.raises(LetterError, match=r"ne dit pas «\s?75010 Paris\s?» \(destinataire\)"):
        read_back(bytes(broken), LETTER)


def is_page(stream: bytes) -> bool:
    return b"75010" in zlib.decompress(stream)


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
