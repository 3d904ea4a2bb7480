"""Over the letters to sign: the signatory's own certificate, whose key and password are never kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from crmr_desk.model.correspondence import signing
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.errors import NeedsConfirmation
from crmr_desk.ui import problems
from crmr_desk.ui.correspondence.file_line import FileLine
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.correspondence.verbs import counted
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.file_content import content_of
from crmr_desk.ui.imports.progress import Job
from crmr_desk.ui.parts.buttons import set_available

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

CERTIFICATES: Final = "Certificat PKCS#12 (*.p12 *.pfx)"
_SENTENCE: Final = (
    "Chaque PDF reçoit une signature électronique, vérifiée aussitôt. Ni le certificat ni son mot de passe ne sont"
    " gardés. Le registre n’interroge aucune autorité\u00a0: une révocation ne se voit pas ici."
)


class CertificateForm(VerbSheet):
    """``then()`` once every letter is signed; all are, or none."""

    def __init__(
        self, desk: Desk, letters: Sequence[KeptLetter], then: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        title = f"Signer par certificat\u00a0: {counted(letters)}"
        super().__init__(
            desk, parent, title, _SENTENCE, "Signer", icon="file-certificate", long="Signature des courriers"
        )
        self._ids, self._then = [letter.id for letter in letters], then
        self.file = FileLine("Certificat", "Choisir le certificat du signataire", CERTIFICATES)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("Mot de passe du certificat")
        self.body.addLayout(named("Certificat", self.file))
        self.body.addLayout(named("Mot de passe", self.password))
        self.settle()
        self.file.choose.setFocus()

    def finish(self) -> None:
        self._sign()

    def _sign(self, *confirmed: str) -> None:
        path, password = self.file.path, self.password.text()
        if path is None:
            self.problem.say("Choisissez le certificat du signataire, un fichier .p12 ou .pfx.")
            return
        db, ids, today = self.desk.db, self._ids, self.desk.today

        def verb(job: Job) -> Changes:
            return signing.sign_with_certificate(
                db, ids, content_of(path), password, today=today, progress=job.report, cancelled=job.cancelled,
                confirmed=confirmed,
            )  # fmt: skip

        self.run(verb, lambda _changes: self._then())

    def refuse(self, error: Exception) -> None:
        """Ask whether another than the signatory signs. Otherwise the password is typed anew: it stays nowhere."""
        if isinstance(error, NeedsConfirmation):
            set_available(self.keep)
            asked = problems.confirm(
                self, str(error), lambda: self._sign(error.key), title="Le certificat est d’un autre",
                verb="Signer quand même",
            )  # fmt: skip
            asked.rejected.connect(self.password.clear)
            return
        super().refuse(error)
        self.password.clear()
        self.password.setFocus()
