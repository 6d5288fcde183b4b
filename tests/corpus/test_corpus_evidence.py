import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus, CorpusError, EvidenceError, load_corpus, locate
from corpus.folded import fold_spaces

SHIPPED = load_corpus()


@pytest.mark.parametrize(
    ("name", "evidence", "paragraph_id"),
    [
        ("A/76/135", "recense les infrastructures ou les secteurs qu'il juge critiques", "A/76/135#44"),
        ("GGE 2021", "recense les infrastructures ou les secteurs qu’il juge critiques", "A/76/135#44"),
        ("A/76/135", "Henri Verdier Ambassadeur pour le numérique", "A/76/135#annexe-9"),
        ("A/76/135", "et son annexe³ décrivent les mesures", "A/76/135#48"),
        ("A/76/135", "et son annexe décrivent les mesures", "A/76/135#48"),
        ("A/76/135", "créé en application de la résolution 73/27¹ de l'Assemblée", "A/76/135#2"),
        ("A/76/135", "la résolution [65/230](#) sur le douzième Congrès", "A/76/135#34"),
        ("A/76/135", "la résolution 65/230 sur le douzième Congrès", "A/76/135#34"),
        ("A/76/135", "53. La mise en œuvre effective de cette norme", "A/76/135#53"),
        ("A/76/135", "Il est dans l'intérêt de tous et vital pour le bien commun de promouvoir", "A/76/135#5"),
        ("A/RES/73/266", "les rapports de 2010 1, 2013 2 et 2015 3 auxquels", "A/RES/73/266#preambule-4"),
        ("A/RES/74/28", "54/49 du 1^{er} décembre 1999", "A/RES/74/28#preambule-1"),
        ("A/68/98", "environnement informatique pacifique, sûr, ouvert et coopératif. L’adoption", "A/68/98#11"),
        ("Dinard", "pour comprendre et mettre\nen oeuvre efficacement", "dinard#engagement-1"),
        ("A/76/135", "Liste des membres du Groupe d'experts gouvernementaux", "A/76/135#annexe-titre"),
    ],
)
def test_evidence_is_found_in_its_paragraph(corpus: Corpus, name: str, evidence: str, paragraph_id: str) -> None:
    ((found, start, end),) = locate(corpus, name, evidence)
    text = corpus.by_id[found].text[start:end]
    assert found == paragraph_id
    assert text.split()[-1].replace("’", "'") in evidence.replace("’", "'")


def test_evidence_over_several_units_gives_each(corpus: Corpus) -> None:
    evidence = "selon laquelle les États devraient garder à l'esprit"
    with pytest.raises(EvidenceError):
        locate(corpus, "A/76/135", evidence)
    evidence = "à l'esprit les éléments suivants : a) La norme fait naître l'attente"
    located = locate(corpus, "A/76/135", evidence)
    assert [corpus.by_id[found].text[start:end] for found, start, end in located] == [
        "à l'esprit les éléments suivants :",
        "La norme fait naître l'attente",
    ]


def test_a_label_chooses_among_the_places_that_repeat_a_passage(corpus: Corpus) -> None:
    evidence = "sera publié sur le site Web du Bureau des affaires de désarmement"
    assert locate(corpus, "A/76/135", evidence)[0][0] == "A/76/135#lettre-3"
    assert locate(corpus, "A/76/135", evidence, "73")[0][0] == "A/76/135#73"
    assert locate(corpus, "A/76/135", evidence, "lettre d'envoi")[0][0] == "A/76/135#lettre-3"


@pytest.mark.parametrize("evidence", ["les licornes", "", "   ", "Table des matières"])
def test_evidence_that_no_paragraph_holds_is_an_error(corpus: Corpus, evidence: str) -> None:
    with pytest.raises(EvidenceError, match="no paragraph of A/76/135"):
        locate(corpus, "A/76/135", evidence)


def test_an_unknown_document_is_an_error(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="no document"):
        locate(corpus, "A/70/174", "normes")


@given(st.data())
def test_any_slice_of_a_paragraph_is_located_in_it(data: st.DataObject) -> None:
    paragraph = data.draw(st.sampled_from(SHIPPED.paragraphs))
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    piece = paragraph.text[start:end]
    if not piece.strip():
        return
    ((found, found_start, found_end),) = locate(SHIPPED, paragraph.symbol, piece, paragraph.label)
    assert found == paragraph.paragraph_id
    assert fold_spaces(paragraph.text[found_start:found_end]).text == fold_spaces(piece).text.strip()


@given(st.text(alphabet="a’' \n\t", max_size=30))
def test_folding_keeps_positions_and_is_idempotent(text: str) -> None:
    folded = fold_spaces(text)
    assert len(folded.positions) == len(folded.text)
    assert fold_spaces(folded.text).text == folded.text
    assert [text[position].isspace() for position in folded.positions] == [mark == " " for mark in folded.text]
