"""What an agency is told to write, for each field and each doubt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crmr_desk.workbooks.checking.rows import Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.returning import expected

DOCUMENTED = Path(__file__).parents[3] / "docs" / "import.md"


@pytest.mark.parametrize("target", Target)
def test_every_field_has_a_sentence(target: Target) -> None:
    sentence = expected.expected(Reason("any", "", target=target))
    assert sentence.endswith(".")
    assert "'" not in sentence


def test_a_doubt_about_the_whole_line_has_one_too() -> None:
    assert expected.expected(Reason("any", "")).startswith("Une ligne dont l’établissement")


def test_the_doubts_that_have_a_sentence_of_their_own_are_those_of_the_check() -> None:
    codes = set(re.findall(r"`([a-z_]+)`", DOCUMENTED.read_text("utf-8")))
    assert set(expected.BY_CODE) <= codes
