"""A centre sheet in plain lines, to be pasted into a message or a note."""

from __future__ import annotations

from crmr_desk.model.network.ages import without_birthday
from crmr_desk.model.network.rows import CentreSheet


def sheet_text(shown: CentreSheet) -> str:
    """Name, states, people and identity of the centre on the day of the sheet, no birthday of anybody."""
    head = [shown.title, shown.summary, without_birthday(", ".join(badge.text for badge in shown.badges))]
    people = [f"{person.name} – {', '.join(person.lines)}" for person in shown.people]
    identity = [f"{fact.label}\N{NO-BREAK SPACE}: {fact.value}" for fact in shown.identity if fact.value]
    parts = ("\n".join(line for line in lines if line) for lines in (head, people, identity))
    return "\n\n".join([*(part for part in parts if part), f"Situation au {shown.on:%d/%m/%Y}"])
