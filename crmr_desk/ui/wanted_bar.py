"""The chips over a list: which rows are wanted, and the way back to all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.fields import SearchField

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

F = TypeVar("F", bound="DataclassInstance")


class WantedBar(QWidget, Generic[F]):
    """``changed`` when the user wants other rows; ``wanted`` is the filter that says which. ``search`` stands where the
    page puts it. Subclasses lay their chips, ``reset`` the last of them, and dress them in ``_show``."""

    changed = Signal()
    WORDS: ClassVar[str] = "text"
    """The field of the filter in which the words sought stand."""

    def __init__(self, search: SearchField, everything: F, parent: QWidget | None = None) -> None:
        """``everything`` is what is wanted at first, and again after « Tout montrer »."""
        super().__init__(parent)
        self.wanted, self._everything = everything, everything
        self.search = search
        self.reset = button("Tout montrer", "link")
        self.search.textChanged.connect(lambda text: self._want(**{self.WORDS: text}))
        self.reset.clicked.connect(self.want_everything)

    def show_wanted(self, wanted: F) -> None:
        """Show another filter, without telling anybody."""
        self.wanted = wanted
        words = getattr(wanted, self.WORDS)
        if self.search.text() != words:
            told = self.search.blockSignals(True)
            self.search.setText(words)
            self.search.blockSignals(told)
        self._show()

    def want_everything(self) -> None:
        """Take every filter away."""
        self.show_wanted(self._everything)
        self.changed.emit()

    def _show(self) -> None:
        """Say on the chips what is wanted."""
        raise NotImplementedError

    def _want(self, **changes: Any) -> None:
        self.wanted = replace(self.wanted, **changes)
        self._show()
        self.changed.emit()
