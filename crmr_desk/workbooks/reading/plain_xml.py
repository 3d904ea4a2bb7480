"""XML read without trust: a document type, and so every entity of its own, is refused before it can do anything."""

from __future__ import annotations

from xml.parsers import expat

from crmr_desk.workbooks.reading.refusals import DECLARES_ENTITIES, Refused

Attributes = dict[str, str]


def parser() -> expat.XMLParserType:
    """A parser without handlers but the one that refuses."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Refused(DECLARES_ENTITIES)


def is_sound(content: bytes) -> bool:
    """Whether it is well-formed; raises Refused when it declares entities."""
    try:
        parser().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def elements(content: bytes) -> list[tuple[str, Attributes]]:
    """Every element's name and attributes, both without a namespace, in order: for the small parts of a workbook.

    Raises ExpatError when the content is broken, Refused when it declares entities.
    """
    found: list[tuple[str, Attributes]] = []
    reader = parser()
    reader.StartElementHandler = lambda name, attributes: found.append(
        (local(name), {local(key): value for key, value in attributes.items()})
    )
    reader.Parse(content, True)
    return found


def local(name: str) -> str:
    """The name without the prefix of its namespace."""
    return name.rpartition(":")[2]
