"""What a user types for all the letters of a pass, checked before anything is printed: subject and free paragraph,
which may hold merge fields between braces. Markup stays text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Wording
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.terms import add_years, short_date

OFFERED: Final = (
    "structure", "holder", "centre_named", "centre_short", "ccmr_named", "attached_centres", "hospital", "fsmr",
    "fsmr_named", "ars", "label_start", "label_end", "mandate_end", "report_year", "reply_by", "addressee_salutation",
)  # fmt: skip
"""The merge fields that a reminder can fill, as far as they make sense for its kind."""
LONGEST_SUBJECT, LONGEST_PARAGRAPH = 200, 6000
_YEARS_TO_REPLY: Final = 2
"""Beyond, the year was typed wrong."""
_FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def checked(wording: Wording, today: dt.date) -> Wording:
    """``wording`` without what cannot be seen. Raises UserError for a stray brace, a field that a reminder does not
    have, a text that is too long, or a day of reply that has gone by or is years ahead."""
    subject = as_typed(wording.subject)
    paragraph = "\n".join(filter(None, map(as_typed, wording.paragraph.splitlines())))
    _check_text("L’objet", subject, LONGEST_SUBJECT)
    _check_text("Le paragraphe libre", paragraph, LONGEST_PARAGRAPH)
    if wording.reply_by is not None and wording.reply_by < today:
        raise UserError(
            f"La réponse est attendue le {short_date(wording.reply_by)}, déjà passé\u00a0: choisissez un jour à venir."
        )
    if wording.reply_by is not None and wording.reply_by > add_years(today, _YEARS_TO_REPLY):
        raise UserError(f"La réponse n’est attendue que le {short_date(wording.reply_by)}\u00a0: vérifiez l’année.")
    return Wording(subject, paragraph, wording.reply_by, as_typed(wording.signatory))


def check_filled(wording: Wording, lines: Sequence[ReminderLine], known: Mapping[str, str]) -> None:
    """Raises UserError where a field that was typed has no value for some addressee; ``known`` are the facts that all
    letters have."""
    for name in fields_in(f"{wording.subject}\n{wording.paragraph}"):
        without = [line for line in lines if not (line.facts.get(name) or known.get(name))]
        if without:
            others = f" et {len(without) - 1} autre{'s' * (len(without) > 2)}" if len(without) > 1 else ""
            raise UserError(
                f"Le champ «\u202f{MERGE_FIELDS[name]}\u202f» n’a pas de valeur pour {without[0].addressee}, "
                f"{without[0].centre}{others}\u00a0: retirez le champ du texte, ou décochez ces destinataires."
            )


def fields_in(text: str) -> Iterable[str]:
    """The names of the merge fields of a text, each once."""
    return dict.fromkeys(_FIELD.findall(text))


def _check_text(what: str, text: str, longest: int) -> None:
    stray = re.search(r"[{}]", _FIELD.sub("", text))
    if stray:
        raise UserError(
            f"{what} a une accolade «\u202f{stray[0]}\u202f» isolée\u00a0: un champ s’écrit {{structure}}, sinon "
            "retirez-la."
        )
    for name in fields_in(text):
        if name not in OFFERED:
            raise UserError(
                f"{what} emploie le champ «\u202f{name}\u202f», qu’une relance n’a pas\u00a0: choisissez-le dans la "
                "liste des champs."
            )
    if len(text) > longest:
        raise UserError(f"{what} a {len(text)} signes\u00a0: {longest} au plus.")
