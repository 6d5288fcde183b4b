"""Question sets in our own JSONL: read and written, dialogues flattened to one question a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eval.errors import EvalError
from eval.model import QuestionKind, WrittenEvidence, WrittenQuestion
from eval.text_files import field, json_records, write_json_records

FOLDER = Path(__file__).parent / "questions"
SHIPPED_SETS = {
    "dev": ("dev_1.jsonl", "dev_2.jsonl"),
    "dialogues": ("dev_dialogues_1.jsonl", "dev_dialogues_2.jsonl"),
    "held-out": ("held_out_1.jsonl", "held_out_2.jsonl"),
    "asked": tuple(f"asked_{author}.jsonl" for author in range(1, 9)),
}


def load_set(name: str) -> tuple[WrittenQuestion, ...]:
    """Loads a shipped set by name (a key of `SHIPPED_SETS`) or a set by the path of its JSONL file.

    Raises EvalError on an unknown name, a malformed line or an id met twice.
    """
    paths = [FOLDER / file for file in SHIPPED_SETS.get(name, ())] or [Path(name)]
    if name not in SHIPPED_SETS and not paths[0].is_file():
        raise EvalError(f"question set {name!r}: expected one of {', '.join(SHIPPED_SETS)} or the path of a JSONL file")
    questions = tuple(question for path in paths for question in read_questions(path))
    check_ids_differ(questions)
    return questions


def read_questions(path: Path) -> Iterator[WrittenQuestion]:
    """Yields the questions of a JSONL file; a dialogue yields one question a turn.

    Raises EvalError with the line number of a malformed one.
    """
    for number, record in json_records(path):
        where = f"{path} line {number}"
        if "turns" in record:
            yield from _dialogue_turns(record, where)
        else:
            yield _single(record, where)


def turn_id(dialogue_id: str, turn: int) -> str:
    """Names a turn (from 1) in runs, qrels and answers: « dc01:2 »."""
    return f"{dialogue_id}:{turn}"


def check_ids_differ(questions: Iterable[WrittenQuestion]) -> None:
    """Raises EvalError where two questions bear one id."""
    seen: set[str] = set()
    for question in questions:
        if question.query_id in seen:
            raise EvalError(f"question id {question.query_id!r} is met twice; give each question its own id")
        seen.add(question.query_id)


def write_questions(path: Path, questions: Iterable[WrittenQuestion]) -> None:
    """Writes single questions in the format that `read_questions` reads; raises EvalError on a dialogue turn."""
    write_json_records(path, (_record(question) for question in questions))


def _single(record: dict[str, Any], where: str) -> WrittenQuestion:
    kind = record.get("kind", QuestionKind.FACT)
    if kind not in set(QuestionKind):
        raise EvalError(f"{where}: expected “kind” among {', '.join(QuestionKind)}, got {kind!r}")
    question = WrittenQuestion(
        query_id=field(record, "id", str, where),
        text=field(record, "question", str, where),
        kind=QuestionKind(kind),
        style=str(record.get("style", "neutral")),
        documents=tuple(record.get("docs", ())),
        evidence=_evidence(record, where),
        alternatives=_alternatives(record, where),
        why=str(record.get("why", "")),
    )
    if (question.kind is QuestionKind.UNANSWERABLE) == bool(question.evidence):
        wanted = "no evidence" if question.evidence else "“evidence” or “paras”"
        raise EvalError(f"{where}: question {question.query_id!r} of kind {kind!r} must have {wanted}")
    return question


def _dialogue_turns(record: dict[str, Any], where: str) -> Iterator[WrittenQuestion]:
    dialogue_id = field(record, "id", str, where)
    for turn, part in enumerate(field(record, "turns", list, where), start=1):
        spot = f"{where} turn {turn}"
        if not isinstance(part, dict):
            raise EvalError(f"{spot}: expected a JSON object, got {type(part).__name__}")
        evidence = _evidence(part, spot)
        yield WrittenQuestion(
            query_id=turn_id(dialogue_id, turn),
            text=field(part, "question", str, spot),
            kind=_turn_kind(part, evidence),
            style="dialogue",
            documents=_documents_of(evidence),
            evidence=evidence,
            alternatives=_alternatives(part, spot),
            dialogue_id=dialogue_id,
            turn=turn,
        )


def _turn_kind(part: dict[str, Any], evidence: tuple[WrittenEvidence, ...]) -> QuestionKind:
    """The kind that a turn states, or else: several paragraphs make `multi`, no evidence `unanswerable`."""
    if part.get("kind") in set(QuestionKind):
        return QuestionKind(part["kind"])
    if not evidence:
        return QuestionKind.UNANSWERABLE
    return QuestionKind.MULTI if len({piece.places for piece in evidence}) > 1 else QuestionKind.FACT


def _documents_of(evidence: tuple[WrittenEvidence, ...]) -> tuple[str, ...]:
    places = (place for piece in evidence for place in piece.places)
    return tuple(dict.fromkeys(place.split(" ", 1)[0] for place in places))


def _evidence(record: dict[str, Any], where: str) -> tuple[WrittenEvidence, ...]:
    """Pairs each piece with its paragraph where both lists are as long, else with all paragraphs named.

    Evidence without paragraphs may stand anywhere in the question's documents.
    """
    places, texts = _strings(record, "paras", where), _strings(record, "evidence", where)
    if not texts:
        return tuple(WrittenEvidence((place,), None) for place in places)
    if len(places) == len(texts):
        return tuple(WrittenEvidence((place,), text) for place, text in zip(places, texts, strict=True))
    return tuple(WrittenEvidence(places, text) for text in texts)


def _alternatives(record: dict[str, Any], where: str) -> tuple[WrittenEvidence, ...]:
    return tuple(
        WrittenEvidence((field(also, "para", str, where),), also.get("evidence")) for also in record.get("also", ())
    )


def _strings(record: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    values = record.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise EvalError(f"{where}: expected “{name}” as a list of texts, got {values!r:.60}")
    return tuple(values)


def _record(question: WrittenQuestion) -> dict[str, Any]:
    if question.dialogue_id is not None:
        raise EvalError(f"question {question.query_id!r} is a turn of a dialogue, which this format cannot hold")
    record: dict[str, Any] = {
        "id": question.query_id,
        "kind": str(question.kind),
        "style": question.style,
        "question": question.text,
        "docs": list(question.documents),
        "paras": _written_places(question.evidence),
        "evidence": [piece.text for piece in question.evidence if piece.text is not None],
        "also": [{"para": piece.places[0], "evidence": piece.text} for piece in question.alternatives],
    }
    return record | ({"why": question.why} if question.why else {})


def _written_places(evidence: tuple[WrittenEvidence, ...]) -> list[str]:
    """One place a piece where each has one of its own, else the places that all pieces share."""
    if all(len(piece.places) == 1 for piece in evidence):
        return [piece.places[0] for piece in evidence]
    return list(dict.fromkeys(place for piece in evidence for place in piece.places))
