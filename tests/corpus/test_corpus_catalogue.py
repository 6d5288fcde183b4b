from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from corpus import CatalogueError, Corpus, CorpusError, load_corpus
from corpus.catalogue import parse_catalogue
from corpus.read import SHIPPED

ENTRY = """
[[documents]]
symbol = "{symbol}"
slug = "{symbol}"
title = "Titre"
short_name = "court"
aliases = ["un", "deux"]
body = "G7"
date = 2019-04-05
language = "fr"
file = "{symbol}.txt"
sha256 = "0"
"""


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("A/76/135", "A/76/135"),
        ("rapport de 2021", "A/76/135"),
        ("GGE 2021", "A/76/135"),
        ("Rapport du GGE de 2021", "A/76/135"),
        ("rapport du groupe d’experts gouvernementaux de 2021", "A/76/135"),
        ("rapport de 2013", "A/68/98"),
        ("gge 2013", "A/68/98"),
        ("résolution 74/28", "A/RES/74/28"),
        ("A/RES/74/28", "A/RES/74/28"),
        ("resolution de 2019", "A/RES/74/28"),
        ("résolution 73/266", "A/RES/73/266"),
        ("résolution de 2018", "A/RES/73/266"),
        ("Dinard", "Déclaration de Dinard"),
        ("DECLARATION DE DINARD", "Déclaration de Dinard"),
        ("déclaration du G7", "Déclaration de Dinard"),
    ],
)
def test_a_document_is_found_by_the_names_people_give_it(corpus: Corpus, name: str, symbol: str) -> None:
    assert corpus.document(name).symbol == symbol


def test_an_unknown_document_is_an_error_that_lists_the_known_ones(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match=r"'A/70/174'.*A/RES/73/266"):
        corpus.document("A/70/174")


def test_no_alias_names_two_documents(corpus: Corpus) -> None:
    names = [name.casefold() for document in corpus.documents for name in (document.symbol, *document.aliases)]
    assert len(names) == len(set(names))


def test_the_sources_are_shipped_byte_for_byte(corpus: Corpus) -> None:
    for document in corpus.documents:
        data = (SHIPPED / "documents" / document.file).read_bytes()
        assert sha256(data).hexdigest() == document.sha256
        assert corpus.source(document.symbol) == data.decode()


def test_an_altered_source_is_refused(tmp_path: Path) -> None:
    folder = _copy_of_corpus(tmp_path)
    altered = folder / "documents" / "003_91f1a599a05cacca.txt"
    altered.write_bytes(altered.read_bytes() + b" ")
    with pytest.raises(CatalogueError, match=r"Dinard.*SHA-256.*expects"):
        load_corpus(folder)


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    folder = _copy_of_corpus(tmp_path)
    (folder / "documents" / "004_b170c5734a4698e9.txt").unlink()
    with pytest.raises(CatalogueError, match=r"A/68/98: no source file"):
        load_corpus(folder)


def test_a_folder_without_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue"):
        load_corpus(tmp_path)


def test_a_copy_of_the_corpus_loads_the_same(tmp_path: Path, corpus: Corpus) -> None:
    assert load_corpus(_copy_of_corpus(tmp_path)) == corpus


def test_an_entry_becomes_a_document() -> None:
    (document,) = parse_catalogue(ENTRY.format(symbol="A/1/1"))
    assert document.aliases == ("un", "deux")
    assert document.date == date(2019, 4, 5)


def test_two_documents_cannot_share_a_symbol() -> None:
    with pytest.raises(CatalogueError, match="share a symbol"):
        parse_catalogue(ENTRY.format(symbol="A/1/1") * 2)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(CatalogueError, match="colour"):
        parse_catalogue(ENTRY.format(symbol="A/1/1") + 'colour = "blue"\n')


def _copy_of_corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    copytree(SHIPPED / "documents", folder / "documents")
    (folder / "catalogue.toml").write_bytes((SHIPPED / "catalogue.toml").read_bytes())
    return folder
