"""Address of a shared register: a plain form that tests the connection. The password is never kept."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, quote, unquote, urlsplit

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import Sheet

_MODES = (
    ("verify-full", "Chiffrée, serveur vérifié (recommandé)"),
    ("verify-ca", "Chiffrée, autorité vérifiée"),
    ("require", "Chiffrée, serveur non vérifié"),
    ("disable", "Non chiffrée (serveur de ce poste)"),
)
_PORT = 5432


class SharedDialog(Sheet):
    """``open_wanted(address)`` carries a postgresql:// address with its password, for this session only."""

    open_wanted = Signal(str)

    def __init__(
        self, parent: QWidget | None, test: Callable[[str, Callable[[str], None]], None], address: str = ""
    ) -> None:
        """``test(address, then)`` tries the connection off the GUI thread; ``then`` gets "" or a French sentence."""
        super().__init__(parent, "Base partagée (PostgreSQL)", icon="server", width=480)
        self._run_test = test
        self.host, self.base, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.port, self.mode = QLineEdit(str(_PORT)), QComboBox()
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        for value, text in _MODES:
            self.mode.addItem(text, value)
        self.outcome = label("", "secondary", wrap=True)
        self._fill_form()
        self.test_button = button("Tester la connexion", "secondary", "refresh")
        self.test_button.clicked.connect(self.test)
        self.verbs.insertWidget(0, self.test_button)
        self.add_verb("Annuler")
        self.open_button = self.add_verb("Ouvrir", self._open, primary=True)
        self._take_up(address)
        for field in (self.host, self.base, self.user):
            field.textChanged.connect(self._check)
        self._check()
        self.host.setFocus()

    def address(self) -> str:
        """What the form says, as an address."""
        user, password = quote(self.user.text().strip(), safe=""), quote(self.password.text(), safe="")
        who = f"{user}:{password}@" if password else f"{user}@"
        host = self.host.text().strip()
        host = f"[{host}]" if ":" in host else host
        base = quote(self.base.text().strip(), safe="")
        return f"postgresql://{who}{host}:{self.port.text() or _PORT}/{base}?sslmode={self.mode.currentData()}"

    def test(self) -> None:
        """Try the connection and say the result under the form."""
        self._say("Essai en cours…", "")
        set_available(self.test_button, "Un essai est en cours")
        self._run_test(self.address(), self._tested)

    def _tested(self, problem: str) -> None:
        set_available(self.test_button)
        self._say(problem or "La base répond.", "stop" if problem else "ok")

    def _open(self) -> None:
        self.open_wanted.emit(self.address())

    def _say(self, sentence: str, tone: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.setAccessibleName(sentence)
        self.outcome.setProperty("tone", tone)
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)

    def _check(self) -> None:
        """Without address, base and user there is nothing to try: say which comes first."""
        needed = (("l’adresse", self.host), ("la base", self.base), ("l’utilisateur", self.user))
        missing = next((name for name, field in needed if not field.text().strip()), "")
        reason = f"Indiquez {missing}" if missing else ""
        set_available(self.test_button, reason)
        set_available(self.open_button, reason)
        self._say(f"{reason}." if reason else "", "")

    def _fill_form(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            ("&Adresse du serveur", self.host), ("P&ort", self.port), ("&Base", self.base),
            ("&Utilisateur", self.user), ("&Mot de passe", self.password), ("&Connexion", self.mode),
        ):  # fmt: skip
            name = QLabel(text)
            name.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(name, field)
        self.body.addLayout(form)
        self.body.addWidget(label("Le mot de passe n’est jamais gardé.", "quiet"))
        self.body.addWidget(self.outcome)

    def _take_up(self, address: str) -> None:
        if not address:
            return
        parts = urlsplit(address)
        self.host.setText(parts.hostname or "")
        self.port.setText(str(parts.port or _PORT))
        self.base.setText(unquote(parts.path.lstrip("/")))
        self.user.setText(unquote(parts.username or ""))
        mode = parse_qs(parts.query).get("sslmode", ["verify-full"])[0]
        self.mode.setCurrentIndex(max(0, self.mode.findData(mode)))
