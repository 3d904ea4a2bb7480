"""Each reminder is read word for word: a change of wording is seen, and meant."""

from __future__ import annotations

import pytest

from tests.model.correspondence.reminders.conftest import Owing
from tests.model.correspondence.reminders.reminders_told import GOLDEN, told


@pytest.mark.slow
def test_each_reminder_says_what_was_read(owing: Owing) -> None:
    assert told(owing) == GOLDEN.read_text(encoding="utf-8")
