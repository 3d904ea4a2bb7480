"""Which centre of a hospital a line means, by its code, its name, or what is left when it says less."""

from __future__ import annotations

import pytest

from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import Typed
from crmr_desk.workbooks.incoming.values.codes import Nature
from crmr_desk.workbooks.matching.candidates import centre_candidates
from crmr_desk.workbooks.matching.centres import CentreMatch, CentreSought, find_centre
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from tests.workbooks.checking.region import CROIX_ROUSSE, ESTAING, GRENOBLE, HFME, MONTPIED, WERTHEIMER


def seek(
    index: RegisterIndex,
    place: str,
    name: str = "",
    nature: Nature | None = None,
    *,
    specialty: str = "",
    code: str = "",
) -> CentreMatch:
    hospital = next(one for one in index.hospitals.values() if one.name == place)
    return find_centre(index, wanted(name, nature, specialty=specialty, code=code), hospital)


def wanted(
    name: str = "", nature: Nature | None = None, *, specialty: str = "", code: str = "", person: str = ""
) -> CentreSought:
    named = Typed(Target.CENTRE, "C2", name, name) if name else None
    coded = Typed(Target.CODE, "A2", code, code) if code else None
    return CentreSought(coded, named, nature, "", specialty, None, person)


@pytest.mark.parametrize(
    ("place", "name", "nature", "kind"),
    [
        (WERTHEIMER, "CERVCO", None, "ccmr"),
        (WERTHEIMER, "Maladies vasculaires rares du cerveau et de l'oeil", Nature.CCMR, "ccmr"),
        (WERTHEIMER, "Centre de compétences maladies vasculaires rares du cerveau", None, "ccmr"),
        (WERTHEIMER, "CCMR CERVCO (neurologie)", Nature.CCMR, "ccmr"),
        (WERTHEIMER, "Centre de compétences", None, "ccmr"),
        (WERTHEIMER, "", Nature.CCMR, "ccmr"),
        (GRENOBLE, "AMYLOSE", Nature.COORDONNATEUR, "crmr"),
        (HFME, "NEPHROGONES", Nature.CRMR, "crmr"),
        (ESTAING, "Maladies rénales rares", Nature.CONSTITUTIF, "site"),
        (CROIX_ROUSSE, "Hématologie", Nature.CCMR, "ccmr"),
        (CROIX_ROUSSE, "CCMR Amylose (adultes)", None, "ccmr"),
    ],
)
def test_a_centre_is_found_without_a_doubt(
    index: RegisterIndex, place: str, name: str, nature: Nature | None, kind: str
) -> None:
    match = seek(index, place, name, nature)
    assert match.found is not None
    assert (match.found.kind, match.doubts) == (kind, ())


@pytest.mark.parametrize(
    ("place", "name", "nature", "code"),
    [
        (MONTPIED, "CERVCO", Nature.CCMR, "centre_ambiguous"),
        (MONTPIED, "", Nature.CCMR, "centre_ambiguous"),
        (WERTHEIMER, "MIRCEM", Nature.CCMR, "centre_unknown"),
        (WERTHEIMER, "", Nature.CONSTITUTIF, "centre_unknown"),
        (WERTHEIMER, "", Nature.CRC, "centre_unknown"),
        (CROIX_ROUSSE, "Amylose à transthyrétine", Nature.CCMR, "centre_unknown"),
    ],
)
def test_a_doubt_is_said_and_nothing_is_taken(
    index: RegisterIndex, place: str, name: str, nature: Nature, code: str
) -> None:
    match = seek(index, place, name, nature)
    assert (match.found, [doubt.code for doubt in match.doubts]) == (None, [code])


def test_the_specialty_tells_two_centres_of_one_network_apart(index: RegisterIndex) -> None:
    match = seek(index, MONTPIED, "CERVCO", specialty="ophtalmologie")
    assert match.found is not None
    assert match.found.specialty == "Ophtalmologie"


def test_our_own_code_finds_the_centre_wherever_it_is(index: RegisterIndex) -> None:
    crmr = next(one for one in index.crmrs.values() if one.acronym == "CERVCO")
    match = seek(index, MONTPIED, code=crmr.code.lower())
    assert match.found is not None
    assert match.found.key == ("crmr", crmr.id)
    assert [doubt.code for doubt in seek(index, MONTPIED, code="R9999").doubts] == ["code_unknown"]


def test_only_a_competence_centre_is_offered_as_new(index: RegisterIndex) -> None:
    last = centre_candidates(index, wanted("CERVCO", Nature.CCMR), ())[-1]
    assert (last.verdict, last.key["new"]["kind"], last.reasons) == ("new", "ccmr", ((True, "rattaché à CERVCO"),))
    assert centre_candidates(index, wanted("CERVCO", Nature.CONSTITUTIF), ()) == ()


def test_who_is_in_charge_speaks_for_a_centre(index: RegisterIndex) -> None:
    offered = seek(index, MONTPIED, "CERVCO").offered
    person = name_key("Capucine", "Roy")
    first, second, _new = centre_candidates(index, wanted("CERVCO", person=person), offered)
    assert ((True, "responsable déjà en fonction") in first.reasons, first.score > second.score) == (True, True)
