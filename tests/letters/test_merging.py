"""Files put together keep the tags of ours, and those alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from xml.etree import ElementTree

import pikepdf

from crmr_desk.letters.merging import Volume
from crmr_desk.letters.pdf import render
from crmr_desk.letters.signing import sign
from tests.letters.certificates import PASSWORD, pkcs12
from tests.letters.samples import letters
from tests.letters.tag_reading import heard

SAMPLES = [render(letters()[name]) for name in ("longue", "fiche", "refus")]


def merged(files: Sequence[bytes]) -> bytes:
    made = BytesIO()
    with ExitStack() as held, pikepdf.new() as whole:
        volume = Volume(whole)
        for file in files:
            volume.add(held.enter_context(pikepdf.open(BytesIO(file))))
        volume.close("Courriers")
        whole.save(made)
    return made.getvalue()


def foreign() -> bytes:
    """A page that says that it has tags, in a tree of another shape."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page().obj.StructParents = 0
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        pdf.save(made)
    return made.getvalue()


def rows_of(pdf: pikepdf.Pdf) -> list[int]:
    return [int(number) for number in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]


def test_letters_of_ours_are_heard_in_one_file_as_they_are_alone() -> None:
    whole = merged(SAMPLES)
    alone = [(said.path, said.text) for sample in SAMPLES for said in heard(sample).spoken]
    together = heard(whole)
    assert [(said.path.replace("/Document/Part", "/Document"), said.text) for said in together.spoken] == alone
    assert together.lost == ()
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert pdf.check_pdf_syntax() == []
        tree = pdf.Root.StructTreeRoot
        assert rows_of(pdf) == [int(page.obj.StructParents) for page in pdf.pages] == [*range(6)]
        assert (int(tree.ParentTreeNextKey), bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (6, True, "fr-FR")


def test_a_signed_letter_is_heard_whole_without_the_field_that_only_its_own_file_proves() -> None:
    signed = sign(SAMPLES[1], pkcs12(), PASSWORD, on=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    whole = merged([SAMPLES[2], signed, SAMPLES[2]])
    assert heard(whole) == heard(merged([SAMPLES[2], SAMPLES[1], SAMPLES[2]]))
    with pikepdf.open(BytesIO(whole)) as pdf:
        assert rows_of(pdf) == [0, 1, 3]
        assert bool(pdf.Root.MarkInfo.Marked)
        assert [len(page.obj.get("/Annots", ())) for page in pdf.pages] == [0, 0, 0]
        assert pdf.check_pdf_syntax() == []


def test_files_put_together_say_what_they_are_as_a_letter_does() -> None:
    with pikepdf.open(BytesIO(merged([SAMPLES[1], foreign()]))) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
        assert ElementTree.fromstring(said) is not None
        assert ">Courriers<" in said
        assert "<rdf:li>fr-FR</rdf:li>" in said
        assert "creator" not in said, "nobody is named where nobody is known"
        assert {str(key): str(text) for key, text in pdf.docinfo.items()} == {
            "/Title": "Courriers", "/Creator": "CRMR Desk", "/Producer": "CRMR Desk",
        }  # fmt: skip


def test_pages_of_others_have_no_tags_and_the_file_does_not_say_that_it_is_tagged() -> None:
    with pikepdf.open(BytesIO(merged([SAMPLES[1], foreign(), SAMPLES[2]]))) as pdf:
        assert ["/StructParents" in page.obj for page in pdf.pages] == [True, False, True]
        assert rows_of(pdf) == [0, 1]
        assert not bool(pdf.Root.MarkInfo.Marked)
    with pikepdf.open(BytesIO(merged([foreign()]))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
