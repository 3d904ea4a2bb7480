"""The sheets of a dossier's workbook, in French words, from what the wizard sees of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.dossiers.rows import DossierView, Eligibility, PieceState, Question, QuestionKind, Severity
from crmr_desk.model.network.ages import without_birthday
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.model.terms import french_place
from crmr_desk.workbooks.styling import Column, Kind, Value

Names = Mapping[tuple[QuestionKind, int], str]
"""Names of the people and hospitals that answers point to, by kind of question and row id."""

_STATES: Final = {"open": "En cours", "decided": "Décidé", "closed": "Clos", "abandoned": "Abandonné"}
_PIECE_STATES: Final = {
    PieceState.MISSING: "Manquante",
    PieceState.RECEIVED: "Reçue",
    PieceState.TO_CHECK: "À vérifier",
    PieceState.COMPLIANT: "Conforme",
    PieceState.TO_REDO: "À refaire",
    PieceState.NOT_REQUIRED: "Sans objet",
}
_SEVERITIES: Final = {
    Severity.BLOCKING: "Bloquant",
    Severity.WARNING: "À surveiller",
    Severity.INFO: "Pour information",
    Severity.OK: "Conforme",
}
_OPINIONS: Final = {"favourable": "Favorable", "reserved": "Réservé", "unfavourable": "Défavorable"}
_OPINIONS_ASKED: Final = {"favourable": "Favorable", "any": "Sans sens imposé", "consultative": "Consultatif"}
_PARTS: Final = {"notified": "Notifié", "informed": "Informé", "courtesy": "Courtoisie"}
_LETTER_STATES: Final = {
    "draft": "Projet",
    "final": "À signer",
    "to_sign": "À la signature",
    "signed": "À envoyer",
    "sent": "Envoyé",
    "acknowledged": "Accusé reçu",
    "lifted": "Levé",
    "replaced": "Remplacé",
}
_VERDICTS: Final = {True: "Éligible", False: "Non éligible", None: "À établir"}
_BIRTH_DATE: Final = "candidate.birth_date"
"""The answer that stays in the register."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet; ``above`` are lines of text over the table, the first one its title."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()


def tables(
    view: DossierView,
    names: Names,
    history: Sequence[OperationRow],
    today: dt.date,
) -> list[Table]:
    """The six sheets, in their order. ``history`` is newest first; the sheet tells it oldest first."""
    return [
        _summary_table(view, names, today),
        _pieces_table(view),
        _findings_table(view),
        _recipients_table(view),
        _letters_table(view),
        _journal_table(history),
    ]


def _summary_table(view: DossierView, names: Names, today: dt.date) -> Table:
    current = next((step.title for step in view.steps if step.id == view.step), view.step)
    rows: list[tuple[str, Value, str]] = [
        ("Numéro", view.number, ""),
        ("Objet", view.title, ""),
        ("Centre", view.centre, ""),
        ("Procédure", view.scenario_title, view.deduced),
        ("Texte appliqué", view.pack_title, ""),
        ("État", _STATES.get(view.state, view.state), ""),
        ("Étape", current, ""),
        ("Exporté le", today, ""),
    ]
    if view.eligibility is not None:
        rows.append(("Éligibilité", _VERDICTS[view.eligibility.verdict], _why(view.eligibility)))
    rows += [("Début du mandat", view.mandate_start, ""), ("Fin du mandat", view.mandate_end, "dernier jour compris")]
    rows += [
        (question.label, _answer(question, names), question.problem)
        for _, questions in view.questions
        for question in questions
        if question.id != _BIRTH_DATE
    ]
    rows += [(effect.title, effect.detail, "Effet de la décision") for effect in view.effects]
    return Table("Dossier", (Column("Rubrique", width=44), Column("Valeur", width=52), Column("Précision")), rows)


