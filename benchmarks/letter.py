"""A letter of the words that floor and ours both set, as the program takes it."""

from __future__ import annotations

from benchmarks import texts
from crmr_desk.letters.content import Contact, Form, Frame, Letter, Letterhead, Signatory, Words


def letter(number: int) -> Letter:
    """One page."""
    frame = Frame(
        letterhead=Letterhead("Direction générale de l’offre de soins"),
        contact=Contact("Nadia Belkacem"),
        reference=texts.reference(number),
        dateline=texts.DATELINE,
        sender=texts.SENDER,
        addressee=texts.ADDRESSEE,
        signatory=Signatory("Pour la ministre et par délégation,", texts.CAPACITY, "Étienne Vasseur"),
    )
    words = Words(Form.ADMINISTRATIVE, texts.SUBJECT, texts.body(number), places=(texts.PLACE,), copies=texts.COPIES)
    return Letter(frame, words)
