"""What leaves the page: letters of reminder. A button of which the program knows nothing yet is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmr_desk.ui.deadlines.page import DeadlinesPage


def connect(page: DeadlinesPage) -> None:
    """Give the buttons of the header what they do."""
    header, desk = page.header, page.desk
    for later in (header.calendar, header.print, header.export):
        later.hide()
    header.remind.clicked.connect(lambda: desk.page_wanted.emit("correspondence", "reminders"))
