import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.aligned import JOIN, AlignedText

TEXTS = st.text(alphabet="ab é’\n*", max_size=40)


def agrees(text: AlignedText, source: str) -> bool:
    return all(
        offset == JOIN or source[offset] == character for character, offset in zip(text.text, text.offsets, strict=True)
    )


@given(TEXTS, st.integers(-5, 45), st.integers(-5, 45))
def test_a_slice_keeps_its_offsets(source: str, start: int, end: int) -> None:
    part = AlignedText.of(source)[start:end]
    assert part.text == source[start:end]
    assert agrees(part, source)


@given(TEXTS)
def test_cutting_parts_what_is_kept_from_what_is_taken(source: str) -> None:
    spans = [match.span() for match in re.finditer(r"\*", source)]
    kept, taken = AlignedText.of(source).cut(spans)
    assert kept.text == source.replace("*", "")
    assert agrees(kept, source)
    assert sorted(kept.offsets + tuple(offset for piece in taken for offset in piece.offsets)) == list(
        range(len(source))
    )


@given(TEXTS)
def test_replacing_follows_re_sub_and_stays_aligned(source: str) -> None:
    pattern = re.compile(r"\s+")
    replaced = AlignedText.of(source).replace(pattern, " ")
    assert replaced.text == pattern.sub(" ", source)
    assert agrees(replaced, source)


@given(TEXTS)
def test_splitting_follows_re_split(source: str) -> None:
    pattern = re.compile(r"\n")
    assert [piece.text for piece in AlignedText.of(source).split(pattern)] == pattern.split(source)


@given(TEXTS)
def test_stripping_follows_str_strip(source: str) -> None:
    assert AlignedText.of(source).strip().text == source.strip()


@given(st.lists(TEXTS, max_size=4))
def test_joined_pieces_give_back_their_runs(parts: list[str]) -> None:
    source = "".join(parts)
    whole, pieces, start = AlignedText.of(source), [], 0
    for part in parts:
        pieces.append(whole[start : start + len(part)])
        start += len(part)
    joined = AlignedText.joined(pieces, " ")
    covered = {}
    for run in joined.runs:
        for shift in range(run.length):
            covered[run.text_start + shift] = run.source_start + shift
    assert joined.text == " ".join(parts)
    assert [covered.get(position, JOIN) for position in range(len(joined))] == list(joined.offsets)


def test_start_and_end_are_those_of_the_aligned_characters() -> None:
    source = "un deux trois"
    whole = AlignedText.of(source)
    joined = AlignedText.joined([whole[3:7], whole[8:13]], "\n")
    assert (joined.start, joined.end) == (3, 13)
    assert joined.aligned_before(3) == 0
    assert joined.aligned_before(7) == 4
    assert joined.aligned_before(9) == 6
    assert joined.aligned_before(99) == len(joined)
