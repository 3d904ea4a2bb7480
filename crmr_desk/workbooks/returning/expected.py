"""What a cell should hold, in one French sentence for the agency that fills it in."""

from __future__ import annotations

from crmr_desk.workbooks.checking.rows import Reason
from crmr_desk.workbooks.incoming.fields import Target

_DAY = "Un jour complet, jour/mois/année, année sur quatre chiffres\u00a0: 01/09/2026."
_NAME = "La civilité, le prénom et le nom d’une seule personne."

_BY_TARGET: dict[Target, str] = {
    Target.FINESS: "Le FINESS géographique\u00a0: neuf caractères, zéro de tête compris.",
    Target.FINESS_EJ: "Le FINESS de l’entité juridique\u00a0: neuf caractères, zéro de tête compris.",
    Target.HOSPITAL: "Le nom de l’établissement, comme dans la liste de la colonne.",
    Target.TOWN: "La commune de l’établissement.",
    Target.REGION: "La région ou son agence.",
    Target.DEPARTMENT: "Le nom ou le numéro du département.",
    Target.CODE: "Le code du centre, tel qu’il vous a été envoyé\u202f; vide pour un nouveau centre.",
    Target.CENTRE: "Le sigle ou l’intitulé du centre de référence, comme dans la liste de la colonne.",
    Target.FSMR: "Le sigle d’une filière, comme dans la liste de la colonne.",
    Target.NATURE: "Site coordonnateur, site constitutif, centre de compétences ou centre de ressources et de "
    "compétences.",
    Target.SPECIALTY: "La spécialité du centre.",
    Target.POPULATION: "Adultes, enfants, ou adultes et enfants.",
    Target.UNIT: "Le service qui accueille le centre.",
    Target.ACTIVE_FILE: "Un nombre entier de patients.",
    Target.PERSON: _NAME,
    Target.TITLE: "Pr, Dr, M. ou Mme.",
    Target.FIRST_NAME: "Le prénom d’une seule personne.",
    Target.LAST_NAME: "Le nom d’une seule personne.",
    Target.RPPS: "Onze chiffres, sans espace.",
    Target.EMAIL: "Une seule adresse électronique.",
    Target.STATUS: "PU-PH, praticien hospitalier ou professeur consultant (annexe 3, §\u00a01).",
    Target.QUOTA: "Un temps plein (annexe 3, §\u00a01).",
    Target.START: _DAY,
    Target.END: _DAY,
    Target.LABEL_END: _DAY,
}

_BY_DOSSIER = (
    "Rien dans ce tableau\u00a0: un changement de coordonnateur s’annonce par un dossier (annexe 3, §\u00a02)."
)
_AFTER_THE_LAST = "Un mandat qui commence après la fin de celui qui le précède."

BY_CODE: dict[str, str] = {
    "ditto_nothing_above": "La valeur elle-même, écrite en entier.",
    "cell_error": "La valeur elle-même, à la place de la formule en erreur.",
    "formula_not_calculated": "La valeur elle-même, à la place de la formule.",
    "two_lines_one_seat": "Une seule ligne par centre\u00a0: supprimez celle qui n’est plus juste.",
    "finess_name_disagree": "Le numéro et le nom d’un même établissement.",
    "finess_ej_only": "Le FINESS géographique de l’établissement, non celui de l’entité juridique.",
    "hospital_missing": "L’établissement\u00a0: son FINESS géographique, ou son nom en entier.",
    "hospital_outside_region": "Un établissement de votre région.",
    "person_missing": _NAME,
    "person_on_several_centres": "Votre confirmation que cette personne a plusieurs centres, ou le nom juste.",
    "person_vacant_and_name": "Le nom de la personne en fonction, ou «\u202fposte vacant\u202f» seul.",
    "seat_said_vacant": "Le nom de la personne en fonction, ou votre confirmation que le poste est vacant.",
    "start_missing": "Le premier jour du mandat\u00a0: 01/09/2026.",
    "start_before_holder": _AFTER_THE_LAST,
    "mandate_overlap": _AFTER_THE_LAST,
    "end_before_start": "Une fin après le début.",
    "coordonnateur_differs": _BY_DOSSIER,
    "coordonnateur_dates": _BY_DOSSIER,
    "coordonnateur_vacant": _BY_DOSSIER,
}
"""For the reasons about which the field alone would say too little."""
_OTHERWISE = "Une ligne dont l’établissement, le centre et la personne se reconnaissent sans hésitation."


def expected(reason: Reason) -> str:
    """What is expected where ``reason`` finds fault."""
    if reason.code in BY_CODE:
        return BY_CODE[reason.code]
    return _BY_TARGET[reason.target] if reason.target is not None else _OTHERWISE
