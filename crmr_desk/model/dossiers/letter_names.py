"""File names of letters: ``2026-11-21_CERVCO_succession_notification_directeur.pdf``."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.rows import RecipientLine

_PARTS: Final = {
    "notified": "notification",
    "informed": "information",
    "courtesy": "copie",
    "sheet": "fiche",
    "data": "donnees",
}
_REQUESTS: Final = {
    "designation": "designation",
    "succession": "succession",
    "renewal": "renouvellement",
    "relocation": "delocalisation",
    "site_creation": "creation-de-site",
    "labelling": "labellisation",
    "follow_up": "suivi",
    "fsmr_designation": "designation-de-filiere",
}
_WHO: Final = {
    "former_coordonnateur": "ancien-coordonnateur",
    "new_coordonnateur": "nouveau-coordonnateur",
    "coordonnateur": "coordonnateur",
    "current_director": "directeur",
    "new_director": "nouveau-directeur",
    "site_director": "directeur-du-site",
    "ccmr_director": "directeur",
    "animateur_director": "directeur-de-l-animateur",
    "responsable_site": "responsable",
    "responsable_ccmr": "responsable",
    "animateur": "animateur",
    "ars": "ars",
    "current_ars": "ars-de-depart",
    "new_ars": "ars-d-accueil",
    "orphanet": "orphanet",
    "dgos": "dgos",
    "fsmr": "filiere",
    "fsmr_governance": "gouvernance",
    "site_heads": "site",
}
_OF: Final = {"current": "depart", "new": "accueil"}
"""The two establishments of a move, as a paper is due from one of them."""
_ADJOURNMENT: Final = "ajournement"
_LONGEST: Final = 40


def file_name(a: Assessment, recipient: RecipientLine, suffix: str = ".pdf") -> str:
    """A name without accents, spaces or signs that a file system refuses."""
    words = (
        a.today.isoformat(),
        slug(a.facts.name),
        _REQUESTS.get(a.dossier.request, slug(a.dossier.request)),
        _part(a, recipient.part),
        addressee_word(recipient.who),
        *((_OF.get(recipient.of, slug(recipient.of)),) if recipient.of else ()),
    )
    return "_".join(words) + suffix


def addressee_word(who: str) -> str:
    """The role of an addressee within a name: "directeur"."""
    return _WHO.get(who, slug(who))


def _part(a: Assessment, part: str) -> str:
    """What the letter is. One that adjourns a decision is not taken for the notice of it, written later."""
    if part == "notified" and a.outcome == "adjourned":
        return _ADJOURNMENT
    return _PARTS.get(part, slug(part))


def slug(text: str) -> str:
    """Letters, digits and hyphens of ``text``, at most 40 signs; "centre" when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    kept = re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return kept[:_LONGEST].rstrip("-") or "centre"
