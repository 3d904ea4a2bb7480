"""Qt's own words in French: what its French translation says, and what it lacks, for every dialog that Qt makes itself
(choosing a file or a printer where the system has no window for it)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_LACKING: Final = {
    "QFileDialog": {
        "&Look in:": "Chercher &dans\u00a0:",
        "Files of &type:": "Fichiers de &type\u00a0:",
    },
    "QAbstractFileIconProvider": {
        "Alias": "Alias",
        "Drive": "Lecteur",
        "File": "Fichier",
        "File Folder": "Dossier",
        "Folder": "Dossier",
        "Shortcut": "Raccourci",
        "Unknown": "Inconnu",
        "%1 File": "Fichier %1",
    },
    "QPrintSettingsOutput": {
        "Page &Set:": "Pages à im&primer\u00a0:",
        "Long Side Binding": "Reliure sur le grand côté",
        "Short Side Binding": "Reliure sur le petit côté",
    },
    "QPageSetupWidget": {
        "Page &order:": "&Ordre des pages\u00a0:",
        "Pages &per sheet:": "Pages &par feuille\u00a0:",
        "Left to Right, Top to Bottom": "De gauche à droite, de haut en bas",
        "Left to Right, Bottom to Top": "De gauche à droite, de bas en haut",
        "Right to Left, Top to Bottom": "De droite à gauche, de haut en bas",
        "Right to Left, Bottom to Top": "De droite à gauche, de bas en haut",
        "Top to Bottom, Left to Right": "De haut en bas, de gauche à droite",
        "Top to Bottom, Right to Left": "De haut en bas, de droite à gauche",
        "Bottom to Top, Left to Right": "De bas en haut, de gauche à droite",
        "Bottom to Top, Right to Left": "De bas en haut, de droite à gauche",
    },
    "QCupsJobWidget": {
        "Scheduled &printing:": "Im&pression programmée\u00a0:",
        "&Billing information:": "In&formations de facturation\u00a0:",
        "Job &priority:": "&Priorité\u00a0:",
        "&Start:": "&Début\u00a0:",
        "&End:": "&Fin\u00a0:",
    },
}
"""By the context in which Qt asks for them; ``tests/ui/test_words_of_qt.py`` finds those that a new Qt adds."""


class _Lacking(QTranslator):
    """Answers where the translation that Qt ships has nothing to say."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, *_which: object) -> str | None:
        return _LACKING.get(context, {}).get(source)


def install(app: QCoreApplication) -> None:
    """From now on whatever Qt says is French. The last one installed is asked first."""
    app.installTranslator(_Lacking(app))
    shipped = QTranslator(app)
    if shipped.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(shipped)
