"""Situations to start from under the pack of 2018: a dossier that comes through the filière, in time."""

from __future__ import annotations

from typing import Final

from tests.model.law import centres, situations
from tests.model.law.situations import ABSENT, Json, changed

_PAPERS: Final = ("motivation_letter", "cv", "commitment_grid")
_OPINIONS: Final = ("director_opinion", "fsmr_opinion", "patients_opinion")
_IN_TIME: Final[Json] = {
    "pack": "2018",
    "sent_by": "fsmr",
    "sent_on": "2026-04-20",
    "committee": {"cut_off": "2026-05-02", "meets_on": "2026-06-20"},
    "today": "2026-04-22",
}

_LEAVING: Final[Json] = {
    **_IN_TIME,
    "request": "succession",
    "cessation_letter": {"date": "2026-01-15", "effective": "2026-09-01"},
    "incumbent": {"name": "Solène Aubrac", "end_reason": "departure"},
    "start": "2026-09-01",
    "decision": {"outcome": "favourable", "date": "2026-04-21"},
    "sent_to": ABSENT,
}


def _received(*opinions: Json) -> list[Json]:
    """The papers that every change of a responsable asks, and ``opinions`` beside them."""
    common = [{"piece": piece, "opinion": "favourable"} for piece in _OPINIONS]
    return [*({"piece": piece} for piece in _PAPERS), *common, *opinions]


def single_site(changes: Json | None = None) -> Json:
    """A succession in a centre of one site."""
    return changed(situations.single_site({**_IN_TIME, "received": _received()}), changes)


def multi_site(changes: Json | None = None) -> Json:
    """The same with two constitutive sites that are consulted."""
    consulted = [{"piece": "site_opinion", "of": of, "opinion": "favourable"} for of in ("Rouen", "Lille")]
    return changed(situations.multi_site({**_IN_TIME, "received": _received(*consulted)}), changes)


def new_hospital(changes: Json | None = None) -> Json:
    """A succession whose seat moves from Nantes to Rennes: both directors give their opinion."""
    whole = multi_site({"new_hospital": situations.RENNES})
    others = [paper for paper in whole["received"] if paper["piece"] != "director_opinion"]
    both = [{"piece": "director_opinion", "of": of, "opinion": "favourable"} for of in ("current", "new")]
    return changed(changed(whole, {"received": others + both}), changes)


def responsable_site(changes: Json | None = None) -> Json:
    """The new responsable of a constitutive site, on whom the coordonnateur is consulted."""
    consulted = {"piece": "coordonnateur_opinion", "opinion": "favourable"}
    return changed(centres.responsable_site({**_LEAVING, "received": _received(consulted)}), changes)


def responsable_ccmr(changes: Json | None = None) -> Json:
    """The new responsable of a CCMR of two CRMR: both coordonnateurs are consulted."""
    consulted = [{"piece": "coordonnateur_opinion", "of": of, "opinion": "favourable"} for of in ("R01", "R02")]
    return changed(centres.responsable_ccmr({**_LEAVING, "received": _received(*consulted)}), changes)
