"""Findings of the hand-made dossiers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from crmr_desk.model.dossiers.rows import FindingLine, Severity

TODAY = dt.date(2026, 11, 20)

NOTICE = FindingLine(
    "notice_too_short",
    "",
    "",
    Severity.WARNING,
    "Préavis trop court : 12 jours manquent",
    "Lettre du 12/11/2026 + 6 mois = 12/05/2027 ; cessation annoncée le 30/04/2027.",
    "A3 §2b",
    True,
    "depart",
)
ELIGIBLE = FindingLine(
    "eligible",
    "",
    "",
    Severity.OK,
    "Successeur éligible",
    "PU-PH, 51 ans, 65 ans après la fin du label",
    "A3 §1",
    False,
    "candidat",
)
MISSING_OPINION = FindingLine(
    "piece_missing",
    "directoire_opinion",
    "",
    Severity.BLOCKING,
    "Avis du directoire manquant",
    "Le dossier ne contient pas l’avis du directoire de l’hôpital Lariboisière.",
    "A3 §2b",
    True,
    "pieces",
)
LIFTED_NOTICE = replace(
    NOTICE,
    lifted_reason="Mutation notifiée par son établissement le 10/11/2026.",
    lifted_by="Nadia Belkacem",
    lifted_on=dt.date(2026, 11, 23),
)
