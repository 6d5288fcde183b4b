from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.answerer import Answerer
from assistant.features import PASSAGE_FEATURES, PassageFeatures
from assistant.understanding import understand
from assistant.understanding.framing import unframed
from corpus import Paragraph, load_bank, load_corpus
from embeddings.encoder import EncodedQuery, EncodedTokens
from embeddings.index import SearchIndex
from embeddings.lexical_index import LexicalIndex
from embeddings.manifest import Sources
from embeddings.token_index import TokenIndex
from embeddings.vector_index import VectorIndex
from embeddings.views import View, ViewKind
from eval.ablation.asked_apart import asked_apart
from eval.ablation.broad import BroadAnswers, ask_broad
from eval.ablation.disturbed import bare, mistyped
from eval.ablation.framed import FRAMES, Framed, Topic, frames_searched, load_topics, of
from eval.ablation.masked_index import Mask, masked
from eval.ablation.measured import CHARACTERS, EVIDENCE, Measured
from eval.ablation.table import (
    BEGIN,
    END,
    UNSEEN_MARKS,
    broad_table,
    framed_table,
    replace_tables,
    search_table,
    table,
    with_unseen_document,
)
from eval.ablation.trees import fit_trees
from eval.ablation.variants import (
    VIEWS_FUSED,
    Prepared,
    Variant,
    beyond,
    choices_of,
    fit_ranks,
    fit_sum,
    mask_of,
    of_kind,
)
from eval.broad_questions import HELD_OUT, TEACHING, BroadQuestion, read_broad
from eval.errors import EvalError
from eval.learning.fitting import Choice
from eval.learning.ranking import RankingLesson, fit_ranking
from eval.model import Piece, Question, QuestionKind, Span, WrittenQuestion
from eval.remembering_encoder import RememberingEncoder

TEXTS = ("le chat dort", "le chien aboie", "la pluie tombe")
QUERY = np.array([1, 0], np.float32)


def index() -> SearchIndex:
    kinds = (ViewKind.TEXT, ViewKind.SENTENCE, ViewKind.QUESTION)
    views = tuple(View(kind, "p", text, 0, len(text)) for kind, text in zip(kinds, TEXTS, strict=True))
    vectors = VectorIndex.build(np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32))
    spans = np.array([[0, 6], [6, 12]])
    tokens = TokenIndex.build(
        views, [EncodedTokens(np.array([1, 0], np.float32), np.array([[1, 0], [0, 1]], np.float32), spans)]
    )
    return SearchIndex(views, vectors, LexicalIndex.build(TEXTS), tokens, Sources("m", "r", None, "", "", "", 2))


def rows(*values: int) -> np.ndarray:
    return np.array(values, bool)


def test_silent_views_score_zero_and_gone_views_leave_no_row():
    mask = Mask(cosine=rows(1, 0, 0), bm25=rows(0, 1, 0), late=rows(1, 0, 0), gone=rows(0, 0, 1))
    left = masked(index(), mask)
    assert [view.kind for view in left.views] == [ViewKind.TEXT, ViewKind.SENTENCE]
    scores = left.scores("chat chien", EncodedQuery(QUERY, QUERY[None, :]))
    assert scores.dense.tolist() == [0, 0]
    assert scores.late.tolist() == [0, 1]
    assert (scores.bm25 > 0).tolist() == [True, False]


def test_learning_sees_the_same_silence_as_searching():
    whole, asked = index(), EncodedQuery(QUERY, QUERY[None, :])
    mask = Mask(rows(0, 0, 1), rows(0, 0, 0), rows(0, 0, 0), rows(0, 0, 0))
    silenced = mask.silence(whole.scores("chat", asked))
    assert silenced.dense.tolist() == [1, 0, 0]
    assert silenced.dense.tolist() == masked(whole, mask).scores("chat", asked).dense.tolist()


def test_a_variant_names_the_rows_that_it_leaves_out():
    mask = mask_of(Variant("x", cosine=of_kind(ViewKind.SENTENCE)), index(), ())
    assert (mask.cosine.tolist(), mask.bm25.any(), mask.gone.any()) == ([False, True, False], False, False)


def test_a_share_of_the_bank_is_kept_at_random_and_holds_the_smaller_ones():
    bank = load_bank(load_corpus())
    kept = {share: {q.question_id for q in bank if not beyond(share)(q)} for share in (0.25, 0.5, 0.75)}
    assert kept[0.25] < kept[0.5] < kept[0.75]
    assert all(abs(len(names) / len(bank) - share) < 0.02 for share, names in kept.items())


def choices() -> list[Choice]:
    """Questions whose answer has the best sum of all views, that of the text counting four times."""
    random = np.random.default_rng(0)
    made = []
    for _ in range(60):
        features = random.normal(size=(6, len(PASSAGE_FEATURES))).astype(np.float32)
        worth = features.sum(axis=1) + 3 * features[:, 0]
        made.append(Choice(features, worth == worth.max()))
    return made


