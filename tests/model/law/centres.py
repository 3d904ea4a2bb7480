"""Situations to start from that are not about a coordonnateur: sites, CCMR, FSMR, creation, labelling, follow-up."""

from __future__ import annotations

from typing import Final

from tests.model.law.situations import NANTES, RENNES, Json, changed

TODAY: Final = "2026-02-20"
LABEL: Final = ["2023-10-01", "2028-09-30"]
OTHER_LABEL: Final = ["2022-01-01", "2026-12-31"]
DESIGNATION: Final = ["2024-01-01", "2028-12-31"]
ALL_MISSIONS: Final = dict.fromkeys(("coordination", "expertise", "recours", "recherche", "enseignement"), True)
_SENT: Final[Json] = {"today": TODAY, "pack": "2016", "sent_to": "dgos"}
_DECIDED: Final[Json] = {"start": "2026-04-01", "decision": {"outcome": "favourable", "date": "2026-02-10"}}
_PERSON: Final[Json] = {"name": "Maëlle Castaing", "status": "PU-PH", "birth_date": "1975-03-14"}


def responsable_site(changes: Json | None = None) -> Json:
    """The responsable of a constitutive site, validated by the director in agreement with the coordonnateur."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "designation",
        "function": "responsable_site",
        "subject": "site",
        "crmr": {"label": LABEL, "fsmr": True, "fsmr_crmr_count": 10, "hospital": NANTES},
        "site": {"name": "Rennes", "hospital": RENNES, "designated_by": "current_director"},
        "sent_by": "current_director",
        "candidate": _PERSON,
        "received": [{"piece": "coordonnateur_agreement"}],
    }
    return changed(whole, changes)


def responsable_ccmr(changes: Json | None = None) -> Json:
    """The responsable of a CCMR of two CRMR of two FSMR, on which both coordonnateurs agree."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "designation",
        "function": "responsable_ccmr",
        "subject": "ccmr",
        "ccmr": {
            "hospital": RENNES,
            "designated_by": "current_director",
            "attachments": [
                {"crmr": "R01", "fsmr": "BRAIN-TEAM", "label": LABEL},
                {"crmr": "R02", "fsmr": "FILNEMUS", "label": OTHER_LABEL},
            ],
        },
        "sent_by": "current_director",
        "candidate": _PERSON,
        "received": [{"piece": "coordonnateur_agreement", "of": of} for of in ("R01", "R02")],
    }
    return changed(whole, changes)


def animateur(changes: Json | None = None) -> Json:
    """The animateur whom the governance of a FSMR designates."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "designation",
        "function": "animateur",
        "subject": "fsmr",
        "fsmr": {"name": "BRAIN-TEAM", "crmr_count": 10, "designation": DESIGNATION, "by_governance": True},
        "sent_by": "animateur",
        "candidate": {"name": "Solène Aubrac"},
    }
    return changed(whole, changes)


def site_creation(changes: Json | None = None) -> Json:
    """A clinical site with outpatient clinics that completes the expertise of the coordinating one."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "site_creation",
        "subject": "crmr",
        "crmr": {"label": LABEL, "fsmr": True, "fsmr_crmr_count": 10, "hospital": NANTES},
        "site": {
            "name": "Rennes",
            "hospital": RENNES,
            "kind": "clinical",
            "outpatient_clinic": True,
            "ground": "complementarite",
        },
    }
    return changed(whole, changes)


def labelling(changes: Json | None = None) -> Json:
    """The application of a centre that fulfils its five missions, with the favourable opinion of its FSMR."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "labelling",
        "subject": "crmr",
        "crmr": {
            "label": None,
            "fsmr": True,
            "fsmr_crmr_count": 10,
            "hospital": NANTES,
            "constitutive_sites": [],
            "missions": ALL_MISSIONS,
        },
        "received": [{"piece": "fsmr_opinion", "opinion": "favourable"}],
    }
    return changed(whole, changes)


def follow_up(changes: Json | None = None) -> Json:
    """A centre that owes nothing."""
    whole: Json = {
        "today": TODAY,
        "pack": "2016",
        "request": "follow_up",
        "subject": "crmr",
        "crmr": {
            "label": LABEL,
            "fsmr": True,
            "fsmr_crmr_count": 10,
            "missions": ALL_MISSIONS,
            "annual_report_filed": True,
            "bndmr_filled": True,
        },
    }
    return changed(whole, changes)


def fsmr_follow_up(changes: Json | None = None) -> Json:
    """A FSMR that owes nothing."""
    whole: Json = {
        "today": TODAY,
        "pack": "2016",
        "request": "follow_up",
        "subject": "fsmr",
        "fsmr": {"name": "BRAIN-TEAM", "crmr_count": 10, "designation": DESIGNATION, "annual_report_filed": True},
    }
    return changed(whole, changes)


def fsmr_designation(changes: Json | None = None) -> Json:
    """A project of FSMR that federates enough CRMR."""
    whole: Json = {
        **_SENT,
        **_DECIDED,
        "request": "fsmr_designation",
        "subject": "fsmr",
        "fsmr": {"name": "NeuroSphinx", "crmr_count": 3, "project": True},
    }
    return changed(whole, changes)


def fsmr_instruction(changes: Json | None = None) -> Json:
    """A project below three CRMR that pleads a single disease."""
    return changed(fsmr_designation({"fsmr.crmr_count": 2, "fsmr.single_disease": True}), changes)


def not_admissible(changes: Json | None = None) -> Json:
    """A project below three CRMR that pleads none."""
    return changed(fsmr_designation({"fsmr.crmr_count": 2, "fsmr.single_disease": False}), changes)
