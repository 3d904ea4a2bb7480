"""Reads the TOML of a rule pack with a closed vocabulary; each mistake has its file, its line and what was expected."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from crmr_desk.model.errors import UserError
from crmr_desk.model.law.pack_files import PackFile
from crmr_desk.model.law.toml_lines import KeyPath, key_lines, line_of

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_SYNTAX_PLACE: Final = re.compile(r"at line (\d+), column (\d+)")
_NAMES: Final[dict[type, str]] = {
    str: "un texte entre guillemets",
    bool: "true ou false",
    int: "un nombre",
    list: "une liste",
    dict: "une table",
    dt.date: "une date (2016-01-11)",
}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file of a pack. ``line`` counts from 1."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line}\u00a0: {self.sentence}"


class PackError(UserError):
    """A rule pack that cannot be used; every mistake found in it, in the order of the files."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        count = "une erreur" if len(self.mistakes) == 1 else f"{len(self.mistakes)} erreurs"
        super().__init__(f"Jeu de règles refusé, {count}.\n" + "\n".join(map(str, self.mistakes)))


@dataclass(slots=True)
class Source:
    """One file being read, and the mistakes of the whole pack."""

    file: str
    lines: dict[KeyPath, int]
    mistakes: list[Mistake]

    def wrong(self, path: KeyPath, sentence: str) -> None:
        self.mistakes.append(Mistake(self.file, line_of(self.lines, path), sentence))


@dataclass(slots=True)
class Table:
    """One table of the file. A wrong or missing value is noted, and a harmless one takes its place, so that a single
    reading finds every mistake; ``close`` notes the keys that nobody asked for, here and in the tables inside."""

    source: Source
    path: KeyPath
    data: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)
    inner: list[Table] = field(default_factory=list)

    def wrong(self, sentence: str, *key: str | int) -> None:
        self.source.wrong((*self.path, *key), sentence)

    def has(self, key: str) -> bool:
        return key in self.data

    def text(self, key: str, default: str | None = None, *, fields: Collection[str] = ()) -> str:
        """A text whose ``{fields}`` are all in ``fields``."""
        text = self._value(key, str, "", default)
        self._check_fields(text, fields, key)
        return text

    def texts(self, key: str, *, fields: Collection[str] = (), optional: bool = False) -> tuple[str, ...]:
        items = self._value(key, list, [], [] if optional else None)
        for rank, item in enumerate(items):
            if isinstance(item, str):
                self._check_fields(item, fields, key, rank)
            else:
                self.wrong(
                    f"la valeur {rank + 1} de «\u202f{key}\u202f» doit être un texte entre guillemets.", key, rank
                )
        return tuple(item for item in items if isinstance(item, str))

    def flag(self, key: str, *, default: bool) -> bool:
        return self._value(key, bool, default, default)

    def number(self, key: str, default: int | None = None) -> int:
        return self._value(key, int, 0, default)

    def date(self, key: str) -> dt.date:
        return self._value(key, dt.date, dt.date.min, None)

    def word(self, key: str, words: Collection[str], default: str | None = None) -> str:
        """A text that is one of ``words``."""
        text = self._value(key, str, "", default)
        if text or default is None:
            self._check_word(text, words, key)
        return text

    def words(self, key: str, words: Collection[str], *, optional: bool = False) -> tuple[str, ...]:
        """A list, or a single text, of ``words``."""
        if isinstance(self.data.get(key), str):
            return (self.word(key, words),)
        items = self.texts(key, optional=optional)
        for item in items:
            self._check_word(item, words, key)
        return items

    def table(self, key: str, *, optional: bool = False) -> Table:
        return self._table((key,), self._value(key, dict, {}, {} if optional else None))

    def tables(self, key: str, *, optional: bool = False) -> Iterator[Table]:
        """The tables of the list ``key``, each with its rank in its path."""
        for rank, item in enumerate(self._value(key, list, [], [] if optional else None)):
            if isinstance(item, dict):
                yield self._table((key, rank), item)
            else:
                self.wrong(f"«\u202f{key}\u202f» doit être une liste de tables [[{key}]].", key)

    def named(self, words: Collection[str] | None = None) -> Iterator[tuple[str, Table]]:
        """Every key of this table as a table of its own; its name is one of ``words`` when these are given."""
        for key in self.data:
            if words is not None:
                self._check_word(key, words, key)
            yield key, self.table(key)

    def close(self) -> None:
        for key in self.data:
            if key not in self.asked:
                known = _listed(self.asked) if self.asked else "aucune clé"
                self.wrong(f"clé inconnue «\u202f{key}\u202f»\u202f; attendu\u00a0: {known}.", key)
        for table in self.inner:
            table.close()

    def raw(self, key: str) -> Any:
        """The value as it stands, for a caller that checks it."""
        self.asked.add(key)
        return self.data.get(key)

    def _table(self, key: KeyPath, data: Mapping[str, Any]) -> Table:
        table = Table(self.source, (*self.path, *key), data)
        self.inner.append(table)
        return table

    def _value(self, key: str, kind: type[_T], harmless: _T, default: _T | None) -> _T:
        self.asked.add(key)
        if key not in self.data:
            if default is None:
                self.wrong(f"il manque la clé «\u202f{key}\u202f»\u202f; attendu\u00a0: {_NAMES[kind]}.")
                return harmless
            return default
        value = self.data[key]
        if type(value) is not kind:
            self.wrong(f"«\u202f{key}\u202f» doit être {_NAMES[kind]}.", key)
            return harmless
        return value

    def _check_word(self, text: str, words: Collection[str], key: str) -> None:
        if text not in words:
            unknown = f"«\u202f{text}\u202f» n’est pas un mot connu de «\u202f{key}\u202f»"
            self.wrong(f"{unknown}\u202f; attendu\u00a0: {_listed(words)}.", key)

    def _check_fields(self, text: str, fields: Collection[str], key: str, *rank: int) -> None:
        for name in _FIELD.findall(text):
            if name not in fields:
                expected = _listed(fields) if fields else "aucun champ"
                unknown = f"champ inconnu «\u202f{{{name}}}\u202f» dans «\u202f{key}\u202f»"
                self.wrong(f"{unknown}\u202f; attendu\u00a0: {expected}.", key, *rank)
        if re.search(r"[{}]", _FIELD.sub("", text)):
            stray = f"une accolade isolée dans «\u202f{key}\u202f»"
            self.wrong(f"{stray}\u202f; attendu\u00a0: un champ entre deux accolades.", key, *rank)


