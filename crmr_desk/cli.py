"""The command line: the window's verbs without a window. Parsing comes first, so that ``--help`` needs no display.

Exit status: 0 done, 1 refused with one French sentence on stderr, 2 wrong usage; 141, without a word, when whoever read
what is printed wants no more of it. Each command imports what it needs when it runs: nothing here may slow the
window's start.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from crmr_desk import __version__, clock, garbage
from crmr_desk.french_arguments import FrenchArgumentParser
from crmr_desk.model.errors import NeedsConfirmation, UserError

_YEARS: Final = range(1900, 2201)
"""Beyond them the arithmetic of terms and ages would leave the calendar."""
_STOPPED_BY_PIPE: Final = 141
"""What a shell says of a program that SIGPIPE has ended (128 + 13)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; wrong usage raises ``SystemExit(2)``."""
    _write_utf8()
    args = _parser().parse_args(arguments)
    try:
        status = _handler(args)(args)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except (UserError, NeedsConfirmation) as refusal:
        print(refusal, file=sys.stderr)
    except BrokenPipeError:
        return _cut_off()
    except OSError as failure:
        print(_os_sentence(failure), file=sys.stderr)
    return 1


def _cut_off() -> int:
    """Nobody reads any more (``| head``): end as a program does that a closed pipe has stopped."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())  # else the interpreter complains of what is left to write
    return _STOPPED_BY_PIPE


def _handler(args: argparse.Namespace) -> Callable[[argparse.Namespace], int]:
    if args.self_test:
        from crmr_desk.self_test import run

        return lambda _: run()
    if args.command is None:
        return _window
    from crmr_desk import commands

    handler: Callable[[argparse.Namespace], int] = getattr(commands, args.command)
    return handler


def _window(args: argparse.Namespace) -> int:
    garbage.wait()  # before Qt is imported
    from crmr_desk import app

    return app.run(database=args.database, today=args.today or clock.today(), demo=args.demo, theme=args.theme)


def _parser() -> FrenchArgumentParser:
    parser = FrenchArgumentParser(
        prog="crmr-desk",
        description="Poste des instructeurs du réseau national maladies rares. Sans commande\u00a0: la fenêtre.",
    )
    _add_shared_options(parser)
    parser.set_defaults(database=None, today=None)
    parser.add_argument("--demo", action="store_true", help="ouvre la fenêtre sur le réseau de démonstration")
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="apparence de la fenêtre")
    parser.add_argument("--self-test", action="store_true", help="vérifie que le programme installé est complet")
    parser.add_argument(
        "--version", action="version", version=f"CRMR Desk {__version__}", help="affiche la version du programme"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMANDE", title="Commandes")
    _add_commands(commands)
    return parser


def _add_shared_options(parser: FrenchArgumentParser) -> None:
    """Options that may stand before or after the command: no default here, or the second would undo the first."""
    parser.add_argument(
        "--database",
        metavar="BASE",
        default=argparse.SUPPRESS,
        help="fichier ou adresse postgresql:// (par défaut\u00a0: la base locale)",
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=_date,
        default=argparse.SUPPRESS,
        help="jour à prendre pour aujourd’hui (AAAA-MM-JJ)",
    )


def _add_commands(commands: argparse._SubParsersAction[FrenchArgumentParser]) -> None:
    def add(name: str, summary: str) -> FrenchArgumentParser:
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        _add_shared_options(command)
        return command

    demo = add("demo", "déroule une succession entière dans la vraie fenêtre et laisse courriers, classeur et images")
    demo.add_argument("folder", metavar="DOSSIER", type=Path, help="dossier où tout est écrit")
    load = add("load", "charge un classeur d’échange")
    load.add_argument("file", metavar="FICHIER.xlsx", type=Path, help="classeur au format d’échange")
    export = add("export", "écrit le registre entier dans un classeur d’échange")
    export.add_argument("file", metavar="FICHIER.xlsx", type=Path, help="classeur à écrire")
    export.add_argument("--on", metavar="DATE", type=_date, help="seulement ce qui existe ce jour-là (AAAA-MM-JJ)")
    sheet = add("import", "contrôle le classeur d’une ARS, et l’applique si on le demande")
    sheet.add_argument("file", metavar="FICHIER", type=Path, help="classeur reçu (.xlsx, .xlsm, .xls, .ods ou .csv)")
    sheet.add_argument("--ars", metavar="NOM", help="agence ou région qui l’envoie (sans elle\u00a0: liste nationale)")
    sheet.add_argument("--apply", action="store_true", help="écrit ce qui ne fait aucun doute (sinon rien n’est écrit)")
    sheet.add_argument("--report", metavar="RAPPORT.json", type=Path, help="rapport ligne à ligne, à écrire")
    sheet.set_defaults(command="import_file")
    qualify = add("qualify", "dit ce que les règles demandent dans une situation (JSON)")
    qualify.add_argument(
        "file", metavar="SITUATION.json", help="une situation ou une liste\u202f; - pour l’entrée standard"
    )
    letters = add("letters", "écrit les courriers d’un dossier en PDF")
    letters.add_argument("dossier", metavar="DOSSIER", help="numéro du dossier")
    letters.add_argument("--out", metavar="RÉPERTOIRE", type=Path, required=True, help="dossier où ils sont écrits")
    deadlines = add("deadlines", "liste ce qui est dû entre deux jours, compris")
    deadlines.add_argument("--from", dest="first", metavar="DATE", type=_date, required=True, help="premier jour")
    deadlines.add_argument("--to", dest="last", metavar="DATE", type=_date, required=True, help="dernier jour")
    deadlines.add_argument("--ics", metavar="AGENDA.ics", type=Path, help="agenda à écrire au lieu de la liste")
    deadlines.add_argument("--ages", action="store_true", help="avec les 65 et 68 ans, qui disent la date de naissance")
    add("check", "vérifie la base et la chaîne du journal")
    add("backup", "copie la base dans un fichier").add_argument(
        "file", metavar="FICHIER", type=Path, help="copie à écrire"
    )
    restore = add("restore", "remet une copie à la place de la base (gardée à part)")
    restore.add_argument("file", metavar="FICHIER", type=Path, help="copie à remettre")
    add("migrate", "met la base au schéma de ce programme (une copie est faite avant)")


def _date(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«\u202f{text}\u202f» n’est pas une date (AAAA-MM-JJ)") from None
    if day.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"«\u202f{text}\u202f»\u00a0: une année de {_YEARS[0]} à {_YEARS[-1]}")
    return day


def _os_sentence(failure: OSError) -> str:
    where = f"«\u202f{failure.filename}\u202f»" if failure.filename else "Un fichier"
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "n’existe pas",
        PermissionError: "n’est pas accessible\u00a0: les droits manquent",
        IsADirectoryError: "est un dossier, pas un fichier",
        NotADirectoryError: "n’est pas un dossier",
        FileExistsError: "existe déjà",
    }
    return f"{where} {reasons.get(type(failure), 'ne peut pas être lu ou écrit')}."


def _write_utf8() -> None:
    """French needs it, whatever the console or the pipe says; what is left over must not stop the work."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
