from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from crmr_desk.letters.bundles import write_bundle
from crmr_desk.letters.content import Fiche, Letter, LetterError
from crmr_desk.letters.letterhead import Underlay
from crmr_desk.letters.pdf import render
from tests.letters import letterheads
from tests.letters.regenerate import pages_of
from tests.letters.samples import letters
from tests.letters.tag_reading import heard
from tests.letters.test_pdf import written_to

SAMPLES = [letters()[name] for name in ("notification", "longue", "fiche", "refus")]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("bundle") / "courriers.pdf"
    assert write_bundle(path, SAMPLES, under=Underlay(letterheads.pdf())) == 4
    return path.read_bytes()


def test_a_bundle_is_its_letters_in_order_each_with_its_own_page_numbers(bundle: bytes) -> None:
    alone = [page for sample in SAMPLES for page in pages_of(render(sample, Underlay(letterheads.pdf())))]
    assert pages_of(bundle) == alone


def test_each_letter_has_a_bookmark_that_leads_to_its_first_page(bundle: bytes) -> None:
    with pikepdf.open(BytesIO(bundle)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        with document.open_outline() as outline:
            found = [(item.title, pages[item.to_dictionary_object(document).Dest[0].objgen]) for item in outline.root]
    assert found == [
        ("2026-0143/N3 · Monsieur le directeur, de l’hôpital Lariboisière, AP-HP", 1),
        ("2026-0143/N3 · Monsieur le directeur, de l’hôpital Lariboisière, AP-HP", 2),
        ("2026-0143/N5 · Changement de coordonnateur", 6),
        ("2026-0143/N3 · Monsieur le Pr\u00a0Clément Rouvière, Service de neurologie", 7),
    ]


def test_each_letter_is_a_part_of_the_tree_as_it_is_alone(bundle: bytes) -> None:
    alone = [(said.path, said.text) for sample in SAMPLES for said in heard(render(sample)).spoken]
    bound = [(said.path.replace("/Document/Part", "/Document"), said.text) for said in heard(bundle).spoken]
    assert bound == alone


def test_a_letterhead_and_the_fonts_are_in_the_file_once(bundle: bytes) -> None:
    assert bundle.count(b"/Subtype /Form") == 1
    assert bundle.count(b"/FontFile2") == 2


def test_the_same_letters_give_the_same_bytes(tmp_path: Path, bundle: bytes) -> None:
    write_bundle(tmp_path / "again.pdf", SAMPLES, under=Underlay(letterheads.pdf()))
    assert (tmp_path / "again.pdf").read_bytes() == bundle


def test_progress_is_told_and_letters_are_asked_for_one_at_a_time(tmp_path: Path) -> None:
    told: list[int] = []

    def one_by_one() -> Iterator[Letter | Fiche]:
        for rank in range(3):
            assert len(told) == rank
            yield written_to(f"Destinataire {rank}")

    assert write_bundle(tmp_path / "courriers.pdf", one_by_one(), progress=told.append) == 3
    assert told == [1, 2, 3]


def test_a_bundle_that_is_given_up_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "courriers.pdf"
    path.write_bytes(b"avant")
    done: list[int] = []
    given = (written_to(f"Destinataire {rank}") for rank in range(100))
    assert write_bundle(path, given, progress=done.append, cancelled=lambda: len(done) == 2) == 0
    assert done == [1, 2]
    assert [found.name for found in tmp_path.iterdir()] == ["courriers.pdf"]
    assert path.read_bytes() == b"avant"


def test_a_letter_that_cannot_be_made_leaves_no_half_a_bundle(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="U\\+1F600"):
        write_bundle(tmp_path / "courriers.pdf", [SAMPLES[0], written_to("😀")])
    assert not list(tmp_path.iterdir())
