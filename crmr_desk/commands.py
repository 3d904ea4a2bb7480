"""One function for each command of the command line, named like it. Each prints what it did, in French."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crmr_desk import clock, places
from crmr_desk.model.errors import UserError

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.rows import DeadlineRow
    from crmr_desk.model.store.database import Database


def demo(args: argparse.Namespace) -> int:
    """The main job without a hand, in a folder."""
    from crmr_desk import demo as journey

    made = journey.run(args.folder, args.today or journey.DAY)
    print(f"La succession est jouée jusqu’aux courriers, dans {args.folder}\u00a0:")
    for title, ending in (("Images", ".png"), ("Courriers", ".pdf"), ("Classeurs", ".xlsx"), ("Registre", ".crmr")):
        print(f"\n{title}")
        for path in made:
            if path.suffix == ending:
                print(f"  {path}")
    return 0


def load(args: argparse.Namespace) -> int:
    """A whole exchange workbook in, or nothing."""
    from crmr_desk.workbooks import exchange

    with _database(args, create=True) as db:
        exchange.load(db, args.file)
    print(f"Classeur chargé\u00a0: {args.file}")
    return 0


def export(args: argparse.Namespace) -> int:
    """The whole register out."""
    from crmr_desk.workbooks import exchange

    with _database(args) as db:
        exchange.export(db, args.file, on=args.on)
    print(f"Classeur écrit\u00a0: {args.file}")
    return 0


def import_file(args: argparse.Namespace) -> int:
    """A workbook received, checked and, with ``--apply``, applied."""
    from crmr_desk import import_command

    with _database(args, create=True) as db:
        import_command.run(db, args.file, ars=args.ars, apply=args.apply, report_path=args.report, today=_today(args))
    return 0


def qualify(args: argparse.Namespace) -> int:
    """What the rules say of one situation or of a list, as JSON on stdout."""
    asked = _read_json(args.file)
    answers = [_qualified(one, args, place) for one, place in _numbered(asked)]
    print(json.dumps(answers if isinstance(asked, list) else answers[0], ensure_ascii=False, indent=2))
    return 0


def _qualified(data: object, args: argparse.Namespace, place: str) -> dict[str, object]:
    from crmr_desk.model.law import answer, packs
    from crmr_desk.model.law import qualify as rules
    from crmr_desk.model.law import situation as situations

    if not isinstance(data, Mapping):
        raise UserError(f"{place}\u00a0: une situation est un objet JSON, entre accolades.")
    situation, unknown = situations.from_json({"today": _today(args).isoformat(), **data})
    if unknown:
        print(f"{place}\u00a0: clés inconnues, laissées de côté\u00a0: {', '.join(unknown)}", file=sys.stderr)
    return answer.to_json(rules.qualify(situation, packs.load_named(_pack_of(data))))


def _pack_of(data: Mapping[str, object]) -> str:
    """The pack that a situation names; that of 2016 where it names none."""
    named = data.get("pack")
    return "2016" if named is None else str(named)


def _numbered(asked: object) -> Iterator[tuple[object, str]]:
    if isinstance(asked, list):
        return ((one, f"Situation {number}") for number, one in enumerate(asked, 1))
    return iter([(asked, "Situation")])


def _read_json(name: str) -> object:
    try:
        return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig"))
    except json.JSONDecodeError as fault:
        raise UserError(
            f"«\u202f{name}\u202f» n’est pas du JSON\u00a0: ligne {fault.lineno}, colonne {fault.colno}."
        ) from None
    except UnicodeDecodeError:
        raise UserError(f"«\u202f{name}\u202f» n’est pas un texte en UTF-8.") from None


def letters(args: argparse.Namespace) -> int:
    """The letters of a dossier: those it keeps, or how they would read today."""
    from crmr_desk.model.correspondence import sending
    from crmr_desk.model.dossiers import correspondence
    from crmr_desk.model.dossiers.view import dossier_view

    with _database(args) as db:
        dossier_id = _dossier_id(db, args.dossier)
        lines = dossier_view(db, dossier_id, _today(args)).letters
        if not lines:
            raise UserError(
                f"Le dossier {args.dossier} n’a pas encore de courrier\u00a0: ses réponses n’y suffisent pas."
            )
        args.out.mkdir(parents=True, exist_ok=True)
        for line in lines:
            if line.id is None:
                content = correspondence.preview(db, dossier_id, line.kind, line.who, line.of, _today(args))
            else:
                content = sending.letter_pdf(db, line.id).content
            written = args.out / line.file_name
            written.write_bytes(content)
            print(written)
    return 0


def _dossier_id(db: Database, number: str) -> int:
    from sqlalchemy import select

    from crmr_desk.model.store.schema import Dossier

    with db.reading() as session:
        found = session.scalar(select(Dossier.id).where(Dossier.number == number))
    if found is None:
        raise UserError(f"Aucun dossier ne porte le numéro «\u202f{number}\u202f».")
    return found


def deadlines(args: argparse.Namespace) -> int:
    """What is due, a line each: day, what, where, place in the text; or as a calendar file. Ages only when asked."""
    from crmr_desk.model.deadlines import upcoming
    from crmr_desk.model.deadlines.leaving import leaving
    from crmr_desk.model.terms import short_date

    if args.last < args.first:
        raise UserError("Le dernier jour est avant le premier\u00a0: échangez --from et --to.")
    with _database(args) as db:
        rows = upcoming.between(db, args.first, args.last, _today(args), marked=args.ics is not None)
    if args.ics is not None:
        return _write_calendar(args, rows)
    for due in leaving(rows, with_ages=args.ages):
        print("\t".join((short_date(due.on), due.title, due.detail, due.place)))
    return 0


def _write_calendar(args: argparse.Namespace, rows: list[DeadlineRow]) -> int:
    from crmr_desk.calendars.ics import write_ics

    count = write_ics(rows, args.ics, name="Échéances maladies rares", today=_today(args), with_ages=args.ages)
    print(f"Agenda écrit\u00a0: {args.ics}, {count} échéance{'s' * (count > 1)}")
    return 0


def check(args: argparse.Namespace) -> int:
    """Integrity of the database and of the journal's chain; status 1 when something is wrong."""
    from crmr_desk.model.store import integrity

    with _database(args) as db:
        problems = integrity.problems_of(db)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("La base et la chaîne du journal sont intactes.")
    return 1 if problems else 0


