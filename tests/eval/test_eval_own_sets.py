from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.model import QuestionKind, WrittenEvidence
from eval.own_sets import read_own_set
from eval.references import parse_reference


@pytest.mark.parametrize(
    ("text", "document", "label"),
    [
        ("A/76/135, par. 53", "A/76/135", "53"),
        ("A/76/135 §53", "A/76/135", "53"),
        ("A/76/135, paragraphe 30 b)", "A/76/135", "30 b)"),
        ("A/76/135, par. 30, B )", "A/76/135", "30 B)"),
        ("A/76/135 norme 13 g)", "A/76/135", "norme 13 g)"),
        ("A/76/135, résumé, al. 2", "A/76/135", "résumé, al. 2"),
        ("rapport de 2021, par. 53", "rapport de 2021", "53"),
        ("résolution 74/28, préambule 4", "résolution 74/28", "préambule 4"),
        ("Déclaration de Dinard, engagement 3", "Déclaration de Dinard", "engagement 3"),
        ("Dinard\u00a0alinéa 2", "Dinard", "alinéa 2"),
    ],
)
def test_references_as_people_write_them(text, document, label):
    assert parse_reference(text) == (document, label)


@pytest.mark.parametrize("text", ["", "53", "par. 53", "A/76/135", "A/76/135, page trois"])
def test_reference_without_document_or_paragraph_is_refused(text):
    with pytest.raises(EvalError, match=r"as in « A/76/135, par. 53 »"):
        parse_reference(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("set.csv", 'question,reference\nQuoi ?,"A/76/135, par. 53"\n'),
        ("set.csv", "Question;Référence\nQuoi ?;A/76/135, par. 53\n"),
        ("set.tsv", "question\tréférence\nQuoi ?\tA/76/135, par. 53\n"),
        ("set.jsonl", '{"question": "Quoi ?", "reference": "A/76/135, par. 53"}\n'),
    ],
)
def test_tables_of_every_kind_read_alike(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text)
    (question,) = read_own_set(tmp_path / name)
    assert (question.text, question.kind, question.documents) == ("Quoi ?", QuestionKind.FACT, ("A/76/135",))
    assert question.evidence == (WrittenEvidence(("A/76/135, 53",), None),)


def test_what_a_row_gives_decides_its_kind(tmp_path: Path):
    rows = [
        "id\tquestion\treference\textrait",
        "a\tA ?\tA 1 ; B 2\t",
        "b\tB ?\t\tmots",
        "c\tC ?\tA 1\tmots",
        "\tD ?\t\t",
    ]
    (tmp_path / "set.tsv").write_text("\n".join(rows))
    two, anywhere, placed, nothing = read_own_set(tmp_path / "set.tsv")
    assert two.kind is QuestionKind.MULTI and len(two.evidence) == 2
    assert anywhere.evidence == (WrittenEvidence((), "mots"),)
    assert placed.evidence == (WrittenEvidence(("A, 1",), "mots"),)
    assert nothing.kind is QuestionKind.UNANSWERABLE
    assert nothing.query_id == "q5"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("set.csv", "texte,reference\nQuoi ?,A 1\n", "line 2: expected a “question” column"),
        ("set.csv", "question,reference\nQuoi ?,ailleurs\n", "line 2: reference 'ailleurs'"),
        ("set.csv", "question,reference\nQuoi, dites ?,A 1,x\n", "line 2: more cells than columns"),
        ("set.csv", 'question,reference\n"Quoi ?,A 1\n', "not a well-formed table"),
        ("set.csv", "id,question\nx,Quoi ?\nx,Qui ?\n", "'x' is met twice"),
        ("set.csv", "kind,question\nfact,Quoi ?\n", "kind 'fact' does not go with 0"),
        ("set.csv", "kind,question\nfait,Quoi ?\n", "expected “kind” among"),
        ("set.csv", "question\n", "expected questions, got none"),
        ("set.xlsx", "question\n", r"expected a .csv, .tsv or .jsonl file, got '.xlsx'"),
    ],
)
def test_unusable_tables_are_refused_with_their_line(tmp_path: Path, name: str, text: str, fault: str):
    (tmp_path / name).write_text(text)
    with pytest.raises(EvalError, match=fault):
        read_own_set(tmp_path / name)
