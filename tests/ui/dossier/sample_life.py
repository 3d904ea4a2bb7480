"""Stages, acts, opinions and letters exchanged of the hand-made dossiers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from crmr_desk.model.dossiers.rows import ActLine, LetterLine, OpinionLine, OtherScenario, StageLine
from crmr_desk.model.kinds import Stage
from tests.ui.dossier.sample_findings import MISSING_OPINION, NOTICE, TODAY

STAGES = tuple(
    StageLine(stage, stage.label, day, day is not None)
    for stage, day in (
        (Stage.ANNOUNCED, dt.date(2026, 11, 13)),
        (Stage.GATHERING, dt.date(2026, 11, 16)),
        (Stage.COMPLETE, None),
        (Stage.EXAMINATION, None),
        (Stage.VISA, None),
        (Stage.DECIDED, None),
        (Stage.LETTERS_OUT, None),
        (Stage.CLOSED, None),
    )
)

DECLARE = ActLine(
    "declare_complete",
    "Déclarer le dossier complet",
    True,
    False,
    TODAY,
    (MISSING_OPINION, replace(MISSING_OPINION, piece="motivation_letter", title="Lettre de motivation à refaire")),
    Stage.COMPLETE,
    Stage.COMPLETE.label,
)
EXAMINE = ActLine(
    "begin_examination", "Commencer l’examen", False, False, None, (), Stage.EXAMINATION, Stage.EXAMINATION.label
)
VISA = ActLine("send_to_visa", "Transmettre au visa", True, False, TODAY, (NOTICE,), Stage.VISA, Stage.VISA.label)
BACK = ActLine(
    "return_from_visa",
    "Retour du visa sans décision",
    True,
    True,
    TODAY,
    (),
    Stage.EXAMINATION,
    Stage.EXAMINATION.label,
)
CLOSE = ActLine("close", "Clore le dossier", False, False, None, (), Stage.CLOSED, Stage.CLOSED.label)


def opinion(kind: str, label: str, body: str, state: str, **fields: Any) -> OpinionLine:
    """An opinion of the list; only what matters to the test is given."""
    whole: dict[str, Any] = {
        "of": "",
        "required": True,
        "place": "A3 §2b",
        "asked_on": None,
        "due_on": None,
        "reminded_on": None,
        "reminders": 0,
        "outcome": "",
    }
    return OpinionLine(kind=kind, label=label, body=body, state=state, **(whole | fields))


OPINIONS = (
    opinion("directoire_opinion", "Avis du directoire", "Directoire de l’AP-HP", "to_ask"),
    opinion(
        "site_agreement",
        "Accord du responsable du site de Strasbourg",
        "Pr Maëlle Sarrazin-Kervadec, Hôpitaux universitaires de Strasbourg",
        "late",
        of="strasbourg",
        asked_on=dt.date(2026, 10, 5),
        due_on=dt.date(2026, 11, 5),
        reminded_on=dt.date(2026, 11, 10),
        reminders=1,
    ),
    opinion(
        "fsmr_opinion",
        "Avis consultatif de la filière BRAIN-TEAM",
        "Gouvernance de BRAIN-TEAM",
        "received",
        asked_on=dt.date(2026, 11, 3),
        due_on=dt.date(2026, 11, 27),
        outcome="reserved",
        required=False,
    ),
)

OTHERS = (
    OtherScenario(
        "Succession du coordonnateur, centre multi-sites",
        "Le CERVCO n’a aucun site constitutif actif au 20/11/2026 : ses 24 centres de compétences ne comptent pas.",
        "A3 §2b",
    ),
    OtherScenario(
        "Succession avec changement d’établissement",
        "Vous avez répondu que le siège reste à l’hôpital Lariboisière.",
        "A3 §2b, changement de site",
    ),
    OtherScenario("Instruction par la DGOS", "Le coordonnateur et le directeur sont d’accord.", "A3 §2b"),
)


def exchange(number: int, title: str, state: str, **fields: Any) -> LetterLine:
    """A letter written before the decision."""
    whole: dict[str, Any] = {
        "kind": "piece_request",
        "who": "current_director",
        "of": "",
        "addressee": "Directeur, Lariboisière",
        "channel": "courriel",
        "sent_on": None,
        "file_name": f"echange-{number}.pdf",
        "blanks": (),
        "purpose": "exchange",
    }
    return LetterLine(id=number, number=f"2026-0143/E{number}", title=title, state=state, **(whole | fields))


EXCHANGES = (
    exchange(1, "Accusé de réception du dossier", "acknowledged", sent_on=dt.date(2026, 11, 16),
             acknowledged_on=dt.date(2026, 11, 17)),
    exchange(2, "Demande de pièces", "sent", sent_on=dt.date(2026, 11, 18)),
    exchange(3, "Relance, accord du site de Strasbourg", "final", addressee="Pr Maëlle Sarrazin-Kervadec"),
    exchange(4, "Demande d’avis", "lifted", reason="Avis remis en séance le 19/11/2026."),
)  # fmt: skip
