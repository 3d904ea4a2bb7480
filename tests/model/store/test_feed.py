from __future__ import annotations

import select as waiting
from collections.abc import Iterator

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.backup import backup, restore
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.feed import Feed
from crmr_desk.model.store.undo import undo
from tests.conftest import fixed_clock
from tests.model.store.examples import add_person, rename
from tests.postgres import Server


@pytest.fixture
def colleague(db: Database) -> Iterator[Database]:
    """The same register, opened by somebody else."""
    other = Database(db.url, who="Karim Haddad", now=fixed_clock)
    yield other
    other.dispose()


@pytest.fixture
def feed(db: Database) -> Iterator[Feed]:
    following = Feed(db)
    yield following
    following.close()


def test_there_is_no_news_before_anything_was_written(feed: Feed) -> None:
    assert feed.news() is None


def test_the_news_name_the_rows_that_colleagues_touched_since_the_last_call(feed: Feed, colleague: Database) -> None:
    someone = add_person(colleague)
    rename(colleague, someone, "Autre")
    news = feed.news()
    assert news is not None
    assert news.operation_id == 2
    assert news.rows == {("person", someone)}
    assert feed.news() is None
    undo(colleague, 2)
    assert feed.news() is not None


def test_one_s_own_writes_are_no_news(feed: Feed, db: Database, colleague: Database) -> None:
    add_person(db, "moi")
    assert feed.news() is None
    theirs = add_person(colleague, "autre")
    add_person(db, "encore")
    news = feed.news()
    assert news is not None
    assert news.rows == {("person", theirs)}


def test_a_write_that_was_refused_is_no_news(feed: Feed, colleague: Database) -> None:
    add_person(colleague)
    assert feed.news()
    with pytest.raises(UserError, match="porte déjà"):
        add_person(colleague)
    assert feed.news() is None


def test_a_restored_register_is_news_of_every_table(
    feed: Feed, db: Database, colleague: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    backup(db, folder / "avant.crmr")
    someone = add_person(colleague)
    rename(colleague, someone, "Autre")
    assert feed.news()
    restore(colleague, folder / "avant.crmr", aside=folder / "écarté.crmr")
    news = feed.news()
    assert news is not None
    assert ("person", 0) in news.rows


def test_a_local_register_has_nothing_to_wait_on(sqlite_db: Database) -> None:
    assert Feed(sqlite_db).fileno() is None


def test_a_shared_register_wakes_its_reader_when_a_colleague_commits(postgres_db: Database) -> None:
    feed, colleague = Feed(postgres_db), Database(postgres_db.url, who="Karim Haddad", now=fixed_clock)
    descriptor = feed.fileno()
    assert descriptor is not None
    assert waiting.select([descriptor], [], [], 0)[0] == []
    add_person(colleague)
    assert waiting.select([descriptor], [], [], 10)[0] == [descriptor]
    assert feed.news()
    assert waiting.select([descriptor], [], [], 0)[0] == []
    feed.close()
    colleague.dispose()


def test_a_feed_survives_the_loss_of_its_connection(postgres_db: Database, postgres_server: Server) -> None:
    feed, colleague = Feed(postgres_db), Database(postgres_db.url, who="Karim Haddad", now=fixed_clock)
    descriptor = feed.fileno()
    postgres_server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    assert descriptor is not None
    waiting.select([descriptor], [], [], 10)
    add_person(colleague)
    assert feed.news()
    assert feed.fileno() is None
    assert feed.news() is None
    assert feed.fileno() is not None
    feed.close()
    colleague.dispose()


def test_a_lost_server_is_said_in_french(postgres_server: Server) -> None:
    name = postgres_server.new_name()
    nowhere = Database(postgres_server.url(name).replace("postgresql", "postgresql+psycopg"), who="a", now=fixed_clock)
    with pytest.raises(UserError, match="Impossible de joindre"):
        Feed(nowhere)
