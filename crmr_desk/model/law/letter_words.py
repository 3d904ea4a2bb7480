"""The fields that a letter of a pack may merge, with the French name that a reader sees when one has no value."""

from __future__ import annotations

from typing import Final

MERGE_FIELDS: Final[dict[str, str]] = {
    "candidate": "nom du coordonnateur désigné",
    "candidate_salutation": "formule d’appel du coordonnateur désigné",
    "candidate_as": "fonction de la personne désignée",
    "candidate_rpps": "numéro RPPS de la personne désignée",
    "candidate_email": "courriel de la personne désignée",
    "candidate_status": "statut de la personne désignée",
    "former": "nom du coordonnateur sortant",
    "former_salutation": "formule d’appel du coordonnateur sortant",
    "former_end": "date de fin de fonctions du coordonnateur sortant",
    "addressee_salutation": "formule d’appel du destinataire",
    "centre_title": "intitulé du centre de référence",
    "centre_acronym": "sigle du centre de référence",
    "centre_named": "intitulé du centre de référence, sigle et établissement siège",
    "centre_short": "sigle du centre de référence, ou son intitulé",
    "centre_code": "code du centre de référence",
    "hospital": "établissement siège du site coordonnateur",
    "hospital_finess": "numéro FINESS de l’établissement siège",
    "hospital_town": "ville de l’établissement siège",
    "unit": "unité du site coordonnateur",
    "effect_date": "date d’effet",
    "mandate_end": "dernier jour du mandat",
    "visa_date": "date de la décision",
    "label_start": "premier jour du label",
    "label_end": "dernier jour du label",
    "instruction": "référence de l’instruction",
    "place": "place dans l’instruction",
    "fsmr": "filière de rattachement",
    "ars": "agence régionale de santé",
    "informed_sentence": "phrase qui dit qui est informé de la décision",
    "decision_reasons": "motifs de la décision",
    "court": "tribunal administratif compétent",
}
