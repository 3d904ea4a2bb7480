"""Why a file is not read: what follows « Le fichier « x.xlsx » … », up to the full stop.

The reading process knows no file name: the parent puts it in front.
"""

from __future__ import annotations

from crmr_desk.workbooks.reading import limits
from crmr_desk.workbooks.reading.values import harmless

_UNSEEN = dict.fromkeys([*range(0x20), 0x7F, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Line breaks and marks that turn the direction of writing."""


class Refused(Exception):  # noqa: N818
    """The file cannot be read; the text continues the sentence about it in French: what, where, what to do."""


EMPTY = "est vide\u00a0: demandez-le de nouveau à son expéditeur"
DAMAGED = (
    "est abîmé ou incomplet\u00a0: ouvrez-le dans un tableur et enregistrez-le de nouveau, "
    "ou demandez-le de nouveau à son expéditeur"
)
LOCKED = "est protégé par un mot de passe\u00a0: enregistrez-le sans mot de passe, puis recommencez"
TOO_HEAVY = (
    "demande trop de temps ou de mémoire pour être lu\u00a0: ouvrez-le dans un tableur, "
    "n’y gardez que la liste, puis recommencez"
)
TOO_LARGE = (
    f"est trop grand ({limits.LARGEST_FILE // limits.MIB}\u00a0Mio au plus, "
    f"{limits.LARGEST_UNPACKED // limits.MIB} une fois décompressé)\u00a0: n’y gardez que la liste, puis recommencez"
)
DECLARES_ENTITIES = (
    "contient des déclarations XML qu’aucun tableur n’écrit\u00a0: ouvrez-le dans un tableur "
    "et enregistrez-le de nouveau au format .xlsx"
)
NOT_STARTED = "n’a pas pu être lu, faute de mémoire sur ce poste\u00a0: fermez d’autres programmes, puis recommencez"
NO_SHEET = "ne contient aucune feuille de calcul\u00a0: envoyez le classeur qui contient la liste"


def quoted(name: str) -> str:
    """The name of a file or sheet as a sentence shows it: in quotation marks, on one line, not too long, and without
    the marks that turn the direction of writing."""
    shown = harmless(name).translate(_UNSEEN)
    if len(shown) > limits.LONGEST_NAME:
        shown = f"{shown[: limits.LONGEST_NAME]}…"
    return f"«\u202f{shown}\u202f»"


def is_something_else(what: str) -> Refused:
    """``what``: "un document PDF"; the user is told what can be read."""
    return Refused(f"est {what}, pas un classeur\u00a0: envoyez la liste au format .xlsx, .xls, .ods ou .csv")


def must_be_saved_again(what: str) -> Refused:
    """``what``: "une page web"; a spreadsheet program opens it, and may save it as a workbook."""
    return Refused(
        f"est {what}, que ce programme ne lit pas\u00a0: "
        "ouvrez-le dans un tableur, enregistrez-le au format .xlsx, puis recommencez"
    )


def too_many(what: str, most: int, sheet: str = "") -> Refused:
    """``what``: "lignes remplies"; names the sheet unless it is the whole file."""
    where = f"dans la feuille {quoted(sheet)}" if sheet else "en tout"
    number = f"{most:,}".replace(",", "\u202f")
    return Refused(f"compte {where} plus de {number} {what}\u00a0: n’y gardez que la liste, puis recommencez")


def sheet_damaged(sheet: str) -> Refused:
    return Refused(
        f"est abîmé\u00a0: la feuille {quoted(sheet)} ne peut pas être lue\u202f; ouvrez-le dans un tableur et "
        "enregistrez-le de nouveau, ou demandez-le de nouveau à son expéditeur"
    )
