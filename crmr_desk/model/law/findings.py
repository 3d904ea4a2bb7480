"""What the rules say of a situation: each finding with its weight, its place in the text, its words and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from crmr_desk.model.law.rules import Pack

_WEIGHT: Final = {"blocking": 0, "warning": 1, "info": 2}
_NO_WORDS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """``severity`` is blocking, warning or info. ``piece`` and ``of`` say which paper and whose, or which site; for an
    unanswered question ``of`` is the fact to ask for. ``days`` and ``date`` carry what the text counts."""

    id: str
    severity: str
    place: str
    title: str
    text: str
    todo: str
    piece: str = ""
    of: str = ""
    days: int | None = None
    date: dt.date | None = None


@dataclass(slots=True)
class FindingList:
    """Findings as they are made, in the words of ``pack``; ``place`` is that of the procedure."""

    pack: Pack
    place: str
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        name: str,
        variant: str = "",
        *,
        severity: str = "",
        place: str = "",
        piece: str = "",
        of: str = "",
        days: int | None = None,
        date: dt.date | None = None,
        words: Mapping[str, str] = _NO_WORDS,
    ) -> None:
        """Add the finding ``name``, its fields filled from ``words``. The same one is never said twice."""
        rule = self.pack.findings[name]
        fields = {"piece": self._piece(piece, of), "of": of, **words}
        finding = Finding(
            id=name,
            severity=severity or rule.severity,
            place=rule.place or place or self.place,
            title=rule.titles.get(variant, rule.title).format(**fields),
            text=rule.texts[variant].format(**fields),
            todo=rule.todo,
            piece=piece,
            of=of,
            days=days,
            date=date,
        )
        if finding not in self.found:
            self.found.append(finding)

    def ask(self, fact: str) -> None:
        """A blocking question about ``fact``, a path of the situation."""
        words = self.pack.facts[fact]
        self.add("unknown_answer", of=fact, place=words.place, words={"question": words.label})

    def sorted(self) -> tuple[Finding, ...]:
        """The heaviest first, otherwise in the order in which they were made."""
        return tuple(sorted(self.found, key=lambda finding: _WEIGHT[finding.severity]))

    def _piece(self, piece: str, of: str) -> str:
        """The name of a paper as a sentence says it."""
        if not piece:
            return ""
        words = self.pack.pieces[piece]
        named = self.pack.phrases[f"of_{of}"] if of in ("current", "new") else of
        label = words.of_label.format(of=named) if of and words.of_label else words.label
        return f"{label[:1].lower()}{label[1:]}"
