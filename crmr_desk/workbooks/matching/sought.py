"""What a line says of its establishment and of its centre, before either is sought in the register."""

from __future__ import annotations

from typing import NamedTuple

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.codes import Nature
from crmr_desk.workbooks.incoming.values.finess import FinessRead

NATURE_WORDS = frozenset((
    "centre", "centres", "de", "des", "du", "d", "competence", "competences", "reference", "maladie", "maladies",
    "rare", "rares", "ccmr", "crmr", "crc", "crcm", "site", "sites", "constitutif", "constitutifs", "coordonnateur",
    "coordonnateurs", "ressources", "et", "la", "le", "les", "pour", "en", "a", "l",
))  # fmt: skip
"""Words that say no more than the kind of centre."""


class HospitalSought(NamedTuple):
    """What a line says of its establishment; ``region`` is that of the agency, None for a national list."""

    finess: FinessRead
    finess_ej: FinessRead
    number: Typed | None
    name: Typed | None
    town: str
    region: str | None

    @property
    def words(self) -> str:
        """The name as typed."""
        return self.name.text if self.name is not None else ""

    def reason(self, code: str, text: str, doubt: Doubt, *, about_name: bool = False) -> Reason:
        """A reason about the cell of the number, or of the name."""
        cells = (self.name, self.number) if about_name else (self.number, self.name)
        return _about(cells, code, text, doubt)


class CentreSought(NamedTuple):
    """What a line says of its centre. ``person`` is the name key of the person in charge, "" for nobody; ``nature`` is
    None where nothing tells it."""

    code: Typed | None
    name: Typed | None
    nature: Nature | None
    fsmr: str
    specialty: str
    population: str | None
    person: str

    @property
    def words(self) -> str:
        """The name as typed, "" where it says no more than the kind of centre."""
        return _telling(self.name.text) if self.name is not None else ""

    def reason(self, code: str, text: str) -> Reason:
        """A reason about the cell that names the centre."""
        return _about((self.name, self.code), code, text, Doubt.CONFIRM)


def _about(cells: tuple[Typed | None, ...], code: str, text: str, doubt: Doubt) -> Reason:
    """About the first cell that says something, else the first that there is: that is where something is missing."""
    given = [cell for cell in cells if cell is not None]
    cell = next((each for each in given if each.text), next(iter(given), None))
    return cell.reason(code, text, doubt) if cell is not None else Reason(code, text, "", doubt)


def _telling(text: str) -> str:
    return "" if NATURE_WORDS.issuperset(fold(text).split()) else text
