"""Workbooks put together part by part from raw XML, as no library would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
DATE, DATE_TIME, TIME, DURATION, FRENCH_DATE, PERCENT = range(1, 7)
"""The numbers of the styles in ``STYLES``; 0 is plain."""

_FORMATS = {1: 14, 2: 22, 3: 21, 4: 46, 5: 164, 6: 9}
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/>'
    '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0"/>'
    + "".join(f'<xf numFmtId="{number}" applyNumberFormat="1"/>' for number in _FORMATS.values())
    + "</cellXfs></styleSheet>"
)
Parts = dict[str, bytes]


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """The XML of a sheet around its rows."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def cell(ref: str, value: object = None, *, kind: str = "", style: int = 0, formula: str | None = None) -> str:
    """A cell; ``kind`` is the attribute t, and text is written in the cell itself."""
    inside = "" if formula is None else f"<f>{formula}</f>"
    if kind == "inlineStr":
        inside += f'<is><t xml:space="preserve">{value}</t></is>'
    elif value is not None:
        inside += f"<v>{value}</v>"
    return f'<c r="{ref}" s="{style}"' + (f' t="{kind}"' if kind else "") + f">{inside}</c>"


def text(ref: str, words: str) -> str:
    return cell(ref, words, kind="inlineStr")


def parts(
    sheets: Sequence[str] | Mapping[str, str],
    *,
    strings: Iterable[str] = (),
    styles: str = STYLES,
    settings: str = "<workbookPr/>",
) -> Parts:
    """The parts of a workbook; ``sheets`` by name, ``strings`` the XML inside each shared string."""
    named = dict(sheets) if isinstance(sheets, Mapping) else {f"Feuil{n}": x for n, x in enumerate(sheets, start=1)}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(named, start=1)
    )
    root = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    made = {
        "[Content_Types].xml": _content_types(len(named)),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f"{root}{settings}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relationships(
            {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(named) + 1)}
            | {"rIdA": ("styles", "styles.xml"), "rIdB": ("sharedStrings", "sharedStrings.xml")}
        ),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(f"<si>{each}</si>" for each in strings) + "</sst>",
    } | {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(named.values(), start=1)}
    return {path: xml.encode("utf-8", "surrogatepass") for path, xml in made.items()}


def relationships(links: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{LINKS}">{items}</Relationships>'


def _content_types(sheets: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    listed = "".join(f'<Override PartName="{path}" ContentType="{KIND}.{kind}+xml"/>' for path, kind in kinds.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{listed}</Types>'
    )


def zipped(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one packed file, always the same bytes for the same parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for path, content in parts.items():
            archive.writestr(zipfile.ZipInfo(path), content, compress_type=method)
    return stream.getvalue()


def xlsx(rows: str, **options: object) -> bytes:
    """A workbook of one sheet of these rows."""
    return zipped(parts([sheet(rows)], **options))  # type: ignore[arg-type]


def ods_parts(tables: str, *, styles: str = "") -> Parts:
    """The parts of an OpenDocument workbook around its tables."""
    names = {"office": "office", "table": "table", "text": "text", "style": "style", "draw": "drawing"}
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"' for prefix, space in names.items()
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content{spaces}{calc}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return {
        "mimetype": ODS_KIND.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }


def ods(rows: str, *, styles: str = "", table: str = 'table:name="Feuille1"') -> bytes:
    """An OpenDocument workbook of one sheet of these rows."""
    return zipped(ods_parts(f"<table:table {table}>{rows}</table:table>", styles=styles))
