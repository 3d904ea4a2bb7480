"""What of an age may leave the register."""

from __future__ import annotations

import pytest

from crmr_desk.model.law import packs
from crmr_desk.model.network.ages import without_birthday


@pytest.mark.parametrize(
    ("shown", "leaves"),
    [
        ("68 ans le 03/02/2027", "68 ans"),
        ("Le candidat a 68 ans depuis le 03/02/2027\u00a0: un refus.", "Le candidat a 68 ans\u00a0: un refus."),
        ("Le candidat a 65 ans le 04/03/2027 ; le mandat finit le 31/12/2028.",
         "Le candidat a 65 ans ; le mandat finit le 31/12/2028."),
        ("Vacant depuis le 01/09/2026", "Vacant depuis le 01/09/2026"),
    ],
)  # fmt: skip
def test_a_birthday_is_left_out_and_every_other_day_kept(shown: str, leaves: str) -> None:
    assert without_birthday(shown) == leaves


@pytest.mark.parametrize("pack", packs.shipped())
def test_no_finding_of_an_age_tells_a_day_of_birth_once_it_leaves(pack: str) -> None:
    findings = packs.load_named(pack).findings
    texts = [text for name in ("consultant_over_68", "turns_65", "turns_68") for text in findings[name].texts.values()]
    texts += [findings["letter_due"].texts[variant] for variant in ("turns_68", "over_68")]
    for text in texts:
        said = text.format(birthday="03/02/2027", limit="03/02/2027", due="03/08/2026", end="31/12/2028")
        assert "03/0" not in without_birthday(said)
        assert ("31/12/2028" in without_birthday(said)) == ("{end}" in text)
