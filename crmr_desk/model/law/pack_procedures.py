"""The procedures of a pack: scenarios, what lies outside, questions and journeys of the wizard."""

from __future__ import annotations

from collections.abc import Collection

from crmr_desk.model.law import vocabulary as words
from crmr_desk.model.law.conditions import PREDICATES, UNKNOWN_WORD, Conditions, Predicate, Value
from crmr_desk.model.law.finding_words import FINDINGS
from crmr_desk.model.law.pack_reader import Table
from crmr_desk.model.law.question_rules import ChoiceRule, QuestionRule, Wording
from crmr_desk.model.law.rules import (
    AlsoRule,
    Journey,
    LiftRule,
    OutsideRule,
    Pack,
    PieceRule,
    RecipientRule,
    ScenarioRule,
    StepRule,
    StepWhy,
)

SENTENCE_FIELDS = ("today", "seat", "sites", "attached")
"""What the sentence of a scenario may merge, in words: the day, whether the seat moves, the number of constitutive
sites, that of the CRMR of a CCMR."""


def scenario(name: str, file: Table) -> ScenarioRule:
    """The scenario of a file whose name, without its suffix, is ``name``: that is its identifier."""
    return ScenarioRule(
        id=name,
        title=file.text("title"),
        place=file.text("place"),
        sentence=file.text("sentence", fields=SENTENCE_FIELDS),
        when=_conditions(file, "when", optional=False),
        sender=file.words("sender", words.WHO, optional=True),
        addressee=file.words("addressee", words.WHO, optional=True),
        decided_by=file.words("decided_by", words.DECIDED_BY),
        term=file.word("term", words.TERMS),
        effects=file.words("effects", words.EFFECTS),
        checks=file.words("checks", words.CHECKS),
        pieces=tuple(_piece(table) for table in file.tables("pieces", optional=True)),
        notified=_recipients(file, "notified"),
        informed=_recipients(file, "informed"),
        copies=_recipients(file, "copies"),
        also=tuple(
            AlsoRule(table.word("scenario", words.SCENARIOS), _conditions(table, "when", optional=False))
            for table in file.tables("also", optional=True)
        ),
        step_whys={table.text("step"): _why(table) for table in file.tables("step_whys", optional=True)},
    )


def outside(file: Table) -> tuple[OutsideRule, ...]:
    return tuple(
        OutsideRule(
            procedure=table.text("procedure"),
            place=table.text("place"),
            when=_conditions(table, "when", optional=False),
            pieces=table.words("pieces", words.PIECES, optional=True),
        )
        for table in file.tables("outside", optional=True)
    )


def questions(file: Table, base: Pack | None) -> dict[str, QuestionRule]:
    """Those of the file, then those of the pack that is extended."""
    own = {name: _question(name, table) for name, table in file.named(words.QUESTIONS)}
    found = {**(base.questions if base else {}), **own}
    for name in words.QUESTIONS:
        if name not in found and name not in words.ADDED:
            file.wrong(f'il manque la table ["{name}"].')
    return found


def journey(name: str, file: Table) -> Journey:
    """The journey of a file named ``request-function``."""
    request, function = file.word("request", words.REQUESTS), file.word("function", words.FUNCTIONS)
    if f"{request}-{function}" != name:
        file.wrong(
            f"le nom du fichier dit une autre démarche\u202f; attendu\u00a0: {request}-{function}.toml.", "request"
        )
    return Journey(
        request=request,
        function=function,
        title=file.text("title"),
        steps=tuple(_step(table) for table in file.tables("steps")),
    )


def _piece(table: Table) -> PieceRule:
    return PieceRule(
        id=table.word("id", words.PIECES),
        place=table.text("place"),
        required=table.flag("required", default=True),
        each=table.word("each", words.PIECE_EACH, ""),
        instead=table.word("instead", words.PIECES, ""),
        opinion=table.word("opinion", words.OPINIONS_ASKED, ""),
        signature=table.flag("signature", default=False),
        commitment=table.flag("commitment", default=False),
        in_dossier=table.flag("in_dossier", default=True),
        when=_conditions(table, "when"),
        otherwise=table.word("otherwise", tuple(FINDINGS), ""),
    )


