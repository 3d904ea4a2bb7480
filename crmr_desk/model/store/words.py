"""The French names of tables, fields and codes, for the history and for refusals."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, NamedTuple

from crmr_desk.model.kinds import (
    CcmrKind,
    Function,
    Ground,
    Population,
    SiteActivity,
    SiteRole,
    Status,
    TeamRole,
)
from crmr_desk.model.terms import short_date

NBSP = "\u00a0"
NNBSP = "\u202f"


class Noun(NamedTuple):
    """The name of a row of a table."""

    name: str
    feminine: bool = False

    def did(self, participle: str) -> str:
        """``participle`` in agreement: "ajouté" or "ajoutée"."""
        return participle + "e" * self.feminine

    @property
    def title(self) -> str:
        """The name at the head of a line."""
        return self.name[0].upper() + self.name[1:]


TABLES = {
    "hospital": Noun("établissement"),
    "person": Noun("personne", feminine=True),
    "fsmr": Noun("filière", feminine=True),
    "fsmr_designation": Noun("désignation", feminine=True),
    "crmr": Noun("CRMR"),
    "label": Noun("label"),
    "site": Noun("site"),
    "ccmr": Noun("CCMR"),
    "attachment": Noun("rattachement"),
    "mandate": Noun("mandat"),
    "dossier": Noun("dossier"),
    "piece": Noun("pièce", feminine=True),
    "opinion": Noun("avis demandé"),
    "campaign": Noun("campagne", feminine=True),
    "candidacy": Noun("candidature", feminine=True),
    "lifting": Noun("levée", feminine=True),
    "recipient": Noun("destinataire"),
    "letter": Noun("courrier"),
    "stored_file": Noun("fichier"),
    "setting": Noun("réglage"),
    "workbook_import": Noun("import"),
    "import_choice": Noun("choix d’import"),
    "import_recipe": Noun("recette d’import", feminine=True),
    "former_value": Noun("valeur antérieure", feminine=True),
    "disease": Noun("maladie", feminine=True),
    "ern_membership": Noun("appartenance à un ERN", feminine=True),
    "team_member": Noun("membre d’équipe"),
    "note": Noun("note", feminine=True),
    "deadline_entry": Noun("échéance", feminine=True),
    "deadline_mark": Noun("suite donnée à une échéance", feminine=True),
    "letter_batch": Noun("envoi groupé"),
    "signing_list": Noun("bordereau"),
    "signatory": Noun("signataire"),
    "letterhead": Noun("en-tête"),
    "phrase": Noun("formule", feminine=True),
}

FIELDS = {
    "acknowledged_on": "accusé de réception le",
    "acronym": "sigle",
    "act": "acte",
    "active_file": "file active",
    "activity": "activité",
    "address": "adresse",
    "addressee": "destinataire",
    "answers": "réponses",
    "answers_id": "réponse à l’import",
    "applied_on": "appliqué le",
    "asked_on": "demandé le",
    "batch_id": "envoi groupé",
    "birth_date": "date de naissance",
    "body": "instance",
    "by": "levée par",
    "campaign_id": "campagne",
    "candidate_id": "candidat",
    "capacity": "qualité",
    "ccmr_id": "CCMR",
    "channel": "voie d’envoi",
    "closed_on": "clos le",
    "closes_on": "clôture des dépôts",
    "code": "code",
    "columns": "colonnes",
    "complete_on": "déclaré complet le",
    "corrections": "corrections",
    "criteria": "critères",
    "crmr_id": "CRMR",
    "dated": "daté du",
    "decided_on": "décidé le",
    "delegation": "délégation",
    "detail": "précision",
    "dossier_id": "dossier",
    "due_on": "attendu le",
    "edition": "édition",
    "email": "courriel",
    "end": "fin",
    "ern": "ERN",
    "examined_on": "examen commencé le",
    "fact": "constat",
    "field": "champ",
    "file_id": "fichier",
    "file_name": "nom du fichier",
    "finess_ej": "FINESS EJ",
    "finess_et": "FINESS ET",
    "first_name": "prénom",
    "former_mandate_id": "mandat précédent",
    "fsmr_id": "filière",
    "full_time": "temps plein",
    "function": "fonction",
    "ground": "justification",
    "hold_reason": "motif de l’attente",
    "hold_until": "en attente jusqu’au",
    "hospital_id": "établissement",
    "import_id": "import",
    "included": "retenu",
    "instructor": "instructeur",
    "key": "échéance visée",
    "kind": "type",
    "label_start": "début du label",
    "label_years": "années de label",
    "last_name": "nom",
    "lifted_on": "levée le",
    "lines": "lignes de l’en-tête",
    "made_on": "fait le",
    "marked_on": "noté le",
    "media_type": "format",
    "merged_into_id": "fusionné avec",
    "name": "nom",
    "new_mandate_id": "nouveau mandat",
    "note": "note",
    "number": "numéro",
    "on": "le",
    "opened_on": "ouvert le",
    "opens_on": "ouverture des dépôts",
    "opinion": "avis",
    "orpha": "code ORPHA",
    "outcome": "issue",
    "person_id": "personne",
    "place": "place dans le texte",
    "population": "public",
    "purpose": "objet",
    "quality": "au nom de qui",
    "quota": "quotité",
    "reason": "motif",
    "received_on": "date de réception",
    "region": "région",
    "reminded_on": "dernier rappel le",
    "reminders": "rappels",
    "replaces_id": "remplace",
    "report_file_id": "rapport",
    "returned_on": "revenu le",
    "role": "rôle",
    "rpps": "RPPS",
    "says_direction": "nomme la direction",
    "seat_id": "établissement siège",
    "sender": "expéditeur",
    "sent_on": "envoyé le",
    "sheet": "feuille",
    "sigle": "sigle",
    "signatory": "signataire",
    "signed": "signature",
    "signed_by": "signé par",
    "signed_file_id": "courrier signé",
    "signed_on": "signé le",
    "signing_list_id": "bordereau",
    "site_id": "site",
    "size": "taille en octets",
    "specialty": "spécialité",
    "split_from_id": "issu de la scission de",
    "start": "début",
    "state": "état",
    "status": "statut",
    "text": "texte",
    "title": "intitulé",
    "topic": "sujet",
    "town": "ville",
    "unanswered_on": "sans réponse, noté le",
    "unit": "service",
    "until": "jusqu’au",
    "value": "valeur",
    "visa_on": "transmis au visa le",
    "vouches": "engagement",
    "written_on": "écrite le",
}

FIELDS_OF = {
    ("deadline_mark", "by"): "notée par",
    ("letter_batch", "by"): "fait par",
    ("note", "by"): "écrite par",
    ("person", "title"): "civilité",
    ("person", "status"): "statut",
    ("signing_list", "by"): "fait par",
}
"""Where a field has another name than in the other tables."""

UNSAID = {
    ("former_value", "row_id"),
    ("former_value", "table_name"),
    ("deadline_entry", "kind"),
    ("deadline_mark", "key"),
    ("dossier", "pack"),
    ("dossier", "request"),
    ("dossier", "scenario"),
    ("import_choice", "kind"),
    ("import_choice", "place"),
    ("import_recipe", "fingerprint"),
    ("import_recipe", "kind"),
    ("letter", "facts"),
    ("letter", "kind"),
    ("letter", "of"),
    ("letter", "purpose"),
    ("letter", "who"),
    ("letter_batch", "kind"),
    ("candidacy", "kind"),
    ("lifting", "finding"),
    ("lifting", "of"),
    ("lifting", "piece"),
    ("opinion", "kind"),
    ("opinion", "of"),
    ("piece", "kind"),
    ("piece", "of"),
    ("recipient", "of"),
    ("recipient", "who"),
    ("setting", "key"),
    ("stored_file", "sha256"),
    ("workbook_import", "kind"),
}
"""Codes whose French words belong to the rule packs or to the program: the label of the operation says them."""

_CODES: dict[str, type[StrEnum]] = {
    "activity": SiteActivity,
    "function": Function,
    "ground": Ground,
    "population": Population,
    "role": SiteRole,
    "status": Status,
}

_CODES_OF: dict[tuple[str, str], type[StrEnum]] = {("ccmr", "kind"): CcmrKind, ("team_member", "role"): TeamRole}
"""Where a field has other codes than in the other tables."""

_STATES = {
    "abandoned": "abandonné",
    "acknowledged": "accusé de réception reçu",
    "applied": "appliqué",
    "closed": "clos",
    "compliant": "conforme",
    "decided": "décidé",
    "done": "faite",
    "draft": "projet",
    "favourable": "favorable",
    "final": "définitif",
    "labelled": "labellisé",
    "lifted": "levé",
    "missing": "manquante",
    "not_required": "non exigée",
    "open": "ouvert",
    "postponed": "reportée",
    "received": "reçue",
    "refused": "refusé",
    "replaced": "remplacé",
    "reserved": "réservé",
    "sent": "envoyé",
    "signed": "signé",
    "to_check": "à vérifier",
    "to_redo": "à refaire",
    "to_sign": "à la signature",
    "undone": "annulé",
    "unfavourable": "défavorable",
    "withdrawn": "retiré",
}

LONGEST = 90
"""Characters of a value shown in a line of history."""


def field_name(table: str, field: str) -> str:
    """The French name of a field, in lower case."""
    return FIELDS_OF.get((table, field)) or FIELDS.get(field, field)


def value_text(table: str, field: str, value: Any) -> str:
    """A journaled value as a reader sees it: dates as 31/12/2028, closed lists in words."""
    if value is None or value == "":
        return "vide"
    if (table, field) == ("former_value", "field"):
        return FIELDS.get(str(value), str(value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, str):
        return _words(table, field, value)
    if isinstance(value, dict | list):
        return f"{len(value)} valeur{'s' * (len(value) > 1)}"
    return thousands(value) if isinstance(value, int) else str(value)


def _words(table: str, field: str, text: str) -> str:
    codes = _CODES_OF.get((table, field)) or _CODES.get(field)
    if codes and text in codes._value2member_map_:
        return str(getattr(codes(text), "label", text))
    if field in ("state", "opinion", "outcome"):
        return _STATES.get(text, text)
    if len(text) == len("2026-11-20") and text[4] == text[7] == "-":
        return short_date(dt.date.fromisoformat(text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def thousands(number: int) -> str:
    """20 000."""
    return f"{number:,}".replace(",", NNBSP)


def quoted(text: str) -> str:
    """« text »."""
    return f"«{NNBSP}{text}{NNBSP}»"
