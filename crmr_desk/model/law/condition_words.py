"""What a condition says of a situation, in words of the pack: why another procedure does not apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from crmr_desk.model.law.conditions import PREDICATES, Value
from crmr_desk.model.law.pack_reader import Table
from crmr_desk.model.law.rules import Pack, ScenarioRule

FILE: Final = "conditions.toml"
"""The file of a pack that holds them."""

ConditionWords = Mapping[str, Mapping[str, str]]
"""For each condition, a sentence without capital nor full stop for each of its values."""


def condition_words(file: Table, base: Pack | None) -> dict[str, Mapping[str, str]]:
    """The phrases of the file, then those of the pack that is extended."""
    found: dict[str, Mapping[str, str]] = dict(base.conditions) if base else {}
    for name, table in file.named(tuple(PREDICATES)):
        values = PREDICATES[name].values if name in PREDICATES else ()
        known = found.get(name, {})
        found[name] = {
            word: table.text(word, known.get(word)) for value in values if table.has(word := value_word(value)) or known
        }
    return found


def value_word(value: Value) -> str:
    """The key of a value in the file: true and false for a yes and a no."""
    return str(value).lower() if isinstance(value, bool) else value


def unsaid(scenario: ScenarioRule, words: ConditionWords) -> Iterator[str]:
    """The conditions of ``scenario`` that have no phrase for one of their values."""
    for name, _accepted in scenario.when.accepted:
        needed = {value_word(value) for value in PREDICATES[name].values}
        if needed - set(words.get(name, {})):
            yield name
