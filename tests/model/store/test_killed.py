"""A write that is killed leaves all or nothing, wherever it dies."""

from __future__ import annotations

import multiprocessing

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain, operations
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, add_person
from tests.model.store.killing import write_and_die


def test_a_write_killed_at_any_statement_leaves_no_trace_and_the_next_one_works(db: Database) -> None:
    centre = add_centre(db)
    before = dump(db)
    address = db.url.render_as_string(hide_password=False)
    for step in range(1, 100):
        db.dispose()
        writer = multiprocessing.Process(target=write_and_die, args=(address, centre, step))
        writer.start()
        writer.join()
        if writer.exitcode == 0:
            break
        assert dump(db) == before
        assert len(operations(db)) == 1
    assert step > 5
    assert len(operations(db)) == 2
    assert check_chain(db) == []
    assert add_person(db, "suivante")
