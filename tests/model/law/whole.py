"""For each scenario of each pack: a dossier in which nothing is missing, and where the instruction describes it.

A new scenario adds its own factory to ``situations`` (or to a module of its family) and one line to each table here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.model.law.situations import Json, designation, multi_site, single_site

WHOLE: Final[dict[tuple[str, str], Callable[[], Json]]] = {
    ("2016", "designation_new_crmr"): designation,
    ("2016", "succession_single_site"): single_site,
    ("2016", "succession_multi_site"): multi_site,
}
"""A dossier in which nothing is missing."""

PLACES: Final = {
    ("2016", "designation_new_crmr"): "A3 §2a",
    ("2016", "succession_single_site"): "A3 §2b",
    ("2016", "succession_multi_site"): "A3 §2b",
}
"""The place of the scenario, of its pieces and of the recipients that the text orders."""
