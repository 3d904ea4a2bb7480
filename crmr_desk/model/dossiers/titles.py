"""What a dossier is called: the request in a word, and its centre."""

from __future__ import annotations

from typing import Final

_REQUESTS: Final = {
    "designation": "Désignation",
    "succession": "Succession",
    "renewal": "Renouvellement",
    "relocation": "Délocalisation",
    "site_creation": "Création d’un site",
    "labelling": "Labellisation",
    "follow_up": "Suivi",
    "fsmr_designation": "Désignation de la filière",
}


def title_of(request: str, centre: str) -> str:
    """Succession, CERVCO."""
    return f"{_REQUESTS.get(request, request)}, {centre}"
