"""The French names of tables and codes, and values as a reader sees them, for the history and for refusals."""

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
from crmr_desk.model.store.field_words import FIELDS, FIELDS_OF
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
