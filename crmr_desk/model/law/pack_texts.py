"""The words of a pack: its frame, the names of papers and people, the texts of findings, the letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.finding_words import FINDINGS, FindingWord
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.pack_reader import Table
from crmr_desk.model.law.pack_words import FactWords, FindingRule, PieceWords, Place, WhoWords
from crmr_desk.model.law.rules import LetterTemplate, SheetLine

FILES: Final = ("pack.toml", "pieces.toml", "people.toml", "findings.toml", "questions.toml", "outside.toml")

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "no_candidate": (),
    "animateur": (),
    "eligible": ("status", "age"),
    "status_unknown": (),
    "status_not_provided_for": ("status",),
    "full_time_unknown": (),
    "part_time": (),
    "birth_date_unknown": (),
    "day_unknown": (),
    "authorisation_unknown": (),
    "authorisation_missing": (),
    "clinical_activity_unknown": (),
    "clinical_activity_missing": (),
    "over_68": (),
    "age_known": ("age", "turns"),
    "age_before": ("year",),
    "age_after": (),
    "age_unknown": (),
    "other_status": (),
    "crmr": (),
    "incumbent_died": (),
    "no_incumbent": (),
    "refused": (),
    "day_missing": (),
    "days_missing": ("days",),
    "seat_unchanged": ("hospital",),
    "seat_moved": ("hospital",),
    "seat_unknown": (),
    "one_site": (),
    "several_sites": ("count",),
    "unnamed_sites": (),
}
"""Turns of phrase that the rules need, and their fields."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What ``pack.toml`` says."""

    id: str
    title: str
    status: str
    applies_from: dt.date
    instruction: str
    remedies: tuple[str, ...]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class People:
    """What ``people.toml`` says."""

    who: Mapping[str, WhoWords]
    decided_by: Mapping[str, str]
    phrases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FindingTexts:
    """What ``findings.toml`` says."""

    rules: Mapping[str, FindingRule]
    facts: Mapping[str, FactWords]


def frame(file: Table) -> Frame:
    pack = file.table("pack")
    return Frame(
        id=pack.text("id"),
        title=pack.text("title"),
        status=pack.word("status", words.PACK_STATES),
        applies_from=pack.date("applies_from"),
        instruction=pack.text("instruction"),
        remedies=file.table("remedies").texts("paragraphs", fields=("court",)),
        places={code: _place(code, table) for code, table in file.table("places").named()},
    )


def _place(code: str, table: Table) -> Place:
    return Place(code, table.text("long"), table.text("summary"), table.flag("in_instruction", default=True))


def pieces(file: Table) -> dict[str, PieceWords]:
    found = {
        name: PieceWords(
            name, table.text("label"), table.text("of_label", "", fields=("of",)), table.text("detail", "")
        )
        for name, table in file.named(words.PIECES)
    }
    _need_all(file, words.PIECES, found)
    return found


def people(file: Table) -> People:
    who = file.table("who")
    found = {name: WhoWords(name, table.text("label"), table.text("phrase")) for name, table in who.named(words.WHO)}
    _need_all(who, words.WHO, found)
    decided_by, phrases = file.table("decided_by"), file.table("phrases")
    return People(
        who=found,
        decided_by={name: decided_by.text(name) for name in words.DECIDED_BY},
        phrases={name: phrases.text(name, fields=fields) for name, fields in PHRASES.items()},
    )


def findings(file: Table) -> FindingTexts:
    rules, facts = file.table("findings"), file.table("facts")
    found = {name: _finding(name, table) for name, table in rules.named(tuple(FINDINGS)) if name in FINDINGS}
    _need_all(rules, tuple(FINDINGS), found)
    labels = {name: FactWords(table.text("label"), table.text("place", "")) for name, table in facts.named(words.FACTS)}
    _need_all(facts, words.FACTS, labels)
    return FindingTexts(found, labels)


def _finding(name: str, table: Table) -> FindingRule:
    word = FINDINGS[name]
    severity = table.word("severity", words.SEVERITIES)
    if severity == "blocking" and not word.may_block:
        table.wrong("ce constat ne bloque jamais\u202f; attendu\u00a0: warning ou info.", "severity")
    return FindingRule(
        id=name,
        severity=severity,
        title=table.text("title", fields=word.fields),
        place=table.text("place", ""),
        todo=table.text("todo"),
        texts=_variants(table, word, "text", optional=False),
        titles=_variants(table, word, "titles", optional=True),
    )


def _variants(table: Table, word: FindingWord, key: str, *, optional: bool) -> dict[str, str]:
    """``text`` is one text, or a table of one text for each variant; ``titles`` says those that differ."""
    if not word.variants:
        return {} if optional else {"": table.text(key, fields=word.fields)}
    inner = table.table(key, optional=optional)
    return {name: inner.text(name, fields=word.fields) for name in word.variants if not optional or inner.has(name)}


def letter(name: str, file: Table) -> LetterTemplate:
    """The letter of a file whose name, without its suffix, is ``name``: that is its kind."""
    sheet = tuple(
        SheetLine(line.text("label"), line.text("value", fields=MERGE_FIELDS))
        for line in file.tables("sheet", optional=True)
    )
    return LetterTemplate(
        kind=name,
        title=file.text("title"),
        form=file.word("form", words.LETTER_FORMS),
        subject=file.text("subject", fields=MERGE_FIELDS),
        salutation=file.text("salutation", "", fields=MERGE_FIELDS),
        body=file.texts("body", fields=MERGE_FIELDS),
        closing=file.text("closing", "", fields=MERGE_FIELDS),
        enclosures=file.texts("enclosures", fields=MERGE_FIELDS, optional=True),
        remedies=file.flag("remedies", default=False),
        place=file.text("place"),
        general_law=file.texts("general_law", optional=True),
        sheet=sheet,
    )


def _need_all(table: Table, names: tuple[str, ...], found: Mapping[str, object]) -> None:
    for name in names:
        if name not in found:
            table.wrong(f"il manque la table «\u202f{name}\u202f».")