def _why(judged: Eligibility) -> str:
    """What is lacking; of somebody eligible the place, for the sentence tells the age."""
    return french_place(judged.place) if judged.verdict else judged.sentence


def _answer(question: Question, names: Names) -> Value:
    value = question.value
    if question.kind is QuestionKind.DATE and isinstance(value, str) and value:
        return dt.date.fromisoformat(value)
    if question.kind is QuestionKind.CHOICE:
        return next((choice.label for choice in question.choices if choice.value == value), str(value or ""))
    if question.kind in (QuestionKind.PERSON, QuestionKind.HOSPITAL) and isinstance(value, int):
        return names[question.kind, value]
    return value


def _pieces_table(view: DossierView) -> Table:
    columns = (
        Column("Pièce"),
        Column("De"),
        Column("Demandée"),
        Column("État"),
        Column("Reçue le", Kind.DATE),
        Column("Avis"),
        Column("Avis demandé"),
        Column("Signée"),
        Column("Fichier"),
        Column("Note"),
        Column("Place dans le texte"),
    )
    rows = (
        (
            piece.label,
            piece.detail or piece.of,
            piece.required,
            _PIECE_STATES[piece.state],
            piece.received_on,
            _OPINIONS.get(piece.opinion or "", piece.opinion),
            _OPINIONS_ASKED.get(piece.opinion_asked or "", piece.opinion_asked),
            piece.signed,
            piece.file_name,
            piece.note,
            piece.place,
        )
        for piece in view.pieces
    )
    return Table("Pièces", columns, rows)


def _findings_table(view: DossierView) -> Table:
    columns = (
        Column("Constat"),
        Column("Poids"),
        Column("Ce qui est constaté", width=64),
        Column("Place dans le texte"),
        Column("Levé le", Kind.DATE),
        Column("Par"),
        Column("Motif", width=48),
    )
    rows = (
        (
            finding.title,
            _SEVERITIES[finding.severity],
            without_birthday(finding.text),
            finding.place,
            finding.lifted_on,
            finding.lifted_by,
            finding.lifted_reason,
        )
        for finding in view.findings
    )
    return Table("Constats", columns, rows)


def _recipients_table(view: DossierView) -> Table:
    columns = (
        Column("Destinataire"),
        Column("Précision"),
        Column("Titre"),
        Column("Place dans le texte"),
        Column("Prévu par le texte"),
        Column("Retenu"),
        Column("Canal"),
        Column("Motif"),
    )
    rows = (
        (
            recipient.name,
            recipient.detail,
            _PARTS.get(recipient.part, recipient.part),
            recipient.place,
            recipient.ordered,
            recipient.included,
            recipient.channel,
            recipient.reason,
        )
        for recipient in view.recipients
    )
    return Table("Destinataires", columns, rows)


def _letters_table(view: DossierView) -> Table:
    columns = (
        Column("Numéro", Kind.IDENTIFIER),
        Column("Courrier"),
        Column("Destinataire"),
        Column("Canal"),
        Column("État"),
        Column("Envoyé le", Kind.DATE),
        Column("Fichier"),
        Column("Champs vides"),
    )
    rows = (
        (
            letter.number,
            letter.title,
            letter.addressee,
            letter.channel,
            _LETTER_STATES.get(letter.state, letter.state),
            letter.sent_on,
            letter.file_name,
            ", ".join(letter.blanks),
        )
        for letter in view.letters
    )
    return Table("Courriers", columns, rows)


def _journal_table(history: Sequence[OperationRow]) -> Table:
    columns = (
        Column("Opération", Kind.NUMBER),
        Column("Le", Kind.MOMENT),
        Column("Par"),
        Column("Ce qui a été fait"),
        Column("Détail", width=64),
        Column("Annulée"),
    )
    rows = (
        (row.id, row.at, row.who, row.label, without_birthday("\n".join(row.details)), row.undone)
        for row in reversed(history)
    )
    return Table("Journal", columns, rows)
