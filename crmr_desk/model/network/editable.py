"""The fields that can be changed where they are shown: what each is called, what it may hold, and its refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.kinds import CcmrKind, Ground, Labelled, Population, SiteActivity, SiteRole
from crmr_desk.model.network.directions import checked_email, envelope_lines
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.sheet_rows import FieldKind
from crmr_desk.model.network.tables import FSMR, HOSPITAL
from crmr_desk.model.network.taken_numbers import require_free_place
from crmr_desk.model.network.typed_text import typed_text
from crmr_desk.model.store.schema import Versioned

Choices = tuple[tuple[str, str], ...]
_LONGEST = 400
_MOST_PATIENTS = 100_000
_EVERYWHERE = "La valeur vaut pour tous les centres de cet établissement."


@dataclass(frozen=True, slots=True)
class Editable:
    """``check(session, row, typed)`` gives the value to write or raises UserError. ``remark`` says what else a change
    touches."""

    label: str
    kind: FieldKind
    check: Callable[[Session, Versioned, Any], Any]
    choices: Callable[[Session], Choices] = lambda _session: ()
    required: bool = False
    remark: str = ""


def _text(label: str, *, required: bool = False, remark: str = "") -> Editable:
    def check(_session: Session, _row: Versioned, typed: Any) -> str:
        return _words(label, typed, required=required)

    return Editable(label, FieldKind.TEXT, check, required=required, remark=remark)


def _words(label: str, typed: Any, *, required: bool) -> str:
    words = typed_text(label, str(typed or ""), _LONGEST)
    if required and not words:
        raise UserError(f"«\u202f{label}\u202f» ne peut pas rester vide.")
    return words


def _listed(label: str, known: type[Labelled], *, required: bool = False) -> Editable:
    def check(_session: Session, _row: Versioned, typed: Any) -> str | None:
        return _one_of(label, known, typed, required=required)

    choices = tuple((each.value, each.label) for each in known)
    return Editable(label, FieldKind.CHOICE, check, lambda _session: choices, required)


def _one_of(label: str, known: type[Labelled], typed: Any, *, required: bool) -> str | None:
    if typed in (None, ""):
        if required:
            raise UserError(f"«\u202f{label}\u202f» ne peut pas rester vide.")
        return None
    if typed not in list(known):
        raise UserError(f"«\u202f{typed}\u202f» n’est pas une valeur de la liste «\u202f{label}\u202f».")
    return str(typed)


def _ground(_session: Session, row: Any, typed: Any) -> str | None:
    """One of the three grounds for a constitutive site (A1 A-c); a coordinating site needs none."""
    if row.role == SiteRole.COORDONNATEUR.value and typed not in (None, ""):
        raise UserError(
            "Un site coordonnateur n’a pas de motif\u00a0: l’annexe 1 n’en demande qu’aux sites constitutifs."
        )
    return _one_of("Motif du site", Ground, typed, required=row.role == SiteRole.CONSTITUTIF.value)


def _patients(_session: Session, _row: Versioned, typed: Any) -> int | None:
    if typed is None:
        return None
    if not isinstance(typed, int) or isinstance(typed, bool) or not 0 <= typed <= _MOST_PATIENTS:
        raise UserError("La file active est un nombre de patients, en chiffres.")
    return typed


def _sigle(session: Session, row: Versioned, typed: Any) -> str:
    words = _words("Sigle", typed, required=True)
    if session.scalar(select(FSMR.c.id).where(FSMR.c.sigle == words, FSMR.c.id != row.id)) is not None:
        raise UserError(f"Une autre filière porte déjà le sigle {words}.")
    return words


def _geographic(session: Session, row: Versioned, typed: Any) -> str:
    number = _finess(session, row, typed)
    require_free_place(session, row.id, number)
    return number


def _finess(_session: Session, _row: Versioned, typed: Any) -> str:
    number = "".join(str(typed or "").split()).upper()
    problem = finess_problem(number)
    if problem is not None:
        raise UserError(problem)
    return number


def _address(_session: Session, _row: Versioned, typed: Any) -> str:
    lines = envelope_lines(str(typed or ""))
    if len(lines) > _LONGEST:
        raise UserError(f"L’adresse est trop longue\u00a0: {_LONGEST} signes au plus.")
    return lines


def _email(_session: Session, _row: Versioned, typed: Any) -> str:
    return checked_email(str(typed or ""))


def _region(_session: Session, _row: Versioned, typed: Any) -> str:
    if typed not in REGIONS:
        raise UserError("Choisissez une région de la liste.")
    return str(typed)


def _regions(_session: Session) -> Choices:
    return tuple(sorted(((each.code, each.name) for each in REGIONS.values()), key=lambda one: collation(one[1])))


def _hospital(session: Session, _row: Versioned, typed: Any) -> int:
    there = select(HOSPITAL.c.id).where(HOSPITAL.c.id == typed, HOSPITAL.c.merged_into_id.is_(None))
    if typed is None or session.scalar(there) is None:
        raise UserError("Choisissez un établissement de la liste.")
    return int(typed)


def _fsmr(session: Session, _row: Versioned, typed: Any) -> int | None:
    if typed in (None, ""):
        return None
    chosen = int(typed)
    if session.scalar(select(FSMR.c.id).where(FSMR.c.id == chosen)) is None:
        raise UserError("Choisissez une filière de la liste.")
    return chosen


def _fsmrs(session: Session) -> Choices:
    rows = session.execute(select(FSMR.c.id, FSMR.c.sigle)).all()
    return tuple((str(row.id), row.sigle) for row in sorted(rows, key=lambda row: collation(row.sigle)))


EDITABLE = {
    ("fsmr", "sigle"): Editable("Sigle", FieldKind.TEXT, _sigle, required=True),
    ("fsmr", "name"): _text("Nom", required=True),
    ("fsmr", "seat_id"): Editable("Établissement siège", FieldKind.HOSPITAL, _hospital, required=True),
    ("crmr", "title"): _text("Intitulé", required=True),
    ("crmr", "acronym"): _text("Sigle"),
    ("crmr", "fsmr_id"): Editable("Filière", FieldKind.CHOICE, _fsmr, _fsmrs),
    ("label", "act"): _text("Acte du label"),
    ("site", "unit"): _text("Unité"),
    ("site", "specialty"): _text("Spécialité"),
    ("site", "population"): _listed("Public", Population),
    ("site", "activity"): _listed("Activité", SiteActivity),
    ("site", "ground"): Editable(
        "Motif du site", FieldKind.CHOICE, _ground, lambda _session: tuple((each.value, each.label) for each in Ground)
    ),
    ("ccmr", "title"): _text("Intitulé", required=True),
    ("ccmr", "kind"): _listed("Nature", CcmrKind, required=True),
    ("ccmr", "specialty"): _text("Spécialité"),
    ("ccmr", "population"): _listed("Public", Population),
    ("ccmr", "active_file"): Editable("File active", FieldKind.NUMBER, _patients),
    ("ccmr", "hospital_id"): Editable("Établissement", FieldKind.HOSPITAL, _hospital, required=True),
    ("hospital", "name"): _text("Nom de l’établissement", required=True, remark=_EVERYWHERE),
    ("hospital", "finess_et"): Editable(
        "FINESS géographique", FieldKind.TEXT, _geographic, required=True, remark=_EVERYWHERE
    ),
    ("hospital", "finess_ej"): Editable("FINESS juridique", FieldKind.TEXT, _finess, required=True, remark=_EVERYWHERE),
    ("hospital", "town"): _text("Ville", remark=_EVERYWHERE),
    ("hospital", "address"): Editable("Adresse de la direction", FieldKind.TEXT, _address, remark=_EVERYWHERE),
    ("hospital", "email"): Editable("Courriel de la direction", FieldKind.TEXT, _email, remark=_EVERYWHERE),
    ("hospital", "region"): Editable(
        "Région", FieldKind.CHOICE, _region, _regions, required=True,
        remark=f"{_EVERYWHERE} L’agence régionale de santé en suit.",
    ),
}  # fmt: skip
"""By (table, field)."""
