"""The report of an import as a table for the user: one line a line of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmr_desk.workbooks.checking.rows import Action, Status

HEADINGS = ("Feuille", "Ligne", "État", "Effet", "Centre", "FINESS", "Personne", "Début", "Motifs")

_STATUSES = {Status.OK: "Prêt", Status.REVIEW: "À vérifier", Status.REJECTED: "Refusé", Status.IGNORED: "Ignoré"}
_ACTIONS = {Action.CREATE: "Créé", Action.UPDATE: "Modifié", Action.UNCHANGED: "Inchangé", Action.NONE: ""}


def report_rows(report: Sequence[Mapping[str, Any]]) -> list[list[str | int]]:
    """The entries of an import report (``checking.report``) under ``HEADINGS``."""
    return [
        [
            entry["sheet"],
            entry["row"],
            _STATUSES[Status(entry["status"])],
            _ACTIONS[Action(entry["action"])],
            entry["centre"] or "",
            entry["hospital"] or "",
            _person(entry["values"]),
            entry["values"].get("start") or "",
            "\n".join(_reason(reason) for reason in entry["reasons"]),
        ]
        for entry in report
    ]


def _person(values: Mapping[str, Any]) -> str:
    return " ".join(str(values[key]) for key in ("title", "first_name", "last_name") if values.get(key))


def _reason(reason: Mapping[str, Any]) -> str:
    return f"{reason['cell']}\u00a0: {reason['text']}" if reason["cell"] else str(reason["text"])
