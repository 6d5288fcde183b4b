import json
from pathlib import Path

import pytest

from corpus import BankError, Corpus, load_bank

BY_LABEL = {"symbol": "A/76/135", "label": "53", "anchor": "53. La mise en œuvre", "style": "terse", "question": "Q ?"}
BY_EVIDENCE = {
    "symbol": "A/76/135",
    "label": "53",
    "evidence": "savoir à qui s'adresser et quel canal",
    "style": "terse",
    "question": "Q ?",
}


def write(tmp_path: Path, *entries: object) -> Path:
    (tmp_path / "questions").mkdir()
    lines = [entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False) for entry in entries]
    (tmp_path / "questions" / "bank.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_the_shipped_bank_resolves_to_paragraphs(corpus: Corpus) -> None:
    bank = load_bank(corpus)
    assert len(bank) >= 2694
    assert len({item.question_id for item in bank}) == len(bank)
    assert all(item.paragraph_id in corpus.by_id for item in bank)
    assert all(
        0 <= item.start < item.end <= len(corpus.by_id[item.paragraph_id].text)
        for item in bank
        if item.start is not None and item.end is not None
    )


@pytest.mark.parametrize(
    ("question_id", "paragraph_id"),
    [
        ("q0001", "A/76/135#1"),
        ("q1507", "A/76/135#page-de-titre"),
        ("q1651", "A/76/135#lettre-7"),
        ("q1657", "A/76/135#annexe-9"),
        ("q1660b", "A/76/135#annexe-16"),
        ("q1671", "A/68/98#resume-1"),
        ("q2495", "A/RES/73/266#preambule-1"),
        ("q2502", "A/RES/73/266#titre"),
        ("q2595", "dinard#titre"),
    ],
)
def test_questions_are_keyed_to_the_unit_that_answers(corpus: Corpus, question_id: str, paragraph_id: str) -> None:
    (found,) = [item for item in load_bank(corpus) if item.question_id == question_id]
    assert found.paragraph_id == paragraph_id


def test_a_line_without_identifier_is_named_after_its_place(corpus: Corpus, tmp_path: Path) -> None:
    first, second = load_bank(corpus, write(tmp_path, BY_LABEL, BY_EVIDENCE))
    assert (first.question_id, first.start, first.end) == ("bank-1", None, None)
    assert second.question_id == "bank-2"
    assert corpus.by_id[second.paragraph_id].text[second.start : second.end] == BY_EVIDENCE["evidence"]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({**BY_LABEL, "label": "153"}, "no unit labelled '153'"),
        ({**BY_LABEL, "label": "54"}, "does not begin with the anchor"),
        ({**BY_LABEL, "label": None, "anchor": "licornes"}, "does not hold the anchor"),
        ({**BY_LABEL, "label": None, "anchor": "Table des matières"}, "no unit of A/76/135 holds"),
        ({**BY_LABEL, "symbol": "A/1/1"}, "no document"),
        ({**BY_EVIDENCE, "label": "54"}, "holds the evidence"),
        ({"symbol": "A/76/135", "label": "53", "anchor": None}, "style"),
        ("{", "JSON"),
        ("3", "TypeError"),
    ],
)
def test_a_line_that_finds_no_paragraph_is_an_error(corpus: Corpus, tmp_path: Path, entry: object, reason: str) -> None:
    with pytest.raises(BankError, match=rf"bank\.jsonl, line 2: .*{reason}"):
        load_bank(corpus, write(tmp_path, BY_LABEL, entry))


def test_an_identifier_is_used_once(corpus: Corpus, tmp_path: Path) -> None:
    twice = {**BY_LABEL, "question_id": "q1"}
    with pytest.raises(BankError, match=r"line 2: the identifier 'q1' is taken"):
        load_bank(corpus, write(tmp_path, twice, twice))
