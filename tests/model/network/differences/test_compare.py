"""What differs between two days, between two states of knowledge, and where each line comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind, Function
from crmr_desk.model.network import centres
from crmr_desk.model.network.differences.compare import differences
from crmr_desk.model.network.differences.rows import Difference, DifferenceKind, Differences, Side
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.merging.merging import merge_people
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.past import as_known
from crmr_desk.model.store.schema import Attachment, Ccmr, Crmr, Dossier, Hospital, Label, Mandate, Site
from crmr_desk.model.store.undo import undo
from tests.model.network.building import END, START, TODAY, D, Register, counted_statements

BEFORE = D(2026, 1, 31)
JANUARY, FEBRUARY, MARCH = D(2026, 1, 10), D(2026, 2, 1), D(2026, 3, 10)
ONE_DAY = dt.timedelta(days=1)
Told = tuple[DifferenceKind, str, str]


def written_on(db: Database, day: dt.date) -> None:
    moment = dt.datetime.combine(day, dt.time(12)).astimezone()
    db.now = lambda: moment


def between(db: Database, first: dt.date = BEFORE, last: dt.date = TODAY) -> Differences:
    return differences(Side(db, first), Side(db, last))


@contextmanager
def known(db: Database, day: dt.date, on: dt.date) -> Iterator[Side]:
    past = as_known(db, day)
    try:
        yield Side(past.db, on)
    finally:
        past.close()


def told(found: Differences) -> list[Told]:
    return [(row.kind, row.centre, row.what) for row in found.rows]


def values(row: Difference) -> tuple[str, str, dt.date | None]:
    return row.before, row.after, row.day


def test_two_days_of_one_network_differ_in_what_began_and_ended_between_them(db: Database) -> None:
    register = Register(db)
    fsmr = register.fsmr("BRAIN-TEAM", end=D(2026, 5, 31))
    cervco = register.crmr("CERVCO", fsmr, label=(START, D(2026, 6, 30)))
    register.label(cervco, D(2026, 7, 1), END)
    mircem = register.crmr("MIRCEM", fsmr, at="CHU de Lille", start=D(2026, 4, 1), label=None)
    gone, stays = register.ccmr("CHU de Rouen", cervco, end=D(2026, 8, 31)), register.ccmr("CHU de Nantes", cervco)
    register.ccmr("CHU de Bordeaux", cervco, mircem, start=D(2026, 9, 1))
    with db.writing("Rattachement") as session:
        centres.attach(session, ccmr_id=stays, crmr_id=mircem, start=D(2026, 10, 1), end=None)
    register.mandate(Function.RESPONSABLE_CCMR, gone, register.person("Delmas"), end=D(2026, 8, 31))
    register.mandate(Function.COORDONNATEUR, cervco, register.person("Aubrac"), end=D(2026, 6, 30))
    register.mandate(Function.COORDONNATEUR, cervco, register.person("Rouvière"), start=D(2026, 7, 1))

    found = between(db)
    assert told(found) == [
        (DifferenceKind.DESIGNATIONS, "BRAIN-TEAM", "Désignation échue le 31/05/2026"),
        (DifferenceKind.LABELS, "CERVCO", "Label renouvelé du 01/07/2026 au 31/12/2028"),
        (DifferenceKind.MANDATES, "CERVCO", "Coordination\u00a0: Pr Solène Rouvière succède à Pr Solène Aubrac"),
        (
            DifferenceKind.OPENED,
            "CERVCO, CCMR CHU de Bordeaux (neurologie)",
            "Centre de compétences ouvert le 01/09/2026, rattaché à CERVCO, MIRCEM",
        ),
        (DifferenceKind.ATTACHMENTS, "CERVCO, CCMR CHU de Nantes (neurologie)", "Rattaché à MIRCEM"),
        (
            DifferenceKind.CLOSED,
            "CERVCO, CCMR CHU de Rouen (neurologie)",
            "Centre de compétences clos le 31/08/2026",
        ),
        (
            DifferenceKind.MANDATES,
            "CERVCO, CCMR CHU de Rouen (neurologie)",
            "Responsable\u00a0: fin du mandat de Pr Solène Delmas le 31/08/2026",
        ),
        (DifferenceKind.OPENED, "MIRCEM", "Centre de référence ouvert le 01/04/2026"),
    ]
    assert {row.fsmr for row in found.rows} == {"BRAIN-TEAM"}
    succession = found.rows[2]
    assert values(succession) == (
        "Pr Solène Aubrac, du 01/01/2024 au 30/06/2026",
        "Pr Solène Rouvière, du 01/07/2026 au 31/12/2028",
        D(2026, 7, 1),
    )
    assert (succession.centre_kind, succession.row_id) == (CentreKind.CRMR, cervco)
    assert found.rows[6].after == ""
    assert found.counts[DifferenceKind.MANDATES] == 2
    assert list(found.counts) == list(DifferenceKind)
    assert told(between(db, TODAY, BEFORE))
    assert between(db, TODAY, TODAY).rows == ()


def test_a_site_that_moved_twice_is_one_line_and_who_leads_it_goes_along(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO")
    site = register.constitutive(crmr, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Delmas"))
    for at, day in (("CHU de Rouen", D(2026, 3, 1)), ("CHU de Nantes", D(2026, 6, 1))):
        hospital = register.hospital(at)
        with sqlite_db.writing("Délocalisation") as session:
            site = move_site(session, site, hospital_id=hospital, start=day)
    (line,) = between(sqlite_db).rows
    assert line.what == "Site constitutif déplacé de CHU de Lille à CHU de Nantes"
    assert (line.kind, line.row_id, line.day) == (DifferenceKind.MOVED, site, D(2026, 6, 1))
    assert line.operation == "Délocalisation"
    (back,) = between(sqlite_db, TODAY, BEFORE).rows
    assert back.what == "Site constitutif déplacé de CHU de Nantes à CHU de Lille"
    assert (back.day, back.operation) == (line.day, line.operation)


def test_names_filieres_and_hospitals_of_competence_centres_change_from_a_day_on(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    brain, oscar = register.fsmr("BRAIN-TEAM"), register.fsmr("OSCAR")
    crmr = register.crmr("CERVCO", brain)
    ccmr, nantes = register.ccmr("CHU de Lille", crmr), register.hospital("CHU de Nantes")
    day = D(2026, 7, 1)
    with sqlite_db.writing("Réorganisation") as session:
        change_from(session, session.get_one(Crmr, crmr), day, TODAY, acronym="CERVO", fsmr_id=oscar)
        change_from(session, session.get_one(Ccmr, ccmr), day, TODAY, hospital_id=nantes)
        change_from(session, session.get_one(Hospital, nantes), day, TODAY, name="CHU de Nantes-Atlantique")
    found = between(sqlite_db)
    assert [(row.kind, row.what, *values(row)) for row in found.rows] == [
        (DifferenceKind.RENAMED, "Nouveau sigle", "CERVCO", "CERVO", day),
        (
            DifferenceKind.FSMR,
            "Passe de la filière BRAIN-TEAM à la filière OSCAR",
            "BRAIN-TEAM",
            "OSCAR",
            day,
        ),
        (
            DifferenceKind.MOVED,
            "Centre de compétences déplacé de CHU de Lille à CHU de Nantes-Atlantique",
            "CHU de Lille",
            "CHU de Nantes-Atlantique",
            day,
        ),
        (DifferenceKind.RENAMED, "Nouveau nom", "CHU de Nantes", "CHU de Nantes-Atlantique", day),
    ]
    assert (found.rows[-1].centre_kind, found.rows[-1].row_id, found.rows[-1].fsmr) == (None, nantes, "")
    assert between(sqlite_db, D(2026, 1, 31), D(2026, 6, 30)).rows == ()


def test_a_mandate_that_ended_before_it_was_recorded_was_still_known_to_run(db: Database) -> None:
    """Recorded in March that a mandate had ended in January."""
    register = Register(db)
    written_on(db, JANUARY)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    mandate = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    written_on(db, MARCH)
    register.close(mandate, BEFORE)
    written_on(db, TODAY)
    assert [row.what for row in between(db, JANUARY, FEBRUARY).rows] == [
        "Coordination\u00a0: fin du mandat de Pr Solène Aubrac le 31/01/2026"
    ]
    with known(db, FEBRUARY, FEBRUARY) as then:
        assert differences(Side(then.db, JANUARY), then).rows == ()
        found = differences(then, Side(db, FEBRUARY))
        (line,) = found.rows
        assert values(line)[0:2] == ("Pr Solène Aubrac, du 01/01/2024 au 31/12/2028", "Poste vacant")
        assert found.title == "Le réseau au 1ᵉʳ février 2026\u00a0: ce qui a été corrigé"
        assert found.earlier.words == "Au 1ᵉʳ février 2026, tel qu’il était connu le 1ᵉʳ février 2026"
        assert [row.what for row in differences(then, Side(db, JANUARY)).rows] == [
            "Coordination\u00a0: mandat de Pr Solène Aubrac écourté au 31/01/2026"
        ]


def test_corrections_undone_and_doubles_merged_since(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    written_on(sqlite_db, JANUARY)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    ccmr = register.ccmr("CHU de Lille", crmr)
    kept, double = register.person("Aubrac"), register.person("Aubrac", "Solene")
    register.mandate(Function.COORDONNATEUR, crmr, double)
    with sqlite_db.writing("Intitulé provisoire") as session:
        session.get_one(Crmr, crmr).title = "Titre provisoire"
        session.flush()
        done = session
    written_on(sqlite_db, MARCH)
    merge_people(sqlite_db, kept, double, {})
    assert done.changes.operation_id is not None
    undo(sqlite_db, done.changes.operation_id)
    with sqlite_db.writing("Correction de la fiche") as session:
        session.get_one(Ccmr, ccmr).active_file = 55
    written_on(sqlite_db, TODAY)
    with known(sqlite_db, FEBRUARY, FEBRUARY) as then:
        found = differences(then, Side(sqlite_db, FEBRUARY))
        assert [(row.kind, row.what, row.before, row.after) for row in found.rows] == [
            (DifferenceKind.RENAMED, "Nouvel intitulé", "Titre provisoire", "Maladies CERVCO"),
            (DifferenceKind.CORRECTED, "Correction\u00a0: file active", "40", "55"),
        ]
        assert [row.operation for row in found.rows][1] == "Correction de la fiche"
        assert [(row.before, row.after) for row in differences(Side(sqlite_db, FEBRUARY), then).rows] == [
            ("Maladies CERVCO", "Titre provisoire"),
            ("55", "40"),
        ]


def test_each_line_leads_to_its_dossier(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO", label=(START, D(2026, 6, 30)))
    former = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), end=D(2026, 6, 30))
    new = register.mandate(Function.COORDONNATEUR, crmr, register.person("Rouvière"), start=D(2026, 7, 1))
    decided = register.succession(crmr, former_mandate_id=former, new_mandate_id=new, state="decided")
    other = register.succession(crmr, request="labelling")
    with sqlite_db.writing("Décision") as session:
        session.add(Label(crmr_id=crmr, start=D(2026, 7, 1), end=END, act=""))
        session.get_one(Dossier, other).note = "Label accordé"
    found = between(sqlite_db)
    assert [(row.kind, row.dossier_id, row.operation) for row in found.rows] == [
        (DifferenceKind.LABELS, other, "Décision"),
        (DifferenceKind.MANDATES, decided, "Essai"),
    ]
    assert found.rows[0].dossier.startswith("2026-")


def test_each_line_leads_to_what_wrote_it_whatever_was_written_in_its_row_since(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    cervco, oscar = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM")), register.fsmr("OSCAR")
    site = register.constitutive(cervco, "CHU de Lille", start=D(2026, 3, 1))
    for label, start, names in (
        ("Nouveau nom", D(2026, 4, 1), {"acronym": "CERVO"}),
        ("Filière", D(2026, 7, 1), {"fsmr_id": oscar}),
    ):
        with sqlite_db.writing(label) as session:
            change_from(session, session.get_one(Crmr, cervco), start, TODAY, **names)
    led = register.mandate(Function.COORDONNATEUR, cervco, register.person("Aubrac"))
    register.succession(cervco, number="2024-0001", new_mandate_id=led, state="decided")
    register.succession(cervco, number="2026-0001", former_mandate_id=led, state="decided")
    with sqlite_db.writing("Correction") as session:
        session.get_one(Site, site).specialty = "neurologie"
        session.get_one(Mandate, led).end = D(2026, 8, 31)
    assert [(row.kind, row.dossier or row.operation) for row in between(sqlite_db).rows] == [
        (DifferenceKind.RENAMED, "Nouveau nom"),
        (DifferenceKind.FSMR, "Filière"),
        (DifferenceKind.MANDATES, "2026-0001"),
        (DifferenceKind.OPENED, "Essai"),
    ]


def test_what_was_struck_out_is_told(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    written_on(sqlite_db, JANUARY)
    crmr = register.crmr("CERVCO")
    ccmr = register.ccmr("CHU de Lille", crmr)
    mandate = register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
    written_on(sqlite_db, MARCH)
    with sqlite_db.writing("Retrait") as session:
        for entity in (*session.query(Attachment), session.get_one(Ccmr, ccmr), session.get_one(Mandate, mandate)):
            session.delete(entity)
    written_on(sqlite_db, TODAY)
    with known(sqlite_db, FEBRUARY, FEBRUARY) as then:
        found = differences(then, Side(sqlite_db, FEBRUARY))
    assert [row.what for row in found.rows] == [
        "Coordination\u00a0: mandat de Pr Solène Aubrac retiré du registre",
        "Centre de compétences retiré du registre",
    ]
    assert {row.operation for row in found.rows} == {"Retrait"}


def test_the_number_of_statements_does_not_grow_with_what_differs(db: Database) -> None:
    register = Register(db)
    counts = []
    for name in ("CERVCO", "MIRCEM"):
        crmr = register.crmr(name, register.fsmr(f"FSMR {name}"), start=D(2026, 6, 1), label=(D(2026, 6, 1), END))
        for at in ("CHU de Lille", "CHU de Rouen"):
            ccmr = register.ccmr(at, crmr, start=D(2026, 6, 1))
            register.mandate(Function.RESPONSABLE_CCMR, ccmr, register.person(at), start=D(2026, 6, 1))
            register.constitutive(crmr, at, start=D(2026, 6, 1))
        register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"), start=D(2026, 6, 1))
        with counted_statements(db) as sent:
            between(db)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_two_registers_that_are_not_one_are_refused(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    register.person("Aubrac")
    with known(sqlite_db, TODAY, TODAY) as then:
        with sqlite_db._writer.begin() as connection:
            connection.exec_driver_sql("UPDATE operation SET hash = 'restored'")
        register.person("Delmas")
        with pytest.raises(UserError, match="Le registre a été remplacé depuis"):
            differences(then, Side(sqlite_db, TODAY))
