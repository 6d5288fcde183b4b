from collections import Counter

import pytest

from corpus import Corpus, Paragraph, ParagraphKind, ParsingError
from corpus.identifiers import paragraph_id
from corpus.parsing import parse_source
from corpus.parsing.headings import Headings
from corpus.parsing.shape import Shape, detect_shape

COUNTS = {
    "A/RES/73/266": {"title": 1, "preamble": 9, "operative": 1, "item": 1, "footnote": 3},
    "A/RES/74/28": {"title": 3, "preamble": 15, "operative": 5, "item": 4, "footnote": 3},
    "A/76/135": {
        "title": 4,  # cover, note of the Secretary-General, title, title of the annex
        "summary": 3,
        "foreword": 4,
        "letter": 9,
        "paragraph": 98,
        "norm": 11,
        "item": 34,
        "footnote": 7,  # 5 numbered, 2 starred
        "annex": 25,
    },
    "dinard": {"title": 2, "clause": 5, "commitment": 4},
    "A/68/98": {"summary": 5, "foreword": 5, "letter": 7, "paragraph": 34, "item": 11},
}
SHAPES = [
    Shape.FLATTENED_PAGE,
    Shape.MARKDOWN_RESOLUTION,
    Shape.MARKDOWN_REPORT,
    Shape.WEB_PAGE,
    Shape.WRAPPED_REPORT,
]


@pytest.mark.parametrize("slug", COUNTS)
def test_each_document_has_the_expected_units(corpus: Corpus, slug: str) -> None:
    assert Counter(str(paragraph.kind) for paragraph in corpus.of_document(slug)) == COUNTS[slug]


def test_numbered_units_are_all_there_and_in_order(corpus: Corpus) -> None:
    def labels(name: str, kind: ParagraphKind) -> list[str]:
        return [paragraph.label for paragraph in corpus.of_document(name) if paragraph.kind is kind]

    assert labels("A/76/135", ParagraphKind.PARAGRAPH) == [str(number) for number in range(1, 99)]
    assert labels("A/68/98", ParagraphKind.PARAGRAPH) == [str(number) for number in range(1, 35)]
    assert labels("A/76/135", ParagraphKind.NORM) == [f"norme 13 {letter})" for letter in "abcdefghijk"]
    assert [f"note {number}" for number in range(1, 6)] == [
        label for label in labels("A/76/135", ParagraphKind.FOOTNOTE) if "*" not in label
    ]


def test_every_character_stands_in_the_source_where_it_says(corpus: Corpus) -> None:
    for paragraph in corpus.paragraphs:
        source = corpus.source(paragraph.symbol)
        for position, character in enumerate(paragraph.text):
            offset = paragraph.source_offset(position)
            assert character in " \n" if offset is None else source[offset] == character


def test_source_spans_hold_the_text_and_its_mark(corpus: Corpus) -> None:
    for paragraph in corpus.paragraphs:
        assert paragraph.source_start <= paragraph.runs[0].source_start
        assert paragraph.source_end == paragraph.runs[-1].source_start + paragraph.runs[-1].length
    assert _source_of(corpus, "A/76/135", "30 b)").startswith("b) Un État qui est conscient")
    assert _source_of(corpus, "A/76/135", "norme 13 c)").startswith("Norme 13 c) : Les États")
    assert _source_of(corpus, "A/76/135", "note 3").startswith("³ La résolution")


@pytest.mark.parametrize(
    ("name", "label", "joined"),
    [
        ("A/76/135", "5", "vital pour le bien commun de promouvoir"),
        ("A/76/135", "12", "les disparités qui existent entre"),
        ("A/76/135", "45", "les normes 13 g) et h)]"),
        ("A/76/135", "55", "les moyens à mettre en œuvre pour la gestion"),
        ("A/76/135", "90", "des ressources financières et des compétences"),
        ("A/76/135", "lettre d'envoi, al. 7", "le Secrétariat de l'Organisation des Nations Unies"),
        ("A/68/98", "11", "un environnement informatique pacifique, sûr"),
        ("A/68/98", "5", "il peut s’avérer difficile"),
        ("dinard", "engagement 1", "comprendre et mettre en oeuvre efficacement"),
    ],
)
def test_paragraphs_cut_by_pages_and_lines_are_joined(corpus: Corpus, name: str, label: str, joined: str) -> None:
    assert joined in _get(corpus, name, label).text


