import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.errors import EvalError
from eval.trec import as_run_scores, ranking, read_qrels, read_run, write_qrels, write_run

IDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=8).filter(
    lambda name: name.split() == [name] and not name.startswith("\ufeff")
)
SCORES = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60)
@given(qrels=st.dictionaries(IDS, st.dictionaries(IDS, st.integers(-2, 9), min_size=1, max_size=4), min_size=1))
@pytest.mark.parametrize("name", ["qrels.txt", "qrels.txt.gz"])
def test_qrels_round_trip(tmp_path_factory, name, qrels):
    path = tmp_path_factory.mktemp("qrels") / name
    write_qrels(path, qrels)
    assert read_qrels(path) == qrels


@settings(max_examples=60)
@given(run=st.dictionaries(IDS, st.dictionaries(IDS, SCORES, min_size=1, max_size=4), min_size=1))
@pytest.mark.parametrize("name", ["run.trec", "run.trec.gz"])
def test_run_round_trips_to_the_last_bit(tmp_path_factory, name, run):
    path = tmp_path_factory.mktemp("run") / name
    write_run(path, run)
    assert read_run(path) == run


def test_gzip_is_real_and_deterministic(tmp_path: Path):
    run = {"q1": {"d1": 1.5}}
    for name in ("a.gz", "b.gz"):
        write_run(tmp_path / name, run)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"q1 Q0 d1 1 1.5 alinea\n"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("q1 Q0 d2 2 0.5", "line 2: expected 6 columns"),
        ("q1 Q0 d2 2 high tag", "line 2: expected a finite number as score, got 'high'"),
        ("q1 Q0 d2 2 nan tag", "line 2: expected a finite number"),
        ("q1 Q0 d1 2 0.5 tag", "line 2: document 'd1' given twice for query 'q1'"),
    ],
)
def test_malformed_run_is_refused_with_its_line(tmp_path: Path, line: str, fault: str):
    path = tmp_path / "run.trec"
    path.write_text(f"q1 Q0 d1 1 1.0 tag\n{line}\n")
    with pytest.raises(EvalError, match=fault):
        read_run(path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n\nq1 0 d1\n", "line 3: expected 4 columns"),
        ("q1 0 d1 yes\n", "line 1: expected a whole number"),
        ("q1 0 d1 1\nq1 0 d1 0\n", "line 2: document 'd1' given twice"),
        ("\n", "got an empty file"),
    ],
)
def test_malformed_qrels_are_refused_with_their_line(tmp_path: Path, text: str, fault: str):
    path = tmp_path / "qrels.txt"
    path.write_text(text)
    with pytest.raises(EvalError, match=fault):
        read_qrels(path)


def test_unreadable_files_are_refused(tmp_path: Path):
    (tmp_path / "latin.txt").write_bytes("q1 0 déjà 1".encode("latin-1"))
    (tmp_path / "fake.gz").write_text("q1 0 d1 1")
    for name in ("absent.txt", "latin.txt", "fake.gz"):
        with pytest.raises(EvalError, match=name):
            read_qrels(tmp_path / name)


@pytest.mark.parametrize("name", ["", "two words", "nbsp\u00a0inside", "line\nend"])
def test_ids_that_trec_cannot_carry_are_refused(tmp_path: Path, name: str):
    with pytest.raises(EvalError, match="white space"):
        write_run(tmp_path / "run.trec", {"q1": {name: 1.0}})


@given(hits=st.lists(st.tuples(IDS, st.floats(-1e6, 1e6)), max_size=12))
def test_run_scores_keep_the_order_of_hits_in_spite_of_ties(hits):
    scores = as_run_scores(hits)
    assert ranking(scores) == list(dict.fromkeys(doc_id for doc_id, _ in hits))
    assert len(set(scores.values())) == len(scores)
