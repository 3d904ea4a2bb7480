"""The way of a letter on one line: written, handed in, signed, sent, acknowledged."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.letter_states import LIFTED, OVER
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.dots_track import DotsTrack, TrackStep


class WayTrack(DotsTrack):
    """What bears no signature is not handed in; what was lifted or replaced ends there."""

    def show_letter(self, letter: KeptLetter) -> None:
        """Show the way of ``letter``."""
        steps = way_of(letter)
        self.show_steps(steps, max(place for place, step in enumerate(steps) if step.reached))


def way_of(letter: KeptLetter) -> list[TrackStep]:
    """Its steps, those to come too; the last one alone where it goes no further."""
    steps = [_dated("Écrit", letter.dated, f"Écrit le {short_date(letter.dated)}")]
    if letter.signable and (letter.signing_list or letter.state not in OVER):
        handed = f"Sur le bordereau {letter.signing_list}" if letter.signing_list else "Sur aucun bordereau"
        steps.append(TrackStep("Remis", letter.signing_list, bool(letter.signing_list), handed))
    if letter.signable and (letter.signed_on or letter.state not in OVER):
        by = f" par {letter.signed_by}" if letter.signed_by else ""
        steps.append(_dated("Signé", letter.signed_on, f"{_on('Signé', letter.signed_on)}{by}"))
    if letter.state in OVER:
        word = "Levé" if letter.state == LIFTED else "Remplacé"
        steps.append(TrackStep(word, "", True, f"{word}\u00a0: {letter.reason}" if letter.reason else word, "mute"))
        return steps
    by_way = f" par {CHANNELS.get(letter.channel, letter.channel).lower()}" if letter.sent_on else ""
    steps.append(_dated("Envoyé", letter.sent_on, f"{_on('Envoyé', letter.sent_on)}{by_way}"))
    steps.append(_dated("Accusé", letter.acknowledged_on, _on("Accusé reçu", letter.acknowledged_on)))
    return steps


def _dated(word: str, day: dt.date | None, said: str) -> TrackStep:
    return TrackStep(word, short_date(day) if day else "", day is not None, said)


def _on(word: str, day: dt.date | None) -> str:
    return f"{word} le {short_date(day)}" if day else f"{word}\u00a0: pas encore"
