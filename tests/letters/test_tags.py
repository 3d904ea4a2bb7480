from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from crmr_desk.letters import note, tables
from crmr_desk.letters.compose import compose
from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.letters.imprint import Imprint
from crmr_desk.letters.letterhead import Underlay
from crmr_desk.letters.pages import LANDSCAPE_WIDTH, printed
from crmr_desk.letters.pdf import render
from crmr_desk.letters.reading import texts_of
from tests.letters import letterheads
from tests.letters.samples import FACTS, FRAME, NOTIFICATION, ORPHANET, RUNNING, letters
from tests.letters.tag_reading import heard
from tests.letters.test_note import note as note_of

SAMPLES = letters()
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def calendar() -> bytes:
    """A lying page of five weeks, some days with two lines."""
    weeks = [[("1", "Fin du label CERVCO") if day == 2 else "" for day in range(7)] for _ in range(5)]
    story = [
        tables.title("Mars 2027"),
        tables.tagged_table(DAYS, weeks, [LANDSCAPE_WIDTH / 7] * 7, heights=[60] * 5, grid=True),
    ]
    return printed(story, Imprint("Mars 2027", "Bureau", "", "Établi le 1ᵉʳ mars 2027"), landscape=True)


PAPERS = {
    **{name: render(document) for name, document in SAMPLES.items()},
    "projet": render(SAMPLES["longue"], draft=True),
    "en-tête": render(SAMPLES["longue"], Underlay(letterheads.pdf())),
    "note": note.render(note_of(60)),
    "calendrier": calendar(),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_text_is_within_a_tag_or_an_artifact_and_no_tag_is_empty_but_a_cell(name: str) -> None:
    found = heard(PAPERS[name])
    assert found.lost == ()
    assert {said.kind for said in found.spoken if not said.text.strip()} <= {"TD"}


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_names_its_language_its_title_and_that_it_is_tagged(name: str) -> None:
    with pikepdf.open(BytesIO(PAPERS[name])) as document:
        root = document.Root
        assert root.Lang == "fr-FR"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert {str(page.Tabs) for page in document.pages} == {"/S"}
        said = root.Metadata.read_bytes().decode()
        assert str(document.docinfo.Title) in said.replace("&amp;", "&")
        assert "<rdf:li>fr-FR</rdf:li>" in said
        assert "pdfuaid" not in said, "no conformance is claimed"
        assert not document.check_pdf_syntax()


@pytest.mark.parametrize("name", PAPERS)
def test_each_mark_leads_to_the_element_that_holds_it(name: str) -> None:
    with pikepdf.open(BytesIO(PAPERS[name])) as document:
        numbers = [*document.Root.StructTreeRoot.ParentTree.Nums]
        rows = dict(zip(numbers[::2], numbers[1::2], strict=True))
        assert len(rows) == len(document.pages)
        for page in document.pages:
            for place, element in enumerate(rows[page.StructParents]):
                held: list[Any] = [*element.K]
                assert place in [kid if isinstance(kid, int) else kid.get("/MCID") for kid in held]


@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_the_document_says_is_heard(name: str) -> None:
    said = "".join(said.text for said in heard(PAPERS[name]).spoken).replace(" ", "")
    for where, text in texts_of(SAMPLES[name]):
        plain = text.removeprefix("- ").replace("\u00a0", "").replace(" ", "")
        assert plain in said.replace("\u00a0", ""), where


def test_a_letter_is_heard_in_the_order_in_which_it_is_read() -> None:
    letter = SAMPLES["refus"]
    assert isinstance(letter, Letter)
    spoken = [(said.kind, said.text) for said in heard(PAPERS["refus"]).spoken]
    texts = [text for _, text in spoken]
    assert [kind for kind, _ in spoken if kind != "P"] == ["H1", "H2"]
    assert texts[:4] == [
        "Direction générale de l’offre de soins",
        "Sous-direction de la régulation de l’offre de soins",
        "Bureau PF4, prises en charge post-aiguës et maladies chroniques",
        "Affaire suivie par : Nadia Belkacem",
    ]
    in_order = [
        "Paris, le 22 janvier 2027",
        "Monsieur le Pr Clément Rouvière",
        "Objet : refus de la désignation comme coordonnateur du centre de référence CERVCO",
        "Monsieur le Professeur,",
        *(text.replace("\u00a0", " ") for text in letter.words.body),
        "Pour la ministre et par délégation,",
        "Étienne Vasseur",
        "Voies et délais de recours",
        "10 rue des Exemples · 75000 Paris · 01 00 00 00 00 · bureau@exemple.fr",
    ]
    assert [text for text in texts if text in in_order] == in_order
    assert ("H1", in_order[2]) in spoken


def test_a_paragraph_that_goes_on_over_the_page_is_one_element() -> None:
    words = replace(NOTIFICATION, body=(RUNNING * 12, "Fin."))
    found = heard(render(compose(words, FRAME, FACTS).letter))
    (long,) = (said.text for said in found.spoken if said.text.startswith("Le dossier transmis"))
    assert long.count("cinq missions") == 12
    assert found.pages_of[long] == {0, 1}


def test_heads_feet_and_zones_are_passed_over_on_every_page() -> None:
    found = heard(PAPERS["projet"])
    assert found.silent.count("Réf. 2026-0143/N3") == 3
    assert {"1/4", "4/4", "Signature", "Voies et délais de recours : page 4"} <= set(found.silent)


def test_items_are_a_list_with_its_dashes() -> None:
    words = replace(NOTIFICATION, body=("Il manque :", "- le CV", "- l’avis du directoire", "Fin."))
    spoken = heard(render(compose(words, FRAME, FACTS).letter)).spoken
    items = [(said.path.removeprefix("/Document/"), said.text) for said in spoken if "/L/" in said.path]
    assert items == [
        ("L/LI/Lbl", "–"),
        ("L/LI/LBody", "le CV"),
        ("L/LI/Lbl", "–"),
        ("L/LI/LBody", "l’avis du directoire"),
    ]


def test_a_fiche_is_headings_and_tables_whose_rows_have_a_name() -> None:
    fiche = SAMPLES["fiche"]
    assert isinstance(fiche, Fiche)
    spoken = heard(PAPERS["fiche"]).spoken
    assert [said.text for said in spoken if said.kind in {"H1", "H2"}] == [
        fiche.title,
        *(section.title.replace("\u00a0", " ") for section in fiche.sections),
    ]
    cells = [(said.path.removeprefix("/Document/"), said.text) for said in spoken if "/Table/" in said.path]
    assert cells[:2] == [("Table/TR/TH", "Filière"), ("Table/TR/TD", "BRAIN-TEAM")]
    assert len(cells) == 2 * sum(len(section.rows) for section in fiche.sections)


def test_a_row_longer_than_a_page_goes_on_and_its_head_is_heard_once() -> None:
    section = replace(ORPHANET.sections[0], rows=(("Court", "x"), ("Long", RUNNING * 14)))
    found = heard(render(replace(ORPHANET, sections=(section,))))
    assert [said.text for said in found.spoken].count(section.title) == 1
    assert found.silent.count(section.title) == 2
    (long,) = (said.text for said in found.spoken if said.text.count("cinq missions") == 14)
    assert found.pages_of[long] == {1, 2}


@pytest.mark.parametrize("rows", [36, 37, 38, 39])
def test_a_heading_never_stands_without_the_beginning_of_its_table(rows: int) -> None:
    story = [
        tables.tagged_table(("N°",), [("x",)] * rows, [60]),
        tables.heading("Retour"),
        tables.tagged_table(("Paraphe",), [("",)], [60], heights=[30]),
    ]
    found = heard(printed(story, Imprint("Bordereau", "", "", "Bureau")))
    assert found.pages_of["Retour"] == found.pages_of["Paraphe"]


def test_the_cells_of_a_grid_are_in_rows_under_their_days() -> None:
    found = heard(PAPERS["calendrier"])
    paths = [said.path.removeprefix("/Document/") for said in found.spoken]
    assert paths[0] == "H1"
    assert paths[1:8] == ["Table/TR/TH"] * 7
    assert paths.count("Table/TR/TD") == 30
    assert paths.count("Table/TR/TD/P") == 10
