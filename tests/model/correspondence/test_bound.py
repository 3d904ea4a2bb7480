"""The bound dossier holds everything, as pages or as files; a paper that cannot be read does not keep it from that."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from crmr_desk.letters.pdf import render
from crmr_desk.letters.signing import sign
from crmr_desk.model.correspondence import sending, signing
from crmr_desk.model.correspondence.binding import Document, as_pages
from crmr_desk.model.correspondence.binding import bind as bind_pages
from crmr_desk.model.correspondence.bound import MANIFEST, bound_pdf, bound_zip
from crmr_desk.model.correspondence.bound_parts import bound_dossier
from crmr_desk.model.dossiers import acts, decision, pieces
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.errors import UserError
from tests.letters.certificates import PASSWORD, pkcs12
from tests.letters.regenerate import pages_of
from tests.letters.samples import letters
from tests.letters.tag_reading import heard
from tests.model.correspondence.conftest import Decided
from tests.model.correspondence.test_signing import locked_pdf, picture
from tests.model.dossiers.conftest import SENT_TO_VISA, TODAY, Network, begun, fill


def signed(pdf: bytes) -> bytes:
    return sign(pdf, pkcs12(), PASSWORD, on=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))


def scan(pages: int, *, turned: int = 0) -> bytes:
    """A scan: one JPEG a page."""
    jpeg = BytesIO()
    Image.effect_noise((120, 170), 80).save(jpeg, "JPEG")
    made = BytesIO()
    with pikepdf.new() as pdf:
        for _each in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            image = pikepdf.Stream(
                pdf, jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=120, Height=170,
                BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
            page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
            if turned:
                page.Rotate = turned
        pdf.save(made)
    return made.getvalue()


@pytest.fixture
def full(network: Network) -> Decided:
    """A decided dossier whose papers are a scan, a picture, a text file, a locked PDF and a damaged one."""
    dossier = begun(network, "bound", lambda: with_papers(network))
    ids = [line.id or 0 for line in dossier_view(network.db, dossier, TODAY).letters]
    return Decided(network.db, network, dossier, ids, [])


def with_papers(network: Network) -> int:
    dossier = network.open()
    fill(network, dossier)
    papers = {
        "proposal_letter": ("proposition.pdf", scan(3, turned=90)),
        "motivation_letter": ("motivation.jpg", picture("JPEG")),
        "cv": ("CV = +1.docx", b"PK\x03\x04 un texte"),
        "directoire_opinion": ("avis.pdf", locked_pdf()),
        "fsmr_opinion": ("abîmé.pdf", b"%PDF-1.7\nrien"),
    }
    for kind, (name, content) in papers.items():
        pieces.attach(network.db, dossier, kind, "", name=name, content=content, received_on=SENT_TO_VISA)
        pieces.receive(
            network.db, dossier, kind, "", received_on=SENT_TO_VISA,
            signed=True if kind == "motivation_letter" else None, vouches=True if kind == "proposal_letter" else None,
            opinion="favourable" if kind.endswith("opinion") else None,
        )  # fmt: skip
    for act in ("declare_complete", "begin_examination", "send_to_visa"):
        acts.perform(network.db, dossier, act, on=SENT_TO_VISA, today=TODAY)
    decision.decide(network.db, dossier, today=TODAY)
    return dossier


def test_letters_of_ours_keep_their_tags_where_they_are_bound(tmp_path: Path) -> None:
    samples = [render(letters()[name]) for name in ("fiche", "refus")]
    files = [tmp_path / f"{rank}.pdf" for rank in range(3)]
    for file, content in zip(files, (samples[0], signed(samples[1]), scan(1)), strict=True):
        file.write_bytes(as_pages(file.name, content))
    path, bound = tmp_path / "relié.pdf", [Document("Courriers", file.stem, file, 1) for file in files]
    bind_pages(path, bound[:2], "Dossier")
    said = heard(path.read_bytes())
    assert [each.text for each in said.spoken] == [each.text for one in samples for each in heard(one).spoken]
    assert said.lost == ()
    with pikepdf.open(path) as whole:
        assert bool(whole.Root.MarkInfo.Marked)
    bind_pages(path, bound, "Dossier")
    with pikepdf.open(path) as whole:
        assert ("/StructTreeRoot" in whole.Root, bool(whole.Root.MarkInfo.Marked)) == (True, False)


def titles(items: Sequence[pikepdf.OutlineItem]) -> list[str]:
    return [item.title for item in items]


def test_every_page_stands_in_one_numbered_file_with_its_bookmarks(full: Decided, tmp_path: Path) -> None:
    signing.attach_signed(
        full.db, full.signable[0], "signé.pdf", scan(2), signed_on=TODAY, by="Claire Montagnac", today=TODAY
    )
    path, seen = tmp_path / "dossier.pdf", []
    count = bound_pdf(full.db, full.dossier, path, today=TODAY, progress=lambda *at: seen.append(at))
    said = pages_of(path.read_bytes())
    assert len(said) == count
    assert all(f"Dossier 2027-0001 · {number}/{count}" in page for number, page in enumerate(said, start=1))
    assert seen[-1][0] == seen[-1][1]
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            parts = {item.title: item for item in outline.root}
            assert list(parts) == ["Couverture", "Pièces", "Avis", "Décision", "Courriers", "Journal"]
            assert len(parts["Pièces"].children) == 5
        filters = [str(image.Filter) for page in pdf.pages for image in page.get_images().values()]
        assert filters.count("/DCTDecode") == 6
    whole = " ".join(said)
    for sentence in (
        "n’est ni un PDF ni une image",
        "s’ouvre avec un mot de passe",
        "n’est pas un PDF lisible",
        "Mutation notifiée par son établissement",
        "Décision appliquée, dossier 2027-0001",
    ):
        assert sentence in " ".join(whole.split())


def test_the_archive_holds_each_file_as_it_came_and_says_its_print(full: Decided, tmp_path: Path) -> None:
    path, came_back = tmp_path / "dossier.zip", signed(scan(1))
    sending.lift(full.db, [full.signable[-1]], "Sans objet.")
    signing.attach_signed(
        full.db, full.signable[0], "signé.pdf", came_back, signed_on=TODAY, by="Claire Montagnac", today=TODAY
    )
    count = bound_zip(full.db, full.dossier, path, today=TODAY)
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(io.StringIO(archive.read(MANIFEST).decode("utf-8-sig")), delimiter=";"))
        assert [row["fichier"] for row in rows] == names[:-1]
        assert all(row["sha256"] == hashlib.sha256(archive.read(row["fichier"])).hexdigest() for row in rows)
        cv = next(row for row in rows if row["fichier"].endswith(".docx"))
        assert (archive.read(cv["fichier"]), cv["nom d’origine"]) == (b"PK\x03\x04 un texte", "CV = +1.docx")
        assert [name for name in names if archive.read(name) == came_back] == [
            name for name in names if name.startswith("courriers/C01")
        ]
    assert len(names) == count
    assert sum(name.startswith("pieces/P0") for name in names) == 5
    assert sum(name.startswith("courriers/C") for name in names) == len(full.signable) - 1
    bound_zip(full.db, full.dossier, path, today=TODAY)
    assert path.read_bytes() == first


def test_a_paper_that_is_kept_for_others_too_has_no_name_of_its_own(full: Decided) -> None:
    other = full.network.open(full.network.multi_site)
    pieces.attach(full.db, other, "cv", "", name="autre.docx", content=b"PK\x03\x04 un texte", received_on=SENT_TO_VISA)
    given = {paper.name[:3]: paper.given for paper in bound_dossier(full.db, full.dossier, TODAY).pieces}
    assert (given["P01"], given["P03"]) == ("proposition.pdf", "")
    assert [paper.given for paper in bound_dossier(full.db, other, TODAY).pieces] == [""]


def test_what_is_cancelled_or_has_no_place_leaves_nothing(decided: Decided, tmp_path: Path) -> None:
    for bind in (bound_pdf, bound_zip):
        with pytest.raises(UserError, match="La reliure est arrêtée"):
            bind(decided.db, decided.dossier, tmp_path / "dossier", today=TODAY, cancelled=lambda: True)
        with pytest.raises(UserError, match="ne peut pas être écrit"):
            bind(decided.db, decided.dossier, tmp_path / "absent" / "dossier", today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_paper_does_nothing_by_itself_once_it_is_bound() -> None:
    made = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        page.AA = pikepdf.Dictionary(O=action)
        onward = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://exemple.invalid", Next=action)
        running = [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=each) for each in (action, onward)]
        button = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Btn, A=action))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[button])
        page.Annots = pikepdf.Array([*running, button, None, link])
        pdf.save(made)
    with pikepdf.open(BytesIO(as_pages("piège.pdf", made.getvalue()))) as bound:
        assert "/AA" not in bound.pages[0].obj
        assert len(list(bound.pages[0].obj.Annots)) == 1


def test_a_signature_that_is_seen_on_its_page_is_seen_there_in_the_bound_file() -> None:
    made = BytesIO()
    with pikepdf.new() as pdf:
        black = pdf.make_stream(b"0 0 60 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        black.BBox = pikepdf.Array([0, 0, 60, 20])
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=pikepdf.Dictionary()))
        seen = pikepdf.Dictionary(
            Subtype=pikepdf.Name.Widget, Rect=[20, 20, 80, 40], F=4, AP=pikepdf.Dictionary(N=black), Parent=field
        )
        field.Kids = pikepdf.Array([pdf.make_indirect(seen)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        pdf.add_blank_page(page_size=(100, 100)).Annots = field.Kids
        pdf.save(made)
    with pypdfium2.PdfDocument(as_pages("signé ailleurs.pdf", made.getvalue())) as bound:
        assert bound[0].render().to_pil().convert("L").getpixel((50, 70)) == 0
