"""What a decision is made of: steps that say what they do, then do it, and what still keeps one from being known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from crmr_desk.model.dossiers.rows import EffectLine
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Dossier


class Step(Protocol):
    """One thing that applying the decision does in the register."""

    def lines(self) -> tuple[EffectLine, ...]:
        """The step in French, for the last page."""

    def apply(self, session: WriteSession, dossier: Dossier, /) -> None:
        """Do it, within the one operation of the decision. Raises UserError when the register refuses it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What must be answered before a step is known; ``path`` is the question."""

    path: str
    title: str
    text: str