@pytest.mark.parametrize(
    ("name", "label", "text"),
    [
        ("A/RES/74/28", "1", "Demande aux États Membres :"),
        ("A/RES/74/28", "mention finale", "46e séance plénière\n12 décembre 2019"),
        ("A/RES/73/266", "note 2", "A/68/98."),
        ("A/76/135", "note 4", "Rapport de fond final du Groupe de travail à composition non limitée, par. 65."),
        ("A/76/135", "page de titre, note *", "A/76/50."),
        ("A/76/135", "lettre d'envoi, date", "28 mai 2021"),
        ("A/76/135", "lettre d'envoi, signature", "Le Président du Groupe\n(Signé) Guilherme de Aguiar Patriota"),
        ("A/68/98", "lettre d'envoi, signature", "La Présidente du Groupe\n(Signé) Deborah Stokes"),
        (
            "A/76/135",
            "annexe, al. 9",
            "France\nHenri Verdier\nAmbassadeur pour le numérique, Ministère de l'Europe et des affaires étrangères",
        ),
        ("dinard", "date", "5 avril 2019"),
    ],
)
def test_short_units_word_for_word(corpus: Corpus, name: str, label: str, text: str) -> None:
    assert _get(corpus, name, label).text == text


@pytest.mark.parametrize(
    ("name", "label", "kept"),
    [
        ("A/RES/74/28", "préambule 1", "54/49 du 1er décembre 1999"),
        ("A/RES/74/28", "3", "sa résolution 73/266, selon"),
        ("A/RES/74/28", "préambule 10", "les rapports de 2010, 2013 et 2015 auxquels"),
        ("A/RES/73/266", "préambule 4", "les rapports de 2010, 2013 et 2015 auxquels"),
        ("A/RES/73/266", "préambule 6", "technologies de l ’information"),
        ("A/RES/73/266", "préambule 7", "une avancée import ante"),
        ("A/68/98", "avant-propos, al. 3", "montre4nt la voie"),
        ("dinard", "engagement 2", "processus\xa0;"),
    ],
)
def test_markup_goes_and_the_words_of_the_source_stay(corpus: Corpus, name: str, label: str, kept: str) -> None:
    assert kept in _get(corpus, name, label).text


@pytest.mark.parametrize(
    "furniture", ["](#)", "**", "^", "____", "13-3716", "JPEG", "haut de la page", "<i>", "cible3"]
)
def test_no_paragraph_quotes_furniture_or_markup(corpus: Corpus, furniture: str) -> None:
    assert [paragraph.paragraph_id for paragraph in corpus.paragraphs if furniture in paragraph.text] == []


@pytest.mark.parametrize(
    ("name", "label", "path"),
    [
        ("A/76/135", "6", ("II. Menaces existantes et nouvelles",)),
        ("A/76/135", "75", ("V. Mesures de confiance",)),
        ("A/76/135", "76", ("V. Mesures de confiance", "Mesures de coopération", "Points de contact")),
        ("A/76/135", "79", ("V. Mesures de confiance", "Mesures de coopération", "Dialogue et consultations")),
        ("A/76/135", "82", ("V. Mesures de confiance", "Mesures de transparence")),
        ("A/76/135", "69", ("IV. Droit international",)),
        (
            "A/76/135",
            "53",
            ("III. Normes, règles et principes de comportement responsable des États", "Norme 13 h)"),
        ),
        ("A/68/98", "5", ("I. Introduction", "Menaces, risques et vulnérabilités")),
        ("A/68/98", "34", ("VI. Conclusion",)),
        ("A/RES/74/28", "1 a)", ("L'Assemblée générale",)),
        ("A/76/135", "avant-propos, al. 2", ("Avant-propos du Secrétaire général",)),
    ],
)
def test_section_paths(corpus: Corpus, name: str, label: str, path: tuple[str, ...]) -> None:
    assert _get(corpus, name, label).section_path == path


