"""References and citations, in every format."""

from __future__ import annotations

import json
import re

import pytest

from assistant.app.exports import cite, proven_quotes
from assistant.app.records import QuoteRecord, digest
from assistant.citation import CITERS, citation_key, csl_item, reference


@pytest.mark.parametrize(
    ("paragraph_id", "expected"),
    [
        ("A/76/135#71-g", "A/76/135, par. 71 g)"),
        ("A/76/135#53", "A/76/135, par. 53"),
        ("A/76/135#norme-13-g", "A/76/135, norme 13 g)"),
        ("A/76/135#resume-2", "A/76/135, résumé, al. 2"),
        ("A/RES/74/28#preambule-4", "A/RES/74/28, préambule, al. 4"),
        ("A/RES/74/28#1", "A/RES/74/28, par. 1"),
        ("A/RES/74/28#1-a", "A/RES/74/28, par. 1 a)"),
        ("A/RES/73/266#note-1", "A/RES/73/266, note 1"),
        ("dinard#alinea-2", "Déclaration de Dinard, alinéa 2"),
        ("dinard#engagement-3", "Déclaration de Dinard, engagement 3"),
    ],
)
def test_reference(answerer, paragraph_id, expected):
    assert reference(answerer.corpus.by_id[paragraph_id]) == expected


def test_references_and_keys_are_unique(answerer):
    paragraphs = answerer.corpus.paragraphs
    assert len({reference(paragraph) for paragraph in paragraphs}) == len(paragraphs)
    assert len({citation_key(paragraph) for paragraph in paragraphs}) == len(paragraphs)


@pytest.mark.parametrize("format_name", sorted(CITERS))
def test_words_are_not_changed_by_a_format(answerer, format_name):
    paragraph = answerer.corpus.by_id["A/76/135#30-d"]
    document = answerer.corpus.document(paragraph.symbol)
    words = paragraph.text[:60]
    cited = CITERS[format_name](document, paragraph, words, "http://h/x")
    plain = re.sub(r"\\(.)", r"\1", cited).replace("&#x27;", "'")
    assert format_name == "note" or words in plain
    assert "30 d)" in plain


def test_markup_in_the_words_is_escaped(answerer):
    paragraph = answerer.corpus.by_id["A/76/135#53"]
    document = answerer.corpus.document(paragraph.symbol)
    payload = "<script>alert(1)</script> [x](javascript:1) **gras** $x$"
    assert "<script>" not in CITERS["html"](document, paragraph, payload, "")
    markdown = CITERS["markdown"](document, paragraph, payload, "")
    assert "<script>" not in markdown and "\\[x\\]\\(javascript:1\\)" in markdown and "\\*\\*gras" in markdown


def test_csl(answerer):
    paragraph = answerer.corpus.by_id["A/RES/74/28#preambule-4"]
    item = csl_item(answerer.corpus.document(paragraph.symbol), paragraph, paragraph.text, "http://h/x")
    assert item["type"] == "legislation" and item["number"] == "A/RES/74/28"
    assert item["issued"] == {"date-parts": [[2019, 12, 12]]}
    assert item["locator"] == "préambule, al. 4"
    assert json.loads(json.dumps(item)) == item


def test_bibtex_braces_balance(answerer):
    for paragraph in answerer.corpus.paragraphs:
        document = answerer.corpus.document(paragraph.symbol)
        entry = CITERS["bibtex"](document, paragraph, paragraph.text, "http://h/corpus?p=A%20B#c")
        bare = re.sub(r"\\[{}]", "", entry)
        assert bare.count("{") == bare.count("}")


def test_an_altered_quote_is_left_out_of_every_export(answerer):
    paragraph = answerer.corpus.by_id["A/76/135#53"]
    good = QuoteRecord(paragraph.paragraph_id, 0, 20, digest(paragraph.text[:20]))
    bad = QuoteRecord(paragraph.paragraph_id, 0, 21, digest(paragraph.text[:20]))
    quotes = list(proven_quotes(answerer.corpus, [good, bad]))
    assert [quote.text for quote in quotes] == [paragraph.text[:20]]
    assert cite(answerer.corpus, quotes, "texte").count("«") == 1
