"""What a line of a table is besides data: repeated header, total, note, heading. When in doubt it is data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.incoming.content import is_data_text, shapes_of
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import Grid
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.incoming.typed import LineKind, plain
from crmr_desk.workbooks.incoming.values.regions import region_named, region_of_department
from crmr_desk.workbooks.reading.book import Value

_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)\b|nombre (?:total )?(?:de|d)\b|nb (?:de|d)\b|somme\b|ensemble$|moyenne\b|effectif total\b|"
    r"\d+ (?:centre|site|ligne|crmr|ccmr|crc)s?\b"
)
_UNSURE = re.compile(r"\s*(?:sous|tota|nombre|nb|somme|ensemble|moyenne|effectif|\d+ [cls]|\(|[1a]\W*$)", re.IGNORECASE)
"""How a line of data never begins; one that does is looked at more closely."""
_NOTE = re.compile(
    r"\s*(?:\*|\(\d\)|\(\*\)|nb ?[:.]|n\.b\.?|nota\b|note ?:|notes\b|sources? ?:|legende|attention|remarques? ?:|"
    r"observations? ?:|mise a jour|maj\b|mis a jour|donnees\b|document\b|fait le|edite le|extraction|contact ?:|"
    r"pour (?:memoire|information)|rappel ?:|merci de|avertissement)"
)
_HEADING = re.compile(
    r"(?:filiere|fsmr|region|ars|departement|crmr|ccmr|crc|centres?|sites?|liste|territoire|ght|annee|campagne|bassin)\b"
)
_LONG_NOTE = 5

Kind = tuple[LineKind, str]
DATA: Kind = (LineKind.DATA, "")


class LineSorter:
    """Says what each line of a table is; lines are asked in any order."""

    def __init__(self, grid: Grid, table: Table, mapped: Mapping[int, Target]) -> None:
        self._grid, self._table, self._mapped = grid, table, mapped
        self._columns = frozenset(column.number for column in table.columns)
        self._header = grid.texts(table.header[1])
        self._header_words = frozenset(value for value in grid.filled(table.header[1]).values())
        self._last_full = self._last_full_line()

    def kind(self, line: int) -> Kind:
        """The kind of a line that is not blank, and why in French."""
        if line < self._table.lines[0]:
            return _above(line, self._table)
        if self._grid.marks(line) is None and self._is_plain_data(self._grid.sheet.lines[line - 1]):
            return DATA
        return self._special(line)

    def _is_plain_data(self, values: Sequence[Value]) -> bool:
        """The quick answer for nearly every line: several cells, whose first words are no total and no header."""
        if len(values) - values.count(None) < 3:
            return False
        first = next((value for value in values if isinstance(value, str)), "1")
        return first not in self._header_words and _UNSURE.match(first) is None

    def _special(self, line: int) -> Kind:
        texts = self._grid.texts(line)
        if texts == self._header or _same_header(texts, self._header):
            return LineKind.HEADER, "En-tête répété dans le tableau."
        if is_total(texts):
            return LineKind.TOTAL, "Ligne de total."
        if not self._columns & texts.keys():
            return LineKind.OUTSIDE, "Texte à côté du tableau."
        if _is_numbering(list(texts.values())) and line <= self._table.header[1] + 2:
            return LineKind.HEADER, "Suite de l’en-tête."
        if _is_note(texts):
            return LineKind.NOTE, "Note."
        if len(texts) == 1:
            return self._alone(line, *next(iter(texts.items())))
        if self._mapped and not self._mapped.keys() & texts.keys():
            return LineKind.OUTSIDE, "Rien dans les colonnes lues."
        return DATA

    def _alone(self, line: int, column: int, text: str) -> Kind:
        wide = len(self._columns) > 2 and not is_data_text(text)
        if wide and line > self._last_full and (len(text.split()) >= _LONG_NOTE or self._is_apart(line, text)):
            return LineKind.NOTE, "Note sous le tableau."
        if wide and line < self._last_full and (self._is_merged_over(line, column) or _is_heading(text)):
            return LineKind.TITLE, "Intertitre."
        if self._mapped and column not in self._mapped:
            return LineKind.OUTSIDE, "Rien dans les colonnes lues."
        return DATA

    def _is_apart(self, line: int, text: str) -> bool:
        """Whether a blank line stands between the table and a short text that is no value of a field."""
        blank = any(self._grid.is_blank(above) for above in range(self._last_full + 1, line))
        return blank and not {Target.HOSPITAL, Target.PERSON} & set(shapes_of(text))

    def _is_merged_over(self, line: int, column: int) -> bool:
        covered = sum(self._grid.origin(line, other) == (line, column) for other in self._columns)
        return 2 * (covered + 1) > len(self._columns)

    def _last_full_line(self) -> int:
        """The last line where more than one cell is filled and no total or note stands: notes come below."""
        first, last = self._table.lines
        for line in reversed(self._grid.held(first, last)):
            texts = self._grid.texts(line)
            if len(texts) > 1 and not is_total(texts) and not _is_note(texts):
                return line
        return first


def _above(line: int, table: Table) -> Kind:
    if line >= table.header[0]:
        return LineKind.HEADER, "En-tête du tableau."
    return LineKind.TITLE, "Titre au-dessus du tableau."


def _same_header(texts: Mapping[int, str], header: Mapping[int, str]) -> bool:
    same = sum(fold(text) == fold(header.get(column, "")) for column, text in texts.items())
    return len(texts) > 1 and same == len(texts) and 2 * same > len(header)


def is_total(texts: Mapping[int, str]) -> bool:
    """« Total », « Sous-total », « Nombre de centres : 12 »: such a word, numbers, and nothing that names anybody."""
    words = [text for text in texts.values() if not is_data_text(text) or _TOTAL.match(fold(text))]
    return bool(words) and _TOTAL.match(fold(words[0])) is not None and len(words) <= 2 and not _names_somebody(texts)


def _is_heading(text: str) -> bool:
    """« Filière ORKiD », « Loire (42) »: a group of the lines below, not the name of a hospital or a person."""
    named = region_named(text)[1] or region_of_department(text)
    return bool(_HEADING.match(fold(text)) or (named and not text.isdecimal()))


def _is_note(texts: Mapping[int, str]) -> bool:
    """« NB : … », « Source », « * », in one cell or two, naming nobody."""
    first = next(iter(texts.values()), "")
    return len(texts) <= 2 and _NOTE.match(plain(first)) is not None and not _names_somebody(texts)


def _names_somebody(texts: Mapping[int, str]) -> bool:
    return any({Target.FINESS, Target.EMAIL, Target.PERSON} & set(shapes_of(text)) for text in texts.values())


def _is_numbering(texts: Sequence[str]) -> bool:
    """« 1, 2, 3 » or « (a), (b), (c) » under the header, or « (jj/mm/aaaa) » in brackets throughout."""
    bare = [text.strip("()[]. ").lower() for text in texts]
    counted = [str(n) for n in range(1, len(bare) + 1)], [chr(ord("a") + n) for n in range(min(len(bare), 26))]
    bracketed = all(text.startswith("(") and text.endswith(")") for text in texts)
    return len(bare) > 2 and (bare in counted or bracketed)
