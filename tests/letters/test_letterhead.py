from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4, LETTER, landscape

from crmr_desk.letters.content import LetterError
from crmr_desk.letters.letterhead import Underlay, checked_letterhead
from crmr_desk.letters.pdf import render
from tests.letters import letterheads
from tests.letters.regenerate import pages_of
from tests.letters.samples import letters

LONG = letters()["longue"]


def encrypted(password: str) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(letterheads.pdf())) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="x", user=password))
    return made.getvalue()


def test_a_letterhead_lies_under_the_first_page_alone_in_the_place_of_the_zone() -> None:
    under = checked_letterhead("en-tete.pdf", letterheads.pdf())
    first, second, *_ = pages_of(render(LONG, under))
    assert "PAYS DE NULLE PART" in first
    assert "Zone réservée" not in first
    assert "Direction générale de l’offre de soins" in first
    assert "PAYS DE NULLE PART" not in second


def test_the_text_stands_where_it_stood_without_a_letterhead() -> None:
    under = checked_letterhead("en-tete.pdf", letterheads.pdf())
    with_it, without = (pages_of(render(LONG, one)) for one in (under, None))
    assert with_it[1:] == without[1:]
    assert with_it[0].replace("PAYS DE NULLE PART\n", "") in without[0]


def test_the_same_letterhead_gives_the_same_bytes() -> None:
    first, again = (checked_letterhead("en-tete.pdf", letterheads.pdf()) for _ in range(2))
    assert first == again
    assert render(LONG, first) == render(LONG, again) == render(LONG, Underlay(first.content))


def test_a_page_that_is_turned_or_has_a_rim_to_be_trimmed_lies_as_it_is_seen() -> None:
    plain = render(LONG, checked_letterhead("en-tete.pdf", letterheads.pdf()))
    for odd in (letterheads.turned(), letterheads.with_rim()):
        made = render(LONG, checked_letterhead("en-tete.pdf", odd))
        assert place_of_name(made) == pytest.approx(place_of_name(plain), abs=1.5)


def place_of_name(pdf: bytes) -> tuple[float, ...]:
    """Where the letterhead's own words stand on the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        found = page.search("PAYS").get_next()
        return tuple(page.get_charbox(found[0]))


def test_of_several_pages_the_first_is_taken_and_said_to_be_so() -> None:
    under = checked_letterhead("en-tete.pdf", letterheads.pdf(pages=3))
    assert "a 3 pages\u00a0: seule la première" in under.remarks[0]
    assert len(pypdfium2.PdfDocument(under.content)) == 1


def test_a_letterhead_without_its_font_is_taken_and_said_to_be_so() -> None:
    assert "n’incorpore pas la police Helvetica" in checked_letterhead("en-tete.pdf", letterheads.pdf()).remarks[-1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_in_the_shape_of_the_page_covers_it(kind: str) -> None:
    under = checked_letterhead("page", letterheads.picture(1240, 1754, kind))
    assert under.remarks == ()
    assert corner_of(render(LONG, under)) == pytest.approx((26, 77, 128), abs=3)


def test_any_other_picture_stands_in_the_zone_and_is_said_to() -> None:
    under = checked_letterhead("logo.png", letterheads.picture(620, 300))
    assert "zone réservée" in under.remarks[0]
    made = render(LONG, under)
    assert corner_of(made) == (255, 255, 255)
    assert len(made) <= 70_000


def corner_of(pdf: bytes) -> tuple[int, ...]:
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[0].render(scale=0.2).to_pil().getpixel((2, 2))
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "n’est ni un PDF ni une image PNG ou JPEG"),
        (b"PK\x03\x04 un document de bureau", "n’est ni un PDF ni une image PNG ou JPEG"),
        (b"%PDF-1.7\nrien", "est un PDF endommagé"),
        (letterheads.pdf()[:700], "est un PDF endommagé"),
        (encrypted("secret"), "protégé par un mot de passe"),
        (encrypted(""), "protégé par un mot de passe"),
        (letterheads.pdf(LETTER), "mesure 216 × 279 mm.*page A4 debout"),
        (letterheads.pdf(landscape(A4)), "mesure 297 × 210 mm.*page A4 debout"),
        (letterheads.picture(1240, 1754)[:500], "est endommagée"),
        (letterheads.picture(200, 100), "n’a que 200 × 100 points.*il en faut"),
        (letterheads.picture(9000, 4500), "a 9000 × 4500 points.*au plus 36 millions"),
        (b"%PDF-1.7" + b" " * 5_000_000, "dépasse 5 Mo"),
    ],
)
def test_a_file_that_is_no_letterhead_is_refused_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(LetterError, match=f"en-tete\\.x.*{said}"):
        checked_letterhead("en-tete.x", content)
