"""What may be written of a person: one French sentence for each refusal. Standard library only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from crmr_desk.model.errors import UserError
from crmr_desk.model.identifiers import rpps_problem
from crmr_desk.model.kinds import Status
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.terms import age_on, short_date

TITLES = ("", "Pr", "Dr", "M.", "Mme")
_YOUNGEST, _OLDEST = 20, 110
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def checked(values: Mapping[str, object], *, today: dt.date) -> dict[str, Any]:
    """The values as they will be written, for the fields of a person that are given. Raises UserError at the first
    that cannot be; KeyError for a field that a person does not have."""
    return {field: _CHECKS[field](value, today) for field, value in values.items()}


def _name(value: object, missing: str) -> str:
    name = as_typed(str(value or ""))
    if not name:
        raise UserError(missing)
    return name


def _title(value: object, _today: dt.date) -> str:
    if value not in TITLES:
        raise UserError(f"«\u202f{value}\u202f» n’est pas un titre de la liste\u00a0: Pr, Dr, M. ou Mme.")
    return str(value)


def _status(value: object, _today: dt.date) -> str | None:
    if value is None or value == "":
        return None
    if value not in list(Status):
        choices = ", ".join(Status)
        raise UserError(f"«\u202f{value}\u202f» n’est pas un statut de la liste\u00a0: {choices}.")
    return str(value)


def _birth_date(value: object, today: dt.date) -> dt.date | None:
    if value is None:
        return None
    if not isinstance(value, dt.date):
        raise UserError(f"«\u202f{value}\u202f» n’est pas une date de naissance.")
    if not _YOUNGEST <= age_on(value, today) <= _OLDEST:
        raise UserError(
            f"Une naissance le {short_date(value)} n’est pas plausible pour un médecin hospitalier\u202f; "
            "vérifiez l’année."
        )
    return value


def _rpps(value: object, _today: dt.date) -> str | None:
    if value is None or value == "":
        return None
    number = str(value).strip()
    problem = rpps_problem(number)
    if problem is not None:
        raise UserError(problem)
    return number


def _email(value: object, _today: dt.date) -> str | None:
    address = as_typed(str(value or ""))
    if address and _EMAIL.fullmatch(address) is None:
        raise UserError(f"«\u202f{address}\u202f» n’est pas une adresse de courriel.")
    return address or None


def _full_time(value: object, _today: dt.date) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise UserError("Le temps plein se dit par oui, par non, ou reste vide.")
    return value


_CHECKS = {
    "code": lambda value, _today: as_typed(str(value or "")),
    "title": _title,
    "first_name": lambda value, _today: _name(value, "Le prénom manque."),
    "last_name": lambda value, _today: _name(value, "Le nom manque."),
    "rpps": _rpps,
    "birth_date": _birth_date,
    "status": _status,
    "full_time": _full_time,
    "email": _email,
}
