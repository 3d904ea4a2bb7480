"""Opens a file that somebody sent, whatever it is, without letting it do anything to this program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import crmr_desk
from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.reading import READING_OPTION, limits, wire
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.refusals import NOT_STARTED, TOO_HEAVY, TOO_LARGE, quoted
from crmr_desk.workbooks.reading.values import harmless

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_book(name: str, content: bytes) -> Book:
    """What the file holds, read in a process of its own that is limited in time and memory.

    ``name`` is the file's name as received; the format is found out from ``content`` alone. Raises UserError with one
    French sentence when it cannot be read, is no workbook, or is larger than the limits; nothing is left behind.
    """
    if len(content) > limits.LARGEST_FILE:
        raise _refusal(name, TOO_LARGE)
    try:
        answer = wire.unpack(answer_of_child(content, READING_OPTION), harmless(name))
    except OSError as error:
        raise _refusal(name, NOT_STARTED) from error
    except (subprocess.SubprocessError, ValueError) as error:
        raise _refusal(name, TOO_HEAVY) from error
    if isinstance(answer, str):
        raise _refusal(name, answer)
    return answer


def answer_of_child(content: bytes, option: str) -> bytes:
    """What a process of its own, limited in time and memory, answers to ``content``. Raises OSError when it cannot be
    started, SubprocessError when it fails or takes too long."""
    told = subprocess.run(
        command(option),
        input=content,
        capture_output=True,
        timeout=limits.PATIENCE_SECONDS,
        env={**os.environ, "PYTHONPATH": str(Path(crmr_desk.__file__).parent.parent)},
        creationflags=_NO_WINDOW,
        check=True,
    )
    return told.stdout


def command(option: str) -> list[str]:
    """What starts such a process: this program itself, built or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, option]
    return [sys.executable, "-P", "-m", "crmr_desk", option]


def _refusal(name: str, reason: str) -> UserError:
    return UserError(f"Le fichier {quoted(name)} {reason}.")
