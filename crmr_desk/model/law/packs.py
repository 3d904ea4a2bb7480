"""Loads a rule pack: every file of its folder, every word checked, every cross-reference followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from crmr_desk import resources
from crmr_desk.model.errors import UserError
from crmr_desk.model.law import criteria as campaign
from crmr_desk.model.law import pack_procedures as procedures
from crmr_desk.model.law import pack_texts as texts
from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.pack_links import check_links
from crmr_desk.model.law.pack_reader import Mistake, PackError, Table, read_table
from crmr_desk.model.law.rules import Pack

__all__ = ["Pack", "PackError", "load", "load_named", "names"]

_T = TypeVar("_T")


def names() -> tuple[str, ...]:
    """The packs that come with the program, in order."""
    return tuple(sorted(path.parent.name for path in resources.path("rules").glob("*/pack.toml")))


@cache
def load_named(name: str) -> Pack:
    """The pack ``name`` that comes with the program, read once.

    Raises UserError for a name that is not there, PackError when its files are wrong.
    """
    if name not in names():
        raise UserError(
            f"Il n’y a pas de jeu de règles «\u202f{name}\u202f»\u202f; il y a\u00a0: {', '.join(names())}."
        )
    return load(resources.path("rules", name))


def load(folder: Path) -> Pack:
    """The pack in ``folder``. Raises PackError with the file, the line and what was expected, for each mistake."""
    mistakes: list[Mistake] = []
    pack = _read(folder, mistakes)
    if pack is not None and not mistakes:
        check_links(pack, folder, mistakes)
    if pack is None or mistakes:
        raise PackError(mistakes)
    return pack


def _read(folder: Path, mistakes: list[Mistake]) -> Pack | None:
    """The pack, or None when one of the files that it cannot do without does not read."""

    def one(name: str, build: Callable[[Table], _T]) -> _T | None:
        return read_table(folder / name, folder, mistakes, build)

    def many(paths: Iterable[Path], build: Callable[[str, Table], _T]) -> tuple[_T, ...]:
        found = (read_table(path, folder, mistakes, partial(build, path.stem)) for path in paths)
        return tuple(item for item in found if item is not None)

    frame = one("pack.toml", texts.frame)
    pieces = one("pieces.toml", texts.pieces)
    people = one("people.toml", texts.people)
    findings = one("findings.toml", texts.findings)
    questions = one("questions.toml", procedures.questions)
    outside = one("outside.toml", procedures.outside)
    criteria = one(campaign.FILE, campaign.criteria) if (folder / campaign.FILE).is_file() else ()
    scenarios = many(_scenario_files(folder, mistakes), procedures.scenario)
    journeys = many(sorted(folder.glob("journeys/*.toml")), procedures.journey)
    letters = many(sorted(folder.glob("letters/*.toml")), texts.letter)
    if frame is None or pieces is None or people is None or findings is None or questions is None or outside is None:
        return None
    return Pack(
        id=frame.id,
        title=frame.title,
        status=frame.status,
        applies_from=frame.applies_from,
        instruction=frame.instruction,
        places=frame.places,
        remedies=frame.remedies,
        pieces=pieces,
        who=people.who,
        decided_by=people.decided_by,
        phrases=people.phrases,
        findings=findings.rules,
        facts=findings.facts,
        questions=questions,
        journeys=journeys,
        scenarios=scenarios,
        outside=outside,
        letters={letter.kind: letter for letter in letters},
        criteria=criteria or (),
    )


def _scenario_files(folder: Path, mistakes: list[Mistake]) -> list[Path]:
    """In the order of the vocabulary. A file whose name nobody knows is a mistake: it would be silently left out."""
    known = {*texts.FILES, campaign.FILE, *(f"{name}.toml" for name in words.SCENARIOS)}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            expected = ", ".join(sorted(known))
            mistakes.append(
                Mistake(path.name, 1, f"ce nom de fichier n’est pas connu\u202f; attendu\u00a0: {expected}.")
            )
    return [path for name in words.SCENARIOS if (path := folder / f"{name}.toml").is_file()]
