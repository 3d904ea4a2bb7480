"""The reading process: a file on standard input, a book or a refusal on standard output, under limits of its own.

Started by ``opening.read_book`` as ``python -m crmr_desk --read-workbook`` (in a built program, the program itself with
that option). It imports neither Qt nor the database: it has to be there at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from crmr_desk.workbooks.reading import delimited, limits, old_office, packed, wire
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.formats import Wrapping, wrapping
from crmr_desk.workbooks.reading.refusals import DAMAGED, TOO_HEAVY, Refused


def main(answer: Callable[[bytes], bytes] | None = None) -> int:
    """Read, answer (with the book unless told), and end: 0 once an answer was given, a refusal included."""
    limit_this_process()
    gc.disable()
    told = (answer or _answer)(sys.stdin.buffer.read(limits.LARGEST_FILE + 1))
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    # Taking a large book apart object by object costs as much as reading it.
    os._exit(0)


def limit_this_process() -> None:
    """Bound memory and processor time, forbid files and core dumps; nothing where the system has no such limits."""
    sys.dont_write_bytecode = True
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: limits.MEMORY,
        resource.RLIMIT_CPU: limits.PROCESSOR_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, most in wanted.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def _answer(content: bytes) -> bytes:
    try:
        return wire.pack_book(read(content))
    except Refused as refusal:
        return wire.pack_refusal(str(refusal))
    except MemoryError:
        return wire.pack_refusal(TOO_HEAVY)
    except Exception as error:
        # A file is somebody else's: whatever it makes a reader stumble on, it is the file that cannot be read.
        print(repr(error), file=sys.stderr)
        return wire.pack_refusal(DAMAGED)


def read(content: bytes) -> Book:
    """The book without a name. Raises Refused."""
    match wrapping(content):
        case Wrapping.ZIP:
            return packed.read(content)
        case Wrapping.OLE:
            return old_office.read(content)
        case Wrapping.TEXT:
            return delimited.read(content)