@pytest.mark.parametrize("fit", [fit_ranking, fit_sum, fit_ranks, fit_trees])
def test_every_fusion_ranks_better_than_chance(fit):
    model = fit(choices())
    found = [choice.right[np.argmax(model.score(choice.features))] for choice in choices()]
    assert np.mean(found) > 1.5 / 6


def test_learnt_weights_find_the_view_that_tells():
    assert np.argmax(np.abs(fit_ranking(choices()).weights)) == 0


def test_trees_order_the_best_paragraphs_of_the_linear_model_and_no_others():
    random = np.random.default_rng(1)
    matrix = random.normal(size=(50, len(PASSAGE_FEATURES))).astype(np.float32)
    extremes = [Choice(each.features, np.abs(each.features[:, 0]) > 1) for each in choices()]  # no line tells these
    linear, trees = fit_ranking(extremes).score(matrix), fit_trees(extremes).score(matrix)
    assert sorted(trees.tolist()) == pytest.approx(sorted(linear.tolist()))
    best = np.argsort(-linear)[:20]
    assert set(np.argsort(-trees)[:20]) == set(best)
    first = matrix[np.argsort(-trees)[:5], 0]
    assert np.abs(first).mean() > np.abs(matrix[best, 0]).mean() > 0 and np.abs(first).min() > 0.9


def lesson(query_id: str, right: int) -> RankingLesson:
    encoded = EncodedQuery(QUERY, QUERY[None, :])
    return RankingLesson("chat", encoded, rows(0, 0, 0), np.arange(3) == right, query_id=query_id)


def test_an_author_is_ranked_by_what_others_teach():
    """Two authors find opposite paragraphs right: each is ranked as the other would have it."""
    features = np.zeros((3, len(PASSAGE_FEATURES)), np.float32)
    features[:, 0] = (1, 0, -1)
    lessons = [lesson("asked1-001", 0), lesson("asked2-001", 2)]
    seen = [Choice(features, each.right) for each in lessons]
    prepared = Prepared(Variant("x"), index(), None, lessons, seen)  # type: ignore[arg-type]
    assert prepared.fusion(without="asked2").weights[0] > 0 > prepared.fusion(without="asked1").weights[0]
    assert prepared.fusion().weights[0] == pytest.approx(0, abs=1e-3)
    corpus = load_corpus()
    asked = [question_on(lesson.query_id, corpus.paragraphs[int(np.argmax(lesson.right))]) for lesson in lessons]
    assert asked_apart(prepared, asked, corpus).values["RR@10"] == pytest.approx(
        {"asked1-001": 1 / 3, "asked2-001": 1 / 3}
    )


def question_on(query_id: str, paragraph: Paragraph) -> Question:
    span = Span(paragraph.paragraph_id, 0, len(paragraph.text), paragraph.text)
    written = WrittenQuestion(query_id, "chat", QuestionKind.FACT, "neutral", (), ())
    return Question(written, (Piece(paragraph.symbol, (span,)),), ())


def test_lessons_of_a_variant_count_as_it_says():
    features = PassageFeatures(index(), ["p"])
    mask = mask_of(Variant("x"), index(), ())
    lessons = [lesson("", 0), lesson("asked1-001", 0)]
    assert [c.weight for c in choices_of(Variant("x", asked=0.5), index(), mask, lessons, features)] == [1, 0.5]


def test_the_sum_weighs_every_view_alike():
    weights = dict(zip(PASSAGE_FEATURES, fit_sum(choices()).weights, strict=True))
    assert len({weights[name] for name in VIEWS_FUSED}) == 1
    assert {weights[name] for name in weights if name not in VIEWS_FUSED} == {0}


def test_queries_are_encoded_once():
    class Counting:
        name, revision, adapter_sha256, dim = "m", "r", None, 1
        seen: list[str] = []  # noqa: RUF012

        def read_query(self, texts, *, progress=False):
            self.seen.extend(texts)
            vectors = [np.array([len(text)], np.float32) for text in texts]
            return [EncodedQuery(vector, vector[None, :]) for vector in vectors]

    encoder = RememberingEncoder(Counting())  # type: ignore[arg-type]
    assert encoder.encode_query(["a", "bb", "a"]).tolist() == [[1], [2], [1]]
    assert encoder.encode_query(["bb"]).tolist() == [[2]]
    assert Counting.seen == ["a", "bb"]


def test_bare_and_mistyped_questions():
    assert bare("Où l'État protège-t-il ses écoles ?") == "ou l'etat protege-t-il ses ecoles"
    text = "Comment les gouvernements protègent-ils leurs infrastructures ?"
    swapped = mistyped(text, Random(1))
    assert swapped != text and sorted(swapped) == sorted(text)
    assert mistyped("à la mer", Random(1)) == "à la mer"


