"""What is copied and downloaded can be read by the programs it is for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pytest

from assistant.app.exports import answer_as, export_conversation
from assistant.app.records import QuoteRecord, ScopeRecord, TurnRecord, digest, record_of
from assistant.citation import as_bibtex

# The variables that csl-data.json (version 1.0) allows, of those that could be written here.
CSL = {
    "id",
    "type",
    "title",
    "number",
    "author",
    "publisher",
    "issued",
    "language",
    "locator",
    "note",
    "abstract",
    "URL",
}
BASE = "http://127.0.0.1:7860/"


@pytest.fixture(scope="module")
def turn(answerer) -> TurnRecord:
    """An answer that quotes one paragraph twice, and another one."""
    made = record_of(answerer.ask("attaque territoire").answer, ScopeRecord())
    twice = answerer.corpus.by_id["A/76/135#30-d"]
    slices = [("A/76/135#30-d", 0, 40), ("A/76/135#30-d", 50, 90), ("dinard#engagement-3", 0, 30)]
    quotes = tuple(
        QuoteRecord(name, start, end, digest(answerer.corpus.by_id[name].text[start:end]))
        for name, start, end in slices
    )
    assert len(twice.text) > 90
    return replace(made, quotes=quotes, understood_as="Compris autrement ?")


def bibtex_entries(text: str) -> dict[str, dict[str, str]]:
    """Read entries as BibTeX does: braces balance, an escaped brace is no brace, fields are separated by commas."""
    entries = {}
    for kind, key, body in re.findall(r"@(\w+)\{([^,\s]+),\n(.*?)\n\}", text, re.DOTALL):
        assert kind == "techreport" and re.fullmatch(r"[a-z0-9-]+", key) and key not in entries
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", body, re.MULTILINE))
        assert len(fields) == len(body.split("\n"))
        for value in fields.values():
            depth = 0
            for sign in re.findall(r"\\.|[{}]", value):
                depth += {"{": 1, "}": -1}.get(sign, 0)
                assert depth >= 0
            assert depth == 0
        entries[key] = fields
    return entries


def test_bibtex_has_one_entry_a_paragraph(answerer, turn):
    entries = bibtex_entries(answer_as(answerer.corpus, turn, "bibtex", BASE))
    assert list(entries) == ["a-76-135-30-d", "dinard-engagement-3"]
    first = entries["a-76-135-30-d"]
    assert (first["number"], first["year"], first["note"]) == ("A/76/135", "2021", "par. 30 d)")
    assert "[…]" in first["abstract"] and first["url"].startswith(f"{BASE}corpus?p=A/76/135")


def test_bibtex_escapes_what_latex_reads(answerer):
    paragraph = answerer.corpus.by_id["A/76/135#53"]
    document = answerer.corpus.document(paragraph.symbol)
    entry = as_bibtex(document, paragraph, r"50 % & #1 $x_y$ {a} ~b^c \d", "http://h/a?p=x%20y#z")
    fields = bibtex_entries(entry)["a-76-135-53"]
    said = r"50 \% \& \#1 \$x\_y\$ \{a\} \textasciitilde{}b\textasciicircum{}c \textbackslash{}d"
    assert fields["abstract"] == said
    assert fields["url"] == "http://h/a?p=x%20y#z"


def test_every_paragraph_is_a_bibtex_entry_and_a_csl_item(answerer):
    for paragraph in answerer.corpus.paragraphs:
        turn = _turn_quoting(answerer, paragraph.paragraph_id)
        assert len(bibtex_entries(answer_as(answerer.corpus, turn, "bibtex", BASE))) == 1
        (item,) = json.loads(answer_as(answerer.corpus, turn, "csl", BASE))
        assert {*item} <= CSL and item["type"] in ("report", "legislation")
        assert item["abstract"] == paragraph.text


def test_csl_ids_are_unique(answerer, turn):
    items = json.loads(answer_as(answerer.corpus, turn, "csl", BASE))
    assert [item["id"] for item in items] == ["a-76-135-30-d", "dinard-engagement-3"]


def test_footnotes_name_each_paragraph_once(answerer, turn):
    assert answer_as(answerer.corpus, turn, "note").split("\n\n") == [
        "A/76/135, par. 30 d).",
        "Déclaration de Dinard, engagement 3.",
    ]


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_a_downloaded_conversation_has_its_words_and_its_sources(answerer, turn, suffix):
    file = export_conversation(answerer.corpus, "Essai *1*", [turn, turn], suffix, BASE)
    text = _docx_text(file.content) if suffix == "docx" else file.content.decode()
    plain = re.sub(r"\\(.)", r"\1", text).replace("&#x27;", "'")
    for quote in turn.quotes:
        assert answerer.corpus.by_id[quote.paragraph_id].text[quote.start : quote.end] in plain
    assert plain.count("Compris\u00a0: Compris autrement ?") == 2
    sources = plain[plain.rindex("Sources") :]
    assert sources.count("A/76/135 — Rapport") == 1 and sources.count("Déclaration de Dinard — ") == 1
    assert "14 juillet 2021" in sources


def test_a_pdf_has_its_words_its_sources_its_outline_and_its_links(answerer, turn):
    asked = replace(turn, question="Что сказано ? <b>œuvre</b>")  # another alphabet, and signs of markup
    file = export_conversation(answerer.corpus, "Essai *1*", [asked, *[turn] * 5], "pdf", BASE)
    document = pypdf.PdfReader(BytesIO(file.content))
    assert len(document.pages) > 1 and document.metadata.title == "Essai *1*"
    pages = [page.extract_text() for page in document.pages]
    assert [page.split("\n")[-1] for page in pages] == [f"{n} / {len(pages)}" for n in range(1, len(pages) + 1)]
    plain = " ".join(" ".join(pages).split())
    for quote in turn.quotes:
        words = answerer.corpus.by_id[quote.paragraph_id].text[quote.start : quote.end]
        assert plain.count(f"« {words.strip()}") == 6
    assert "Что сказано ? <b>œuvre</b>" in plain
    assert plain[plain.rindex("Sources") :].count("A/76/135 — Rapport") == 1
    assert [entry.title for entry in document.outline[1]][::6] == [asked.question, "Sources"]
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in document.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    }
    assert len(links) == 3 and all(link.startswith(BASE + "corpus?p=") for link in links)


def _docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def _turn_quoting(answerer, paragraph_id: str) -> TurnRecord:
    text = answerer.corpus.by_id[paragraph_id].text
    made = record_of(answerer.ask("attaque").answer, ScopeRecord())
    return replace(made, quotes=(QuoteRecord(paragraph_id, 0, len(text), digest(text)),))
