from datetime import date

import pytest

from assistant.scope import Scope
from corpus import Corpus, ParagraphKind

BOTH_RESOLUTIONS = frozenset({"A/RES/73/266", "A/RES/74/28"})


def admitted(corpus: Corpus, scope: Scope) -> set[str]:
    return {p.symbol for p in corpus.paragraphs if scope.admits(corpus, p)}


def test_no_limit_admits_everything(corpus: Corpus) -> None:
    assert all(Scope().admits(corpus, paragraph) for paragraph in corpus.paragraphs)


def test_each_limit_is_kept(corpus: Corpus) -> None:
    dates = {document.symbol: document.date for document in corpus.documents}
    assert admitted(corpus, Scope(symbols=BOTH_RESOLUTIONS)) == BOTH_RESOLUTIONS
    first, last = min(dates.values()), max(dates.values())
    assert admitted(corpus, Scope(since=last)) == {symbol for symbol, day in dates.items() if day == last}
    assert admitted(corpus, Scope(until=first)) == {symbol for symbol, day in dates.items() if day == first}
    assert admitted(corpus, Scope(since=first, until=last)) == set(dates)
    assert admitted(corpus, Scope(since=date(2100, 1, 1))) == set()
    norms = [p for p in corpus.paragraphs if Scope(kinds=frozenset({ParagraphKind.NORM})).admits(corpus, p)]
    assert len(norms) == 11
    assert {p.kind for p in norms} == {ParagraphKind.NORM}


def test_limits_add_up(corpus: Corpus) -> None:
    scope = Scope(BOTH_RESOLUTIONS, frozenset({ParagraphKind.NORM}))
    assert admitted(corpus, scope) == set()


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ((), ("A",), {"A"}),
        ((), ("A", "B"), {"A", "B"}),
        (("A", "B"), ("B", "C"), {"B"}),
        (("A",), ("B",), {"A"}),  # what the person limited the search to is never widened
        (("A",), (), {"A"}),
        ((), (), set()),
    ],
)
def test_narrowing(before: tuple[str, ...], wanted: tuple[str, ...], after: set[str]) -> None:
    scope = Scope(frozenset(before), frozenset({ParagraphKind.ITEM}), date(2013, 1, 1), date(2021, 1, 1))
    narrowed = scope.narrowed(wanted)
    assert narrowed.symbols == after
    assert (narrowed.kinds, narrowed.since, narrowed.until) == (scope.kinds, scope.since, scope.until)
