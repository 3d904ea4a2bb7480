"""For each scenario of each pack: a dossier in which nothing is missing, and where the instruction describes it.

A new scenario adds its own factory to ``situations`` (or to a module of its family) and one line to each table here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.model.law import since_2018
from tests.model.law.centres import (
    animateur,
    follow_up,
    fsmr_designation,
    fsmr_follow_up,
    fsmr_instruction,
    labelling,
    not_admissible,
    responsable_ccmr,
    responsable_site,
    site_creation,
)
from tests.model.law.situations import (
    Json,
    designation,
    disagreement,
    instruction,
    multi_site,
    new_hospital,
    no_proposal,
    relocation,
    single_site,
    transfer_refused,
)

TAKEN_OVER: Final = (
    "designation_new_crmr",
    "animateur",
    "relocation",
    "site_creation",
    "labelling",
    "follow_up",
    "fsmr_follow_up",
    "fsmr_designation",
    "fsmr_instruction",
    "not_admissible",
)
"""Scenarios that the pack of 2018 takes over from that of 2016 as they are."""

WHOLE: Final[dict[tuple[str, str], Callable[[], Json]]] = {
    ("2016", "designation_new_crmr"): designation,
    ("2016", "succession_single_site"): single_site,
    ("2016", "succession_multi_site"): multi_site,
    ("2016", "succession_new_hospital"): new_hospital,
    ("2016", "succession_no_proposal"): no_proposal,
    ("2016", "succession_disagreement"): disagreement,
    ("2016", "succession_transfer_refused"): transfer_refused,
    ("2016", "dgos_instruction"): instruction,
    ("2016", "constitutive_site"): responsable_site,
    ("2016", "ccmr"): responsable_ccmr,
    ("2016", "animateur"): animateur,
    ("2016", "relocation"): relocation,
    ("2016", "site_creation"): site_creation,
    ("2016", "labelling"): labelling,
    ("2016", "follow_up"): follow_up,
    ("2016", "fsmr_follow_up"): fsmr_follow_up,
    ("2016", "fsmr_designation"): fsmr_designation,
    ("2016", "fsmr_instruction"): fsmr_instruction,
    ("2016", "not_admissible"): not_admissible,
    ("2018", "succession_single_site"): since_2018.single_site,
    ("2018", "succession_multi_site"): since_2018.multi_site,
    ("2018", "succession_new_hospital"): since_2018.new_hospital,
    ("2018", "constitutive_site"): since_2018.responsable_site,
    ("2018", "ccmr"): since_2018.responsable_ccmr,
}
"""A dossier in which nothing is missing."""

PLACES: Final = {
    ("2016", "designation_new_crmr"): "A3 §2a",
    ("2016", "succession_single_site"): "A3 §2b",
    ("2016", "succession_multi_site"): "A3 §2b",
    ("2016", "succession_new_hospital"): "A3 §2b",
    ("2016", "succession_no_proposal"): "A3 §2b",
    ("2016", "succession_disagreement"): "A3 §2b",
    ("2016", "succession_transfer_refused"): "A3 §2b",
    ("2016", "dgos_instruction"): "A3 §2b",
    ("2016", "constitutive_site"): "A3 §3",
    ("2016", "ccmr"): "A3 §4",
    ("2016", "animateur"): "A3 §5",
    ("2016", "relocation"): "A1 A-c",
    ("2016", "site_creation"): "A1 A-c",
    ("2016", "labelling"): "A2 §1",
    ("2016", "follow_up"): "A1 A-c",
    ("2016", "fsmr_follow_up"): "A2 §2",
    ("2016", "fsmr_designation"): "A1 C-d",
    ("2016", "fsmr_instruction"): "A1 C-c",
    ("2016", "not_admissible"): "A1 C-c",
    **{key: "Depuis 2018" for key in WHOLE if key[0] == "2018"},
}
"""The place of the scenario, of its pieces and of the recipients that the text orders."""

STANDS_IN_THE_WAY: Final = {("2016", "not_admissible"): ("fsmr_below_three",)}
"""What blocks even then: the scenario itself says that the request does not get through."""

WHOLE.update({("2018", name): WHOLE["2016", name] for name in TAKEN_OVER})
PLACES.update({("2018", name): PLACES["2016", name] for name in TAKEN_OVER})
STANDS_IN_THE_WAY["2018", "not_admissible"] = STANDS_IN_THE_WAY["2016", "not_admissible"]
