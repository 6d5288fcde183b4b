"""The manifest of an index: what it was built from, so that a stale or foreign one is never used."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 3
FILE_NAME = "manifest.json"


class StaleIndexError(RuntimeError):
    """The index on disk was built from something else, or its files changed."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is made from; two equal values give the same index."""

    model: str
    revision: str
    adapter_sha256: str | None
    corpus_sha256: str
    views_sha256: str
    analysis_sha256: str
    dim: int

    def key(self) -> str:
        """Twelve hexadecimal digits that name the index of these sources."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Sources, counts by kind of view, and the SHA-256 of each file of the index."""

    sources: Sources
    counts: dict[str, int]
    checksums: dict[str, str]
    metric: str = "inner product of L2-normalised vectors"
    format: int = FORMAT


def write_manifest(directory: Path, sources: Sources, counts: dict[str, int]) -> Manifest:
    """Write the manifest of the files in `directory`, and return it."""
    manifest = Manifest(sources, counts, _checksums(directory))
    path = directory / FILE_NAME
    path.write_text(json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


def verify_manifest(directory: Path, expected: Sources) -> Manifest:
    """Return the manifest in `directory`. Raises StaleIndexError where it does not fit `expected` or its files."""
    path = directory / FILE_NAME
    if not path.is_file():
        raise StaleIndexError(f"no index in {directory}: run `alinea index`")
    content = _read(path)
    if content.get("format") != FORMAT:
        raise StaleIndexError(
            f"{path} has format {content.get('format')}, expected {FORMAT}: run `alinea index --force`"
        )
    found = Sources(**content["sources"])
    for name, value in asdict(expected).items():
        if getattr(found, name) != value:
            raise StaleIndexError(
                f"the index in {directory} was built with {name} {getattr(found, name)!r}, expected {value!r}:"
                " run `alinea index --force`"
            )
    if (actual := _checksums(directory)) != content["checksums"]:
        changed = sorted(set(actual.items()) ^ set(content["checksums"].items()))
        raise StaleIndexError(f"files of the index in {directory} changed: {changed[0][0]}; run `alinea index --force`")
    return Manifest(found, content["counts"], content["checksums"])


def _read(path: Path) -> dict[str, Any]:
    """Return the content of a manifest. Raises StaleIndexError where it is cut short or is none of ours."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StaleIndexError(f"{path} cannot be read ({error}): run `alinea index --force`") from error
    if not isinstance(content, dict):
        raise StaleIndexError(f"{path} is not a manifest: run `alinea index --force`")
    return content


def _checksums(directory: Path) -> dict[str, str]:
    files = (path for path in sorted(directory.rglob("*")) if path.is_file() and path.name != FILE_NAME)
    return {path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
