from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.beir import (
    BeirDocument,
    BeirFolder,
    is_beir_qrels,
    read_beir,
    read_beir_qrels,
    with_even_titles,
    with_odd_titles,
    write_beir,
)
from eval.errors import EvalError
from eval.trec import write_qrels

IDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=6).filter(
    lambda name: name.strip() == name and name.splitlines() == [name] and not name.startswith("\ufeff")
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


@st.composite
def folders(draw):
    documents = draw(st.lists(st.builds(BeirDocument, IDS, TEXTS, TEXTS), min_size=1, unique_by=lambda d: d.doc_id))
    queries = draw(st.dictionaries(IDS, TEXTS, min_size=1, max_size=4))
    judged = st.dictionaries(st.sampled_from([d.doc_id for d in documents]), st.integers(0, 3), min_size=1)
    return BeirFolder(tuple(documents), queries, {query_id: draw(judged) for query_id in queries})


@settings(max_examples=50)
@given(data=folders())
def test_beir_round_trip(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("beir")
    write_beir(folder, data)
    assert read_beir(folder) == data
    assert is_beir_qrels(folder / "qrels" / "test.tsv")


def test_only_judged_queries_are_kept(tmp_path: Path):
    data = BeirFolder((BeirDocument("d1", "", "texte"),), {"q1": "un", "q2": "deux"}, {"q2": {"d1": 1}})
    write_beir(tmp_path, data)
    assert read_beir(tmp_path).queries == {"q2": "deux"}


def test_judged_ids_must_exist(tmp_path: Path):
    write_beir(tmp_path, BeirFolder((BeirDocument("d1", "", "texte"),), {"q1": "un"}, {"q1": {"d9": 1}}))
    with pytest.raises(EvalError, match=r"1 judged document id.* 'd9'"):
        read_beir(tmp_path)


@pytest.mark.parametrize("row", ["q1\td1", "q1\td1\tone", "q1 d1 1"])
def test_malformed_judgement_is_refused_with_its_line(tmp_path: Path, row: str):
    path = tmp_path / "test.tsv"
    path.write_text(f"query-id\tcorpus-id\tscore\nq0\td0\t1\n{row}\n")
    with pytest.raises(EvalError, match="line 3"):
        read_beir_qrels(path)


def test_trec_qrels_are_told_apart(tmp_path: Path):
    write_qrels(tmp_path / "qrels.txt", {"q1": {"d1": 1}})
    assert not is_beir_qrels(tmp_path / "qrels.txt")


def test_missing_text_is_refused_with_its_line(tmp_path: Path):
    write_beir(tmp_path, BeirFolder((BeirDocument("d1", "", "x"),), {"q1": "un"}, {"q1": {"d1": 1}}))
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": "x"}\n{"_id": "d2"}\n')
    with pytest.raises(EvalError, match=r"corpus.jsonl line 2: expected “text” as str, got nothing"):
        read_beir(tmp_path)


def test_only_queries_on_titles_of_odd_hash_are_kept():
    documents = tuple(BeirDocument(title, title, "text") for title in ("Chat", "Chien", "Cheval", "Loup"))
    data = BeirFolder(documents, {d.title: "?" for d in documents}, {d.title: {d.title: 1} for d in documents})
    odd = [d.title for d in documents if int(sha256(d.title.encode()).hexdigest(), 16) % 2]
    assert 0 < len(odd) < 4
    kept = with_odd_titles(data)
    assert list(kept.qrels) == list(kept.queries) == odd
    assert kept.documents == documents
    assert [*with_even_titles(data).qrels] == [d.title for d in documents if d.title not in odd]
    with pytest.raises(EvalError, match="odd SHA-256"):
        with_odd_titles(BeirFolder(documents, data.queries, {}))
    with pytest.raises(EvalError, match="even SHA-256"):
        with_even_titles(BeirFolder(documents, data.queries, {}))
