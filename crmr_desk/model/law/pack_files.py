"""The files of a rule pack as they were read. A pack that extends another is a pile of layers, the lowest first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FRAME: Final = "pack.toml"
_KINDS: Final = ("*.toml", "journeys/*.toml", "letters/*.toml")


@dataclass(frozen=True, slots=True)
class PackFile:
    """``name`` is its path inside the pack, "letters/succession_new.toml"; ``content`` is None when the file is there
    and cannot be read."""

    name: str
    content: bytes | None

    @property
    def stem(self) -> str:
        """The name without folder and suffix: the identifier of a scenario, a journey or a letter."""
        return Path(self.name).stem

    def line_naming(self, word: str) -> int:
        """The first line, counted from 1, that writes ``word`` between quotes; 1 when none does."""
        lines = (self.content or b"").decode("utf-8", "replace").splitlines()
        return next((rank for rank, line in enumerate(lines, 1) if f'"{word}"' in line or f"'{word}'" in line), 1)


@dataclass(frozen=True, slots=True)
class Layer:
    """The files of one pack, without those of the pack that it extends. Two layers with the same content are equal."""

    id: str
    files: tuple[PackFile, ...]

    @property
    def extends(self) -> str:
        """The pack that gives the files that this one does not have; empty for a pack that stands alone."""
        frame = self.file(FRAME)
        try:
            said = tomllib.loads((frame.content or b"").decode("utf-8")).get("pack", {}) if frame else {}
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            return ""  # reading the file tells the mistake with its line
        name = said.get("extends", "") if isinstance(said, dict) else ""
        return name if isinstance(name, str) else ""

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file by name, for a place that keeps texts."""
        return {file.name: (file.content or b"").decode("utf-8", "replace") for file in self.files}

    @classmethod
    def of_texts(cls, name: str, texts: Mapping[str, str]) -> Layer:
        """The layer ``name`` that such a place gave back."""
        return cls(name, tuple(PackFile(file, text.encode("utf-8")) for file, text in sorted(texts.items())))

    def file(self, name: str) -> PackFile | None:
        """The file of this name, or None."""
        return next((file for file in self.files if file.name == name), None)

    def within(self, folder: str) -> tuple[str, ...]:
        """The names of the files in a folder of the pack, "" for those beside ``pack.toml``, in order."""
        return tuple(file.name for file in self.files if file.name.rpartition("/")[0] == folder)


def layer_of(folder: Path) -> Layer:
    """The files that lie in ``folder``, which bears the identifier of the pack."""
    found = {path.relative_to(folder).as_posix(): path for kind in _KINDS for path in folder.glob(kind)}
    return Layer(folder.name, tuple(PackFile(name, _content(found[name])) for name in sorted(found)))


def merged(layers: Iterable[Layer]) -> tuple[PackFile, ...]:
    """Every file of the pack, each as its highest layer writes it, by name."""
    found = {file.name: file for layer in layers for file in layer.files}
    return tuple(found[name] for name in sorted(found))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
