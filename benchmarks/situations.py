"""Situations as an instructor may know them, for the rules to judge: the same ones for the same seed."""

from __future__ import annotations

import random
from typing import Any, Final

COUNT: Final = 10_000
_NANTES: Final = {"name": "CHU de Nantes", "et": "440000289", "ej": "440000271", "region": "52"}
_RENNES: Final = {"name": "CHU de Rennes", "et": "350000741", "ej": "350005179", "region": "53"}
_PIECES: Final = ("proposal_letter", "motivation_letter", "cv", "directoire_opinion", "fsmr_opinion")
_REQUESTS: Final = ("succession", "succession", "succession", "designation", "relocation")


def situations(seed: int, count: int = COUNT) -> list[dict[str, Any]]:
    """``count`` situations of coordonnateurs: every scenario of that family, some facts unknown, some against."""
    chance = random.Random(seed)
    return [_situation(chance) for _ in range(count)]


def _situation(chance: random.Random) -> dict[str, Any]:
    sites = [{"name": f"Site {rank}", "agreement": "given"} for rank in range(chance.choice((0, 0, 1, 2, 4)))]
    received = [{"piece": piece, "signed": True, "vouches": True, "opinion": "favourable"} for piece in _PIECES]
    told: dict[str, Any] = {
        "today": f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "request": chance.choice(_REQUESTS),
        "function": "coordonnateur",
        "subject": "coordonnateur",
        "crmr": {
            "label": ["2023-10-01", f"202{chance.randint(5, 9)}-09-30"],
            "fsmr": chance.random() < 0.9,
            "hospital": _NANTES,
            "constitutive_sites": sites,
            "new": chance.random() < 0.3,
        },
        "cessation_letter": {"date": "2026-01-15", "effective": f"2026-{chance.randint(3, 12):02}-01"},
        "proposal": chance.choice(("agreed", "agreed", "none", "director_disagrees", "no_consensus")),
        "new_hospital": chance.choice((None, None, _RENNES)),
        "sent_by": "current_director",
        "sent_to": "dgos",
        "start": "2026-09-01",
        "candidate": {"name": "Clément Rouvière", "status": chance.choice(("PU-PH", "PH", "PR-CONSULTANT", "MCU-PH"))},
        "incumbent": {"name": "Solène Aubrac", "end_reason": "departure"},
        "received": chance.sample(received, chance.randint(0, len(received))),
        "decision": chance.choice((None, {"outcome": "favourable", "date": "2026-05-02"})),
    }
    return {key: value for key, value in told.items() if chance.random() < 0.97}
