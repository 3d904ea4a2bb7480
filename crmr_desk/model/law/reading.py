"""The rules of a pack as a lawyer reads them: each procedure line by line with its place, and the reverse, each place
with every rule that cites it. Frozen rows in French; whoever draws them decides how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crmr_desk.model.law.condition_words import value_word
from crmr_desk.model.law.conditions import Conditions
from crmr_desk.model.law.pack_words import Place
from crmr_desk.model.law.rules import Pack, PieceRule, RecipientRule, ScenarioRule

OUTSIDE_THE_TEXT: Final = "hors texte"
"""The place of what no text asks for."""

TERMS: Final = {
    "label": "Cinq ans, la durée du label",
    "label_remainder": "Ce qui reste du label",
    "unchanged": "Celui du mandat en cours, jusqu’à la fin du label",
    "attachments": "La durée du label, le premier à finir de ceux des centres de référence de rattachement",
    "designation": "Cinq ans, la durée de la désignation de la filière",
    "no_mandate": "Aucun mandat",
    "none": "Non fixé par le texte",
}
_STRENGTHS: Final = {
    "favourable": "avis favorable exigé",
    "any": "avis, sans sens imposé",
    "consultative": "consultatif",
}
EACH: Final = {
    "constitutive_site": "un par site constitutif",
    "hospital": "un par établissement, de départ et d’accueil",
    "site": "celui du centre dont dépend le site",
    "attachment": "un par centre de référence de rattachement",
}


class Mark(StrEnum):
    """Where a rule comes from."""

    TEXT = "text"
    UNREAD = "unread"
    """A secondary source: the text itself was not read, and cannot be cited."""
    OURS = "ours"
    """Beyond the text: this program proposes it."""
    GENERAL_LAW = "general_law"


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in words. ``note`` says how strong it is; ``place`` is its code in the pack, which calls it ``long``."""

    words: str
    note: str
    place: str
    long: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Procedure:
    """One scenario line by line. ``when`` says in sentences when it applies; ``inherited`` is the pack that it comes
    from, empty where it is the pack's own."""

    id: str
    title: str
    place: str
    long: str
    inherited: str
    when: tuple[str, ...]
    sender: str
    addressee: str
    pieces: tuple[Line, ...]
    opinions: tuple[Line, ...]
    decided_by: str
    notified: tuple[Line, ...]
    informed: tuple[Line, ...]
    copies: tuple[Line, ...]
    term: str


class UseKind(StrEnum):
    """What may cite a place."""

    PROCEDURE = "procedure"
    PIECE = "piece"
    RECIPIENT = "recipient"
    FINDING = "finding"
    LETTER = "letter"
    QUESTION = "question"
    STEP = "step"
    CRITERION = "criterion"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that cites a place; ``detail`` says where it applies. ``procedure`` is the scenario to turn to, or
    empty."""

    kind: UseKind
    words: str
    detail: str
    procedure: str


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place of the text with our summary of it, what it leaves open, and every rule that cites it."""

    place: Place
    mark: Mark
    uses: tuple[Use, ...]


def procedures(pack: Pack) -> tuple[Procedure, ...]:
    """Every scenario of the pack, in its order."""
    return tuple(_procedure(pack, rule) for rule in pack.scenarios)


def places(pack: Pack) -> tuple[PlaceReading, ...]:
    """Every place of the pack, in the order in which it writes them."""
    cited: dict[str, dict[tuple[UseKind, str], list[tuple[str, str]]]] = {code: {} for code in pack.places}
    for code, kind, words, detail, scenario in _uses(pack):
        where = cited[code].setdefault((kind, words), [])
        if (detail, scenario) not in where:
            where.append((detail, scenario))
    return tuple(
        PlaceReading(
            place,
            _mark_in(pack, place),
            tuple(_use(kind, words, where) for (kind, words), where in cited[code].items()),
        )
        for code, place in pack.places.items()
    )


def _mark_in(pack: Pack, place: Place) -> Mark:
    unread = place.in_instruction and not place.inherited and not pack.instruction
    return Mark.UNREAD if unread else mark_of(place)


def mark_of(place: Place) -> Mark:
    """Whether the text says it, or we do, or the general law."""
    if place.in_instruction:
        return Mark.TEXT
    return Mark.OURS if place.code == OUTSIDE_THE_TEXT else Mark.GENERAL_LAW


def _use(kind: UseKind, words: str, where: list[tuple[str, str]]) -> Use:
    scenarios = [scenario for _detail, scenario in where if scenario]
    return Use(kind, words, ", ".join(detail for detail, _ in where if detail), scenarios[0] if scenarios else "")


