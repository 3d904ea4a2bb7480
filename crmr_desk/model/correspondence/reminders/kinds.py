"""The kinds of reminder. The instruction asks for none of these letters: they are ours, and each cites the place of
what it reminds of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crmr_desk.model.correspondence.reminders.rows import ReminderKind
from crmr_desk.model.deadlines.kinds import BIRTHDAY
from crmr_desk.model.errors import UserError

OURS: Final = "Hors texte, proposé\u00a0: l’instruction ne demande pas de relance."
"""What is said of every reminder."""
HEAD, DIRECTOR = "head", "director"

_ALL: Final = (
    ReminderKind(
        "annual_report", "Rapport annuel d’activité",
        "Dû chaque année par le site coordonnateur et chaque site constitutif (annexe 1, A\u00a0c), jamais par un "
        "centre de compétences. Le texte ne fixe ni échéance ni destinataire.",
        "file-text", "year", "rapport", (HEAD,),
    ),
    ReminderKind(
        "plan", "Plan d’actions",
        "Dû par le centre de référence pour les cinq ans de son label (annexe 1, A\u00a0c). Le texte ne dit ni quand "
        "ni à qui il est remis.",
        "list-check", "", "plan-d-actions", (HEAD,),
    ),
    ReminderKind(
        "bndmr", "Banque nationale de données (BNDMR)",
        "À renseigner par les sites (annexe 1, A\u00a0c) et par les centres de compétences (annexe 1, B\u00a0b). Le "
        "texte n’en dit pas le rythme\u00a0: seule l’année en cours se rappelle (hors texte).",
        "database", "year", "bndmr", (HEAD,),
    ),
    ReminderKind(
        "fsmr_report", "Rapport d’activité d’une filière",
        "Rédigé «\u202fchaque fin d’année\u202f» par la filière, transmis à la DGOS (annexe 1, C\u00a0d)\u202f; les "
        "animateurs le communiquent dès 2017 (annexe 2, §\u00a02). Écrit à l’animation.",
        "file-text", "year", "rapport-de-filiere", (HEAD,),
    ),
    ReminderKind(
        "fsmr_plan", "Plan d’actions d’une filière",
        "Dû par la filière pour les cinq ans de sa désignation (annexe 1, C\u00a0d). Le texte ne dit ni quand ni à qui "
        "il est remis. Écrit à l’animation.",
        "list-check", "", "plan-de-filiere", (HEAD,),
    ),
    ReminderKind(
        "label_end", "Fin du label",
        "Le label dure cinq ans (annexe 1, A\u00a0c) et ne se renouvelle pas de lui-même. Écrit à la coordination et à "
        "la direction du siège.",
        "certificate", "until", "fin-de-label", (HEAD, DIRECTOR),
    ),
    ReminderKind(
        "mandate_end", "Fin de mandat",
        "Le mandat finit avec le label, ou avec la désignation de la filière (annexe 3, §\u00a02 à 5)\u202f; rien ne "
        "le renouvelle.",
        "user-check", "until", "fin-de-mandat", (HEAD, DIRECTOR),
    ),
    ReminderKind(
        "designation_end", "Fin de désignation d’une filière",
        "La filière est désignée pour cinq ans (annexe 1, C\u00a0d). Écrit à l’animation.",
        "topology-star-3", "until", "fin-de-designation", (HEAD,),
    ),
    ReminderKind(
        "age", "65 ou 68 ans pendant le mandat",
        "Courrier personnel (annexe 3, §\u00a01)\u00a0: ni la naissance ni l’âge n’y figurent, et chaque destinataire "
        "se coche un par un. La règle ne vise que les professeurs consultants.",
        "cake", "until", "suite-du-mandat", (HEAD,), may_go_to=(HEAD,), personal=True,
    ),
)  # fmt: skip
KINDS: Final[Mapping[str, ReminderKind]] = {kind.id: kind for kind in _ALL}
"""By their ids, in the order in which they are offered."""


def deadline_kind(kind: str) -> str:
    """The kind of the deadlines of which a reminder speaks."""
    return BIRTHDAY if kind == "age" else kind


REMINDED_BY: Final[Mapping[str, str]] = {deadline_kind(kind): kind for kind in KINDS}
"""Kind of deadline: the kind of reminder that is written for it."""


def kind_of(name: str) -> ReminderKind:
    """Raises UserError for a kind that does not exist."""
    if name not in KINDS:
        known = ", ".join(kind.title.lower() for kind in KINDS.values())
        raise UserError(f"La relance «\u202f{name}\u202f» n’existe pas\u00a0: choisissez parmi {known}.")
    return KINDS[name]
