"""Colours, type and style sheet of every screen: two token dictionaries, one ``apply``.

Nothing else sets a colour. A widget chooses a variant by a dynamic property (``kind``, ``card``, ``tone``, ``level``);
a widget that paints asks ``color(token)`` at each paint, so that a change of mode needs a repaint and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from crmr_desk import resources

Mode = Literal["light", "dark", "system"]

LIGHT: dict[str, str] = {
    "window": "#F6F5F2", "side": "#EDEBE6", "surface": "#FFFFFF", "raised": "#FAF9F7", "hover": "#F2F0EC",
    "line": "#E5E2DC", "line2": "#CFCBC3", "ctl": "#8C877E",
    "text": "#1D2322", "text2": "#4E5554", "text3": "#616664",
    "accent": "#0E6573", "accent2": "#0A505C", "onaccent": "#FFFFFF", "soft": "#DBECEE", "softtx": "#0A4B56",
    "ok": "#2A6F34", "ok_soft": "#E2F0E0", "warn": "#855400", "warn_soft": "#FBEDCB",
    "stop": "#B0261D", "stop_soft": "#FBE3DF", "info": "#3B57A3", "info_soft": "#E5EAF8",
    "mute": "#5C615F", "mute_soft": "#ECEAE5",
    "map1": "#E4F0F1", "map2": "#B5D7DB", "map3": "#7FB7BE", "map4": "#2C7985", "map5": "#0E6573",
    "series1": "#0E6573", "series2": "#B87D20", "series3": "#7C8FB8", "series4": "#938E84",
}  # fmt: skip

DARK: dict[str, str] = {
    "window": "#17191A", "side": "#121415", "surface": "#1E2122", "raised": "#232728", "hover": "#272B2D",
    "line": "#2F3436", "line2": "#454B4E", "ctl": "#7A8385",
    "text": "#E6E8E6", "text2": "#B4BAB9", "text3": "#9DA4A3",
    "accent": "#62C3D0", "accent2": "#83D3DD", "onaccent": "#06272D", "soft": "#163B42", "softtx": "#A5E1E9",
    "ok": "#84C98A", "ok_soft": "#1C3423", "warn": "#E6B655", "warn_soft": "#3B2F13",
    "stop": "#F4988E", "stop_soft": "#46211E", "info": "#9BB6F3", "info_soft": "#202D4B",
    "mute": "#AEB4B2", "mute_soft": "#2C3133",
    "map1": "#1F3336", "map2": "#1F4A52", "map3": "#2A6D78", "map4": "#4199A6", "map5": "#7BD0DB",
    "series1": "#62C3D0", "series2": "#E0A84E", "series3": "#8FA3D2", "series4": "#6F7678",
}  # fmt: skip

TOKENS: dict[str, dict[str, str]] = {"light": LIGHT, "dark": DARK}

TONES = ("ok", "warn", "stop", "info", "mute", "accent")
"""Tones of a state. ``accent`` is the pair softtx on soft; any other, its own name on ``<name>_soft``."""

FAMILY = "Source Sans 3"
_FACES = ("400Regular", "600SemiBold", "700Bold")


class Signals(QObject):
    """``changed`` is sent after the colours have changed: whoever keeps a pixmap makes it again."""

    changed = Signal()


signals = Signals()
_mode: Mode = "system"
_shade: Literal["light", "dark"] = "light"
_following = False
_DRESSED = "dressed"


def mode() -> Mode:
    """The mode that the user chose, ``system`` unless told."""
    return _mode


def mode_named(name: str) -> Mode:
    """The mode of this name; ``system`` for any other word, such as a setting that was never made."""
    return name if name in ("light", "dark") else "system"  # type: ignore[return-value]


def is_dark() -> bool:
    """Whether the dark tokens are shown now."""
    return _shade == "dark"


def color(token: str) -> QColor:
    """The colour of ``token`` in the shade shown now. An unknown token is a bug: KeyError."""
    return QColor(TOKENS[_shade][token])


def tone_pair(tone: str) -> tuple[QColor, QColor]:
    """(text, ground) of a badge or box in ``tone``."""
    if tone == "accent":
        return color("softtx"), color("soft")
    return color(tone), color(f"{tone}_soft")


@contextmanager
def on_paper() -> Iterator[None]:
    """The light shade for what is painted meanwhile into a picture that leaves the program; no screen hears of it."""
    global _shade
    shown, _shade = _shade, "light"
    try:
        yield
    finally:
        _shade = shown


def font(pixels: int = 14, weight: int = 400, *, figures: bool = False) -> QFont:
    """The house type at ``pixels``. ``figures`` gives all digits one width, for dates and numbers."""
    return QFont(_made_font(pixels, weight, figures))


@lru_cache(maxsize=64)
def _made_font(pixels: int, weight: int, figures: bool) -> QFont:
    """Kept: a delegate asks for its type several times a cell."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    if figures:
        made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


