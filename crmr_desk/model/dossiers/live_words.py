"""The pages of a letter whose merged words are alive: each says where it is filled, and what it was in the edition
before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crmr_desk.letters.compose import fields_of
from crmr_desk.model.dossiers.kept_letters import CAPACITY, DELEGATION, SIGNATORY
from crmr_desk.model.dossiers.letter_states import SHEET
from crmr_desk.model.dossiers.merge_sources import LABELS
from crmr_desk.model.dossiers.merge_ways import Destination, Ways, destination
from crmr_desk.model.law.letter_words import MERGE_FIELDS
from crmr_desk.model.law.rules import LetterTemplate

if TYPE_CHECKING:
    from crmr_desk.letters.found_pages import Box
    from crmr_desk.letters.merged import MergedWord

_HEAD: Final = (
    "{direction}", "{sub_direction}", "{bureau}", "{instructor}", "{phone}", "{email}", "{writing_place}, le",
    "{sender}", "{address}",
)  # fmt: skip
"""What stands above the subject."""


@dataclass(frozen=True, slots=True)
class LiveWord:
    """One value of a letter: its French name, what is printed, its boxes on the pages, one a line (none where it could
    not be found), and where it is filled. ``before`` is what the edition before said, ``now`` what the register says
    today of a letter that is kept; None where it is the same."""

    field: str
    label: str
    said: str
    boxes: tuple[Box, ...]
    blank: bool
    leads_to: Destination
    before: str | None = None
    now: str | None = None

    @property
    def changed(self) -> bool:
        """Whether anything else was, or would be, said."""
        return self.before is not None or self.now is not None


@dataclass(frozen=True, slots=True)
class LivePages:
    """A letter as it is printed, or the text of a structured file, and its words. ``against`` names the edition with
    which they are compared (« l’édition 1 »), empty where there is none; ``locked``: it is kept, and no longer filled
    in."""

    content: bytes
    words: tuple[LiveWord, ...] = ()
    against: str = ""
    locked: bool = False

    @property
    def changed(self) -> tuple[LiveWord, ...]:
        """The words that were, or would be, said otherwise, each field once."""
        return tuple(word for word in self.fields if word.changed)

    @property
    def fields(self) -> tuple[LiveWord, ...]:
        """Each field once, by its first word."""
        first: dict[str, LiveWord] = {}
        for word in self.words:
            first.setdefault(word.field, word)
        return tuple(first.values())

    def with_now(self, now: Mapping[str, str]) -> LivePages:
        """The same, with what each of these fields, by its French name, would say today."""
        return replace(self, words=tuple(replace(word, now=now.get(word.label)) for word in self.words))


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter was made of: the texts of its template in the order in which it says them, and the facts."""

    texts: Sequence[str]
    facts: Mapping[str, str]
    before: Mapping[str, str] | None = None
    against: str = ""
    """What ``before`` are the facts of, in words."""


def texts_of(template: LetterTemplate, kind: str, remedies: Sequence[str]) -> tuple[str, ...]:
    """What a letter or a fiche of this kind says, in its order, with its fields."""
    if kind.endswith(SHEET):
        return tuple(text for line in template.sheet for text in (line.label, line.value))
    return (
        template.subject, *template.enclosures, template.salutation, *template.body, template.closing,
        f"{{{CAPACITY}}}", f"{{{SIGNATORY}}}", f"{{{DELEGATION}}}", *(remedies if template.remedies else ()),
    )  # fmt: skip


def live_pages(content: bytes, told: Told, ways: Ways, *, locked: bool) -> LivePages:
    """The pages ``content`` of a letter with the words that it merges. Raises LetterError for what is no PDF."""
    from crmr_desk.letters.merged import merged_words  # pdfium is loaded when a letter is looked at

    facts = {**dict.fromkeys(LABELS, ""), **told.facts}
    facts = {name: str(facts[name]) for name in LABELS}
    found = merged_words(content, told.texts, facts, _HEAD)
    words = tuple(_word(each, facts, told, ways) for each in (*found, *_unfound(told.texts, found)))
    return LivePages(content, words, told.against, locked)


def _unfound(texts: Sequence[str], found: Sequence[MergedWord]) -> Iterator[MergedWord]:
    """The fields of the template that were not found on the pages: the list of fields names them all the same."""
    from crmr_desk.letters.merged import MergedWord

    known = {each.field for each in found}
    yield from (MergedWord(name, ()) for name in fields_of(texts) if name not in known and name in MERGE_FIELDS)


def _word(found: MergedWord, facts: Mapping[str, str], told: Told, ways: Ways) -> LiveWord:
    name = found.field
    before = told.before.get(name, "") if told.before is not None else facts[name]
    known = told.before is None or name in MERGE_FIELDS or name in told.before
    return LiveWord(
        field=name,
        label=LABELS[name],
        said=facts[name],
        boxes=found.boxes,
        blank=not facts[name].strip(),
        leads_to=destination(name, ways),
        before=before if known and _plain(before) != _plain(facts[name]) else None,
    )


def _plain(text: str) -> str:
    """Whatever spaces typography has put into it."""
    return " ".join(text.split())
