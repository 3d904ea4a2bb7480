"""The paper of a bordereau: a table of the letters with a place for each signature, on sheets that lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crmr_desk.letters.content import LetterError
from crmr_desk.model.bureau.lines import Bureau
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import french_date

_HEADER: Final = ("N°", "Courrier", "Objet", "Destinataire", "Dossier", "Signature")
_WIDTHS: Final = (30, 104, 196, 196, 70, 110)
"""In points, 706 in all: the width of a sheet that lies."""
_RETURN: Final = ("Signés", "Non signés", "Le", "Paraphe")
_ROOM: Final = 30
"""Least height of a row, in points: room to sign."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A letter on the bordereau; ``dossier`` is the number of its dossier, empty outside any."""

    number: str
    subject: str
    addressee: str
    dossier: str


@dataclass(frozen=True, slots=True)
class ListPaper:
    """All that a bordereau says. ``capacity`` is that of the signatory, ``place`` where the bureau is."""

    number: str
    signatory: str
    capacity: str
    bureau: Bureau
    on: dt.date
    lines: Sequence[PaperLine]


def printed_list(paper: ListPaper) -> bytes:
    """The PDF of a bordereau; the same bordereau gives the same bytes. Raises UserError for a sign that no font has."""
    from crmr_desk.letters import fonts, tables  # reportlab is loaded when a paper is wanted, not with the window
    from crmr_desk.letters.imprint import Imprint
    from crmr_desk.letters.pages import printed

    bureau = paper.bureau
    head = ", ".join(filter(None, (bureau.direction, bureau.sub_direction, bureau.bureau)))
    named = f"Bordereau de signature {paper.number}"
    dateline = f"{bureau.place}, le {french_date(paper.on)}"
    rows = [
        (str(rank), line.number, line.subject, line.addressee, line.dossier, "")
        for rank, line in enumerate(paper.lines, start=1)
    ]
    try:
        fonts.load()
        story = [
            tables.text(head),
            tables.title(named),
            tables.text(f"À la signature de {paper.signatory}, {paper.capacity}"),
            tables.text(f"{dateline}\u00a0· {_sums(paper.lines)}"),
            tables.tagged_table(_HEADER, rows, _WIDTHS, heights=[_ROOM] * len(rows), grid=True),
            tables.heading("Retour"),
            tables.tagged_table(_RETURN, [("",) * 4], (110,) * 4, heights=[_ROOM], grid=True),
        ]
        return printed(story, Imprint(named, head, paper.number, f"{head}\u00a0· {dateline}", named), landscape=True)
    except LetterError as error:
        raise UserError(str(error)) from error


def _sums(lines: Sequence[PaperLine]) -> str:
    """« 12 courriers, 3 dossiers »."""
    letters, dossiers = len(lines), len({line.dossier for line in lines} - {""})
    said = f"{letters} courrier{'s' * (letters > 1)}"
    return f"{said}, {dossiers} dossier{'s' * (dossiers > 1)}" if dossiers else said