def read_table(file: PackFile, mistakes: list[Mistake], build: Callable[[Table], _T]) -> _T | None:
    """What ``build`` makes of the file, or None when it cannot be read; mistakes are added to ``mistakes``."""
    if file.content is None:
        mistakes.append(Mistake(file.name, 1, "ce fichier ne se lit pas."))
        return None
    try:
        text = file.content.decode("utf-8")
        data = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        line = file.content[: fault.start].count(b"\n") + 1
        mistakes.append(
            Mistake(file.name, line, "un caractère n’est pas en UTF-8\u202f; attendu\u00a0: un fichier texte en UTF-8.")
        )
    except tomllib.TOMLDecodeError as fault:
        mistakes.append(_syntax_mistake(fault, file.name, text))
    else:
        table = Table(Source(file.name, key_lines(text), mistakes), (), data)
        built = build(table)
        table.close()
        return built
    return None


def _syntax_mistake(fault: tomllib.TOMLDecodeError, file: str, text: str) -> Mistake:
    expected = (
        "attendu\u00a0: clé = valeur, un texte entre guillemets, des crochets refermés, chaque clé une seule fois."
    )
    found = _SYNTAX_PLACE.search(str(fault))
    if found is None:
        return Mistake(
            file, len(text.splitlines()) or 1, f"le fichier s’arrête au milieu d’une valeur\u202f; {expected}"
        )
    return Mistake(file, int(found[1]), f"la syntaxe TOML n’est pas correcte, colonne {found[2]}\u202f; {expected}")


def _listed(words: Collection[str]) -> str:
    return ", ".join(sorted(words)) if words else "aucun"
