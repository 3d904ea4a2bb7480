"""The libraries that read values, held at arm's length: whatever a bad file makes them raise is one answer, no."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

from python_calamine import CalamineSheet, CalamineWorkbook

from crmr_desk.workbooks.reading.refusals import Refused

_PANIC = "PanicException"
"""What a failed assertion in Rust becomes: no Exception, so that it has to be known by its name."""


def succeeds(attempt: Callable[[], None]) -> bool:
    """Whether a library got through. Refusals and want of memory are no answer of a library and go through."""
    try:
        attempt()
    except (Refused, MemoryError):
        raise
    except Exception:
        return False
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return False
    return True


def calamine(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def calamine_lines(sheet: CalamineSheet) -> Iterator[Iterable[object]]:
    """The lines from line 1 and column A: calamine begins at the first column that holds something."""
    if sheet.start is None:
        return
    margin: list[object] = [None] * sheet.start[1]
    for line in sheet.iter_rows():
        yield margin + line if margin else line
