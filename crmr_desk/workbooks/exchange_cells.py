"""From a cell of the exchange workbook to a value: what is unambiguous is taken, the rest is refused in French."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from openpyxl.cell import Cell, MergedCell

from crmr_desk.model.identifiers import finess_problem, rpps_problem
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.exchange_sheets import Field, Holds

Value = str | int | bool | dt.date | None

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LARGEST_COUNT = 2_000_000_000
_YES_NO: Mapping[str, bool] = {"oui": True, "vrai": True, "non": False, "faux": False}


class CellError(Exception):
    """A cell that cannot be taken; the message is the French sentence."""


def value_of(cell: Cell | MergedCell, field: Field) -> Value:
    """The value of ``cell`` for ``field``; None when empty. Raises CellError."""
    raw = _raw(cell)
    if raw is None:
        if field.required:
            raise CellError(f"la colonne «\u202f{field.header}\u202f» ne peut pas rester vide.")
        return None
    return _READERS[field.holds](raw, field)


def _raw(cell: Cell | MergedCell) -> object:
    if cell.data_type == "f":
        raise CellError("la cellule contient une formule\u202f; remplacez-la par sa valeur.")
    if cell.data_type == "e":
        raise CellError(f"la cellule contient une erreur d’Excel ({cell.value}).")
    if isinstance(cell.value, str) and not cell.value.strip():
        return None
    return cell.value


def _text(raw: object, field: Field) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise CellError(f"un texte est attendu, «\u202f{_shown(raw)}\u202f» a un autre format.")
    if field.choices:
        return _choice(str(raw), field)
    return str(raw)


def _choice(text: str, field: Field) -> str:
    for choice in field.choices:
        if choice.casefold() == text.strip().casefold():
            return str(choice)
    allowed = ", ".join(field.choices)
    raise CellError(f"«\u202f{text}\u202f» n’est pas une valeur de «\u202f{field.header}\u202f» ({allowed}).")


def _code(raw: object, field: Field) -> str:
    code = _text(raw, field).strip()
    if field.longest and len(code) > field.longest:
        raise CellError(f"«\u202f{code}\u202f» dépasse {field.longest} caractères.")
    return code


def _finess(raw: object, field: Field) -> str:
    number = _code(raw, field)
    problem = finess_problem(number)
    if problem is not None:
        raise CellError(problem)
    return number


def _rpps(raw: object, field: Field) -> str:
    number = _code(raw, field)
    problem = rpps_problem(number)
    if problem is not None:
        raise CellError(problem)
    return number


def _date(raw: object, _field: Field) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    if isinstance(raw, str):
        return _typed_date(raw.strip())
    raise CellError(f"«\u202f{_shown(raw)}\u202f» n’est pas une date\u202f; mettez la cellule au format jj/mm/aaaa.")


def _typed_date(text: str) -> dt.date:
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, day_first.groups())
    elif iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    else:
        raise CellError(f"«\u202f{text}\u202f» n’est pas une date\u202f; écrivez-la jj/mm/aaaa.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise CellError(f"le {text} n’existe pas\u202f; vérifiez la date.") from None


def _count(raw: object, _field: Field) -> int:
    number = int(raw) if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdecimal() else raw
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _LARGEST_COUNT:
        raise CellError(f"«\u202f{_shown(raw)}\u202f» n’est pas un nombre entier de patients.")
    return number


def _yes_no(raw: object, _field: Field) -> bool:
    if isinstance(raw, bool):
        return raw
    answer = _YES_NO.get(str(raw).strip().casefold())
    if answer is None:
        raise CellError(f"«\u202f{_shown(raw)}\u202f» n’est ni oui ni non.")
    return answer


def _shown(raw: object) -> str:
    return short_date(raw) if isinstance(raw, dt.date) else str(raw)


_READERS: Mapping[Holds, Callable[[object, Field], Value]] = {
    Holds.CODE: _code,
    Holds.TEXT: _text,
    Holds.FINESS: _finess,
    Holds.RPPS: _rpps,
    Holds.DATE: _date,
    Holds.COUNT: _count,
    Holds.YES_NO: _yes_no,
}
