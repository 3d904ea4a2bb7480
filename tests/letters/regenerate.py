"""The golden texts: what a reader finds on the pages of every sample.

After a change of wording or of layout that is meant: ``python -m tests.letters.regenerate``, then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from crmr_desk.letters.pdf import render
from tests.letters.samples import letters

GOLDEN = Path(__file__).parent / "golden"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, a word cut at the end of a line shown with its hyphen."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r\n", "\n").replace(" \n", "\n").replace("\ufffe", "-\n") for text in pages]


def golden_text(pdf: bytes) -> str:
    return "\n\f\n".join(pages_of(pdf)) + "\n"


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, letter in letters().items():
        (GOLDEN / f"{name}.txt").write_text(golden_text(render(letter)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
