"""The sheet « Mode d’emploi » of the template: what the agency fills in, what it leaves, how it comes back."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.bureau.lines import Bureau
from crmr_desk.model.network.regions import Ars
from crmr_desk.workbooks.paper import fit_lines, set_page
from crmr_desk.workbooks.styling import cell_at, put_text

TITLE = "Mode d’emploi"
_RULES = (
    (
        "Ce qui a changé",
        "Corrigez dans la feuille «\u202fCentres\u202f» les seules cellules qui ont changé. Les autres ne sont pas "
        "relues\u202f; vous pouvez trier et filtrer.",
    ),
    (
        "Nouveau responsable",
        "Remplacez la civilité, le prénom et le nom, et écrivez le début du mandat. Sans autre fin, le mandat court "
        "jusqu’à la fin du label (annexe 3, §\u00a03 et 4).",
    ),
    (
        "Lignes grisées",
        "Le coordonnateur d’un centre de référence est donné pour information. Un changement de coordonnateur "
        "s’annonce par un dossier adressé à la DGOS (annexe 3, §\u00a02), jamais par ce tableau.",
    ),
    (
        "Nouveau centre",
        "Ajoutez une ligne sous la dernière et laissez le code vide. Le centre n’est créé qu’après vérification.",
    ),
    (
        "Centre fermé",
        "Ne supprimez pas la ligne\u00a0: une ligne absente ne dit rien. Signalez la fermeture dans votre message.",
    ),
    (
        "Cellule vide",
        "Une cellule que vous videz n’efface rien. Pour un siège vacant, écrivez «\u202fposte vacant\u202f» à la place "
        "du nom.",
    ),
    (
        "FINESS et dates",
        "Le FINESS est celui de l’établissement géographique, neuf caractères, zéro de tête compris. Les dates "
        "s’écrivent jour/mois/année, année sur quatre chiffres.",
    ),
    (
        "Listes",
        "Les colonnes Établissement, FINESS, Filière, Centre, Nature, Public et Civilité proposent les valeurs "
        "connues. Une autre valeur est acceptée\u202f; elle sera vérifiée.",
    ),
    (
        "Envoi",
        "Renvoyez ce classeur lui-même, en .xlsx, .ods ou .xls. Un fichier .csv ne garde pas la trace de ce qui a été "
        "envoyé\u00a0: tout y serait à relire.",
    ),
)


def add_instructions(workbook: Workbook, ars: Ars, bureau: Bureau, day: str) -> Worksheet:
    """Add the sheet to ``workbook``; ``day`` is the French date for which the centres are given."""
    sheet: Worksheet = workbook.create_sheet(TITLE)
    _write(sheet, 1, 1, f"Centres maladies rares, {ars.name}", Font(name="Calibri", size=16, bold=True))
    _write(sheet, 2, 1, f"Situation au {day}, d’après le registre national.")
    for line, (title, rule) in enumerate(_RULES, start=4):
        _write(sheet, line, 1, title, Font(name="Calibri", size=11, bold=True))
        _write(sheet, line, 2, rule)
    sender = ", ".join(part for part in (bureau.direction, bureau.bureau, bureau.email, bureau.phone) if part)
    _write(sheet, len(_RULES) + 5, 1, f"Votre interlocuteur\u00a0: {sender}")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    sheet.row_dimensions[1].height = 28
    fit_lines(sheet, 4, len(_RULES) + 3)
    set_page(sheet, header=None)
    return sheet


def _write(sheet: Worksheet, line: int, column: int, text: str, font: Font | None = None) -> None:
    cell = cell_at(sheet, line, column)
    put_text(cell, text)
    cell.font = font or Font(name="Calibri", size=11)
    cell.alignment = Alignment(vertical="top", wrap_text=column == 2)