def apply(app: QApplication, wanted: Mode) -> None:
    """Put palette and type on ``app``, the style sheet on every window that was dressed; in ``system`` mode
    follow the desktop from now on."""
    global _mode, _shade, _following
    _mode = wanted
    if not _following:
        _load_fonts()
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: apply(app, _mode))
        _following = True
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _shade = wanted if wanted != "system" else ("dark" if dark else "light")
    app.setPalette(_palette())
    app.setFont(font())
    sheet = style_sheet()
    for each in app.allWidgets():
        if each.property(_DRESSED):
            each.setStyleSheet(sheet)
    signals.changed.emit()


def dress(window: QWidget) -> None:
    """Put the style sheet on a window without parent, and keep it so in every mode. All others have it from theirs.

    It is not put on the application: Qt would then style a part anew each time that it is laid into a larger one, which
    takes half of the time until a window is shown.
    """
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """``resources/theme.qss`` filled with the tokens shown now and the paths of its recoloured pictures."""
    template = Template(resources.path("theme.qss").read_text(encoding="utf-8"))
    return template.substitute(TOKENS[_shade], **_pictures())


def _palette() -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: "window", role.Base: "surface", role.AlternateBase: "raised", role.Button: "surface",
        role.WindowText: "text", role.Text: "text", role.ButtonText: "text", role.BrightText: "stop",
        role.Highlight: "soft", role.HighlightedText: "text", role.PlaceholderText: "text3",
        role.ToolTipBase: "surface", role.ToolTipText: "text", role.Link: "accent", role.LinkVisited: "accent",
        role.Light: "surface", role.Midlight: "line", role.Mid: "line2", role.Dark: "ctl", role.Shadow: "line2",
        role.Accent: "accent",
    }  # fmt: skip
    palette = QPalette()
    for each, token in roles.items():
        palette.setColor(each, color(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, color("text3"))
    return palette


def _load_fonts() -> None:
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"SourceSans3_{face}.ttf")))


def _pictures() -> dict[str, str]:
    """Style sheets take check marks and arrows from files only: recolour them into the cache folder."""
    cache = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)) / "crmr-desk"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return {key: _recoloured(cache, name, token) for key, (name, token) in _QSS_PICTURES.items()}
    except OSError:
        # A home that cannot be written costs the small arrows, never the start of the program.
        return dict.fromkeys(_QSS_PICTURES, "")


_QSS_PICTURES = {
    "pic_check": ("check", "onaccent"),
    "pic_down": ("chevron-down", "text2"),
    "pic_down_off": ("chevron-down", "line2"),
    "pic_up": ("chevron-up", "text2"),
}


def _recoloured(cache: Path, name: str, token: str) -> str:
    target = cache / f"{name}-{TOKENS[_shade][token].strip('#')}.svg"
    if not target.exists():
        source = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
        target.write_text(source.replace("currentColor", TOKENS[_shade][token]), encoding="utf-8")
    return target.as_posix()
