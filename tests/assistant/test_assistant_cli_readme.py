"""What the README shows is true: its answer quotes the corpus, its Python runs, its marks are there."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.citation import reference
from assistant.cli.docs import BEGIN, END, QUESTION, with_answer
from corpus import load_corpus

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_answer_shown_quotes_the_corpus_word_for_word():
    answer = README.split(BEGIN)[1].split(END)[0]
    assert QUESTION in answer
    quotes = re.findall(r"^«\u00a0(.+?)\u00a0» \((.+)\)$", answer, re.MULTILINE)
    assert quotes
    texts = {reference(paragraph): paragraph.text for paragraph in load_corpus().paragraphs}
    for quote, references in quotes:
        assert quote in texts[references.split("\u202f; ")[0]]


def test_an_answer_replaces_the_one_before():
    once = with_answer(README, "A")
    assert with_answer(once, "A") == once
    assert once.count(BEGIN) == once.count(END) == 1


def test_the_python_shown_is_five_lines_that_compile():
    code = README.split("```python\n")[1].split("```")[0]
    compile(code, "README.md", "exec")
    assert len([line for line in code.splitlines() if line]) <= 5
