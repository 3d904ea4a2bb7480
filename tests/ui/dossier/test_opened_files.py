"""Names of files that others have chosen, as any system can write them."""

from __future__ import annotations

import pytest

from crmr_desk.ui.dossier.opened_files import safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("avis du directoire.pdf", "avis du directoire.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\avis.pdf", "avis.pdf"),
        ("CON.pdf", "CON-.pdf"),
        ("nul.2026.pdf", "nul.2026-.pdf"),
        ("avis: le 12/11.pdf", "11.pdf"),
        ("avis <signé>?.pdf", "avis -signé--.pdf"),
        ("..", "document"),
        ("", "document"),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_very_long_name_keeps_its_suffix() -> None:
    kept = safe_name("a" * 300 + ".pdf")
    assert len(kept) < 140
    assert kept.endswith(".pdf")
