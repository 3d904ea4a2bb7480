"""What colleagues write in a shared register, or another window in a local file, reaches every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.feed import Feed
    from crmr_desk.ui.desk import Desk

LOCAL_MS, SHARED_MS = 3000, 15000
"""A local file is polled; a server wakes us by itself, and is asked now and then in case it could not."""


class News(QObject):
    """Asks the feed of the journal in the lane and sends what it brings by ``desk.changed``.

    ``trouble(sentence)`` says that the server does not answer, then "" when it does again.
    """

    trouble = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._feed: Feed | None = None
        self._bell: QSocketNotifier | None = None
        self._bell_of: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHARED_MS if desk.db.is_shared else LOCAL_MS)
        self._timer.timeout.connect(self.ask)
        desk.ops.do(self._open_feed, self._begin, self._failed, owner=self)

    def ask(self) -> None:
        """Ask now; the next time comes by itself."""
        feed = self._feed
        if feed is None:
            return
        self._timer.stop()
        if self._bell is not None:
            self._bell.setEnabled(False)
        self._desk.ops.do(feed.news, self._heard, self._failed, owner=self)

    def close(self) -> None:
        """Stop listening, before the register is closed."""
        self._timer.stop()
        feed, self._feed = self._feed, None
        if self._bell is not None:
            self._bell.setEnabled(False)
        if feed is not None:
            self._desk.ops.do(feed.close, lambda _none: None)

    def _open_feed(self) -> Feed:
        from crmr_desk.model.store.feed import Feed

        return Feed(self._desk.db)

    def _begin(self, feed: Feed) -> None:
        self._feed = feed
        self._wait()

    def _heard(self, changes: Changes | None) -> None:
        self.trouble.emit("")
        if changes is not None:
            self._desk.changed.emit(changes)
        self._wait()

    def _failed(self, error: Exception) -> None:
        self.trouble.emit(str(error))
        self._wait()

    def _wait(self) -> None:
        if self._feed is None:
            return
        self._hang_bell(self._feed.fileno())
        self._timer.start()

    def _hang_bell(self, descriptor: int | None) -> None:
        """The descriptor changes after a lost connection."""
        if descriptor != self._bell_of:
            if self._bell is not None:
                self._bell.deleteLater()
            self._bell, self._bell_of = None, descriptor
            if descriptor is not None:
                self._bell = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
                self._bell.activated.connect(lambda *_which: self.ask())
        if self._bell is not None:
            self._bell.setEnabled(True)
