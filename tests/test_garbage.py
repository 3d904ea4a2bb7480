"""Garbage is not looked for while the program starts."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from crmr_desk import garbage


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds, enabled = gc.get_threshold(), gc.isenabled()
    gc.unfreeze()
    yield
    gc.freeze()
    gc.set_threshold(*thresholds)
    if enabled:
        gc.enable()


def test_what_the_start_has_made_is_never_looked_through() -> None:
    garbage.wait()
    assert garbage.waits()
    garbage.begin()
    assert not garbage.waits()
    assert gc.get_freeze_count() > 0
