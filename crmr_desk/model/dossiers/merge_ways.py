"""From a field of one letter to the place of the program where it is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from crmr_desk.model.dossiers.addressees import DIRECTORS, PERSONS, hospital_of, reader_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.merge_sources import SOURCES, Source
from crmr_desk.model.dossiers.questions import asked
from crmr_desk.model.dossiers.records import centre_of
from crmr_desk.model.dossiers.wording import of_name
from crmr_desk.model.kinds import CentreKind

_OF_KIND: Final = "kind:"
_SETTINGS: Final = {
    "letterheads": "Bureau et en-tête",
    "signatories": "Signataires",
    "contacts": "Adresses",
}
_PAGES: Final = {"rules": "dans les règles", "campaigns": "sur la page des campagnes"}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a field is filled; ``sentence`` says it in words: « se remplit à l’étape Candidat ».

    ``kind`` is step (``target`` is the id of the step, ``row_id`` the dossier, ``detail`` the question), centre
    (``target`` is its CentreKind value, ``row_id`` its row), page (``target`` is its key, ``detail`` what it shows), or
    empty where there is nowhere to go.
    """

    kind: str
    target: str
    row_id: int
    sentence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """What a letter can lead to: steps (id and title) of a dossier by question and by ``kind:…``, sheets (kind, row and
    name) by what they are to the letter, and the place of the text on which it rests."""

    dossier_id: int = 0
    steps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the register: ``kind`` is person, hospital or a CentreKind value."""

    kind: str
    row_id: int
    name: str


def destination(name: str, ways: Ways) -> Destination:
    """Where the field ``name`` of a letter is filled; every field of ``merge_sources.LABELS`` has an answer."""
    source = SOURCES[name]
    return next(_ways(source, ways), Destination("", "", 0, source.why_none))


def _ways(source: Source, ways: Ways) -> Iterator[Destination]:
    for key in (*source.questions, *((f"{_OF_KIND}{source.step}",) if source.step else ())):
        if key in ways.steps:
            step, title = ways.steps[key]
            yield Destination("step", step, ways.dossier_id, f"{source.how} à l’étape {title}", key)
    for key in source.sheets:
        if key in ways.sheets:
            yield _to_sheet(source.how, ways.sheets[key])
    if source.settings:
        said = f"{source.how} dans les réglages, {_SETTINGS[source.settings]}"
        yield Destination("page", "settings", 0, said, source.settings)
    if source.page:
        detail = ways.place if source.page == "rules" else ""
        yield Destination("page", source.page, 0, f"{source.how} {_PAGES[source.page]}", detail)


def _to_sheet(how: str, sheet: Sheet) -> Destination:
    said = f"{how} sur la fiche {of_name(sheet.name)}"
    if sheet.kind in ("person", "hospital"):
        return Destination("page", "directory", 0, said, f"{sheet.kind}/{sheet.row_id}")
    return Destination("centre", sheet.kind, sheet.row_id, said)


def ways_of(a: Assessment, who: str, of: str = "") -> Ways:
    """What a letter of a dossier to the recipient (``who``, ``of``) can lead to."""
    steps: dict[str, tuple[str, str]] = {}
    for step in a.journey.steps:
        steps[f"{_OF_KIND}{step.kind}"] = (step.id, step.title)
        steps |= {question.id: (step.id, step.title) for question in asked(a, step)}
    return Ways(a.dossier.id, steps, dict(_sheets(a, who, of)), a.rule.place if a.rule is not None else "")


def _sheets(a: Assessment, who: str, of: str) -> Iterator[tuple[str, Sheet]]:
    facts, (kind, row_id) = a.facts, centre_of(a.dossier)
    yield "centre", Sheet(kind.value, row_id, facts.name)
    yield from _people(a, who, of)
    site = facts.centre.site
    houses = {
        "seat": facts.centre.hospital,
        "new_hospital": facts.new_hospital,
        "site_hospital": site.hospital if site is not None else facts.site_hospital,
        "moving_from": facts.centre.moving_site.hospital if facts.centre.moving_site is not None else None,
        "addressee_house": hospital_of(a, who) if who in (*DIRECTORS, *PERSONS) else None,
    }
    yield from ((key, Sheet("hospital", one.id, one.name)) for key, one in houses.items() if one is not None and one.id)
    filiere = facts.centre.fsmr or (facts.crmr.fsmr if facts.crmr is not None else None)
    if filiere is not None:
        yield "fsmr", Sheet(CentreKind.FSMR.value, filiere.id, filiere.sigle)


def _people(a: Assessment, who: str, of: str) -> Iterator[tuple[str, Sheet]]:
    candidate, former, reader = a.facts.candidate, a.facts.former, reader_of(a, who, of)
    if candidate is not None:
        yield "candidate", Sheet("person", candidate.id, candidate.name)
    if former is not None:
        yield "former", Sheet("person", former.person_id, former.name)
    if reader is not None:
        yield "addressee", Sheet("person", reader.id, reader.name)
