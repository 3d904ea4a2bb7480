from __future__ import annotations

from io import BytesIO

import pytest
from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFontFace

from crmr_desk import resources
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.fonts import drawable, load

FILES = sorted(path.name for path in resources.path("fonts").glob("*.ttf"))


@pytest.mark.parametrize("file", FILES)
def test_every_font_has_the_signs_of_french(file: str) -> None:
    glyphs = TTFontFace(str(resources.path("fonts", file))).charToGlyph
    assert not [sign for sign in "\u202f\u00a0’«»…–—§°²€œŒæÆÿŸᵉʳéèêëàâîïôûùüç" if ord(sign) not in glyphs]


@pytest.mark.parametrize("file", ["SourceSans3_400Regular.ttf", "SourceSans3_600SemiBold.ttf"])
def test_no_sign_loses_its_accent_in_the_part_of_a_font_that_a_letter_embeds(file: str) -> None:
    path = str(resources.path("fonts", file))
    signs, whole = sorted(load()), ImageFont.truetype(path, 400, layout_engine=ImageFont.Layout.BASIC)
    for start in range(0, len(signs), 200):
        some = signs[start : start + 200]
        # The first 32 places are those of control characters, which no font draws.
        part = BytesIO(TTFontFace(path).makeSubset([*[32] * 32, *map(ord, some)]))
        embedded = ImageFont.truetype(part, 400, encoding="armn", layout_engine=ImageFont.Layout.BASIC)
        for place, sign in enumerate(some, start=32):
            assert embedded.getbbox(chr(place)) == pytest.approx(whole.getbbox(sign), abs=5), sign


def test_the_licence_of_the_fonts_is_shipped() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in resources.path("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_names_of_europe_can_be_drawn() -> None:
    assert drawable("Łukasz Żółć, Şükrü Ağaoğlu, Đorđe Čović, Ștefan Țepeș") == "Łukasz Żółć, Şükrü Ağaoğlu, " \
        "Đorđe Čović, Ștefan Țepeș"  # fmt: skip


def test_one_sign_without_glyph_is_named() -> None:
    with pytest.raises(LetterError) as refused:
        drawable("Pr Jean 😀 Dupont")
    assert str(refused.value) == (
        "Aucune police du courrier n’a le caractère «\u202f😀\u202f» (U+1F600)\u00a0: remplacez-le dans "
        "«\u202fPr Jean 😀 Dupont\u202f»."
    )


def test_several_signs_without_glyph_are_each_named_once() -> None:
    with pytest.raises(LetterError, match=r"les caractères «\s漢\s» \(U\+6F22\), «\s字\s» \(U\+5B57\)\s: "):
        drawable("漢字漢")


@pytest.mark.parametrize("sign", ["🔒", "\ue000", "\x07"])
def test_signs_that_a_pdf_could_not_say_are_refused(sign: str) -> None:
    with pytest.raises(LetterError, match=f"U\\+{ord(sign):04X}"):
        drawable(f"Dupont{sign}")


def test_a_very_long_text_is_quoted_in_part() -> None:
    with pytest.raises(LetterError) as refused:
        drawable("Dupont " * 50 + "漢")
    assert len(str(refused.value)) < 200
