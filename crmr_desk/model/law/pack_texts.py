"""The words of a pack: its frame, the names of papers and people, the texts of findings, the letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.finding_words import FINDINGS, FindingWord
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.pack_reader import Table
from crmr_desk.model.law.pack_words import EligibilityRule, FactWords, FindingRule, PieceWords, Place, WhoWords
from crmr_desk.model.law.rules import LetterTemplate, Pack, SheetLine

_T = TypeVar("_T")

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
    "site_unchanged": ("hospital",),
    "site_moved": ("hospital",),
    "one_site": (),
    "several_sites": ("count",),
    "unnamed_sites": (),
    "no_attachment": (),
    "one_attachment": (),
    "several_attachments": ("count",),
    "unnamed_site": (),
    "no_crmr": ("count",),
    "one_crmr": ("count",),
    "few_crmr": ("count",),
    "mission_coordination": (),
    "mission_expertise": (),
    "mission_recours": (),
    "mission_recherche": (),
    "mission_enseignement": (),
    "still_open": ("question",),
    "of_current": (),
    "of_new": (),
}
"""Turns of phrase that the rules need, and their fields."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What ``pack.toml`` says."""

    id: str
    title: str
    status: str
    applies_from: dt.date
    source: str
    instruction: str
    without: tuple[str, ...]
    remedies: tuple[str, ...]
    places: Mapping[str, Place]
    eligibility: EligibilityRule


@dataclass(frozen=True, slots=True)
class People:
    """What ``people.toml`` says."""

    who: Mapping[str, WhoWords]
    decided_by: Mapping[str, str]
    phrases: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack) -> People:
        """Those of a pack already built."""
        return cls(pack.who, pack.decided_by, pack.phrases)


@dataclass(frozen=True, slots=True)
class FindingTexts:
    """What ``findings.toml`` says."""

    rules: Mapping[str, FindingRule]
    facts: Mapping[str, FactWords]

    @classmethod
    def of(cls, pack: Pack) -> FindingTexts:
        """Those of a pack already built."""
        return cls(pack.findings, pack.facts)


def frame(file: Table, folder: str, base: Pack | None) -> Frame:
    """``folder`` is the identifier that the pack must bear. What it leaves out comes from ``base``."""
    pack = file.table("pack")
    pack.text("extends", "")
    if (name := pack.text("id")) != folder:
        pack.wrong(f"ce n’est pas le nom du dossier\u202f; attendu\u00a0: «\u202f{folder}\u202f».", "id")
    return Frame(
        id=name,
        title=pack.text("title"),
        status=pack.word("status", words.PACK_STATES),
        applies_from=pack.date("applies_from"),
        source=pack.text("source"),
        instruction=pack.text("instruction"),
        without=pack.words("without", [rule.id for rule in base.scenarios] if base else (), optional=True),
        remedies=_remedies(file, base),
        places=_places(file, pack, base),
        eligibility=_eligibility(file, base),
    )


def _remedies(file: Table, base: Pack | None) -> tuple[str, ...]:
    if base and not file.has("remedies"):
        return base.remedies
    return file.table("remedies").texts("paragraphs", fields=("court",))


def _places(file: Table, pack: Table, base: Pack | None) -> dict[str, Place]:
    """Those of the file, then those of the text that is extended; ``inherited_place`` says how these are shown."""
    pattern = pack.text("inherited_place", "{place}", fields=("place",))
    own = {code: _place(code, table) for code, table in file.table("places", optional=base is not None).named()}
    inherited = {
        code: replace(
            place, long=pattern.format(place=place.long) if place.in_instruction else place.long, inherited=True
        )
        for code, place in (base.places.items() if base else ())
        if code not in own
    }
    return {**own, **inherited}


def _place(code: str, table: Table) -> Place:
    return Place(
        code,
        table.text("long"),
        table.text("summary"),
        table.flag("in_instruction", default=True),
        table.texts("open", optional=True),
    )


def _eligibility(file: Table, base: Pack | None) -> EligibilityRule:
    if base and not file.has("eligibility"):
        return base.eligibility
    table = file.table("eligibility")
    statuses = table.words("statuses", words.STATUSES)
    return EligibilityRule(
        table.text("place"), statuses, table.words("full_time", statuses, optional=True), table.text("named")
    )


def pieces(file: Table, base: Pack | None) -> dict[str, PieceWords]:
    own = {
        name: PieceWords(
            name, table.text("label"), table.text("of_label", "", fields=("of",)), table.text("detail", "")
        )
        for name, table in file.named(words.PIECES)
    }
    return _whole(file, words.PIECES, own, base.pieces if base else {})


def people(file: Table, base: Pack | None) -> People:
    lone = base is None
    known = People.of(base) if base else People({}, {}, {})
    who = file.table("who", optional=not lone)
    own = {name: WhoWords(name, table.text("label"), table.text("phrase")) for name, table in who.named(words.WHO)}
    decided_by, phrases = file.table("decided_by", optional=not lone), file.table("phrases", optional=not lone)
    return People(
        who=_whole(who, words.WHO, own, known.who),
        decided_by={
            name: decided_by.text(name, known.decided_by.get(name))
            for name in words.DECIDED_BY
            if name not in words.ADDED or decided_by.has(name) or name in known.decided_by
        },
        phrases={name: phrases.text(name, known.phrases.get(name), fields=fields) for name, fields in PHRASES.items()},
    )


def findings(file: Table, base: Pack | None) -> FindingTexts:
    lone = base is None
    known = FindingTexts.of(base) if base else FindingTexts({}, {})
    rules, facts = file.table("findings", optional=not lone), file.table("facts", optional=not lone)
    own = {name: _finding(name, table) for name, table in rules.named(tuple(FINDINGS)) if name in FINDINGS}
    labels = {name: FactWords(table.text("label"), table.text("place", "")) for name, table in facts.named(words.FACTS)}
    return FindingTexts(
        _whole(rules, tuple(FINDINGS), own, known.rules), _whole(facts, words.FACTS, labels, known.facts)
    )


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


def _whole(table: Table, names: tuple[str, ...], own: Mapping[str, _T], base: Mapping[str, _T]) -> dict[str, _T]:
    """Every word of ``names``: as the file writes it, else as the extended pack does."""
    found = {**base, **own}
    for name in names:
        if name not in found and name not in words.ADDED:
            table.wrong(f"il manque la table «\u202f{name}\u202f».")
    return found
