from __future__ import annotations

import random
import tomllib

import pytest

from crmr_desk.resources import path
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import IGNORED, Target
from crmr_desk.workbooks.incoming.headers import guess_header
from crmr_desk.workbooks.incoming.mapping import fold_header, targets
from crmr_desk.workbooks.incoming.recognise import tables
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.incoming.sheets import HEADER, LINE, book, choices, guesses


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("N° FINESS ET", Target.FINESS),
        ("FINESS géographique", Target.FINESS),
        ("N° FINESS de l’entité juridique", Target.FINESS_EJ),
        ("Finess juridique", Target.FINESS_EJ),
        ("Etab.", Target.HOSPITAL),
        ("Établissement de santé (raison sociale)", Target.HOSPITAL),
        ("Adresse de l’établissement", None),
        ("Nom du responsable", Target.PERSON),
        ("NOM et Prénom", Target.PERSON),
        ("Coordinateur", Target.PERSON),
        ("Praticien responsable (nom, prénom)", Target.PERSON),
        ("Prénom du médecin responsable", Target.FIRST_NAME),
        ("Nouveau responsable", Target.PERSON),
        ("Ancien responsable", None),
        ("Centre de référence coordonnateur", Target.CENTRE),
        ("Intitulé du CRMR coordonnateur", Target.CENTRE),
        ("Mail du responsable", Target.EMAIL),
        ("Téléphone du responsable", None),
        ("Date de prise de fonction (jj/mm/aaaa)", Target.START),
        ("Date de début du mandat actuel", Target.START),
        ("Date de prise de fonctions", Target.START),
        ("Début du label", None),
        ("Fin de mandat", Target.END),
        ("Échéance du label", Target.LABEL_END),
        ("Date de naissance", None),
        ("Dispositif", Target.NATURE),
        ("Type (CRMR/CCMR)", Target.NATURE),
        ("Nature du site", Target.NATURE),
        ("FSMR de rattachement", Target.FSMR),
        ("Intitulé du centre", Target.CENTRE),
        ("CRMR de rattachement", Target.CENTRE),
        ("Nombre de centres", None),
        ("Nombre de patients suivis", Target.ACTIVE_FILE),
        ("Adulte / enfant", Target.POPULATION),
        ("Civilité", Target.TITLE),
        ("Quotité de temps de travail", Target.QUOTA),
        ("Courriel", Target.EMAIL),
    ],
)
def test_a_header_names_its_field(header: str, target: Target | None) -> None:
    assert guess_header(header).target is target


def test_what_stands_below_decides_where_the_header_does_not() -> None:
    lines: list[tuple[Value, ...]] = [
        ("CHU de Nantes", "Nantes", "PU-PH", "LE GALL", "Anne", "440000271", "structureet"),
        ("CH de Cholet", "Cholet", "PH", "SARRAZIN", "Maëlle", "490000676", "structureet"),
        ("CHU d’Angers", "Angers", "PH", "ALZON", "Guirec", "490000049", "structureet"),
    ]
    found = guesses([("Structure", "Commune", "Fonction", "Nom", "Prénom", "Identifiant", "FINESS"), *lines])
    assert found == {
        "Structure": Target.HOSPITAL,
        "Commune": Target.TOWN,
        "Fonction": Target.STATUS,
        "Nom": Target.LAST_NAME,
        "Prénom": Target.FIRST_NAME,
        "Identifiant": Target.FINESS,
    }


def test_no_header_is_listed_for_two_fields() -> None:
    lists = tomllib.loads(path("import", "headers.toml").read_text(encoding="utf-8"))
    for code, entry in lists.items():
        for header in entry.get("headers", ()):
            assert guess_header(header).target == code, header


def test_a_header_that_its_values_belie_is_not_believed() -> None:
    lines = [("440000271", "Public", "actif", "Pr ALZON"), ("490000049", "Privé", "actif", "Dr PONS")] * 2
    assert "Type" not in guesses([("FINESS", "Type", "Statut", "Responsable"), *lines])
    assert "Statut" not in guesses([("FINESS", "Type", "Statut", "Responsable"), *lines])
    assert guesses([("FINESS", "Type", "Statut", "Chef de service"), *lines])["Chef de service"] is Target.PERSON


def test_boxes_to_tick_name_no_centre() -> None:
    found = guesses([("FINESS", "CRMR", "Responsable"), ("440000271", "x", "Pr ALZON"), ("490000049", None, "Dr PONS")])
    assert found == {"FINESS": Target.FINESS, "Responsable": Target.PERSON}


def test_a_name_alone_is_a_person_a_hospital_or_a_centre() -> None:
    for names, target in (
        (("Pr Amaury TEYSSIER", "Dr Maëlle SARRAZIN"), Target.PERSON),
        (("CHU de Nantes", "Hôpital Necker"), Target.HOSPITAL),
        (("Maladies vasculaires rares", "Amylose AL"), Target.CENTRE),
    ):
        found = guesses([("FINESS", "Nom", "Nature"), *(("440000271", name, "CCMR") for name in names)])
        assert found["Nom"] is target


def test_a_column_shows_three_samples_and_its_confidence() -> None:
    rows = [("FINESS", "Centre"), *(("690784178", text) for text in ("A", "idem", "A", "B", "C", "D"))]
    (table,) = tables(book(rows), Choices())
    assert table.columns[1].samples == ("A", "B", "C")
    assert 60 <= table.columns[1].confidence <= 100


def test_headers_are_made_distinct_and_only_one_column_fills_a_field() -> None:
    (table,) = tables(book([(*HEADER, "Début du mandat"), (*LINE, "16/09/2026")]), Choices())
    assert [column.header for column in table.columns][-2:] == ["Début du mandat", "Début du mandat (2)"]
    assert targets(table, Choices(), {})[5] is Target.START
    assert 6 not in targets(table, Choices(), {})


def test_a_choice_goes_before_the_recipe_and_the_recipe_before_the_guess() -> None:
    (table,) = tables(book([HEADER, LINE]), Choices())
    recipe = {fold_header("Centre"): "unit", fold_header("Responsable"): IGNORED, fold_header("Début du mandat"): "end"}
    assert targets(table, Choices(), recipe) == {
        1: Target.FINESS, 2: Target.HOSPITAL, 3: Target.UNIT, 5: Target.END,
    }  # fmt: skip
    chosen = choices((ChoiceKind.COLUMN, "", "CENTRE", "specialty"), (ChoiceKind.COLUMN, "", "N° FINESS", IGNORED))
    assert targets(table, chosen, recipe)[3] is Target.SPECIALTY
    assert 1 not in targets(table, chosen, recipe)


def test_columns_are_known_by_their_names_in_any_order() -> None:
    order = list(range(len(HEADER)))
    random.Random(4).shuffle(order)
    (table,) = tables(book([HEADER, LINE]), Choices())
    (moved,) = tables(book([[HEADER[n] for n in order], [LINE[n] for n in order]]), Choices())
    assert moved.fingerprint == table.fingerprint
    by_header = {column.header: column.guess for column in table.columns}
    assert {column.header: column.guess for column in moved.columns} == by_header
    (other,) = tables(book([(*HEADER, "Ville"), (*LINE, "Bron")]), Choices())
    assert other.fingerprint != table.fingerprint
