"""The parts of an .xlsx or .xlsm file, found as its own relationships say, and put together again as plainly as can be.

Calamine is given only this plain package: no macros, links, comments, pictures, names or odd paths.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from crmr_desk.workbooks.reading import plain_xml
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.limits import MOST_SHEETS
from crmr_desk.workbooks.reading.refusals import DAMAGED, NO_SHEET, Refused, quoted, too_many
from crmr_desk.workbooks.reading.values import harmless

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NO_STYLES = f'<styleSheet xmlns="{_MAIN}"/>'.encode()
_NO_STRINGS = f'<sst xmlns="{_MAIN}"/>'.encode()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it: its name, unique in the book, and the path of its XML."""

    name: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What is read of the file. ``notes`` are French sentences about what is left aside."""

    kind: str
    sheets: tuple[SheetPart, ...]
    dates_from_1904: bool
    styles: bytes
    strings: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    path: str


def open_package(archive: Archive) -> Package:
    """Find the parts. Raises Refused when there is no workbook, or no sheet, to be found."""
    try:
        path = _workbook_path(archive)
        elements = plain_xml.elements(archive.read(path))
        links = _links(archive, path)
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
    notes = _notes_about_the_whole(archive)
    sheets = _sheets(archive, elements, links, notes)
    styles, strings = (_part(archive, links, kind) for kind in ("styles", "sharedStrings"))
    if strings and not plain_xml.is_sound(strings):
        raise Refused(DAMAGED)
    if styles and not plain_xml.is_sound(styles):
        notes.append("Les formats des cellules sont abîmés\u00a0: des dates peuvent être lues comme des nombres.")
        styles = b""
    settings = next((attributes for name, attributes in elements if name == "workbookPr"), {})
    kind = "xlsm" if _has_macros(archive) else "xlsx"
    return Package(kind, sheets, settings.get("date1904") in ("1", "true"), styles, strings, tuple(notes))


def _workbook_path(archive: Archive) -> str:
    for link in _links(archive, "").values():
        if link.kind == "officeDocument" and link.path in archive:
            return link.path
    return "xl/workbook.xml"


def _links(archive: Archive, path: str) -> dict[str, _Link]:
    """The relationships of the part at ``path`` by their id, the targets as paths inside the file."""
    folder, name = posixpath.split(path)
    listed = archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    if not listed:
        return {}
    return {
        attributes.get("Id", ""): _Link(
            attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))),
        )
        for name, attributes in plain_xml.elements(listed)
        if name == "Relationship" and attributes.get("TargetMode") != "External"
    }


def _part(archive: Archive, links: Mapping[str, _Link], kind: str) -> bytes:
    path = next((link.path for link in links.values() if link.kind == kind), f"xl/{kind}.xml")
    return archive.read(path)


def _sheets(
    archive: Archive, elements: list[tuple[str, plain_xml.Attributes]], links: Mapping[str, _Link], notes: list[str]
) -> tuple[SheetPart, ...]:
    found: dict[str, SheetPart] = {}
    listed = [attributes for name, attributes in elements if name == "sheet"]
    if len(listed) > MOST_SHEETS:
        raise too_many("feuilles", MOST_SHEETS)
    for number, attributes in enumerate(listed, start=1):
        name = _unique(harmless(attributes.get("name", "")) or f"Feuille {number}", found)
        link = links.get(attributes.get("id", ""), _Link("worksheet", f"xl/worksheets/sheet{number}.xml"))
        if link.kind != "worksheet":
            notes.append(f"La feuille {quoted(name)} n’est pas une feuille de calcul\u00a0: elle n’est pas lue.")
        elif link.path not in archive:
            notes.append(f"La feuille {quoted(name)} manque dans le fichier.")
        else:
            found[name] = SheetPart(name, link.path, attributes.get("state") in ("hidden", "veryHidden"))
    if not found:
        raise Refused(NO_SHEET)
    return tuple(found.values())


def _unique(name: str, taken: Mapping[str, SheetPart]) -> str:
    """Two sheets of one name cannot be told apart later: the second bears a number."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique


def _has_macros(archive: Archive) -> bool:
    return "xl/vbaproject.bin" in archive or b"macroEnabled" in archive.read("[Content_Types].xml")


def _notes_about_the_whole(archive: Archive) -> list[str]:
    notes = []
    if _has_macros(archive):
        notes.append("Les macros du classeur n’ont pas été exécutées.")
    if any(path.startswith("xl/externallinks/") for path in archive.paths()):
        notes.append(
            "Les liens vers d’autres classeurs n’ont pas été suivis\u00a0: "
            "les valeurs lues sont celles que ce fichier garde."
        )
    return notes


class PlainPackage:
    """The same sheets under fixed names, stored without compression, as calamine expects them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._stream = io.BytesIO()
        self._zip = zipfile.ZipFile(self._stream, "w")
        self._count = 0

    def add(self, content: bytes) -> None:
        """The XML of the next sheet."""
        self._count += 1
        self._zip.writestr(f"xl/worksheets/sheet{self._count}.xml", content)

    def close(self) -> bytes:
        """The whole package."""
        self._zip.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        self._zip.writestr("_rels/.rels", _relationships({"rId1": ("officeDocument", "xl/workbook.xml")}))
        self._zip.writestr("xl/workbook.xml", self._workbook())
        self._zip.writestr("xl/_rels/workbook.xml.rels", self._workbook_links())
        self._zip.writestr("xl/styles.xml", self._package.styles or _NO_STYLES)
        self._zip.writestr("xl/sharedStrings.xml", self._package.strings or _NO_STRINGS)
        self._zip.close()
        return self._stream.getvalue()

    def _numbers(self) -> range:
        return range(1, self._count + 1)

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number}"/>' for number in self._numbers()
        )
        origin = ' date1904="1"' if self._package.dates_from_1904 else ""
        return (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr{origin}/><sheets>{sheets}</sheets></workbook>'
        )

    def _workbook_links(self) -> str:
        links = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in self._numbers()}
        return _relationships(
            links | {"rIdS": ("styles", "styles.xml"), "rIdT": ("sharedStrings", "sharedStrings.xml")}
        )


def _relationships(links: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_LINKS}">{items}</Relationships>'
