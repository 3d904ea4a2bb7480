"""The structures of an application to a labelling campaign (A2 §1): a reference centre, its sites and its CCMR, each
with its criteria, the evidence for them, and its own outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.candidacy_reading import active_structures
from crmr_desk.model.dossiers.candidacy_rows import DECISIONS, NewStructure, Outcome
from crmr_desk.model.dossiers.records import labelled, open_dossier_of
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import CentreKind, Ground, SiteRole
from crmr_desk.model.law.criteria import CriterionRule
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Candidacy, Ccmr, Dossier, Hospital, Site

_GONE: Final = "Cette structure n’est plus dans la candidature\u00a0: rafraîchissez la page avec F5."
MOST_PATIENTS: Final = 1_000_000
_OUTCOME, _REASONS = "decision.outcome", "decision.reasons"


def add_structure(db: Database, dossier_id: int, structure: NewStructure) -> tuple[int, Changes]:
    """Add a site or a CCMR to an application: one of the register, or one to be created when it is labelled. Returns
    the id of its candidacy.

    Raises UserError for one that is there already, without hospital or ground, or a second coordinating site.
    """
    with db.writing(labelled(db, dossier_id, "Structure ajoutée")) as session:
        dossier = open_dossier_of(session, dossier_id)
        _check(session, dossier, structure)
        row = candidacy_row(dossier_id, structure)
        session.add(row)
        session.flush()
        candidacy_id = row.id
    return candidacy_id, session.changes


def change_structure(db: Database, candidacy_id: int, structure: NewStructure, *, version: int) -> Changes:
    """Change what is known of a structure: everything of one to be created, the ground and the active file of one of
    the register. Raises UserError as ``add_structure`` does, Conflict when a colleague changed it meanwhile."""
    with db.writing(_labelled_of(db, [candidacy_id], "Structure modifiée")) as session:
        row = _open_candidacy(session, candidacy_id)
        if row.version != version:
            raise Conflict("Un collègue a modifié cette structure entre-temps\u00a0: relisez-la, puis recommencez.")
        if row.site_id is None and row.ccmr_id is None:
            _check(session, open_dossier_of(session, row.dossier_id), structure, but=candidacy_id)
            row.title, row.unit = as_typed(structure.title), as_typed(structure.unit)
            row.hospital_id, row.role = structure.hospital_id, structure.role
        row.ground = _ground(structure.ground)
        row.active_file = _active_file(structure.active_file)
    return session.changes


def remove_structure(db: Database, candidacy_id: int) -> Changes:
    """Take out of an application a structure that is not of the centre yet. Raises UserError for the centre itself and
    for what belongs to it today: their withdrawal is an outcome, with its reason."""
    with db.writing(_labelled_of(db, [candidacy_id], "Structure ôtée")) as session:
        row = _open_candidacy(session, candidacy_id)
        if row.kind == CentreKind.CRMR:
            raise UserError(
                "La candidature est celle du centre\u00a0: abandonnez le dossier plutôt que d’ôter le centre."
            )
        dossier = open_dossier_of(session, row.dossier_id)
        present = active_structures(session, dossier.crmr_id or 0, dossier.opened_on)
        if (row.kind, row.site_id or row.ccmr_id) in present:
            raise UserError(
                "Cette structure est ouverte dans le centre\u00a0: notez-la retirée, avec le motif, plutôt que de"
                " l’ôter."
            )
        session.delete(row)
    return session.changes


def set_criterion(
    db: Database, candidacy_ids: Sequence[int], criterion: str, *, met: bool | None, evidence: str = ""
) -> Changes:
    """Note whether a criterion is met, with the evidence, for one structure or for several alike; None takes the
    answer back. Raises UserError for a criterion that is not asked of one of them, or that the active file answers."""
    with db.writing(_labelled_of(db, candidacy_ids, "Critère noté")) as session:
        for row in _open_candidacies(session, candidacy_ids):
            rule = _criterion_asked(session, row, criterion, met)
            kept = {name: noted for name, noted in row.criteria.items() if name != criterion}
            noted = {criterion: {"met": met, "evidence": as_typed(evidence)}}
            row.criteria = {**kept, **noted} if met is not None or as_typed(evidence) else kept
            if rule.fact:
                _establish(open_dossier_of(session, row.dossier_id), rule.fact, met)
    return session.changes


def set_outcome(db: Database, candidacy_ids: Sequence[int], outcome: Outcome | None, *, reason: str = "") -> Changes:
    """Say what becomes of one structure, or of several alike; None takes it back. The outcome of the centre is that of
    the dossier. Raises UserError for a refusal or a withdrawal without its reason."""
    reason = as_typed(reason)
    if outcome in (Outcome.REFUSED, Outcome.WITHDRAWN) and not reason:
        act = "Un refus est motivé" if outcome is Outcome.REFUSED else "Un retrait est expliqué"
        raise UserError(f"{act}\u00a0: écrivez le motif, le courrier le reprend.")
    with db.writing(_labelled_of(db, candidacy_ids, "Issue notée")) as session:
        for row in _open_candidacies(session, candidacy_ids):
            row.outcome, row.reason = outcome.value if outcome else None, reason if outcome else ""
            if row.kind == CentreKind.CRMR:
                _decide(open_dossier_of(session, row.dossier_id), outcome, row.reason)
    return session.changes


def candidacy_row(dossier_id: int, structure: NewStructure) -> Candidacy:
    """The row of a structure that joins the application, without criteria or outcome yet."""
    return Candidacy(
        dossier_id=dossier_id,
        kind=structure.kind,
        site_id=structure.site_id,
        ccmr_id=structure.ccmr_id,
        title=as_typed(structure.title),
        hospital_id=structure.hospital_id,
        unit=as_typed(structure.unit),
        role=structure.role,
        ground=_ground(structure.ground),
        active_file=_active_file(structure.active_file),
        criteria={},
    )


def _labelled_of(db: Database, candidacy_ids: Sequence[int], act: str) -> str:
    """``act`` with the number of the dossier, as the journal and the undo name it."""
    if not candidacy_ids:
        raise UserError("Choisissez au moins une structure dans la liste.")
    with db.reading() as session:
        row = session.get(Candidacy, candidacy_ids[0])
        dossier_id = row.dossier_id if row is not None else None
    if dossier_id is None:
        raise UserError(_GONE)
    return labelled(db, dossier_id, act)


def _open_candidacy(session: Session, candidacy_id: int) -> Candidacy:
    row = session.get(Candidacy, candidacy_id)
    if row is None:
        raise UserError(_GONE)
    open_dossier_of(session, row.dossier_id)
    return row


def _open_candidacies(session: Session, ids: Sequence[int]) -> list[Candidacy]:
    return [_open_candidacy(session, each) for each in ids]


def _check(session: Session, dossier: Dossier, structure: NewStructure, *, but: int = 0) -> None:
    others = list(session.scalars(select(Candidacy).where(Candidacy.dossier_id == dossier.id, Candidacy.id != but)))
    if structure.site_id is not None or structure.ccmr_id is not None:
        _check_of_register(session, dossier, structure, others)
    elif structure.hospital_id is None or session.get(Hospital, structure.hospital_id) is None:
        raise UserError("Choisissez l’établissement qui abrite la structure.")
    if structure.kind != CentreKind.SITE:
        return
    if structure.role == SiteRole.CONSTITUTIF and structure.ground is None:
        raise UserError("Un site constitutif se fonde sur l’un des trois motifs de l’annexe 1\u202f; choisissez-le.")
    if structure.role == SiteRole.COORDONNATEUR and _has_new_seat(others):
        raise UserError(
            "La candidature a déjà un nouveau site coordonnateur\u00a0: modifiez celui-là, ou ajoutez un site"
            " constitutif."
        )


def _check_of_register(
    session: Session, dossier: Dossier, structure: NewStructure, others: Sequence[Candidacy]
) -> None:
    if any((each.site_id, each.ccmr_id) == (structure.site_id, structure.ccmr_id) for each in others):
        raise UserError("Cette structure est déjà dans la candidature.")
    site = session.get(Site, structure.site_id) if structure.site_id is not None else None
    ccmr = session.get(Ccmr, structure.ccmr_id) if structure.ccmr_id is not None else None
    if site is None and ccmr is None:
        raise UserError("Cette structure n’est plus dans le registre\u00a0: choisissez-la de nouveau.")
    if site is not None and site.crmr_id != dossier.crmr_id:
        raise UserError("Ce site est celui d’un autre centre\u00a0: il n’entre que dans la candidature de ce centre.")


def _has_new_seat(others: Sequence[Candidacy]) -> bool:
    return any(each.role == SiteRole.COORDONNATEUR and each.site_id is None for each in others)


def _ground(ground: str | None) -> str | None:
    if ground is not None and ground not in list(Ground):
        raise UserError("L’annexe 1 ne connaît que trois motifs de site constitutif\u00a0: choisissez l’un d’eux.")
    return ground


def _active_file(patients: int | None) -> int | None:
    if patients is not None and not 0 <= patients <= MOST_PATIENTS:
        raise UserError(f"Une file active de {patients} patients n’est pas possible\u00a0: vérifiez le nombre.")
    return patients


def _criterion_asked(session: Session, row: Candidacy, criterion: str, met: bool | None) -> CriterionRule:
    pack = pack_in(session, session.get_one(Dossier, row.dossier_id).pack)
    asked = {rule.id: rule for rule in pack.criteria if (row.role or row.kind) in rule.applies_to}
    if criterion not in asked:
        raise UserError("Ce critère n’est pas demandé à cette structure\u00a0: rafraîchissez la page avec F5.")
    rule = asked[criterion]
    if rule.at_least and met is not None:
        raise UserError("Ce critère se lit sur la file active\u00a0: corrigez le nombre de patients de la structure.")
    if rule.piece and met is not None:
        raise UserError("Ce critère se lit sur la pièce\u00a0: notez le sens de l’avis à l’étape des pièces.")
    return rule


def _establish(dossier: Dossier, fact: str, met: bool | None) -> None:
    """Carry a criterion of the centre over to the answers of the dossier, where the rules look for it."""
    kept = {path: value for path, value in dossier.answers.items() if path != fact}
    dossier.answers = kept if met is None else {**kept, fact: met}


def _decide(dossier: Dossier, outcome: Outcome | None, reason: str) -> None:
    """Carry the outcome of the centre over to the answers of the dossier, which its letters and its stages read."""
    answers = {path: value for path, value in dossier.answers.items() if path not in (_OUTCOME, _REASONS)}
    if outcome is not None:
        answers[_OUTCOME] = DECISIONS[outcome]
    if reason:
        answers[_REASONS] = reason
    dossier.answers = answers
