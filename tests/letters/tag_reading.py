"""A tagged PDF as a reader of screens takes it: what each tag says, in the order of the tree, and what no tag says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

HEARD_AS_ONE = re.compile("\u00ad")
"""A soft hyphen is passed over by whoever reads aloud."""


@dataclass(frozen=True)
class Spoken:
    """One element: the tags from the root to it, and its words."""

    path: str
    text: str

    @property
    def kind(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Heard:
    """All that a tagged PDF says. ``silent`` is the text of artifacts, ``lost`` what is in neither a tag nor one."""

    spoken: tuple[Spoken, ...]
    silent: tuple[str, ...]
    lost: tuple[str, ...]
    pages_of: dict[str, set[int]]
    """On which pages each text begins or goes on."""


def heard(pdf: bytes) -> Heard:
    """Reads the whole file."""
    with pikepdf.open(BytesIO(pdf)) as document:
        marked: dict[tuple[int, int], str] = {}
        silent: list[str] = []
        lost: list[str] = []
        for rank, page in enumerate(document.pages):
            for place, text in _marks(page):
                if place is None:
                    lost.append(text)
                elif place < 0:
                    silent.append(text)
                else:
                    marked[rank, place] = marked.get((rank, place), "") + text
        ranks = {page.obj.objgen: rank for rank, page in enumerate(document.pages)}
        spoken: list[Spoken] = []
        pages: dict[str, set[int]] = {}
        for path, places in _elements(document.Root.StructTreeRoot.K[0], "", ranks):
            text = HEARD_AS_ONE.sub("", "".join(marked.pop(place) for place in places))
            spoken.append(Spoken(path, text))
            pages.setdefault(text, set()).update(rank for rank, _ in places)
        lost += marked.values()
    return Heard(tuple(spoken), tuple(silent), tuple(lost), pages)


def _marks(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """The text pieces of a page with the number of their marked content; -1 in an artifact, None outside of both."""
    signs: dict[int, str] = {}
    place: int | None = None
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        match str(operator):
            case "BDC":
                assert place is None, "marked content within another"
                place = int(operands[1]["/MCID"]) if "/MCID" in operands[1] else -1
            case "EMC":
                place = None
            case "Tf":
                signs = _signs(page.resources["/Font"][operands[0]])
            case "Tj":
                yield place, "".join(signs[code] for code in bytes(operands[0]))
            case "Do" | "S" | "f" | "B":
                assert place == -1, "drawn outside of an artifact"


def _signs(font: Any) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): chr(int(sign, 16)) for code, sign in re.findall(r"<(\w\w)> <(\w{4})>", cmap)}


def _elements(
    element: Any, above: str, ranks: dict[tuple[int, int], int]
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    path = f"{above}/{str(element.S)[1:]}"
    places = []
    for kid in element.K:
        if isinstance(kid, int):
            places.append((ranks[element.Pg.objgen], kid))
        elif "/MCID" in kid:
            places.append((ranks[kid.Pg.objgen], int(kid.MCID)))
        else:
            assert kid.P.objgen == element.objgen
            yield from _elements(kid, path, ranks)
    if places or not len(element.K):
        yield path, places
