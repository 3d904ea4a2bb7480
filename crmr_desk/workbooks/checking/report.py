"""The report of an import, as the page on formats gives it: one entry for each line that is not blank."""

from __future__ import annotations

from typing import Any

from crmr_desk.workbooks.checking.rows import Checked, Line


def report(checked: Checked) -> list[dict[str, Any]]:
    """The lines of a file in their order, ready for JSON. ``centre`` and ``hospital`` are None where nobody knows; the
    values of a line that is data always hold title, first_name, last_name, start and end."""
    return [_entry(line) for line in checked.lines]


def _entry(line: Line) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "row": line.row,
        "status": line.status.value,
        "action": line.action.value,
        "centre": line.centre or None,
        "hospital": line.hospital or None,
        "values": dict(line.values),
        "reasons": [{"code": reason.code, "text": reason.text, "cell": reason.cell or None} for reason in line.reasons],
    }
