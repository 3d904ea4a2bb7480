"""The sheets of our own in a bound dossier: cover and contents, opinions, decision, letters, journal, and one for each
paper that cannot be laid as pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.model.correspondence.bound_parts import BoundDossier, Paper
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import ACKNOWLEDGED, FINAL, LIFTED, REPLACED, SENT, SIGNED, TO_SIGN
from crmr_desk.model.dossiers.pieces import OPINIONS
from crmr_desk.model.dossiers.rows import OpinionLine
from crmr_desk.model.network.ages import without_birthday
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import french_date, short_date

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

PAGES: Final = "Pages"
_COPY: Final = (
    "Copie tirée du registre. Une signature électronique ne se vérifie que dans le fichier signé, que contient "
    "l’archive du dossier."
)
_WIDTH: Final = 459.0
"""Between the margins of an upright sheet, in points."""
_STATES: Final = {
    FINAL: "à signer", TO_SIGN: "à la signature", SIGNED: "signé, à envoyer", SENT: "envoyé",
    ACKNOWLEDGED: "accusé reçu", LIFTED: "levé", REPLACED: "remplacé par une autre édition",
}  # fmt: skip
_NOTHING_YET: Final = "Rien n’est décidé à ce jour\u00a0: ce qui suit est ce que la décision ferait."
_MOST_DETAILS: Final = 12
"""Lines of one operation that the journal prints; it says how many more there are."""
_LONGEST: Final = 160


class Entry(NamedTuple):
    """A line of the contents: what it is, under which part, and where it stands: its pages, or its file."""

    part: str
    title: str
    where: str


def cover(bound: BoundDossier, entries: Sequence[Entry], where: str, extent: str) -> bytes:
    """The first sheets: what the dossier is, and where everything stands in it. ``where`` is the header of what an
    entry says so, ``extent`` how much there is in all."""
    view = bound.view
    facts = (
        ("Dossier", view.number),
        ("Objet", view.title),
        ("Centre", view.centre),
        ("Procédure", view.scenario_title),
        ("Texte", view.pack_title),
        ("Instruit par", view.instructor),
        *((line.label, short_date(line.on)) for line in view.stages if line.on is not None),
        ("Relié le", f"{french_date(bound.today)}, {extent}"),
    )
    room = 60 if where == PAGES else 190
    return _printed(
        bound,
        f"Dossier {view.number}",
        (
            (view.title, ("", ""), [(label, value) for label, value in facts if value], (110, _WIDTH - 110)),
            ("Sommaire", ("Partie", "Document", where), entries, (70, _WIDTH - 70 - room, room)),
        ),
        (_COPY,),
    )


def opinions(bound: BoundDossier) -> bytes:
    """The opinions and agreements that the check-list asks for, whatever became of them."""
    rows = [
        (line.label, line.body, _day(line.asked_on), _day(line.due_on), _answer(line)) for line in bound.view.opinions
    ]
    header = ("Avis ou accord", "Demandé à", "Le", "Attendu le", "Réponse")
    return _printed(bound, "Avis et accords", (("", header, rows, (150, 120, 56, 56, _WIDTH - 382)),))


def decision(bound: BoundDossier) -> bytes:
    """What was decided, or would be: in a sentence, line by line, and what was set aside with which reason."""
    view = bound.view
    title = "Conclusion" if view.concluded else "Décision"
    effects = [(line.sign, line.title, line.detail) for line in view.effects]
    lifted = [
        (line.title, line.lifted_reason, f"{line.lifted_by}, {_day(line.lifted_on)}")
        for line in view.findings
        if line.lifted_reason
    ]
    return _printed(
        bound,
        title,
        (
            ("Effets", ("", "Quoi", "Précision"), effects, (20, 200, _WIDTH - 220)),
            ("Constats levés", ("Constat", "Motif", "Par"), lifted, (150, _WIDTH - 270, 120)),
        ),
        (*((_NOTHING_YET,) if view.state == OPEN else ()), view.summary or view.abandoned or view.deduced),
    )


def letters(bound: BoundDossier) -> bytes:
    """Every letter of the dossier and how far it went, those that were given up or written anew included."""
    rows = [(row.number, row.title, row.addressee, short_date(row.dated), _way(row)) for row in bound.letters]
    header = ("Courrier", "Objet", "Destinataire", "Daté du", "État")
    return _printed(bound, "Courriers", (("", header, rows, (92, 110, 110, 54, _WIDTH - 366)),))


def journal(bound: BoundDossier) -> bytes:
    """Every operation on the dossier, the oldest first, by whom and what it changed."""
    rows = [
        (f"{short_date(row.at.date())} {row.at:%H:%M}", row.who, [_told(row.label, row.undone), *_details(row.details)])
        for row in bound.journal
    ]
    return _printed(bound, "Journal", (("", ("Quand (UTC)", "Qui", "Quoi"), rows, (80, 96, _WIDTH - 176)),))


def instead(bound: BoundDossier, paper: Paper, why: str) -> bytes:
    """The sheet that stands for a paper that cannot be laid as pages, and says so."""
    rows = [
        *((("Fichier", paper.given),) if paper.given else ()),
        ("Taille", f"{thousands(paper.size)} octets"),
        ("Empreinte SHA-256", f"{paper.sha256[:32]} {paper.sha256[32:]}"),
        ("Dans l’archive du dossier", paper.name),
    ]
    return _printed(bound, paper.title, (("", ("", ""), rows, (130, _WIDTH - 130)),), (why,))


_Cells = tuple[str | list[str], ...]
_Table = tuple[str, tuple[str, ...], Sequence[_Cells], tuple[float, ...]]
"""Heading, header, rows, widths."""


def _printed(bound: BoundDossier, title: str, tables: Sequence[_Table], texts: Sequence[str] = ()) -> bytes:
    from crmr_desk.letters import pages  # reportlab is loaded when a paper is wanted
    from crmr_desk.letters import tables as drawn
    from crmr_desk.letters.imprint import Imprint

    named = f"Dossier {bound.view.number}"
    story: list[Flowable] = [drawn.title(_plain(title)), *(drawn.text(_plain(text)) for text in texts if text)]
    for heading, header, rows, widths in tables:
        if heading:
            story.append(drawn.heading(_plain(heading)))
        if rows:
            story.append(drawn.tagged_table(header, [[_cell(cell) for cell in row] for row in rows], widths))
        else:
            story.append(drawn.text("Rien à ce jour."))
    return pages.printed(story, Imprint(_plain(title), "", named, named, f"{named}\u00a0· {_plain(title)}"))


def _cell(cell: str | list[str]) -> str | list[str]:
    return _plain(cell) if isinstance(cell, str) else [_plain(line) for line in cell]


def _plain(text: str) -> str:
    """``text`` on one line, with the code of a sign that no shipped font has: one of them does not keep a dossier from
    being bound."""
    from crmr_desk.letters import fonts

    known = fonts.load()
    return "".join(sign if sign in known else f"[U+{ord(sign):04X}]" for sign in " ".join(text.split(" ")))


def _answer(line: OpinionLine) -> str:
    said = OPINIONS.get(line.outcome, "")
    words = {
        "received": said or "reçu",
        "unanswered": "non rendu",
        "to_ask": "non demandé",
        "late": "attendu, en retard",
    }
    return words.get(line.state, "attendu")


def _way(row: KeptLetter) -> str:
    """« envoyé le 22/01/2027, accusé le 25/01/2027 »; why one was given up."""
    days = (
        ("signé le", row.signed_on), ("envoyé le", row.sent_on), ("accusé le", row.acknowledged_on),
    )  # fmt: skip
    told = [f"{words} {short_date(day)}" for words, day in days if day is not None]
    if row.state in (LIFTED, REPLACED) or not told:
        told.append(_STATES[row.state])
    return ", ".join([*told, *([row.reason] if row.reason else [])])


def _told(label: str, undone: bool) -> str:
    return f"{label} (annulé depuis)" if undone else label


def _details(details: Sequence[str]) -> Iterator[str]:
    for line in map(without_birthday, details[:_MOST_DETAILS]):
        yield line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    more = len(details) - _MOST_DETAILS
    if more > 0:
        yield f"… et {more} autre{'s' * (more > 1)} changement{'s' * (more > 1)}"


def _day(day: dt.date | None) -> str:
    return short_date(day) if day is not None else ""
