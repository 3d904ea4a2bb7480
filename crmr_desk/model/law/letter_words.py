"""The fields that a letter of a pack may merge, with the French name that a reader sees when one has no value."""

from __future__ import annotations

from typing import Final

MERGE_FIELDS: Final[dict[str, str]] = {
    "candidate": "nom du coordonnateur désigné",
    "candidate_salutation": "formule d’appel du coordonnateur désigné",
    "candidate_word": "«\u202fcoordonnateur\u202f» ou «\u202fcoordonnatrice\u202f», pour la personne désignée",
    "candidate_named": "«\u202fdésigné\u202f» ou «\u202fdésignée\u202f»",
    "candidate_rpps": "numéro RPPS de la personne désignée",
    "candidate_email": "courriel de la personne désignée",
    "candidate_status": "statut de la personne désignée",
    "former": "nom du coordonnateur sortant",
    "former_salutation": "formule d’appel du coordonnateur sortant",
    "former_word": "«\u202fcoordonnateur\u202f» ou «\u202fcoordonnatrice\u202f», pour la personne sortante",
    "former_end": "date de fin de fonctions du coordonnateur sortant",
    "addressee_salutation": "formule d’appel du destinataire",
    "centre_title": "intitulé du centre de référence",
    "centre_acronym": "sigle du centre de référence",
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
    "ars_sentence": "agences informées, avec l’article",
    "decision_reasons": "motifs de la décision",
    "court": "tribunal administratif compétent",
}
