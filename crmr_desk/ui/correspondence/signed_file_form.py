"""Over a letter that came back signed: its scan, or the PDF that bears an electronic signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from crmr_desk.model.bureau.signatories import SignatoryRow
from crmr_desk.model.correspondence import signing
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.correspondence.file_line import FileLine
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.dossiers.people_forms import NameBox
from crmr_desk.ui.file_content import content_of

SCANS: Final = "Courrier signé (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
_SENTENCE: Final = "Le fichier est gardé avec le courrier. Une signature électronique y est vérifiée."


class SignedFileForm(VerbSheet):
    """``then()`` once the file is kept."""

    def __init__(
        self, desk: Desk, letter: KeptLetter, known: Sequence[SignatoryRow], proposed: str, then: Callable[[], None],
        parent: QWidget | None = None, *, path: Path | None = None,
    ) -> None:  # fmt: skip
        """``proposed`` is who signs, as far as the register tells; ``path`` a file that was dropped."""
        title = f"Joindre le courrier signé\u00a0: {letter.title}"
        super().__init__(desk, parent, title, _SENTENCE, "Joindre le courrier signé", icon="paperclip")
        self._letter, self._then = letter, then
        self.file = FileLine("Courrier signé", "Joindre le courrier signé", SCANS)
        self.day = DateEdit("Signé le", desk.today)
        self.day.set_day(letter.signed_on or min(desk.today, letter.sent_on or desk.today))
        self.by = NameBox(list(dict.fromkeys(row.lines.name for row in known)), "Signataire")
        self.by.setCurrentText(letter.signed_by or proposed)
        self.body.addLayout(named("Fichier", self.file))
        self.body.addLayout(named("Signé le", self.day))
        self.body.addLayout(named("Signataire", self.by))
        self.settle()
        if path is not None:
            self.file.set_path(path)
        self.file.choose.setFocus()

    def finish(self) -> None:
        try:
            day = self.day.day()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        if self.file.path is None:
            self.problem.say("Choisissez le fichier signé.")
        elif day is None:
            self.problem.say("Indiquez le jour de la signature.")
        else:
            db, letter_id, today, path, by = self.desk.db, self._letter.id, self.desk.today, self.file.path, self.by
            name = by.name()

            def verb(_job: object) -> Any:
                return signing.attach_signed(
                    db, letter_id, path.name, content_of(path), signed_on=day, by=name, today=today
                )

            self.run(verb, lambda _changes: self._then())
