"""Builds a pack from the files of one layer, and what they leave out from the pack that it extends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeVar

from crmr_desk.model.law import condition_words as said
from crmr_desk.model.law import criteria as campaign
from crmr_desk.model.law import pack_procedures as procedures
from crmr_desk.model.law import pack_texts as texts
from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.pack_files import FRAME, Layer
from crmr_desk.model.law.pack_reader import Mistake, Table, read_table
from crmr_desk.model.law.rules import Journey, LetterTemplate, Pack, ScenarioRule

_T = TypeVar("_T")
_CITES: Final = ("{instruction}", "{place}")
"""Fields by which a paragraph of a letter claims a place in a text."""


def read_layer(layer: Layer, base: Pack | None, mistakes: list[Mistake]) -> Pack | None:
    """The pack of ``layer``. Where it has no file, ``base`` gives its own; lists of words are completed word by word.
    None when one of the files that it cannot do without does not read."""
    _refuse_unknown_names(layer, mistakes)
    read = _Reading(layer, mistakes)
    frame = read.one(FRAME, partial(texts.frame, folder=layer.id, base=base))
    pieces = read.one("pieces.toml", partial(texts.pieces, base=base), base.pieces if base else None)
    people = read.one("people.toml", partial(texts.people, base=base), texts.People.of(base) if base else None)
    findings = read.one(
        "findings.toml", partial(texts.findings, base=base), texts.FindingTexts.of(base) if base else None
    )
    questions = read.one("questions.toml", partial(procedures.questions, base=base), base.questions if base else None)
    outside = read.one("outside.toml", procedures.outside, base.outside if base else None)
    criteria = read.one(campaign.FILE, campaign.criteria, base.criteria if base else ())
    conditions = read.one(said.FILE, partial(said.condition_words, base=base), base.conditions if base else None)
    scenarios = read.many((f"{name}.toml" for name in words.SCENARIOS), procedures.scenario)
    journeys = read.many(layer.within("journeys"), procedures.journey)
    letters = read.many(layer.within("letters"), texts.letter)
    if frame is None or pieces is None or people is None or findings is None or questions is None or outside is None:
        return None
    if conditions is None:
        return None
    return Pack(
        id=frame.id,
        title=frame.title,
        status=frame.status,
        applies_from=frame.applies_from,
        source=frame.source,
        extends=layer.extends,
        instruction=frame.instruction,
        places=frame.places,
        eligibility=frame.eligibility,
        remedies=frame.remedies,
        pieces=pieces,
        who=people.who,
        decided_by=people.decided_by,
        phrases=people.phrases,
        findings=findings.rules,
        facts=findings.facts,
        questions=questions,
        journeys=_journeys(base, journeys),
        scenarios=_scenarios(base, scenarios, frame.without),
        outside=outside,
        conditions=conditions,
        letters=_letters(base, letters, cites=bool(frame.instruction)),
        criteria=criteria or (),
        origins={**(base.origins if base else {}), **{file.name: layer.id for file in layer.files}},
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The files of a layer, read one by one; mistakes gather."""

    layer: Layer
    mistakes: list[Mistake]

    def one(self, name: str, build: Callable[[Table], _T], otherwise: _T | None = None) -> _T | None:
        """The file ``name``; without it, ``otherwise``, unless that is None."""
        file = self.layer.file(name)
        if file is not None:
            return read_table(file, self.mistakes, build)
        if otherwise is None:
            self.mistakes.append(Mistake(name, 1, "ce fichier manque au jeu de règles."))
        return otherwise

    def many(self, names: Iterable[str], build: Callable[[str, Table], _T]) -> dict[str, _T]:
        """The files of these names that are there, by name without folder and suffix."""
        files = [file for name in names if (file := self.layer.file(name))]
        read = ((file.stem, read_table(file, self.mistakes, partial(build, file.stem))) for file in files)
        return {stem: item for stem, item in read if item is not None}


def _scenarios(
    base: Pack | None, own: Mapping[str, ScenarioRule], without: tuple[str, ...]
) -> tuple[ScenarioRule, ...]:
    """In the order of the vocabulary."""
    inherited = {rule.id: rule for rule in base.scenarios if rule.id not in without} if base else {}
    held = {**inherited, **own}
    return tuple(held[name] for name in words.SCENARIOS if name in held)


def _journeys(base: Pack | None, own: Mapping[str, Journey]) -> tuple[Journey, ...]:
    held = {**{journey.name: journey for journey in base.journeys}, **own} if base else own
    return tuple(held[name] for name in sorted(held))


def _letters(base: Pack | None, own: Mapping[str, LetterTemplate], *, cites: bool) -> dict[str, LetterTemplate]:
    """A pack without a reference that it may cite prints no paragraph that cites one."""
    held = {**(base.letters if base else {}), **own}
    return held if cites else {kind: _without_citations(letter) for kind, letter in held.items()}


def _without_citations(letter: LetterTemplate) -> LetterTemplate:
    return replace(letter, body=tuple(text for text in letter.body if not any(field in text for field in _CITES)))


def _refuse_unknown_names(layer: Layer, mistakes: list[Mistake]) -> None:
    """A file whose name nobody knows is a mistake: it would be silently left out."""
    known = {*texts.FILES, campaign.FILE, said.FILE, *(f"{name}.toml" for name in words.SCENARIOS)}
    for name in layer.within(""):
        if name not in known:
            expected = ", ".join(sorted(known))
            mistakes.append(Mistake(name, 1, f"ce nom de fichier n’est pas connu\u202f; attendu\u00a0: {expected}."))
