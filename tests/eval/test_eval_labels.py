import pytest
from eval_builders import FakePassages

from corpus import load_corpus
from eval.corpus_passages import CorpusPassages
from eval.errors import EvalError
from eval.labels import label_question, label_questions, qrels_of
from eval.model import Piece, QuestionKind, Span, WrittenEvidence, WrittenQuestion
from eval.question_sets import load_set
from eval.references import parse_reference

PASSAGES = FakePassages({"A#1": "Les mots voulus.", "A#2": "Encore les mots voulus ici.", "B#1": "les mots voulus"})


def written(evidence: WrittenEvidence, kind: QuestionKind = QuestionKind.FACT, **changes) -> WrittenQuestion:
    return WrittenQuestion("q1", "?", kind, "neutral", changes.pop("documents", ()), (evidence,), **changes)


def test_evidence_is_found_in_the_paragraph_named():
    question = label_question(written(WrittenEvidence(("A, par. 2",), "mots voulus")), PASSAGES)
    assert question.pieces == (Piece("A", (Span("A#2", 11, 22, "mots voulus"),)),)
    assert qrels_of([question]) == {"q1": {"A#2": 1}}


def test_evidence_over_two_paragraphs_makes_two_pieces():
    class TwoParagraphs(FakePassages):
        def locate(self, symbol: str, evidence: str, label: str | None) -> tuple[tuple[str, int, int], ...]:
            return (("A#1", 11, 16), ("A#2", 0, 6))

    question = label_question(written(WrittenEvidence(("A 1",), "voulus. Encore")), TwoParagraphs(PASSAGES.texts))
    assert [piece.paragraph_ids for piece in question.pieces] == [{"A#1"}, {"A#2"}]


@pytest.mark.parametrize(("documents", "found"), [(("B",), {"B#1"}), ((), {"A#2", "B#1"})])
def test_evidence_without_a_place_is_sought_in_the_documents_named_or_in_all(documents, found):
    question = label_question(written(WrittenEvidence((), "les mots"), documents=documents), PASSAGES)
    assert question.relevant_ids == found


def test_reference_alone_makes_the_whole_paragraph_the_evidence():
    question = label_question(written(WrittenEvidence(("A, par. 1",), None)), PASSAGES)
    assert question.pieces[0].spans == (Span("A#1", 0, 16, "Les mots voulus.", whole=True),)


def test_alternatives_are_relevant_too():
    also = (WrittenEvidence(("B 1",), "les mots"),)
    question = label_question(written(WrittenEvidence(("A 1",), "Les mots"), alternatives=also), PASSAGES)
    assert question.relevant_ids == {"A#1", "B#1"}


def test_unanswerable_questions_have_no_judgements():
    question = WrittenQuestion("q1", "?", QuestionKind.UNANSWERABLE, "neutral", (), ())
    assert qrels_of([label_question(question, PASSAGES)]) == {}


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        (WrittenEvidence(("A 1",), "absents"), "'q1': no paragraph of A 1 contains the evidence 'absents'"),
        (WrittenEvidence(("A, par. 9",), None), "'q1': A has no paragraph '9'"),
        (WrittenEvidence(("C 1",), "mots"), "'q1': no document 'C'"),
    ],
)
def test_evidence_that_stands_nowhere_fails_loudly(evidence, fault):
    with pytest.raises(EvalError, match=fault):
        label_question(written(evidence), PASSAGES)


def test_every_fault_is_told_at_once():
    faulty = [written(WrittenEvidence(("A 1",), words)) for words in ("premier", "second")]
    with pytest.raises(EvalError, match=r"2 question\(s\) cannot be labelled: .*premier.*second"):
        label_questions(faulty, PASSAGES)


@pytest.mark.parametrize("name", ["dev", "dialogues"])
def test_every_piece_of_the_shipped_sets_stands_in_the_corpus(name):
    corpus = load_corpus()
    questions = label_questions(load_set(name), CorpusPassages(corpus))
    spans = [
        span for question in questions for piece in (*question.pieces, *question.alternatives) for span in piece.spans
    ]
    assert all(corpus.by_id[span.paragraph_id].text[span.start : span.end] == span.text for span in spans)
    assert all(question.answerable == bool(question.relevant_ids) for question in questions)


def test_every_label_names_the_paragraph_that_holds_its_words():
    corpus = load_corpus()
    for question in label_questions(load_set("dev"), CorpusPassages(corpus)):
        for piece, evidence in zip(question.pieces, question.written.evidence, strict=True):
            named = {corpus.find(*parse_reference(place)) for place in evidence.places}
            assert None in named or {p.paragraph_id for p in named if p} >= piece.paragraph_ids, question.query_id
