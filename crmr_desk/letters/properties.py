"""What a PDF file of ours says of itself: title, author, reference, language, program. No day, and no number of the
day: the same content gives the same bytes."""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.sax.saxutils import escape

LANGUAGE: Final = "fr-FR"
PROGRAM: Final = "CRMR Desk"


class Properties(NamedTuple):
    """A text that is empty is not said."""

    title: str
    author: str = ""
    reference: str = ""

    def entries(self) -> dict[str, str]:
        """As the information dictionary of the file has them, by their keys (ISO 32000-1, 14.3.3)."""
        said = {"/Title": self.title, "/Author": self.author, "/Subject": self.reference}
        return {key: text for key, text in said.items() if text} | {"/Creator": PROGRAM, "/Producer": PROGRAM}

    def metadata(self) -> bytes:
        """As the metadata stream of the file has them, in XMP (ISO 32000-1, 14.3.2)."""
        said = (
            _element("dc:title", 'Alt><rdf:li xml:lang="x-default"', self.title)
            + _element("dc:creator", "Seq><rdf:li", self.author)
            + _element("dc:description", 'Alt><rdf:li xml:lang="x-default"', self.reference)
            + _element("dc:language", "Bag><rdf:li", LANGUAGE)
            + f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>"
        )
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
            f'xmlns:pdf="http://ns.adobe.com/pdf/1.3/">{said}</rdf:Description></rdf:RDF></x:xmpmeta>'
            '<?xpacket end="r"?>'
        ).encode()


def _element(name: str, held: str, text: str) -> str:
    """``text`` in the one item of the list that ``name`` is to hold; nothing for no text."""
    kind = held.partition(">")[0]
    return f"<{name}><rdf:{held}>{escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""
