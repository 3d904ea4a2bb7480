"""A card of the page: a chart, its table on demand, how it was counted, and both ways out of the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QImageWriter, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crmr_desk.model.dossiers.letter_names import slug
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.statistics.tables import StatTable
from crmr_desk.ui import exports, icons
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.statistics.chart import Chart
from crmr_desk.ui.statistics.picture import Drawing, picture
from crmr_desk.ui.statistics.stat_table_view import StatTableView
from crmr_desk.ui.statistics.tile_map import TileMap

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_LEAST_TABLE = 190
_FOOT = 6
"""Pixels left below the buttons at the foot, which bring room of their own."""
_PICTURE_WIDTH = 640


class ChartCard(Card):
    """``chart`` is what is seen first; ``show_figures`` gives it its table and words."""

    def __init__(self, desk: Desk, title: str, chart: Chart | TileMap, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._desk, self.chart = desk, chart
        self._shown: StatTable | None = None
        self._seen = ""
        self.above = label("", "small", wrap=True)
        self.above.hide()
        self.view = StatTableView()
        self.view.hide()
        self.caption = label("", "small", wrap=True)
        self.as_table = button("", "icon", "table")
        self.as_table.setCheckable(True)
        self.more = button("", "icon", "dots")
        self.as_table.toggled.connect(self._turn)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2))))
        self._lay_out()
        self._name_buttons()

    def show_figures(self, shown: StatTable, seen: str, *, remark: str = "", caption: str = "") -> None:
        """The table of the chart, of which day it is (« 20/11/2026 »), what stands beside the title, and one short
        sentence below; the whole method is its tooltip."""
        self._shown, self._seen = shown, seen
        self.set_count(remark)
        self.caption.setText(caption)
        self.caption.setToolTip("\n".join(shown.method))
        self.caption.setAccessibleDescription(" ".join(shown.method))
        self.chart.setToolTip("")
        self.view.show_table(shown)

    def tables(self) -> list[StatTable]:
        """What the sheet of this card holds."""
        return [self._shown] if self._shown is not None else []

    def image(self) -> QImage:
        """The chart as a picture, with what it needs to be understood alone."""
        assert self._shown is not None
        width = max(self.chart.width(), _PICTURE_WIDTH) if isinstance(self.chart, Chart) else self.chart.width()
        lines = [f"Réseau au {self._seen}", *([self.above.text()] if self.above.text() else [])]
        return picture(
            Drawing(self._shown.title, lines, self._shown.method, width, self.chart.height_for(width), self._draw)
        )

    def menu(self) -> QMenu:
        """The ways out; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("photo"), "Enregistrer l’image…").triggered.connect(self.export_image)
        menu.addAction(icons.icon("file-spreadsheet"), "Exporter la feuille…").triggered.connect(self.export_sheet)
        return menu

    def export_image(self) -> None:
        """Ask where, then write the picture."""
        image, title = self.image(), self.header.title.text()

        def write(path: Path) -> None:
            if not QImageWriter(str(path), QByteArray(b"png")).write(image):
                raise UserError(
                    f"L’image {path.name} n’a pas pu être écrite dans {path.parent}. Choisissez un autre dossier."
                )

        exports.ask_where(self._desk, f"Image\u00a0: {title}", self._file_name("png"), write, exports.PICTURE)

    def export_sheet(self) -> None:
        """Ask where, then write the table."""
        shown, seen = self.tables(), self._seen

        def write(path: Path) -> None:
            from crmr_desk.workbooks.outgoing import statistics

            statistics.write_statistics(path, shown, seen)

        exports.ask_where(self._desk, f"Feuille\u00a0: {self.header.title.text()}", self._file_name("xlsx"), write)

    def _draw(self, painter: QPainter, width: int) -> None:
        self.chart.draw(painter, width)

    def _file_name(self, suffix: str) -> str:
        return f"{slug(self.header.title.text()).lower()}-{self._desk.on.isoformat()}.{suffix}"

    def _turn(self, table: bool) -> None:
        self.view.setFixedHeight(max(self.chart.height(), _LEAST_TABLE))
        self.view.setVisible(table)
        self.chart.setVisible(not table)

    def _lay_out(self) -> None:
        sheet = self.layout()
        if sheet is not None:
            sheet.setContentsMargins(1, 12, 1, _FOOT)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.caption, 1)
        for each in (self.as_table, self.more):
            foot.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.above)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def _name_buttons(self) -> None:
        title = self.header.title.text()
        for each, words in ((self.as_table, f"Tableau, {title}"), (self.more, f"Image ou feuille, {title}")):
            each.setAccessibleName(words)
            each.setToolTip(words)
