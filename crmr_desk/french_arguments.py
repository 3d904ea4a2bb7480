"""argparse in French: its headings, its help option and its complaints."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "il manque\u00a0: \\1"),
    (r"unrecognized arguments: (.+)", "arguments inconnus\u00a0: \\1"),
    (r"ambiguous option: (.+?) could match (.+)", "option ambiguë\u00a0: \\1 peut être \\2"),
    (r"expected one argument", "une valeur est attendue"),
    (r"expected at least one argument", "au moins une valeur est attendue"),
    (r"ignored explicit argument (.+)", r"cette option ne prend pas de valeur (\1)"),
    (r"invalid choice: (.+?) \(choose from (.+)\)", "valeur inconnue \\1 (au choix\u00a0: \\2)"),
    (r"not allowed with argument (.+)", r"ne va pas avec \1"),
    (r"one of the arguments (.+) is required", r"il faut l’une des options \1"),
    (r"argument (.+?): ", "argument \\1\u00a0: "),
)
"""What argparse says and how it is said here. A sentence that is not listed stays as it is."""


class _FrenchFormatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "Utilisation\u00a0: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and f"{heading}\N{NO-BREAK SPACE}")


class FrenchArgumentParser(argparse.ArgumentParser):
    """An ``ArgumentParser`` whose every word is French; leaves with status 2 on wrong usage."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"formatter_class": _FrenchFormatter, **kwargs, "add_help": False})
        self._positionals.title = "Arguments"
        self._optionals.title = "Options"
        if kwargs.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, in French, and leave with status 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}\u00a0: {french_complaint(message)}\n")


def french_complaint(message: str) -> str:
    """The complaint of argparse in French."""
    for english, french in _COMPLAINTS:
        message = re.sub(english, french, message)
    return message
