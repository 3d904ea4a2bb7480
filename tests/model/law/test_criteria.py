"""The criteria of a labelling application, read from a pack; a mistake has its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crmr_desk import resources
from crmr_desk.model.law import packs
from crmr_desk.model.law.criteria import FILE
from crmr_desk.model.law.packs import PackError


def test_the_five_missions_are_asked_of_the_centre_and_25_patients_never_block() -> None:
    criteria = packs.load_named("2016").criteria
    missions = [rule for rule in criteria if rule.place == "A1 A-b"]
    assert [rule.applies_to for rule in missions] == [("crmr",)] * 5
    patients = next(rule for rule in criteria if rule.at_least)
    assert (patients.at_least, patients.required_for, patients.place) == (25, (), "appel à projets")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "site_team"', 'id = "clinical_unit"', "est déjà décrit plus haut"),
        ('required_for = ["constitutif"]', 'required_for = ["ccmr"]', "n’est pas dans «\u202fapplies_to\u202f»"),
        ('place = "A1 B-c"', 'place = "A9 §9"', "place inconnue «\u202fA9 §9\u202f»"),
        ("at_least = 25", 'at_least = "25"', "doit être un nombre"),
    ],
)
def test_a_criterion_that_cannot_be_is_refused_on_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = Path(shutil.copytree(resources.path("rules", "2016"), tmp_path / "2016"))
    text = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as refused:
        packs.load(folder)
    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.line) == (FILE, text[: text.index(old)].count("\n") + 1)
    assert said in mistake.sentence
