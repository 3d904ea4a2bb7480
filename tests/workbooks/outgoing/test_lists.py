"""Dossiers, deadlines, annual reports and decisions for Orphanet as workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmr_desk.model.dossiers import decision, life
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.outgoing import kinds
from tests.model.dossiers.conftest import TODAY, make_network, ready_to_decide
from tests.model.network.building import D
from tests.workbooks.reading_back import lines


def exported(db: Database, key: str, folder: Path, **parameters: dt.date | int) -> list[dict[str, object]]:
    kinds.write(db, key, folder / "export.xlsx", TODAY, **parameters)
    return lines(load_workbook(folder / "export.xlsx").worksheets[0])


def test_what_is_decided_is_told_to_orphanet_once_in_its_period(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    decision.decide(db, ready_to_decide(network), today=TODAY)
    (told,) = exported(db, "orphanet", tmp_path, first=TODAY, last=TODAY)
    assert (told["Prédécesseur"], told["Responsable"]) == ("Pr Solène Aubrac", "Pr Clément Rouvière")
    assert (told["FINESS"], told["Orphanet informé le"]) == ("750100042", None)
    assert told["Début du mandat"] == dt.datetime(2027, 5, 1)  # noqa: DTZ001
    assert str(told["Tous les changements"]).splitlines() == [
        "Pr Solène Aubrac, clos le 30/04/2027, prévu le 31/12/2028",
        "Pr Clément Rouvière, du 01/05/2027 au 31/12/2028",
    ]
    assert exported(db, "orphanet", tmp_path, first=D(2026, 1, 1), last=TODAY - dt.timedelta(days=1)) == []
    (dossier,) = exported(db, "dossiers", tmp_path)
    assert (dossier["Objet"], dossier["Étape"]) == ("Succession, CERVCO", "Décidé")


def test_a_report_is_filed_when_a_follow_up_of_that_year_says_so(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    follow_up = network.open(request="follow_up")
    life.answer(db, follow_up, {"crmr.annual_report_filed": True}, today=TODAY)
    told = {(line["Nature"], line["Centre"]): line for line in exported(db, "annual_reports", tmp_path, year=2027)}
    assert {nature for nature, _centre in told} == {"Filière", "Site coordonnateur", "Site constitutif"}
    filed = told["Site coordonnateur", "CERVCO"]
    assert (filed["Rapport"], filed["D’où on le sait"]) == ("Déposé", "Dossier 2027-0001, ouvert le 22/01/2027")
    unknown = told["Site coordonnateur", "MIRCEM"]
    assert (unknown["Rapport"], unknown["Ce qu’on ne sait pas"]) == (
        "Non renseigné",
        "Aucun dossier de suivi ouvert cette année-là ne le dit.",
    )
    assert {line["Rapport"] for line in exported(db, "annual_reports", tmp_path, year=2026)} == {"Non renseigné"}


def test_no_report_is_owed_for_a_year_to_come(sqlite_db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="L’année 2028 est à venir"):
        kinds.write(sqlite_db, "annual_reports", tmp_path / "x.xlsx", TODAY, year=2028)
    assert not (tmp_path / "x.xlsx").exists()


def test_deadlines_say_what_and_why(sqlite_db: Database, tmp_path: Path) -> None:
    make_network(sqlite_db)
    found = exported(sqlite_db, "deadlines", tmp_path, first=D(2028, 12, 31), last=D(2028, 12, 31))
    assert {line["Échéance"] for line in found} == {dt.datetime(2028, 12, 31)}  # noqa: DTZ001
    (coordination,) = [
        line for line in found if "coordination" in str(line["Ce qui est dû"]) and "CERVCO" in str(line["Où"])
    ]
    assert "Fin du label" in str(coordination["Pourquoi"])


def test_days_in_the_wrong_order_are_said(sqlite_db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="échangez les deux dates"):
        kinds.write(sqlite_db, "deadlines", tmp_path / "x.xlsx", TODAY, first=TODAY, last=D(2026, 1, 1))


def test_every_export_proposes_what_it_asks() -> None:
    for kind in kinds.KINDS:
        assert list(kinds.defaults(kind, TODAY)) == list(kind.parameters)
