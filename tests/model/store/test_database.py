from __future__ import annotations

from sqlalchemy import select

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Person


def test_what_is_written_can_be_read_and_is_named_in_the_changes(db: Database) -> None:
    with db.writing("Ajout d’une personne") as session:
        person = Person(code="aubrac", first_name="Solène", last_name="Aubrac")
        session.add(person)
    assert session.changes.operation_id == 1
    assert session.changes.rows == {("person", person.id)}
    with db.reading() as reader:
        assert reader.scalars(select(Person.last_name)).all() == ["Aubrac"]
