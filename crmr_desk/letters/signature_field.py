"""The field that holds an electronic signature, named, and in the tree of tags for those who hear the PDF."""

from __future__ import annotations

from typing import Any, Final

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

NAME: Final = "Signature"
_HEARD: Final = "Signature électronique"


def add_field(out: IncrementalPdfFileWriter) -> None:
    """Add an empty field, which takes no room on the page; it is the last thing heard of a letter of ours."""
    append_signature_field(out, SigFieldSpec(NAME, on_page=-1, readable_field_name=_HEARD))
    if "/StructTreeRoot" in out.root and _is_of_ours(out.root["/StructTreeRoot"]):
        _tag(out, out.root["/StructTreeRoot"], out.root["/AcroForm"]["/Fields"].raw_get(-1))


def _is_of_ours(tree: Any) -> bool:
    """Others shape their trees in other ways."""
    return "/ParentTreeNextKey" in tree and "/Nums" in tree["/ParentTree"] and isinstance(tree["/K"], ArrayObject)


def _tag(out: IncrementalPdfFileWriter, tree: Any, field: Any) -> None:
    """Add the element of ``field``, a reference, under the root of the ``tree``."""
    above, widget, row = tree["/K"].raw_get(0), field.get_object(), tree["/ParentTreeNextKey"]
    held = DictionaryObject({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field})
    element = out.add_object(
        DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): above,
                pdf_name("/Pg"): widget.raw_get("/P"),
                pdf_name("/K"): ArrayObject([held]),
            }
        )
    )
    widget[pdf_name("/StructParent")] = NumberObject(row)
    above.get_object()["/K"].append(element)
    tree["/ParentTree"]["/Nums"].extend([NumberObject(row), element])
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(row + 1)
    for changed in (widget, above.get_object(), tree, tree["/ParentTree"]):
        out.update_container(changed)
