"""Follows the cross-references of a pack: every place, letter, question and step that one file names is in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crmr_desk.model.law.condition_words import FILE as CONDITIONS
from crmr_desk.model.law.condition_words import unsaid
from crmr_desk.model.law.criteria import FILE as CRITERIA
from crmr_desk.model.law.pack_files import Layer
from crmr_desk.model.law.pack_reader import Mistake
from crmr_desk.model.law.rules import Journey, Pack, StepWhy
from crmr_desk.model.law.vocabulary import EXCHANGES

Link = tuple[str, str, str]
"""The file, the word that it names, and what is wrong when nothing bears that name."""


def check_links(pack: Pack, layers: Mapping[str, Layer], mistakes: list[Mistake]) -> None:
    """Add a mistake for each word of the pack that leads nowhere, on the line where it is written: in a file of its
    own, or in one of a pack that it extends, whose name then comes first."""
    for name, word, sentence in _broken(pack):
        origin = pack.origins.get(name, pack.id)
        file = layers[origin].file(name)
        shown = name if origin == pack.id else f"{origin}/{name}"
        mistakes.append(Mistake(shown, file.line_naming(word) if file else 1, sentence))


def _broken(pack: Pack) -> Iterator[Link]:
    for file, place in _places(pack):
        if place and place not in pack.places:
            yield (
                file,
                place,
                f"place inconnue «\u202f{place}\u202f»\u202f; attendu\u00a0: une place décrite dans pack.toml.",
            )
    for file, kind in _letters(pack):
        if kind and kind not in pack.letters:
            known = ", ".join(sorted(pack.letters))
            yield file, kind, f"courrier inconnu «\u202f{kind}\u202f»\u202f; attendu\u00a0: {known}."
    for kind in EXCHANGES:
        if kind not in pack.letters:
            yield (
                "pack.toml",
                kind,
                f"il manque le courrier letters/{kind}.toml\u202f; tout dossier peut en avoir besoin.",
            )
    yield from _unexplained(pack)
    yield from _broken_steps(pack)
    yield from _unsaid_conditions(pack)


def _unexplained(pack: Pack) -> Iterator[Link]:
    """Words that a scenario or a journey uses and the pack does not explain."""
    for scenario in pack.scenarios:
        seats = (*scenario.sender, *scenario.addressee, *(one.who for one in scenario.recipients))
        used = (
            ("pieces.toml", pack.pieces, [piece.id for piece in scenario.pieces]),
            ("people.toml", pack.who, seats),
            ("people.toml", pack.decided_by, scenario.decided_by),
        )
        for where, known, names in used:
            for name in names:
                if name not in known:
                    yield f"{scenario.id}.toml", name, _not_explained(name, where)
    for journey in pack.journeys:
        for name in [name for step in journey.steps for name in step.questions]:
            if name not in pack.questions:
                yield f"journeys/{journey.name}.toml", name, _not_explained(name, "questions.toml")
        yield from _unused_wordings(pack, journey)


def _unused_wordings(pack: Pack, journey: Journey) -> Iterator[Link]:
    """Words of a step for a question that it does not ask, or for a choice that the question does not offer."""
    for step in journey.steps:
        for words in step.wordings:
            asked = pack.questions.get(words.question) if words.question in step.questions else None
            offered = {choice.value for choice in asked.choices} if asked else set()
            for name in (*(() if asked else (words.question,)), *(set(words.choices) - offered if asked else ())):
                told = f"«\u202f{name}\u202f» est nommé autrement à l’étape «\u202f{step.id}\u202f», qui ne l’offre pas"
                yield f"journeys/{journey.name}.toml", name, f"{told}\u202f; attendu\u00a0: ce que l’étape demande."


def _not_explained(name: str, where: str) -> str:
    return f"«\u202f{name}\u202f» n’a pas de mots français\u202f; attendu\u00a0: une entrée de ce nom dans {where}."


def _unsaid_conditions(pack: Pack) -> Iterator[Link]:
    for scenario in pack.scenarios:
        for name in unsaid(scenario, pack.conditions):
            yield (
                CONDITIONS,
                name,
                f"la condition «\u202f{name}\u202f» du scénario «\u202f{scenario.id}\u202f» n’a pas de phrase"
                f"\u202f; attendu\u00a0: une table [{name}] avec une phrase pour chaque valeur.",
            )


def _places(pack: Pack) -> Iterator[tuple[str, str]]:
    for scenario in pack.scenarios:
        file = f"{scenario.id}.toml"
        yield file, scenario.place
        yield from ((file, piece.place) for piece in scenario.pieces)
        yield from ((file, recipient.place) for recipient in scenario.recipients)
        for why in scenario.step_whys.values():
            yield from _why_places(file, why)
    for journey in pack.journeys:
        for step in journey.steps:
            yield from _why_places(f"journeys/{journey.name}.toml", step.why)
    for finding in pack.findings.values():
        yield "findings.toml", finding.place
    for fact in pack.facts.values():
        yield "findings.toml", fact.place
    for question in pack.questions.values():
        yield "questions.toml", question.place
    for rule in pack.outside:
        yield "outside.toml", rule.place
    for criterion in pack.criteria:
        yield CRITERIA, criterion.place
    for letter in pack.letters.values():
        for place in (letter.place, *letter.general_law):
            yield f"letters/{letter.kind}.toml", place


def _why_places(file: str, why: StepWhy) -> Iterator[tuple[str, str]]:
    return ((file, place) for place in why.places)


def _letters(pack: Pack) -> Iterator[tuple[str, str]]:
    for scenario in pack.scenarios:
        for recipient in scenario.recipients:
            yield f"{scenario.id}.toml", recipient.letter
            yield f"{scenario.id}.toml", recipient.refusal


def _broken_steps(pack: Pack) -> Iterator[Link]:
    steps = {step.id for journey in pack.journeys for step in journey.steps}
    for scenario in pack.scenarios:
        for step in scenario.step_whys:
            if step not in steps:
                yield (
                    f"{scenario.id}.toml",
                    step,
                    f"étape inconnue «\u202f{step}\u202f»\u202f; attendu\u00a0: {', '.join(sorted(steps))}.",
                )
