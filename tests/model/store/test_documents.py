from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import func, select, text

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import LARGEST_MIB, StoredBytes, content_of, keep
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.schema import OperationChange, StoredFile

PDF = b"%PDF-1.7 \x00\xff"


def kept(db: Database, content: bytes = PDF, name: str = "visa « signé ».pdf") -> int:
    with db.writing("Pièce jointe") as session:
        return keep(session, name=name, media_type="application/pdf", content=content)


def test_a_kept_file_comes_back_byte_for_byte(db: Database) -> None:
    assert content_of(db, kept(db)) == StoredBytes(
        "visa « signé ».pdf", "application/pdf", PDF, hashlib.sha256(PDF).hexdigest()
    )


def test_the_same_bytes_are_kept_once(db: Database) -> None:
    assert kept(db) == kept(db, name="copie.pdf")
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1
    assert len(operations(db)) == 1


def test_the_journal_names_a_file_without_its_bytes(db: Database) -> None:
    kept(db)
    with db.reading() as session:
        after = session.scalars(select(OperationChange.after)).one()
    assert after == {
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "size": len(PDF),
        "name": "visa « signé ».pdf",
        "media_type": "application/pdf",
    }
    assert operations(db)[0].details == (
        "Fichier (visa « signé ».pdf) ajouté\u00a0: taille en octets 11, format application/pdf",
    )


def test_an_empty_file_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match=r"«\u202fvide.pdf\u202f» est vide"):
        kept(db, b"", "vide.pdf")


def test_a_file_that_is_too_large_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match="dépasse 50\u00a0Mio"):
        kept(db, bytes(LARGEST_MIB * 1024 * 1024 + 1))
    assert operations(db) == []


def test_a_file_that_is_not_there_is_a_sentence(db: Database) -> None:
    with pytest.raises(UserError, match="n’est plus dans la base"):
        content_of(db, 12)


def test_bytes_altered_in_the_database_are_not_handed_out(db: Database) -> None:
    file = kept(db)
    with db._writer.begin() as connection:
        connection.execute(text("UPDATE stored_file SET content = :other"), {"other": b"autre chose"})
    with pytest.raises(UserError, match="est abîmé"):
        content_of(db, file)
