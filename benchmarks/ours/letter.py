"""Ours: letters as a decision makes them. Argument: the round."""

from __future__ import annotations

import time

from benchmarks import texts
from benchmarks.stamp import number_argument, tell
from crmr_desk.letters.content import Contact, Form, Frame, Letter, Letterhead, Signatory, Words
from crmr_desk.letters.pdf import render


def letter(number: int) -> bytes:
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
    return render(Letter(frame, words))


start = number_argument() * 1000
letter(0)
began = time.monotonic()
for number in range(start, start + texts.LETTERS):
    letter(number)
tell((time.monotonic() - began) / texts.LETTERS)
