"""Where each merge field of a letter is filled: a question, a sheet of the register, the settings, or a reckoning.

Standard library only. A field and its source stand here whatever the dossier; ``merge_ways`` finds what of it exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law.letter_words import MERGE_FIELDS


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from. The first of these that exists for a letter is where it leads: one of ``questions`` of
    the wizard, a step of the kind ``step``, one of ``sheets`` of the register, a tab of the settings, a page.

    ``how`` is the verb that is said of the field, before the place to which it leads; ``why_none`` is said instead
    where it leads nowhere.
    """

    questions: tuple[str, ...] = ()
    step: str = ""
    sheets: tuple[str, ...] = ()
    settings: str = ""
    page: str = ""
    how: str = "se remplit"
    why_none: str = "vient du registre, tel qu’il était ce jour-là"


FRAME_FIELDS: Final[dict[str, str]] = {
    "address": "adresse du destinataire",
    "signatory": "signataire",
    "capacity": "qualité du signataire",
    "delegation": "délégation du signataire",
    "sender": "autorité qui écrit",
    "direction": "direction qui écrit",
    "sub_direction": "sous-direction qui écrit",
    "bureau": "bureau qui écrit",
    "phone": "téléphone du bureau",
    "email": "courriel du bureau",
    "bureau_address": "adresse du bureau",
    "writing_place": "lieu de la date",
    "instructor": "personne qui suit l’affaire",
    "letterhead": "en-tête de l’administration",
}
"""What stands around the words of a letter and is filled somewhere too, with its French name."""
LABELS: Final[Mapping[str, str]] = {**MERGE_FIELDS, **FRAME_FIELDS}

_READ, _RECKONED = "se lit", "se calcule d’après"
_CENTRE: Final = Source(sheets=("centre",), how=_READ)
_SEAT: Final = Source(sheets=("seat",), how=_READ)
_FILIERE: Final = Source(sheets=("fsmr", "centre"), how=_READ)
_LABEL: Final = Source(sheets=("centre",), how="se lit avec le label", why_none="vient de la décision elle-même")
_MOVED: Final = Source(questions=("new_hospital", "site.hospital"), sheets=("new_hospital",))
_SITE: Final = Source(questions=("site.name", "site.hospital"), sheets=("centre",))
_LETTERHEAD: Final = Source(settings="letterheads")
_PAPERS: Final = Source(step="pieces", why_none="se donne quand le courrier est écrit")
_GREETED: Final = "se tire de la civilité, qui se remplit"
_OPENED: Final = "est donné à l’ouverture du dossier et ne change plus"

SOURCES: Final[Mapping[str, Source]] = {
    "candidate": Source(questions=("candidate",), sheets=("candidate",)),
    "candidate_salutation": Source(sheets=("candidate",), how=_GREETED, why_none="attend le choix du candidat"),
    "candidate_as": Source(sheets=("candidate",), how=_GREETED, why_none="attend le choix du candidat"),
    "candidate_rpps": Source(sheets=("candidate",), why_none="attend le choix du candidat"),
    "candidate_email": Source(sheets=("candidate",), why_none="attend le choix du candidat"),
    "candidate_status": Source(questions=("candidate.status",), sheets=("candidate",)),
    "former": Source(sheets=("former", "centre"), how=_READ),
    "former_salutation": Source(sheets=("former",), how=_GREETED, why_none="n’est donnée que s’il y a un titulaire"),
    "former_end": Source(questions=("start",), sheets=("centre",), how=f"{_RECKONED} la date d’effet, donnée"),
    "addressee_salutation": Source(
        sheets=("addressee",), how=_GREETED, why_none="se tire de la civilité du destinataire"
    ),
    "centre_title": _CENTRE,
    "centre_acronym": _CENTRE,
    "centre_named": _CENTRE,
    "centre_short": _CENTRE,
    "centre_code": _CENTRE,
    "hospital": _SEAT,
    "hospital_finess": _SEAT,
    "hospital_town": _SEAT,
    "unit": _CENTRE,
    "effect_date": Source(questions=("start",), sheets=("centre",)),
    "mandate_end": Source(
        questions=("chosen_end", "start"), sheets=("centre",), how=f"{_RECKONED} la date d’effet et le label, donnés"
    ),
    "visa_date": Source(questions=("decision.date",)),
    "label_start": _LABEL,
    "label_end": _LABEL,
    "instruction": Source(page="rules", how=_READ),
    "place": Source(page="rules", how=_READ),
    "fsmr": _FILIERE,
    "ars": Source(sheets=("seat",), how="se tire de la région de l’établissement, qui se lit"),
    "informed_sentence": Source(step="letters", how="se compose d’après les destinataires, choisis"),
    "decision_reasons": Source(questions=("decision.reasons",)),
    "court": _LETTERHEAD,
    "site_named": _SITE,
    "site_hospital": Source(questions=("site.hospital",), sheets=("site_hospital", "centre")),
    "site_hospital_finess": Source(sheets=("site_hospital", "centre"), how=_READ),
    "site_ground": Source(questions=("site.ground",), sheets=("centre",)),
    "moved_site": _CENTRE,
    "of_hospital": Source(sheets=("moving_from", "seat"), how=_READ),
    "to_new_hospital": _MOVED,
    "new_hospital": _MOVED,
    "new_hospital_finess": Source(sheets=("new_hospital",), how=_READ),
    "ccmr_named": _CENTRE,
    "attached_centres": _CENTRE,
    "fsmr_named": _FILIERE,
    "designating_authority": Source(why_none="se déduit de la procédure, qui dit qui désigne"),
    "dossier_number": Source(why_none=_OPENED),
    "dossier_received": Source(questions=("received_on",)),
    "expected_pieces": _PAPERS,
    "reply_by": Source(why_none="se donne quand le courrier est écrit"),
    "opinion": _PAPERS,
    "opinion_body": _PAPERS,
    "asked_on": _PAPERS,
    "campaign": Source(page="campaigns", how=_READ),
    "outcomes": Source(step="candidacies"),
    "obligations": Source(step="findings", how="se tire des constats"),
    "dossier_title": Source(why_none=_OPENED),
    "structure": _CENTRE,
    "report_year": Source(why_none="est l’année choisie pour la relance"),
    "holder": _CENTRE,
    "address": Source(sheets=("addressee_house", "addressee"), settings="contacts", how="se complète"),
    "signatory": Source(questions=("decision.signatory",), settings="signatories"),
    "capacity": Source(settings="signatories"),
    "delegation": Source(settings="signatories"),
    "sender": _LETTERHEAD,
    "direction": _LETTERHEAD,
    "sub_direction": _LETTERHEAD,
    "bureau": _LETTERHEAD,
    "phone": _LETTERHEAD,
    "email": _LETTERHEAD,
    "bureau_address": _LETTERHEAD,
    "letterhead": _LETTERHEAD,
    "writing_place": _LETTERHEAD,
    "instructor": Source(why_none="est la personne qui instruit le dossier"),
}
"""Every field that a letter may merge, and those of its frame."""
