"""One page of a resolution flattened to a single line: no line tells where a paragraph begins."""

from __future__ import annotations

import re

from corpus.aligned import AlignedText
from corpus.errors import ParsingError
from corpus.model import ParagraphKind
from corpus.parsing.parsed import Call, Draft, Parsed, Unit

_HEAD = re.compile(r"(?P<title>\S.*?) (?P<symbol>A/RES/\d+/\d+) ")
_FOOT = re.compile(
    r" (?P<rule>_{5,}) (?P<marks>(?:\d )+)(?P<page>\d+/\d+) (?P<notes>(?:[A-Z]/[\d/]+\. )+)"
    r"(?P<job>\d\d-\d{5})(?:\s+(?P<remnant>Sélectionner le paragraphe cible\d*))?\s*$"
)
_CALL = re.compile(r"(?<=\b20\d\d) \d\b(?=[ ,])")  # « les rapports de 2010 1, 2013 2 et 2015 3 »
_START = re.compile(
    r"(?<=, )(?=[A-ZÉÀ])(?=(?:Se |S['’])?\w+ant\b)"  # « …, Soulignant », « …, Se déclarant »
    r"|(?<=, )(?=\d+\. [A-Z])"
    r"|(?<=[:;] )(?=[a-z]\) )"
)
_MARK = re.compile(r"(?P<number>\d+)\. |(?P<letter>[a-z])\) ")


def parse_flattened(source: str) -> Parsed:
    """Sort a flattened page into title, preambular and operative paragraphs, footnotes and noise.

    Raises ParsingError where the head or the foot of the page is not there.
    """
    whole = AlignedText.of(source)
    head, foot = _HEAD.match(source), _FOOT.search(source)
    if head is None or foot is None:
        raise ParsingError(f"no running head or no foot on the flattened page {source[:60]!r}")
    draft = Draft()
    draft.add(Unit("titre", ParagraphKind.TITLE, whole[slice(*head.span("title"))]))
    draft.noise("running head", whole[slice(*head.span("symbol"))])
    body = _strip_calls(whole[head.end() : foot.start()], draft)
    _read_paragraphs(body, draft)
    _read_foot(whole, foot, draft)
    return draft.finish()


def _strip_calls(text: AlignedText, draft: Draft) -> AlignedText:
    text, marks = text.cut(match.span() for match in _CALL.finditer(text.text))
    draft.mark("call mark", *marks)
    draft.calls.extend(Call(mark.text.strip(), mark.start) for mark in marks)
    return text


def _read_paragraphs(body: AlignedText, draft: Draft) -> None:
    preambular, number = 0, ""
    for text in (piece.strip() for piece in body.split(_START) if len(piece)):
        mark = _MARK.match(text.text)
        end = mark.end() if mark else 0
        parent = None
        if mark is None:
            preambular += 1
            label, kind = f"préambule {preambular}", ParagraphKind.PREAMBLE
        elif mark.group("number"):
            label = number = mark.group("number")
            kind = ParagraphKind.OPERATIVE
        else:
            label, kind, parent = f"{number} {mark.group('letter')})", ParagraphKind.ITEM, number
        draft.add(Unit(label, kind, text[end:], (), text[:end].strip(), parent))


def _read_foot(whole: AlignedText, foot: re.Match[str], draft: Draft) -> None:
    """Pair the marks of the footnotes, which the flattening moved together, with their texts."""
    marks = [whole[slice(*_shifted(match, foot.start("marks")))] for match in re.finditer(r"\d", foot["marks"])]
    notes = [whole[slice(*_shifted(match, foot.start("notes")))] for match in re.finditer(r"\S+", foot["notes"])]
    for mark, note in zip(marks, notes, strict=True):
        draft.add(Unit(f"note {mark.text}", ParagraphKind.FOOTNOTE, note, mark=mark))
    draft.noise("footnote rule", whole[slice(*foot.span("rule"))])
    draft.noise("page mark", whole[slice(*foot.span("page"))])
    draft.noise("job number", whole[slice(*foot.span("job"))])
    if foot["remnant"]:
        draft.noise("word-processor remnant", whole[slice(*foot.span("remnant"))])


def _shifted(match: re.Match[str], by: int) -> tuple[int, int]:
    return match.start() + by, match.end() + by
