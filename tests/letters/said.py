"""What a reader finds in a PDF, whatever spaces, hyphens and lines it was set with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import pypdfium2

_PASSED_OVER: Final = re.compile("[\\s\ufffe\u00ad-]+")
"""Spaces and hyphens, that of a word cut at the end of a line among them."""


def text_of(pdf: bytes) -> str:
    """The words of all pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def missing_from(pdf_text: str, facts: Iterable[str]) -> tuple[str, ...]:
    """The ``facts`` that ``pdf_text`` does not say, in their order."""
    said = _key(pdf_text)
    return tuple(fact for fact in facts if _key(fact) not in said)


def _key(text: str) -> str:
    """A reader gives a ligature back as its letters."""
    return unicodedata.normalize("NFKC", _PASSED_OVER.sub("", text))
