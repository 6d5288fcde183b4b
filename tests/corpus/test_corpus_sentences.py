import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Corpus, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("Une seule phrase.", ["Une seule phrase."]),
        ("Une phrase. Une autre.", ["Une phrase.", "Une autre."]),
        ("Sans point final", ["Sans point final"]),
        ("Qui ? Personne ! Vraiment… Oui.", ["Qui ?", "Personne !", "Vraiment…", "Oui."]),
        ("Existantes (voir par. 86) pour communiquer. Fin.", ["Existantes (voir par. 86) pour communiquer.", "Fin."]),
        ("Voir al. 2 et art. 33, n° 4. Puis p. 12.", ["Voir al. 2 et art. 33, n° 4.", "Puis p. 12."]),
        ("S. Janakiraman préside. M. Koh parle.", ["S. Janakiraman préside.", "M. Koh parle."]),
        ("Sans traduction (A/76/136). Suite.", ["Sans traduction (A/76/136).", "Suite."]),
        ("Il dit « non ». Une suite.", ["Il dit « non ».", "Une suite."]),
        ("Il dit « oui. » Puis il part.", ["Il dit « oui. »", "Puis il part."]),
        ("Domaines suivants : un ; deux ; Trois.", ["Domaines suivants : un ; deux ; Trois."]),
        ("France\nHenri Verdier\nAmbassadeur", ["France", "Henri Verdier", "Ambassadeur"]),
        ("À l'ONU. Elle siège.", ["À l'ONU.", "Elle siège."]),
        ("Du 3 au 7 juin 2013. 15 États.", ["Du 3 au 7 juin 2013.", "15 États."]),
        ("74/28. Favoriser le comportement", ["74/28. Favoriser le comportement"]),
        ("IV. Droit international", ["IV. Droit international"]),
        ("Distr. générale", ["Distr. générale"]),
        ("https://un.org/a.pdf. Fin.", ["https://un.org/a.pdf.", "Fin."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="aAé .!?;:\n\xa0«»()1/", max_size=60))
def test_spans_are_trimmed_ordered_and_cover_all_that_is_visible(text: str) -> None:
    spans = sentence_spans(text)
    covered = [position for start, end in spans for position in range(start, end)]
    assert covered == sorted(set(covered))
    assert {position for position, character in enumerate(text) if not character.isspace()} <= set(covered)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all("\n" not in text[start:end] for start, end in spans)


def test_every_paragraph_splits_without_loss(corpus: Corpus) -> None:
    for paragraph in corpus.paragraphs:
        assert "".join("".join(sentences(paragraph.text)).split()) == "".join(paragraph.text.split())


def test_a_long_paragraph(corpus: Corpus) -> None:
    assert [text[:20] for text in sentences(corpus.by_id["A/76/135#5"].text)] == [
        "Le Groupe réaffirme ",
        "Il est dans l'intérê",
        "Le respect de la sou",
    ]
