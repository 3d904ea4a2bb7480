"""A note of many lines, page after page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crmr_desk.letters.content import LetterError
from crmr_desk.letters.note import Centre, Group, Line, Note, render
from tests.letters.regenerate import pages_of

LINE = Line(
    "Coordination\u00a0: Pr Solène Aubrac succède à Pr Inès Delmas",
    "Pr Inès Delmas → …",
    "01/07/2026",
    "Dossier 2026-003",
)
TITLE = "Le réseau entre le 31 décembre 2025 et le 21 novembre 2026"


def note(lines: int) -> Note:
    centres = tuple(
        Centre(f"CR{number}, CCMR CHU de Lille", (LINE, Line("Label échu"))) for number in range(lines // 2)
    )
    return Note(
        title=TITLE,
        states=("Au 31 décembre 2025, tel qu’il est connu maintenant",),
        dateline="Établie le 21 novembre 2026 d’après le registre",
        bureau="Bureau des maladies rares",
        counts=(("Labels", "150"), ("Mandats", "150")),
        groups=(Group("BRAIN-TEAM", centres),),
        empty="Rien ne diffère entre ces deux états.",
    )


def test_three_hundred_lines_go_on_over_the_pages_under_their_heading() -> None:
    file = render(note(300))
    pages = pages_of(file)
    assert len(pages) > 10
    assert all("BRAIN-TEAM" in page and "Centre et changement" in page for page in pages)
    assert [f"{number}/{len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)
    assert all(TITLE in page.replace("\u00a0", " ") for page in pages[1:])
    text = "\n".join(pages)
    assert (text.count("succède"), text.count("Label échu")) == (150, 150)
    for page in pages:
        body = [line for line in page.splitlines() if line.startswith("CR")]
        assert page.index(body[-1]) < page.rindex("Coordination")
        assert page.index(body[0]) < page.index("Label échu"), "no line stands without its centre"
    assert b"/Lang (fr-FR)" in file
    assert all(b"SourceSans3" in font for font in re.findall(rb"/BaseFont /(\S+)", file))


def test_a_title_longer_than_a_line_is_shortened_where_it_is_only_repeated() -> None:
    words = " ".join([TITLE] * 4)
    first, second, *_ = pages_of(render(replace(note(60), title=words)))
    assert " ".join(first.split()).count("21 novembre 2026") == 5
    head = second.splitlines()[0]
    assert head.endswith(" …")
    assert words.startswith(head.removesuffix(" …"))


def test_the_same_note_gives_the_same_bytes() -> None:
    assert render(note(4)) == render(note(4))


def test_nothing_to_tell_is_said() -> None:
    (page,) = pages_of(render(replace(note(2), groups=(), counts=())))
    assert "Rien ne diffère entre ces deux états." in page


def test_a_sign_without_a_glyph_is_refused() -> None:
    with pytest.raises(LetterError, match="Aucune police"):
        render(replace(note(2), title="Réseau 🐙"))