def _procedure(pack: Pack, rule: ScenarioRule) -> Procedure:
    origin = pack.origins.get(f"{rule.id}.toml", pack.id)
    papers = [piece for piece in rule.pieces if not piece.opinion]
    return Procedure(
        id=rule.id,
        title=rule.title,
        place=rule.place,
        long=pack.place_label(rule.place),
        inherited="" if origin == pack.id else origin,
        when=tuple(_when(pack, rule.when)),
        sender=_who(pack, rule.sender),
        addressee=_who(pack, rule.addressee),
        pieces=tuple(_piece(pack, piece) for piece in papers),
        opinions=tuple(_piece(pack, piece) for piece in rule.pieces if piece.opinion),
        decided_by=", ".join(pack.decided_by[name] for name in rule.decided_by),
        notified=_recipients(pack, rule.notified),
        informed=_recipients(pack, rule.informed),
        copies=_recipients(pack, rule.copies),
        term=TERMS[rule.term],
    )


def _when(pack: Pack, conditions: Conditions) -> Iterator[str]:
    """A sentence for each condition: the phrases of the values that satisfy it. What leaves it open says nothing."""
    for name, accepted in conditions.accepted:
        phrases = pack.conditions.get(name, {})
        said = [phrases[word] for value in accepted if (word := value_word(value)) in phrases]
        if said:
            sentence = ", ou ".join(said)
            yield f"{sentence[:1].upper()}{sentence[1:]}"


def _where(pack: Pack, conditions: Conditions) -> str:
    """The conditions of one line: "si le centre a des sites constitutifs"."""
    said = [f"{sentence[:1].lower()}{sentence[1:]}" for sentence in _when(pack, conditions)]
    return f"si {' et si '.join(said)}" if said else ""


def _who(pack: Pack, names: tuple[str, ...]) -> str:
    return ", ".join(pack.who[name].label for name in names)


def _piece(pack: Pack, piece: PieceRule) -> Line:
    notes = [
        _STRENGTHS.get(piece.opinion, ""),
        EACH.get(piece.each, ""),
        "signée" if piece.signature else "",
        "avec l’engagement sur les compétences" if piece.commitment else "",
        _where(pack, piece.when),
        "" if piece.in_dossier else "hors du dossier",
        "" if piece.required else "le texte ne l’exige pas",
    ]
    return _line(pack, pack.pieces[piece.id].label, ", ".join(note for note in notes if note), piece.place)


def _recipients(pack: Pack, rules: tuple[RecipientRule, ...]) -> tuple[Line, ...]:
    return tuple(_line(pack, _recipient(pack, rule), _where(pack, rule.when), rule.place) for rule in rules)


def _recipient(pack: Pack, rule: RecipientRule) -> str:
    label = pack.who[rule.who].label
    return f"{label}\u00a0: {pack.pieces[rule.of].label.lower()}" if rule.of in pack.pieces else label


def _line(pack: Pack, words: str, note: str, place: str) -> Line:
    return Line(words, note, place, pack.place_label(place), mark_of(pack.places[place]))


def _uses(pack: Pack) -> Iterator[tuple[str, UseKind, str, str, str]]:
    """Place, kind, words, where it applies, scenario to turn to; a rule that cites no place says nothing here."""
    for rule in pack.scenarios:
        yield rule.place, UseKind.PROCEDURE, rule.title, "", rule.id
        for piece in rule.pieces:
            yield piece.place, UseKind.PIECE, pack.pieces[piece.id].label, rule.title, rule.id
        for one in rule.recipients:
            yield one.place, UseKind.RECIPIENT, pack.who[one.who].label, rule.title, rule.id
        for why in rule.step_whys.values():
            yield from ((place, UseKind.STEP, rule.title, "", rule.id) for place in why.places)
    for outside in pack.outside:
        yield outside.place, UseKind.OUTSIDE, f"{outside.procedure[:1].upper()}{outside.procedure[1:]}", "", ""
    yield from _other_uses(pack)


def _other_uses(pack: Pack) -> Iterator[tuple[str, UseKind, str, str, str]]:
    for finding in pack.findings.values():
        if finding.place:
            yield finding.place, UseKind.FINDING, _plain(finding.title), "", ""
    for question in pack.questions.values():
        if question.place:
            yield question.place, UseKind.QUESTION, question.label, "", ""
    for letter in pack.letters.values():
        for place in (letter.place, *letter.general_law):
            yield place, UseKind.LETTER, letter.title, "", ""
    for criterion in pack.criteria:
        yield criterion.place, UseKind.CRITERION, criterion.label, "", ""
    for journey in pack.journeys:
        for step in journey.steps:
            yield from (
                (place, UseKind.STEP, f"{journey.title}, {step.title.lower()}", "", "") for place in step.why.places
            )


def _plain(title: str) -> str:
    """The title of a finding without what it merges: "Pièce manquante"."""
    return title.partition("{")[0].rstrip("\u00a0 :,")