@pytest.mark.parametrize(
    ("name", "label", "before"),
    [
        ("A/76/135", "2", "créé en application de la résolution 73/27"),
        ("A/76/135", "4", "des organisations régionales"),
        ("A/76/135", "48", "et son annexe"),
        ("A/76/135", "89 h)", "des Nations Unies"),
        ("A/RES/74/28", "1 a)", "des rapports de 2010"),
        ("A/RES/73/266", "préambule 4", "les rapports de 2010"),
    ],
)
def test_call_marks_keep_their_place(corpus: Corpus, name: str, label: str, before: str) -> None:
    paragraph = _get(corpus, name, label)
    assert paragraph.text[: paragraph.note_calls[0].position].endswith(before)


def test_call_marks_lead_to_footnotes(corpus: Corpus) -> None:
    calls = [call for paragraph in corpus.paragraphs for call in paragraph.note_calls]
    assert len(calls) == 19
    assert {corpus.by_id[call.note_id].kind for call in calls} == {ParagraphKind.FOOTNOTE}


def test_a_parser_is_chosen_by_what_the_source_looks_like(corpus: Corpus) -> None:
    assert [detect_shape(source) for source in corpus.sources] == SHAPES


@pytest.mark.parametrize("source", ["", "Un texte quelconque.", "x" * 5000])
def test_an_unknown_shape_is_an_error(source: str) -> None:
    with pytest.raises(ParsingError, match="unknown shape"):
        parse_source(source)


def test_a_block_without_a_place_is_an_error() -> None:
    source = "Résumé\n\nTexte [1/2](#).\n\nI. Introduction\n\n1. Un.\n\n3. Trois.\n"
    with pytest.raises(ParsingError, match=r"after paragraph 1, no place for the block '3\. Trois"):
        parse_source(source)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("53", "A/76/135#53"),
        ("71 g)", "A/76/135#71-g"),
        ("norme 13 g)", "A/76/135#norme-13-g"),
        ("résumé, al. 2", "A/76/135#resume-2"),
        ("avant-propos, al. 1", "A/76/135#avant-propos-1"),
        ("lettre d'envoi, al. 3", "A/76/135#lettre-3"),
        ("lettre d'envoi, signature", "A/76/135#lettre-signature"),
        ("annexe, al. 9", "A/76/135#annexe-9"),
        ("préambule 4", "A/76/135#preambule-4"),
        ("note 3", "A/76/135#note-3"),
        ("titre, note *", "A/76/135#titre-note"),
        ("note du Secrétaire général", "A/76/135#note-du-secretaire-general"),
    ],
)
def test_identifiers(label: str, expected: str) -> None:
    assert paragraph_id("A/76/135", label) == expected


def test_headings_find_their_depth_by_their_wording() -> None:
    headings = Headings(("V. Mesures",)).under("Mesures de coopération").under("Points de contact").settled()
    assert headings.under("Dialogue").path == ("V. Mesures", "Mesures de coopération", "Dialogue")
    assert headings.under("Mesures de transparence").path == ("V. Mesures", "Mesures de transparence")
    assert headings.under_norm("Norme 13 a)").path == ("V. Mesures", "Norme 13 a)")


def _get(corpus: Corpus, name: str, label: str) -> Paragraph:
    paragraph = corpus.find(name, label)
    assert paragraph is not None
    return paragraph


def _source_of(corpus: Corpus, name: str, label: str) -> str:
    paragraph = _get(corpus, name, label)
    return corpus.source(name)[paragraph.source_start : paragraph.source_end]
