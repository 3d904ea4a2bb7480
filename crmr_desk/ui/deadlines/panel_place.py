"""Where the panel stands: beside the views where there is room for both, else over them while it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui.deadlines.panel import WIDTH, AheadPanel

_ROOM_FOR_BOTH = 1220
"""Width in pixels of the page under which the panel lies over it."""


class PanelPlace:
    """``opener`` is the button that brings the panel where it does not stand by itself; ``views`` is the layout that
    makes room for it."""

    def __init__(self, page: QWidget, panel: AheadPanel, opener: QPushButton, views: QVBoxLayout) -> None:
        self._page, self._panel, self._opener, self._views = page, panel, opener, views
        self._beside = True
        self._wanted = True
        opener.clicked.connect(self.open)

    def want(self, *, wanted: bool) -> None:
        """Whether the view that is shown has anything to explain."""
        self._wanted = wanted
        self.settle()

    def settle(self) -> None:
        """Place it for the width that the page has now; what lay over the page goes when it no longer must."""
        beside = self._page.width() >= _ROOM_FOR_BOTH
        if beside != self._beside or beside or not self._wanted:
            self._panel.setVisible(beside and self._wanted)
        self._beside = beside
        self._opener.setVisible(self._wanted and not beside)
        self._panel.show_closing(shown=not beside)
        self._panel.setGeometry(self._page.width() - WIDTH, 0, WIDTH, self._page.height())
        self._views.setContentsMargins(0, 0, WIDTH if beside and self._wanted else 0, 0)

    def show(self) -> None:
        """Bring it over the page, where it does not stand beside."""
        self._panel.show()
        self._panel.raise_()

    def open(self) -> None:
        """Bring it, with the focus."""
        self.show()
        self._panel.take_focus()

    def close(self) -> None:
        """Take it away from over the page."""
        if not self._beside:
            self._panel.hide()
