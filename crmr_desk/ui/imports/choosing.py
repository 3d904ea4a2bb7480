"""Keeping a choice of the user for an import: one operation each, said in the user's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crmr_desk.ui.desk import Desk
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind


def choose(desk: Desk, import_id: int, choices: Sequence[Choice], label: str,
           failed: Callable[[Exception], None] | None = None) -> None:  # fmt: skip
    """Keep what the user has chosen; ``label`` is what the journal says."""

    def verb() -> Any:
        from crmr_desk.workbooks.imports import drafts

        return drafts.choose(desk.db, import_id, choices, label)

    desk.run(verb, failed=failed)


def withdraw(desk: Desk, import_id: int, keys: Sequence[tuple[ChoiceKind, str, str]], label: str) -> None:
    """Take choices back: what was guessed holds again."""

    def verb() -> Any:
        from crmr_desk.workbooks.imports import drafts

        return drafts.withdraw(desk.db, import_id, keys, label)

    desk.run(verb)
