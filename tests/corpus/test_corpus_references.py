import pytest

from corpus import Corpus, ReferenceKind
from corpus.references import find_mentions

Expected = list[tuple[str, str | None, str | None]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("existantes (voir par. 86) pour", [("par. 86", None, "86")]),
        ("au paragraphe 71 g) du présent rapport", [("paragraphe 71 g) du présent rapport", None, "71 g)")]),
        ("mentionné au paragraphe 2, et", [("paragraphe 2", None, "2")]),
        ("compte tenu du paragraphe 90 ci-dessus ;", [("paragraphe 90 ci-dessus", None, "90")]),
        ("au titre de la norme 13 k) envers", [("norme 13 k)", None, "norme 13 k)")]),
        (
            "cette norme et les normes 13 g) et h)]",
            [("normes 13 g)", None, "norme 13 g)"), ("h)", None, "norme 13 h)")],
        ),
        (
            "normes 13 a), b) et 14 c)",
            [
                ("normes 13 a)", None, "norme 13 a)"),
                ("b)", None, "norme 13 b)"),
                ("14 c)", None, "norme 14 c)"),
            ],
        ),
        ("la résolution 73/266 de l'Assemblée", [("résolution 73/266", "A/RES/73/266", None)]),
        ("la résolution A/RES/58/199 s'inscrit", [("A/RES/58/199", "A/RES/58/199", None)]),
        ("le rapport (A/68/98).", [("A/68/98", "A/68/98", None)]),
        (
            "paragraphe 3 de la résolution 73/266 de",
            [("paragraphe 3 de la résolution 73/266", "A/RES/73/266", "3")],
        ),
        (
            "sa résolution 73/266, au paragraphe 3 de ladite résolution ;",
            [
                ("résolution 73/266", "A/RES/73/266", None),
                ("paragraphe 3 de ladite résolution", "A/RES/73/266", "3"),
            ],
        ),
        ("au paragraphe 3 de ladite résolution", [("paragraphe 3 de ladite résolution", "", "3")]),
        (
            "résolutions 64/25, 65/41et 66/24, ainsi",
            [
                ("résolutions 64/25", "A/RES/64/25", None),
                ("65/41", "A/RES/65/41", None),
                ("66/24", "A/RES/66/24", None),
            ],
        ),
        (
            "ses résolutions 53/70 du 4 décembre 1998 et 54/49 du 1er décembre 1999, ainsi que",
            [("résolutions 53/70", "A/RES/53/70", None), ("54/49", "A/RES/54/49", None)],
        ),
        ("la résolution de consensus 70/237,", [("résolution de consensus 70/237", "A/RES/70/237", None)]),
        ("en application de la décision 75/551", [("décision 75/551", "A/DEC/75/551", None)]),
        (
            "les résolutions 20/8 et 26/13 du Conseil des droits de l'homme",
            [("résolutions 20/8", "A/HRC/RES/20/8", None), ("26/13", "A/HRC/RES/26/13", None)],
        ),
        (
            "Rapport de fond final du Groupe de travail à composition non limitée, par. 65.",
            [("par. 65", "A/75/816", "65")],
        ),
        ("Rapport d'un autre groupe, par. 65.", [("par. 65", "", "65")]),
        ("l'Article 2 3) et l'article 33 de la Charte", []),
        ("Les résolutions citées dans ce paragraphe", []),
    ],
)
def test_mentions(text: str, expected: Expected) -> None:
    assert [(text[item.start : item.end], item.symbol, item.label) for item in find_mentions(text)] == expected


@pytest.mark.parametrize(
    ("paragraph_id", "expected"),
    [
        ("A/76/135#85", [(ReferenceKind.PARAGRAPH, "A/76/135", "A/76/135#86", True)]),
        ("A/76/135#22", [(ReferenceKind.PARAGRAPH, "A/76/135", "A/76/135#71-g", True)]),
        (
            "A/76/135#75",
            [
                (ReferenceKind.PARAGRAPH, "A/76/135", "A/76/135#2", True),
                (ReferenceKind.DOCUMENT, "A/RES/43/78", None, False),
            ],
        ),
        ("A/76/135#81", [(ReferenceKind.NORM, "A/76/135", "A/76/135#norme-13-k", True)]),
        ("A/76/135#1", [(ReferenceKind.DOCUMENT, "A/RES/73/266", None, True)]),
        ("A/76/135#norme-13-g", [(ReferenceKind.DOCUMENT, "A/RES/58/199", None, False)]),
        ("A/76/135#lettre-1", [(ReferenceKind.PARAGRAPH, "A/RES/73/266", None, False)]),
        ("A/RES/73/266#note-2", [(ReferenceKind.DOCUMENT, "A/68/98", None, True)]),
        ("A/RES/73/266#note-3", [(ReferenceKind.DOCUMENT, "A/70/174", None, False)]),
        ("A/76/135#note-5", [(ReferenceKind.PARAGRAPH, "A/75/816", None, False)]),
        ("A/76/135#4", [(ReferenceKind.FOOTNOTE, "A/76/135", "A/76/135#note-2", True)]),
    ],
)
def test_resolved_references(
    corpus: Corpus, paragraph_id: str, expected: list[tuple[ReferenceKind, str, str | None, bool]]
) -> None:
    found = corpus.references_from(paragraph_id)
    assert [(item.kind, item.target_symbol, item.target_id, item.resolved) for item in found] == expected


def test_references_stand_in_their_paragraph_in_order(corpus: Corpus) -> None:
    for paragraph in corpus.paragraphs:
        spans = [(reference.start, reference.end) for reference in corpus.references_from(paragraph.paragraph_id)]
        assert spans == sorted(spans)
        assert all(0 <= start <= end <= len(paragraph.text) for start, end in spans)


def test_a_resolved_paragraph_is_one_of_the_corpus(corpus: Corpus) -> None:
    for reference in corpus.references:
        if reference.target_id is not None:
            assert reference.resolved
            assert corpus.by_id[reference.target_id].symbol == reference.target_symbol
