"""Hand-made dossiers, as the model would show them: invented people, real hospitals and filières."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from crmr_desk.model.dossiers.rows import (
    Choice,
    DossierView,
    EffectLine,
    Eligibility,
    LetterLine,
    PieceLine,
    PieceState,
    Question,
    QuestionKind,
    RecipientLine,
    Step,
    StepKind,
    StepState,
    Why,
)
from crmr_desk.model.kinds import Stage
from tests.ui.dossier.sample_findings import ELIGIBLE, LIFTED_NOTICE, MISSING_OPINION, NOTICE
from tests.ui.dossier.sample_life import (
    DECLARE,
    EXCHANGES,
    OPINIONS,
    OTHERS,
    STAGES,
)

STEPS = (
    Step("depart", StepKind.QUESTIONS, "Point de départ", "Lettre du 12/11/2026", StepState.DONE),
    Step("situation", StepKind.QUESTIONS, "Situation", "Mono-site, siège inchangé", StepState.DONE),
    Step("candidat", StepKind.QUESTIONS, "Candidat", "Pr Clément Rouvière, éligible", StepState.DONE),
    Step("pieces", StepKind.PIECES, "Pièces du dossier", "2 pièces à régler", StepState.CURRENT),
    Step("constats", StepKind.FINDINGS, "Constats", "1 à lever", StepState.ATTENTION),
    Step("decision", StepKind.DECISION, "Décision", "Visa du directeur général", StepState.TODO),
    Step("courriers", StepKind.LETTERS, "Courriers", "6 destinataires", StepState.TODO),
    Step("recapitulatif", StepKind.SUMMARY, "Récapitulatif", "Rien n’est écrit avant", StepState.TODO),
)

QUESTIONS = (
    (
        "depart",
        (
            Question(
                "cessation_letter.date",
                QuestionKind.DATE,
                "Date de la lettre de départ",
                "2026-11-12",
                "Le coordonnateur écrit au directeur, avec copie à la DGOS.",
                "A3 §2b",
            ),
            Question(
                "cessation_letter.effective", QuestionKind.DATE, "Fin d’activité annoncée", "2027-04-30", "", "A3 §2b"
            ),
            Question(
                "cessation_letter.copy_to_dgos",
                QuestionKind.YES_NO,
                "La DGOS a-t-elle reçu la copie ?",
                None,
                required=False,
            ),
        ),
    ),
    (
        "situation",
        (
            Question("crmr.site_moves", QuestionKind.YES_NO, "Le site coordonnateur change-t-il d’hôpital ?", False),
            Question("new_hospital", QuestionKind.HOSPITAL, "Nouvel hôpital du site coordonnateur", None),
            Question(
                "proposal",
                QuestionKind.CHOICE,
                "Où en est la proposition d’un successeur ?",
                "agreed",
                choices=(
                    Choice("agreed", "Le coordonnateur et le directeur sont d’accord"),
                    Choice("none", "Le coordonnateur ne propose personne"),
                    Choice("director_disagrees", "Le directeur n’est pas d’accord"),
                    Choice("director_refuses_transfer", "Le directeur refuse le changement d’hôpital"),
                    Choice("no_consensus", "Ni proposition, ni consensus"),
                ),
                place="A3 §2b",
            ),
        ),
    ),
    (
        "candidat",
        (
            Question("candidate", QuestionKind.PERSON, "Successeur proposé", None, place="A3 §1"),
            Question("candidate.note", QuestionKind.TEXT, "Remarque sur la candidature", None, required=False),
        ),
    ),
    (
        "decision",
        (
            Question(
                "decision.outcome",
                QuestionKind.CHOICE,
                "Sens de la décision",
                "favourable",
                choices=(
                    Choice("favourable", "Favorable"),
                    Choice("unfavourable", "Refus"),
                    Choice("adjourned", "Ajournement"),
                ),
            ),
            Question("decision.date", QuestionKind.DATE, "Date du visa", "2027-01-18"),
            Question("start", QuestionKind.DATE, "Date d’effet", "2027-05-01", "Proposée : lendemain de la fin."),
            Question("decision.signatory", QuestionKind.TEXT, "Signataire", "Le directeur général"),
        ),
    ),
)


def piece(kind: str, label: str, detail: str, state: PieceState, **fields: Any) -> PieceLine:
    """A paper of the list; only what matters to the test is given."""
    whole: dict[str, Any] = {
        "of": "",
        "place": "A3 §2b",
        "required": True,
        "received_on": None,
        "opinion": None,
        "opinion_asked": None,
        "signature_asked": False,
        "signed": None,
        "vouches_asked": False,
        "vouches": None,
        "note": "",
        "file_id": None,
        "file_name": "",
    }
    return PieceLine(kind=kind, label=label, detail=detail, state=state, **(whole | fields))


PIECES = (
    piece(
        "proposal_letter",
        "Lettre du coordonnateur proposant le successeur",
        "Reçue le 16/11/2026, lettre-proposition-aubrac.pdf",
        PieceState.RECEIVED,
        received_on=dt.date(2026, 11, 16),
        vouches_asked=True,
        vouches=True,
        file_id=1,
        file_name="lettre-proposition-aubrac.pdf",
    ),
    piece(
        "motivation_letter",
        "Lettre de motivation du successeur",
        "Reçue le 16/11/2026 sans signature, redemandée le 18/11/2026",
        PieceState.TO_REDO,
        received_on=dt.date(2026, 11, 16),
        signature_asked=True,
        signed=False,
        file_id=2,
        file_name="motivation.pdf",
    ),
    piece(
        "cv",
        "Curriculum vitae, titres et travaux",
        "Reçu le 16/11/2026, cv-rouviere.pdf",
        PieceState.RECEIVED,
        received_on=dt.date(2026, 11, 16),
        file_id=3,
        file_name="cv-rouviere.pdf",
    ),
    piece(
        "directoire_opinion",
        "Avis du directoire",
        "Annoncé pour le 27/11/2026 par la direction de Lariboisière",
        PieceState.MISSING,
        opinion_asked="any",
    ),
    piece(
        "fsmr_opinion",
        "Avis consultatif de la filière BRAIN-TEAM",
        "Reçu le 17/11/2026, favorable",
        PieceState.RECEIVED,
        received_on=dt.date(2026, 11, 17),
        opinion="favourable",
        opinion_asked="consultative",
        file_id=4,
        file_name="avis-brain-team.pdf",
    ),
    piece(
        "ars_authorisation",
        "Autorisation de l’ARS, professeur consultant",
        "Le successeur est PU-PH, 51 ans : la pièce n’est pas demandée",
        PieceState.NOT_REQUIRED,
        required=False,
        place="A3 §1",
    ),
)

RECIPIENTS = tuple(
    RecipientLine(who, of, name, detail, part, place, ordered, True, channel, "", kind)
    for who, of, name, detail, part, place, ordered, channel, kind in (
        ("former_coordonnateur", "", "Pr Solène Aubrac", "coordonnatrice sortante", "notified", "A3 §2b", True,
         "courriel", "notification_former"),
        ("new_coordonnateur", "", "Pr Clément Rouvière", "nouveau coordonnateur", "notified", "A3 §2b", True,
         "courriel", "notification_new"),
        ("current_director", "", "Directeur, Lariboisière", "établissement siège", "notified", "A3 §2b", True,
         "recommande", "notification_director"),
        ("ars", "11", "ARS Île-de-France", "région du siège", "informed", "A3 §2b", True,
         "courriel", "information_ars"),
        ("orphanet", "", "Orphanet", "fiche et lettre", "informed", "A3 §2b", True, "courriel", "orphanet"),
        ("fsmr", "", "Filière BRAIN-TEAM", "copie proposée", "courtesy", "", False, "courriel", "copy"),
    )
)  # fmt: skip


def letters(state: str = "draft", blanks: tuple[str, ...] = ()) -> tuple[LetterLine, ...]:
    """One letter for each recipient of the sample."""
    titles = (
        "Notification à l’ancienne coordonnatrice",
        "Notification au nouveau coordonnateur",
        "Notification au directeur",
        "Information de l’ARS",
        "Fiche pour Orphanet",
        "Copie à la filière",
    )
    return tuple(
        LetterLine(
            None if state == "draft" else number,
            "" if state == "draft" else f"2026-0143/{number}",
            line.letter_kind,
            line.who,
            line.of,
            title,
            line.name,
            line.channel,
            state,
            dt.date(2027, 1, 22) if state == "sent" else None,
            f"2027-01-22_CERVCO_succession_{line.letter_kind}.pdf",
            blanks if line.who == "current_director" else (),
        )
        for number, (title, line) in enumerate(zip(titles, RECIPIENTS, strict=True), start=1)
    )


EFFECTS = (
    EffectLine("mandats", "-", "Pr Solène Aubrac", "clos le 30/04/2027, prévu le 31/12/2028"),
    EffectLine("mandats", "+", "Pr Clément Rouvière", "du 01/05/2027 au 31/12/2028"),
    EffectLine("echeances", "+", "Fin de mandat, 31/12/2028", "rappel le 30/06/2028"),
    EffectLine("echeances", "-", "2 relances du dossier", "retirées, devenues sans objet"),
    EffectLine("dossier", "+", "Dossier 2026-0143 décidé", "6 courriers numérotés, gardés au dossier"),
)

WHY_PIECES = Why(
    "Ce que demande l’instruction à cette étape",
    (
        (
            "",
            "Le directeur de l’hôpital siège envoie au directeur général de la DGOS un dossier de cinq pièces. "
            "La lettre de départ, reçue à l’étape 1, n’en fait pas partie.",
        ),
        ("Pourquoi une lettre à refaire", "Le texte veut une lettre de motivation signée. Celle du 16 novembre ne "
         "l’est pas."),
        ("Force de chaque avis", "Directoire : un avis, sans sens imposé. Filière : consultatif, ne bloque jamais."),
        ("Pas dans le texte", "Les 24 centres de compétences ne comptent pas comme sites. Leur accord n’est pas "
         "demandé."),
    ),
    ("A3 §2b",),
)  # fmt: skip


def sample(**changes: Any) -> DossierView:
    """The succession of the CERVCO, at its fourth step; ``changes`` replace fields."""
    view = DossierView(
        id=1,
        version=7,
        number="2026-0143",
        title="Succession, CERVCO",
        centre="CERVCO",
        centre_kind="crmr",
        centre_id=1,
        pack_title="Instruction du 11 janvier 2016",
        state="open",
        scenario="succession_single_site",
        scenario_title="Succession du coordonnateur, même établissement, centre mono-site",
        deduced="Déduit de vos réponses : aucun site constitutif au 20/11/2026, siège inchangé à Lariboisière.",
        steps=STEPS,
        step="pieces",
        questions=QUESTIONS,
        pieces=PIECES,
        findings=(NOTICE, ELIGIBLE),
        eligibility=Eligibility(True, "PU-PH, 51 ans, 65 ans après la fin du label", "A3 §1"),
        recipients=RECIPIENTS,
        letters=letters(),
        effects=EFFECTS,
        summary="Le Pr Clément Rouvière succède à la Pr Solène Aubrac à la tête du CERVCO le 1ᵉʳ mai 2027, "
        "jusqu’à la fin du label, le 31 décembre 2028.",
        whys=tuple((step.id, WHY_PIECES) for step in STEPS),
        blockers=(MISSING_OPINION,),
        mandate_start=dt.date(2027, 5, 1),
        mandate_end=dt.date(2028, 12, 31),
    )
    return replace(view, **changes)


def ready() -> DossierView:
    """The same dossier when nothing keeps the decision from being applied."""
    done = tuple(
        replace(step, state=StepState.CURRENT if step.kind is StepKind.SUMMARY else StepState.DONE) for step in STEPS
    )
    return sample(
        steps=done,
        step="recapitulatif",
        pieces=tuple(replace(line, state=PieceState.RECEIVED) for line in PIECES[:5]),
        findings=(LIFTED_NOTICE, ELIGIBLE),
        blockers=(),
    )


def decided() -> DossierView:
    """The same dossier after the decision: its letters have numbers and wait to be sent."""
    return replace(ready(), state="decided", letters=letters("final"))


def alive(**changes: Any) -> DossierView:
    """The sample with all that the life of a dossier adds: stages, acts, opinions, exchanges, other procedures."""
    life = {
        "stage": Stage.GATHERING,
        "stages": STAGES,
        "acts": (DECLARE,),
        "opinions": OPINIONS,
        "exchanges": EXCHANGES,
        "others": OTHERS,
        "findings": (NOTICE, MISSING_OPINION, ELIGIBLE),
    }
    return sample(**(life | changes))


def recorded() -> DossierView:
    """A decision that a director took, ready to be recorded; it writes no letter."""
    return replace(ready(), recorded=True, letters=(), recipients=())


def closed() -> DossierView:
    """A dossier that is over."""
    return replace(decided(), state="closed", letters=letters("sent"), stage=Stage.CLOSED)