def _recipients(file: Table, key: str) -> tuple[RecipientRule, ...]:
    return tuple(_recipient(table) for table in file.tables(key, optional=True))


def _recipient(table: Table) -> RecipientRule:
    return RecipientRule(
        who=table.word("who", words.WHO),
        place=table.text("place"),
        ordered=table.flag("ordered", default=True),
        of=table.text("of", ""),
        each=table.word("each", words.RECIPIENT_EACH, ""),
        letter=table.text("letter", ""),
        refusal=table.text("refusal", ""),
        when=_conditions(table, "when"),
        lifted=tuple(
            LiftRule(_conditions(lift, "when", optional=False), lift.word("reason", words.LIFT_REASONS))
            for lift in table.tables("lifted", optional=True)
        ),
    )


def _question(name: str, table: Table) -> QuestionRule:
    kind = table.word("kind", words.QUESTION_KINDS)
    choices = tuple(
        ChoiceRule(choice.text("value"), choice.text("label")) for choice in table.tables("choices", optional=True)
    )
    if (kind == "choice") != bool(choices):
        table.wrong("des [[choices]] accompagnent le genre «\u202fchoice\u202f», et lui seul.", "kind")
    return QuestionRule(
        id=name,
        kind=kind,
        label=table.text("label"),
        help=table.text("help", ""),
        place=table.text("place", ""),
        required=table.flag("required", default=True),
        choices=choices,
        shown_when=_conditions(table, "shown_when"),
    )


def _step(table: Table) -> StepRule:
    return StepRule(
        id=table.text("id"),
        kind=table.word("kind", words.STEP_KINDS),
        title=table.text("title"),
        questions=table.words("questions", words.QUESTIONS, optional=True),
        why=_why(table.table("why")),
        wordings=tuple(_wording(words_of) for words_of in table.tables("wordings", optional=True)),
    )


def _wording(table: Table) -> Wording:
    choices = table.table("choices", optional=True)
    return Wording(
        question=table.word("question", words.QUESTIONS),
        label=table.text("label", ""),
        help=table.text("help", ""),
        choices={value: choices.text(value) for value in choices.data},
    )


def _why(table: Table) -> StepWhy:
    paragraphs = tuple(
        (item.text("heading"), item.text("sentence")) for item in table.tables("paragraphs", optional=True)
    )
    return StepWhy(table.text("title", ""), paragraphs, table.texts("places", optional=True))


def _conditions(table: Table, key: str, *, optional: bool = True) -> Conditions:
    inner = table.table(key, optional=optional)
    accepted = []
    for name in inner.data:
        values = inner.raw(name)
        listed = tuple(values) if isinstance(values, list) else (values,)
        if name not in PREDICATES:
            inner.wrong(
                f"condition inconnue «\u202f{name}\u202f»\u202f; attendu\u00a0: {', '.join(sorted(PREDICATES))}.", name
            )
        elif not _are_values(listed, PREDICATES[name]):
            inner.wrong(
                f"valeur inconnue de «\u202f{name}\u202f»\u202f; attendu\u00a0: {_shown(PREDICATES[name].values)}.",
                name,
            )
        else:
            accepted.append((name, listed))
    return Conditions(tuple(accepted))


def _are_values(values: Collection[object], predicate: Predicate) -> bool:
    allowed = {(type(value), value) for value in (*predicate.values, UNKNOWN_WORD)}
    return bool(values) and all(isinstance(value, str | bool) and (type(value), value) in allowed for value in values)


def _shown(values: tuple[Value, ...]) -> str:
    words_shown = [str(value).lower() if isinstance(value, bool) else f"«\u202f{value}\u202f»" for value in values]
    return ", ".join([*words_shown, f"«\u202f{UNKNOWN_WORD}\u202f»"])
