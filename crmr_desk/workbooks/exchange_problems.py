"""What keeps an exchange workbook from being loaded: where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmr_desk.model.errors import UserError

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the sheet, the cell as Excel names it ("D12"), and one French sentence."""

    sheet: str
    cell: str
    text: str

    def __str__(self) -> str:
        return f"Feuille {self.sheet}, cellule {self.cell}\u00a0: {self.text}"


class ExchangeProblems(UserError):  # noqa: N818
    """Everything that is wrong in the workbook, in ``problems``; the message holds the first and how many there are."""

    def __init__(self, file_name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_message(file_name, self.problems))


def _message(file_name: str, problems: Sequence[Problem]) -> str:
    count = len(problems)
    opening = "un problème" if count == 1 else f"{count} problèmes"
    lines = [f"{file_name} n’a pas été chargé\u00a0: {opening}. Corrigez le classeur, puis recommencez."]
    lines += [f"• {problem}" for problem in problems[:_SHOWN]]
    if count > _SHOWN:
        lines.append(f"• et {count - _SHOWN} de plus.")
    return "\n".join(lines)
