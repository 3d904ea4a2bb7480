"""A register of the fourth schema keeps its letters, their dossier and their numbers, and the lines of its bureau."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from crmr_desk.model.store import migrate
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.opening import shared_url
from tests.postgres import Server

LINES = {"direction": "Direction générale de l’offre de soins", "place": "Paris"}
_BEFORE = (
    "INSERT INTO stored_file (sha256, size, name, media_type, content) VALUES ('a', 1, 'n.pdf', 'application/pdf', '')",
    "INSERT INTO dossier (version, number, pack, request, function, state, answers, instructor, opened_on)"
    " VALUES (1, '2026-0001', '2016', 'succession', 'coordonnateur', 'decided', '{}', 'Nadia Belkacem', '2026-11-20')",
    *(
        "INSERT INTO letter (version, dossier_id, number, kind, who, of, addressee, channel, state, facts, file_id,"
        f" file_name, dated) VALUES (1, 1, '2026-0001/N{rank}', 'succession_director', 'current_director', '',"
        " 'Direction', 'courriel', 'final', '{\"title\": \"Notification\"}', 1, 'n.pdf', '2026-11-20')"
        for rank in (1, 2, 3)
    ),
    "DELETE FROM letter WHERE id = 3",
)


def check(url: URL) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        command.upgrade(migrate.configuration(connection), "0004")
        for statement in _BEFORE:
            connection.exec_driver_sql(statement)
        kept = text("INSERT INTO setting (version, key, value) VALUES (1, 'bureau', :lines)")
        connection.execute(kept, {"lines": json.dumps(LINES)})
    migrate.upgrade(url)
    with engine.begin() as connection:
        letters = connection.exec_driver_sql(
            "SELECT id, dossier_id, number, state, edition, email, replaces_id FROM letter ORDER BY id"
        ).fetchall()
        assert [tuple(row) for row in letters] == [
            (1, 1, "2026-0001/N1", "final", 1, "", None),
            (2, 1, "2026-0001/N2", "final", 1, "", None),
        ]
        ((start, lines),) = connection.exec_driver_sql("SELECT start, lines FROM letterhead").fetchall()
        assert (str(start), json.loads(lines) if isinstance(lines, str) else lines) == ("2016-01-11", LINES)
        connection.exec_driver_sql(
            "INSERT INTO letter (version, number, kind, who, of, addressee, channel, state, facts, file_id, file_name,"
            " dated) VALUES (1, 'R2027-0001', 'label_end', 'coordonnateur', '', 'Pr Aubrac', 'courriel', 'final', '{}',"
            " 1, 'r.pdf', '2027-01-22')"
        )
        last = connection.exec_driver_sql("SELECT max(id) FROM letter").scalar()
        assert last == 4, "the id of a letter that is gone was given again"
    engine.dispose()


def test_a_local_register_keeps_its_letters_and_its_bureau(tmp_path: Path) -> None:
    check(make_url(Database.url_of(tmp_path / "registre.crmr")))


@pytest.mark.slow
def test_a_shared_register_keeps_its_letters_and_its_bureau(postgres_server: Server) -> None:
    check(shared_url(postgres_server.create_database(postgres_server.new_name())))