def measured(name: str, value: float) -> Measured:
    values = {"q1": value, "q2": 1.0}
    shares = dict.fromkeys(("Success@1", "RR@10", "Success@5", EVIDENCE), values)
    return Measured(name, shares | {CHARACTERS: {"q1": 100.0, "q2": 300.0}})


def test_a_table_compares_with_its_first_row():
    first, second = table([measured("all", 1.0), measured("less", 0.0)], seed=0).splitlines()[2:]
    assert first == "| all | " + "1.000 [1.000, 1.000] | " * 4 + "200 | – |"
    assert second.endswith("| 200 | −.500 [−1.000, +.000] |")


def test_the_table_of_searches_tells_nothing_of_quotes():
    head, _, first, second = search_table([measured("all", 1.0), measured("less", 0.0)], seed=0).splitlines()
    assert head == "|  | Success@1 | RR@10 | Success@5 | Δ RR@10 |"
    assert first.endswith("| – |") and second.endswith("| −.500 [−1.000, +.000] |")


def test_tables_stand_between_their_marks_and_are_written_once(tmp_path: Path):
    page = f"# Title\n{BEGIN}\nold\n{END}\nend\n"
    written = replace_tables(page, "new")
    assert written == f"# Title\n{BEGIN}\n\nnew\n\n{END}\nend\n"
    assert replace_tables(written, "new") == written
    with pytest.raises(EvalError, match="ablation:begin"):
        replace_tables("# Title\n", "new")


def test_measuring_a_document_again_leaves_the_tables_of_the_others():
    rows = [measured("x", 1.0)]
    page = f"# Title\n{UNSEEN_MARKS[0]}\n\n{UNSEEN_MARKS[1]}\nEnd\n"
    for symbol, made in (("A/1", "Old."), ("A/2", "Old."), ("A/1", "New.")):
        page = with_unseen_document(page, symbol, rows, seed=0, made=made)
    titles = [line for line in page.splitlines() if line.startswith("### ") or "questions." in line]
    assert titles == ["### A/1", "New. 2 questions.", "### A/2", "Old. 2 questions."]
    assert page.startswith("# Title\n") and page.endswith("\nEnd\n")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("topic", ["le droit humanitaire", "la vie privée", "l'attribution", "les points de contact"])
def test_every_frame_is_left_aside(frame, topic):
    asked = frame.format(topic=topic, of=of(topic))
    assert topic.endswith(unframed(asked).strip(" ?"))


def test_frames_can_be_searched_for_a_while():
    corpus, question = load_corpus(), "que disent les textes sur la vie privée"
    with frames_searched():
        assert understand(question, corpus).search_text == question
    assert understand(question, corpus).search_text == "la vie privée"


def test_topics_are_of_both_sorts():
    assert sorted({topic.answerable for topic in load_topics()}) == [False, True]
    assert (of("le droit"), of("les États"), of("l'ONU")) == ("du droit", "des États", "de l'ONU")


def test_the_table_of_topics_tells_answers_from_refusals():
    within, without = Topic("a", True), Topic("b", False)
    row = Framed("asked", answered={within: 0.75, without: 0.25}, found={within: 0.5, without: 0.0})
    assert framed_table([row], 0).splitlines()[-1] == (
        "| asked | .750 [.750, .750] | .750 [.750, .750] | .500 [.500, .500] |"
    )


@pytest.mark.parametrize("path", [HELD_OUT, *TEACHING], ids=lambda path: path.stem)
def test_every_broad_question_of_the_corpus_says_where_it_is_answered(path):
    questions = read_broad(path, load_corpus())
    assert len(questions) > 100
    assert all(bool(question.paragraph_ids) is question.answerable for question in questions)


def test_broad_questions_are_answered_or_refused():
    questions = [
        BroadQuestion("Que dit le par. 30 du rapport A/76/135 ?", True, frozenset({"A/76/135#30"})),
        BroadQuestion("Que dit le par. 31 du rapport A/76/135 ?", True, frozenset({"A/76/135#30"})),
        BroadQuestion("Que dit le par. 500 du rapport A/76/135 ?", True, frozenset({"A/76/135#30"})),
        BroadQuestion("Que dit le par. 600 du rapport A/76/135 ?", False, frozenset()),
    ]
    assert ask_broad(Answerer.load(), questions) == BroadAnswers(answered=[1, 1, 0], refused=[1], listed=[1, 0])


def test_the_table_of_broad_questions_counts_each_sort():
    found = BroadAnswers(answered=[1, 1], refused=[1, 1], listed=[0, 0])
    assert (
        broad_table(found, 0).splitlines()[-1] == "| 1.000 [1.000, 1.000] | 1.000 [1.000, 1.000] | .000 [.000, .000] |"
    )
