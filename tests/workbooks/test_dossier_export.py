"""A dossier as a workbook: every sheet, in French, with real dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from crmr_desk.model.dossiers import decision, findings
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.dossier_export import export_dossier
from tests.model.dossiers.conftest import TODAY, Network, make_network, ready_to_decide
from tests.model.dossiers.conftest import network as network


def exported(network: Network, dossier_id: int, folder: Path) -> Workbook:
    export_dossier(network.db, dossier_id, folder / "dossier.xlsx", TODAY)
    return load_workbook(folder / "dossier.xlsx")


def lines(workbook: Workbook, sheet: str) -> list[dict[str, object]]:
    header, *rows = workbook[sheet].values
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_a_dossier_under_way_is_told_sheet_by_sheet(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    workbook = exported(network, ready_to_decide(network), tmp_path)
    assert workbook.sheetnames == ["Dossier", "Pièces", "Constats", "Destinataires", "Courriers", "Journal"]
    summary = {line["Rubrique"]: line["Valeur"] for line in lines(workbook, "Dossier")}
    assert (summary["Centre"], summary["État"], summary["Éligibilité"]) == ("CERVCO", "En cours", "Éligible")
    assert dt.datetime(2026, 11, 12) in summary.values()  # noqa: DTZ001
    assert "Pr Clément Rouvière" in summary.values()
    assert {line["État"] for line in lines(workbook, "Pièces") if line["Demandée"] == "oui"} == {"Reçue"}
    assert all(line["Envoyé le"] is None for line in lines(workbook, "Courriers"))


def test_a_lifted_finding_keeps_its_reason_and_who_gave_it(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    workbook = exported(network, ready_to_decide(network), tmp_path)
    (lifted,) = [line for line in lines(workbook, "Constats") if line["Motif"]]
    assert (lifted["Poids"], lifted["Par"]) == ("À surveiller", "Nadia Belkacem")
    assert isinstance(lifted["Levé le"], dt.datetime)


def test_no_day_of_birth_leaves_with_a_dossier(network: Network, tmp_path: Path) -> None:
    workbook = exported(network, ready_to_decide(network), tmp_path)
    said = " ".join(str(cell) for sheet in workbook for row in sheet.values for cell in row)
    assert "1975" not in said
    assert "51 ans" not in said
    assert "naissance" not in said


def test_a_decided_dossier_has_its_letters_and_its_whole_journal(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    dossier_id = ready_to_decide(network)
    decision.decide(db, dossier_id, today=TODAY)
    workbook = exported(network, dossier_id, tmp_path)
    summary = {line["Rubrique"]: line["Valeur"] for line in lines(workbook, "Dossier")}
    assert summary["État"] == "Décidé"
    assert {line["État"] for line in lines(workbook, "Courriers")} == {"À signer"}
    journal = lines(workbook, "Journal")
    assert [line["Opération"] for line in journal] == sorted(int(str(line["Opération"])) for line in journal)
    assert {line["Par"] for line in journal} == {"Nadia Belkacem"}


def test_the_journal_remembers_a_lifting_that_was_taken_back(db: Database, tmp_path: Path) -> None:
    network = make_network(db)
    dossier_id = ready_to_decide(network)
    before = len(lines(exported(network, dossier_id, tmp_path), "Journal"))
    findings.unlift(db, dossier_id, "notice_too_short", "cessation_letter", "")
    assert len(lines(exported(network, dossier_id, tmp_path), "Journal")) == before + 1


def test_a_dossier_that_is_gone_is_said(sqlite_db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n’est plus dans la base"):
        export_dossier(sqlite_db, 12, tmp_path / "dossier.xlsx", TODAY)
    assert not (tmp_path / "dossier.xlsx").exists()
