"""LibreOffice without a window, in French, driven by a macro as by a hand: open, edit, sort, save in any format."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS = {
    ".xlsx": ("Calc MS Excel 2007 XML", ""),
    ".ods": ("calc8", ""),
    ".xls": ("MS Excel 97", ""),
    ".csv": ("Text - txt - csv (StarCalc)", "59,34,76,1,,0,false,true"),
}
"""The filter of each format, and its options: semicolons, quotes, UTF-8, cells as they are shown."""
_INSTALL = (
    "LibreOffice Calc is missing: apt-get install --no-install-recommends libreoffice-calc-nogui "
    "installs the program that these tests drive."
)
_PATIENCE = 120
_FRENCH = (
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
    "<value>fr-FR</value></prop></item></oor:items>"
)
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
{lines}
StarDesktop.terminate()
End Sub

Function Opened(url)
Dim how(0) As New com.sun.star.beans.PropertyValue
how(0).Name = "Hidden"
how(0).Value = True
Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, how())
End Function

Sub Sort(area, column)
Dim fields(0) As New com.sun.star.table.TableSortField
fields(0).Field = column
fields(0).IsAscending = False
Dim how(1) As New com.sun.star.beans.PropertyValue
how(0).Name = "SortFields"
how(0).Value = fields()
how(1).Name = "ContainsHeader"
how(1).Value = True
area.sort(how())
End Sub

Sub Store(doc, url, filter, options)
Dim how(1) As New com.sun.star.beans.PropertyValue
how(0).Name = "FilterName"
how(0).Value = filter
how(1).Name = "FilterOptions"
how(1).Value = options
doc.storeToURL(url, how())
End Sub
</script:module>
"""


@dataclass(frozen=True)
class Job:
    """A workbook opened, a range sorted from high to low by one of its columns from 0 ((sheet, range, column)), cells
    typed as somebody would ((sheet, cell, text)), and saved under each name of ``targets``."""

    source: Path
    targets: Sequence[Path]
    typed: Sequence[tuple[str, str, str]] = ()
    sorted_by: Sequence[tuple[str, str, int]] = ()


class LibreOffice:
    """One installation with a profile of its own, so that nobody's settings matter."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise RuntimeError(_INSTALL)
        self._program = program
        self._profile = folder / "profil"
        self._run("--terminate_after_init")
        settings = self._profile / "user" / "registrymodifications.xcu"
        settings.write_text(settings.read_text("utf-8").replace("</oor:items>", _FRENCH), "utf-8")

    def do(self, jobs: Iterable[Job]) -> None:
        """Carry out the jobs in one go."""
        lines = "\n".join(line for job in jobs for line in _macro(job))
        module = self._profile / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE.format(lines=escape(lines)), "utf-8")
        self._run("macro:///Standard.Module1.Main")

    def _run(self, what: str) -> None:
        profile = f"-env:UserInstallation={self._profile.as_uri()}"
        subprocess.run(
            [self._program, profile, "--headless", "--norestore", what],
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
        )


def _macro(job: Job) -> Iterator[str]:
    yield f"doc = Opened({_quoted(job.source.as_uri())})"
    for sheet, area, column in job.sorted_by:
        yield f"Sort(doc.Sheets.getByName({_quoted(sheet)}).getCellRangeByName({_quoted(area)}), {column})"
    for sheet, cell, text in job.typed:
        place = f"doc.Sheets.getByName({_quoted(sheet)}).getCellRangeByName({_quoted(cell)})"
        yield f"{place}.setFormula({_quoted(text)})"
    for target in job.targets:
        name, options = FILTERS[target.suffix]
        yield f"Store(doc, {_quoted(target.as_uri())}, {_quoted(name)}, {_quoted(options)})"
    yield "doc.close(True)"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
