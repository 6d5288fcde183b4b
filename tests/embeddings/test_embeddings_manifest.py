import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from embeddings.manifest import FILE_NAME, FORMAT, Manifest, Sources, StaleIndexError, verify_manifest, write_manifest

SOURCES = Sources("model", "1", "a" * 64, "c" * 64, "v" * 64, "l" * 64, 384)
OTHERS = {
    "model": "another",
    "revision": "2",
    "adapter_sha256": None,
    "corpus_sha256": "d" * 64,
    "views_sha256": "w" * 64,
    "analysis_sha256": "m" * 64,
    "dim": 768,
}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "bm25").mkdir()
    (tmp_path / "vectors.faiss").write_bytes(b"vectors")
    (tmp_path / "bm25" / "vocab.json").write_bytes(b"{}")
    write_manifest(tmp_path, SOURCES, {"text": 3})
    return tmp_path


def test_the_manifest_of_the_same_sources_is_read(directory: Path) -> None:
    manifest = verify_manifest(directory, replace(SOURCES))
    assert isinstance(manifest, Manifest)
    assert (manifest.sources, manifest.counts) == (SOURCES, {"text": 3})
    assert set(manifest.checksums) == {"vectors.faiss", "bm25/vocab.json"}


def test_every_field_of_the_sources_is_tried() -> None:
    assert set(OTHERS) == set(asdict(SOURCES))


@pytest.mark.parametrize("name", OTHERS)
def test_another_source_makes_it_stale(directory: Path, name: str) -> None:
    expected = replace(SOURCES, **{name: OTHERS[name]})
    with pytest.raises(StaleIndexError, match="run `alinea index --force`") as error:
        verify_manifest(directory, expected)
    message = str(error.value)
    assert f"built with {name} {getattr(SOURCES, name)!r}, expected {OTHERS[name]!r}" in message
    assert str(directory) in message
    assert expected.key() != SOURCES.key()


@pytest.mark.parametrize("name", ["vectors.faiss", "bm25/vocab.json"])
@pytest.mark.parametrize("change", ["altered", "removed"])
def test_a_changed_file_is_named(directory: Path, name: str, change: str) -> None:
    (directory / name).unlink() if change == "removed" else (directory / name).write_bytes(b"altered")
    with pytest.raises(StaleIndexError, match=f"changed: {name}; run `alinea index --force`"):
        verify_manifest(directory, SOURCES)


def test_a_foreign_file_is_named(directory: Path) -> None:
    (directory / "extra").write_bytes(b"")
    with pytest.raises(StaleIndexError, match="changed: extra"):
        verify_manifest(directory, SOURCES)


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StaleIndexError, match=r"no index in .*: run `alinea index`"):
        verify_manifest(tmp_path / "none", SOURCES)


def test_another_format_is_stale(directory: Path) -> None:
    path = directory / FILE_NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": FORMAT + 1}))
    with pytest.raises(StaleIndexError, match=f"has format {FORMAT + 1}, expected {FORMAT}"):
        verify_manifest(directory, SOURCES)


@pytest.mark.parametrize("content", [b"", b'{"format": 1, "sour', b"[]", b"\xff\xfe", b"{}"])
def test_a_manifest_cut_short_is_stale(directory: Path, content: bytes) -> None:
    (directory / FILE_NAME).write_bytes(content)
    with pytest.raises(StaleIndexError, match="run `alinea index --force`"):
        verify_manifest(directory, SOURCES)


def test_the_key_is_short_and_the_same_for_equal_sources() -> None:
    assert SOURCES.key() == replace(SOURCES).key()
    assert len(SOURCES.key()) == 12