def backup(args: argparse.Namespace) -> int:
    """A copy of the database in one file."""
    from crmr_desk.model.store import backup as copies

    with _database(args) as db:
        copies.backup(db, args.file)
    print(f"Copie écrite\u00a0: {args.file}")
    return 0


def restore(args: argparse.Namespace) -> int:
    """A copy put in the place of everything in the database, which is itself copied first."""
    from crmr_desk.model.store import backup as copies

    aside = places.default_database().with_name(f"avant restauration du {clock.now():%Y-%m-%d %H%M%S}.crmr")
    with _database(args, create=True) as db:
        copies.restore(db, args.file, aside=aside)
    print(f"Copie remise\u00a0: {args.file}")
    print(f"Ce qui était là est gardé dans\u00a0: {aside}")
    return 0


def migrate(args: argparse.Namespace) -> int:
    """The schema brought up to this program; opening does it."""
    with _database(args, create=True) as db:
        print(f"Base au schéma de ce programme\u00a0: {db.url.render_as_string()}")
    return 0


@contextmanager
def _database(args: argparse.Namespace, *, create: bool = False) -> Iterator[Database]:
    """The register asked for; only a command that puts something into it may ``create`` it."""
    from crmr_desk.model.store.opening import open_database

    db = open_database(_target(args), who=getpass.getuser(), now=clock.now, create=create)
    try:
        yield db
    finally:
        db.dispose()


def _target(args: argparse.Namespace) -> str | Path:
    if args.database is None:
        return places.default_database()
    return args.database if "://" in args.database else Path(args.database)


def _today(args: argparse.Namespace) -> dt.date:
    return args.today or clock.today()
