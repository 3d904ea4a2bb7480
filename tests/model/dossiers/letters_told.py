"""What the letters of each replayed case say, word for word: those before the decision, and those of each outcome.

After a change of wording that is meant: ``python -m tests.model.dossiers.letters_told``, then read the diff.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.model.dossiers import candidacies, life
from crmr_desk.model.dossiers.asked_opinions import opinion_lines
from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.candidacy_rows import Outcome
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.drafts import Draft
from crmr_desk.model.dossiers.exchange_letters import OpinionRequest, opinion_letter, pieces_letter, receipt_letter
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.opening import open_database
from tests.conftest import WHO, fixed_clock
from tests.model.dossiers.playing import Case, Play, cases, read

GOLDEN: Final = Path(__file__).parent / "golden_letters"
MONTH: Final = dt.timedelta(days=30)
REASONS: Final = "Le projet médical reste à préciser."
OUTCOMES: Final = ("unfavourable", "adjourned")
CONCLUSIONS: Final = {"follow_up.fsmr_conclusion": ("reminder", "revision", "suppression")}
"""What a follow-up may conclude, where it is not an outcome."""
_VANDAMME: Final = {"people": {"Vandamme": {"first_name": "Inès", "title": "Dr", "status": "PU-PH"}}}
_SITE: Final = {"site": [{"name": "Lille", "crmr": "CERVCO", "at": "CHU de Lille", "responsable": "Vandamme"}]}
VARIANTS: Final[dict[str, tuple[str, Case]]] = {
    **{f"{name}_with_a_site": (name, {**_VANDAMME, **_SITE}) for name in (
        "designation_new_crmr", "dgos_instruction", "relocation_coordinating",
    )},
    "fsmr_designation_with_an_animateur": (
        "fsmr_designation",
        {"fsmr": [{"sigle": "BRAIN-TEAM", "seat": "CHU de Bordeaux", "designated": False, "animateur": "Teyssier"}]},
    ),
    "fsmr_follow_up": ("fsmr_suppression", {"answers": {"fsmr.annual_report_filed": False}}),
}  # fmt: skip
"""Cases with something more in the network or in the answers, for letters that no case alone has."""


def names() -> list[str]:
    """Every case and every variant, in order."""
    return sorted([*cases(), *VARIANTS])


def case(name: str) -> Case:
    """A case, or a variant of one."""
    if name not in VARIANTS:
        return read(name)
    of, more = VARIANTS[name]
    base = read(of)
    return {**base, **{part: _joined(base.get(part), value) for part, value in more.items()}}


def told(name: str, db: Database) -> tuple[str, set[str]]:
    """The golden text of a case, and the kinds of letters in it."""
    play = Play(db, case(name))
    play.open()
    play.answer("answers")
    parts = {"avant la décision": list(_before(play))}
    play.receive_everything()
    play.label_everything()
    play.lift()
    play.answer("decision")
    parts["décision du cas"] = _drafts(play)
    for path, values in {"decision.outcome": OUTCOMES, **CONCLUSIONS}.items():
        for value in values if path in play.case["decision"] else ():
            life.answer(db, play.dossier, {path: value, "decision.reasons": REASONS}, today=play.today)
            parts[value] = _drafts(play)
    structures = [line.id for line in play.view().candidacies]
    for outcome in (Outcome.REFUSED, Outcome.WITHDRAWN) if structures else ():
        candidacies.set_outcome(db, structures, outcome, reason=REASONS)
        parts[outcome.value] = _drafts(play)
    text = "\n".join(f"##### {part}\n\n" + "\n".join(map(_text, drafts)) for part, drafts in parts.items() if drafts)
    return text, {draft.kind for drafts in parts.values() for draft in drafts}


def _joined(base: Any, more: Any) -> Any:
    """Tables are completed; the first of a list of the same name is replaced, others are added."""
    if isinstance(more, dict):
        return {**base, **more}
    return [*more, *[one for one in base or () if one.get("sigle") != more[0].get("sigle", "")]]


def _before(play: Play) -> Iterator[Draft]:
    with play.db.reading() as session:
        a = assess(session, dossier_of(session, play.dossier), play.today)
        for write in (receipt_letter, lambda a: pieces_letter(a, play.today + MONTH)):
            yield from _written(lambda: write(a))  # noqa: B023
        for line in opinion_lines(a):
            asked = OpinionRequest(line, line.body or "Instance", play.today, play.today + MONTH)
            for reminder in (False, True):
                yield from _written(lambda: opinion_letter(a, asked, reminder=reminder))  # noqa: B023


def _written(write: object) -> Iterator[Draft]:
    try:
        yield write()  # type: ignore[operator]
    except UserError:
        return


def _drafts(play: Play) -> list[Draft]:
    with play.db.reading() as session:
        return list(drafts_of(assess(session, dossier_of(session, play.dossier), play.today)))


def _text(draft: Draft) -> str:
    lines = [f"=== {draft.kind} · {draft.recipient.name} · {draft.file_name}"]
    if isinstance(draft.document, Letter):
        lines += words_of_letter(draft.document)
    elif isinstance(draft.document, Fiche):
        lines += [draft.document.title, draft.document.subtitle]
        lines += [f"{label}\u00a0: {value or '—'}" for part in draft.document.sections for label, value in part.rows]
    else:
        lines += draft.document.decode("utf-8-sig").splitlines()
    return "\n".join(lines) + "\n"


def words_of_letter(letter: Letter) -> Iterator[str]:
    """What a letter says, a line each."""
    frame, words = letter.frame, letter.words
    yield f"{frame.dateline} | {frame.reference}"
    yield " / ".join(frame.addressee)
    yield f"Objet\u00a0: {words.subject}"
    yield from (f"Texte\u00a0: {place}" for place in words.places)
    yield from (f"P. J.\u00a0: {enclosure}" for enclosure in words.enclosures)
    yield from filter(None, (words.salutation, *words.body, words.closing))
    yield f"Signé\u00a0: {frame.signatory.capacity}, {frame.signatory.name}"
    yield from (f"Copie\u00a0: {copy}" for copy in words.copies)
    if words.remedies:
        yield f"Recours\u00a0: {len(words.remedies)} paragraphes"


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in names():
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(Path(folder) / "cas.crmr", who=WHO, now=fixed_clock)
            text, _kinds = told(name, db)
            db.dispose()
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
