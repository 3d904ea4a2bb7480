"""The page ``docs/procedures.md``: every scenario of every pack in a table, to be read beside the text.

``python -m crmr_desk.model.law.table FILE`` writes it (``make docs``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from crmr_desk.model.law import packs
from crmr_desk.model.law.reading import Line, Mark, Procedure, places, procedures
from crmr_desk.model.law.rules import Pack
from crmr_desk.model.law.vocabulary import ADDED

COMMAND: Final = "make docs"
_HEAD: Final = """\
# Les procédures, scénario par scénario

<!-- Page écrite par `make docs` d’après `resources/rules/` : ne la modifiez pas à la main. -->

Chaque tableau se lit à côté du texte : une ligne par scénario, avec l’expéditeur, les pièces, les avis, la
décision, les destinataires, le terme du mandat et la place. Une règle qui tient à une autre place du texte que son
scénario porte cette place entre crochets. Ce que le texte ne demande pas est *en italique* : « hors texte » est
notre ajout, un article du CRPA ou du CJA vient du droit général.
"""
COLUMNS: Final = (
    "Scénario",
    "S’applique si",
    "Envoi",
    "Pièces",
    "Avis",
    "Décision",
    "Destinataires",
    "Terme",
    "Place",
)
_STATES: Final = {"in_force": "en vigueur", "to_verify": "**à vérifier**"}


def document() -> str:
    """The whole page, for the packs of the program in their order."""
    return "\n".join([_HEAD, *("\n".join(_of_pack(packs.load_named(name))) for name in packs.shipped())])


def _of_pack(pack: Pack) -> Iterator[str]:
    yield f"## {pack.title}\n"
    extended = f" Ce qu’il ne dit pas est repris du jeu {pack.extends}." if pack.extends else ""
    state = f"Jeu de règles `{pack.id}`, {_STATES[pack.status]}, applicable depuis le {pack.applies_from:%d/%m/%Y}."
    yield f"{state} {pack.source}{extended}\n"
    yield _row(COLUMNS)
    yield _row(["---"] * len(COLUMNS))
    yield from (_row(_cells(procedure)) for procedure in procedures(pack))
    yield "\n### Ce que le texte laisse ouvert, et ce qui est fait ici\n"
    for reading in places(pack):
        yield from (f"- {reading.place.long}\u00a0: {sentence}" for sentence in reading.place.open)
    if added := list(_added(pack)):
        yield "\n### Identifiants que ce jeu ajoute à ceux de 2016\n"
        yield from added
    yield ""


def _added(pack: Pack) -> Iterator[str]:
    """The words that the text of 2016 does not use, with what the pack calls them."""
    named = {
        **{name: piece.label for name, piece in pack.pieces.items()},
        **{name: who.label for name, who in pack.who.items()},
        **pack.decided_by,
        **{name: question.label for name, question in pack.questions.items()},
        **{name: finding.title for name, finding in pack.findings.items()},
    }
    return (f"- `{name}`\u00a0: {label}" for name, label in named.items() if name in ADDED)


def _cells(procedure: Procedure) -> Iterable[str]:
    origin = f"repris de {procedure.inherited}" if procedure.inherited else ""
    told = ("Notifiés", procedure.notified), ("Informés", procedure.informed), ("Copies", procedure.copies)
    return (
        _several([f"**{procedure.title}**", f"`{procedure.id}`", origin]),
        _several(procedure.when),
        _way(procedure),
        _lines(procedure.pieces, procedure.place),
        _lines(procedure.opinions, procedure.place),
        procedure.decided_by or "–",
        _several(f"{heading}\u00a0: {_lines(lines, procedure.place, ', ')}" for heading, lines in told if lines),
        procedure.term,
        procedure.long,
    )


def _way(procedure: Procedure) -> str:
    """Who sends to whom; a dash where nobody does, and where the text names no sender it is said."""
    if not procedure.addressee:
        return procedure.sender or "–"
    return f"{procedure.sender or 'Expéditeur que le texte ne nomme pas'} → {procedure.addressee}"


def _lines(lines: Iterable[Line], home: str, between: str = "<br>") -> str:
    return between.join(_line(line, home) for line in lines) or "–"


def _line(line: Line, home: str) -> str:
    words = f"{line.words} ({line.note})" if line.note else line.words
    if line.mark is not Mark.TEXT:
        return f"*{words}, {line.long}*"
    return words if line.place == home else f"{words} [{line.long}]"


def _several(parts: Iterable[str]) -> str:
    return "<br>".join(part for part in parts if part)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), "utf-8", newline="\n")
