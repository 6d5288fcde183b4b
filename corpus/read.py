"""Reading what the package ships: the only place, with the stores, that touches files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from corpus.catalogue import parse_catalogue
from corpus.errors import CatalogueError
from corpus.model import Document

SHIPPED = Path(__file__).parent


def read_catalogue(folder: Path = SHIPPED) -> tuple[Document, ...]:
    """Read `folder/catalogue.toml`; raises CatalogueError where it is missing or wrong."""
    path = folder / "catalogue.toml"
    if not path.is_file():
        raise CatalogueError(f"no catalogue at {path}: a corpus folder holds catalogue.toml and documents/")
    return parse_catalogue(path.read_text(encoding="utf-8"))


def read_source(document: Document, folder: Path = SHIPPED) -> str:
    """Read the source text of `document`, byte for byte as received (line ends are kept).

    Raises CatalogueError where the file is missing or its SHA-256 is not the catalogue's.
    """
    path = folder / "documents" / document.file
    if not path.is_file():
        raise CatalogueError(f"{document.symbol}: no source file at {path}")
    data = path.read_bytes()
    actual = sha256(data).hexdigest()
    if actual != document.sha256:
        raise CatalogueError(
            f"{document.symbol}: {path} has SHA-256 {actual}, the catalogue expects {document.sha256}; "
            "restore the file, or update the catalogue if the change is meant"
        )
    return data.decode("utf-8")


def read_question_lines(folder: Path = SHIPPED) -> tuple[tuple[str, int, str], ...]:
    """Read the lines of `folder/questions/*.jsonl` as (file name, line number from 1, line); blank ones are dropped."""
    return tuple(
        (path.name, number, line)
        for path in sorted((folder / "questions").glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip()
    )
