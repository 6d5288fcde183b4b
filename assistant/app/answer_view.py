"""An answer as HTML: pure functions from the record of a turn, proven against the corpus, to text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from urllib.parse import quote as percent

from assistant.app import texts
from assistant.app.icons import icon
from assistant.app.markup import paragraph_link
from assistant.app.proof import ProofError, ProvenQuote, prove
from assistant.app.records import QuoteRecord, TurnRecord
from assistant.citation import reference
from assistant.model import AnswerKind
from assistant.phrases import FINE
from corpus import Corpus
from corpus.model import Paragraph

LONGEST_LEAD_IN = 400


def render_thread(corpus: Corpus, turns: Sequence[TurnRecord]) -> str:
    """Render a whole conversation."""
    if not turns:
        return render_welcome()
    articles = "".join(render_turn(corpus, turn, number) for number, turn in enumerate(turns, start=1))
    return f'<div class="al-turns">{articles}</div>'


def render_welcome() -> str:
    """Render what an empty conversation shows: what this is, and questions to begin with."""
    groups = "".join(
        f'<section class="al-theme"><h3>{escape(theme)}</h3><ul>'
        + "".join(f"<li>{_ask_button(question)}</li>" for question in questions)
        + "</ul></section>"
        for theme, questions in texts.EXAMPLES
    )
    return (
        f'<section class="al-welcome"><h2>{escape(texts.WELCOME_TITLE)}</h2><p>{escape(texts.WELCOME)}</p>'
        f'<div class="al-themes" role="group" aria-label="{escape(texts.EXAMPLES_LABEL)}">{groups}</div></section>'
    )


def render_waiting() -> str:
    """Render what a question shows while its answer is searched, for the page's script to put the question in."""
    return (
        f'<article class="al-turn al-pending">{_question("")}'
        f'<div class="al-answer" role="status"><p class="al-wait">{escape(texts.SEARCHING)}</p>'
        '<div class="al-skeleton" aria-hidden="true"><i></i><i></i><i></i></div></div></article>'
    )


def render_error(question: str, message: str, *, again: bool = True) -> str:
    """Render a question that could not be answered, with what to do; `again` offers to ask it as it is."""
    return (
        f'<article class="al-turn al-failed">{_question(question)}'
        f'<div class="al-answer" role="alert"><p class="al-error">{escape(message)}</p>'
        f"{_ask_button(question) if again else ''}</div></article>"
    )


def render_turn(corpus: Corpus, turn: TurnRecord, number: int = 1, shown: int | None = None) -> str:
    """Render a question and its answer; with `shown`, only that many quotes (the answer is still coming)."""
    complete = shown is None or shown >= len(_main_quotes(turn))
    data = f' data-turn="{escape(turn.to_json())}"' if complete else ""
    parts = [_framing(turn), _quotes(corpus, turn, number, shown)]
    if complete:
        parts += [_also_see(corpus, turn), _nearest(corpus, turn), _tools(turn, number)]
    state = "al-abstained" if turn.abstained else "al-answered"
    return (
        f'<article class="al-turn {state}" id="tour-{number}"{data}>{_question(turn.question)}'
        f'<div class="al-answer">{"".join(parts)}</div></article>'
    )


def _question(question: str) -> str:
    return (
        f'<h2 class="al-question" tabindex="-1"><span class="al-sr">{escape(texts.YOU_ASKED)} : </span>'
        f"<span>{escape(question)}</span></h2>"
    )


def _framing(turn: TurnRecord) -> str:
    parts = []
    if turn.understood_as and turn.understood_as != turn.question:
        parts.append(
            f'<p class="al-understood"><span>{escape(texts.UNDERSTOOD_AS)} <q>{escape(turn.understood_as)}</q></span>'
            f'<button type="button" class="al-tool al-alone" data-action="alone" title="{escape(texts.ALONE_HELP)}">'
            f"{icon('undo')}{escape(texts.ALONE)}</button></p>"
        )
    if turn.alone:
        parts.append(f'<p class="al-understood">{escape(texts.ASKED_ALONE)}</p>')
    limits = [*turn.limited_to] or [*turn.scope.symbols]
    filters = [", ".join(limits)] if limits else []
    filters += [name for name, kinds in texts.FILTER_GROUPS if turn.scope.kinds and {*kinds} <= {*turn.scope.kinds}]
    filters += [f"{texts.FILTER_SINCE.lower()} {turn.scope.since[:4]}"] if turn.scope.since else []
    filters += [f"{texts.FILTER_UNTIL.lower()} {turn.scope.until[:4]}"] if turn.scope.until else []
    if filters:
        parts.append(f'<p class="al-limits">{escape(texts.LIMITED_TO)} {escape(" · ".join(filters))}</p>')
    if turn.framing:
        refused = turn.abstained and turn.kind is not AnswerKind.SMALL_TALK
        css = "al-framing al-refusal" if refused else "al-framing"
        parts += [f'<p class="{css}">{escape(line)}</p>' for line in turn.framing.split("\n") if line.strip()]
    return "".join(parts)


def _main_quotes(turn: TurnRecord) -> list[QuoteRecord]:
    return [quote for quote in turn.quotes if quote.same_as is None]


def _quotes(corpus: Corpus, turn: TurnRecord, turn_number: int, shown: int | None) -> str:
    same: defaultdict[str, list[QuoteRecord]] = defaultdict(list)
    for quote in turn.quotes:
        if quote.same_as is not None:
            same[quote.same_as].append(quote)
    figures: list[str] = []
    last_symbol, above = "", None
    for number, record in enumerate(_main_quotes(turn)[:shown], start=1):
        try:
            proven = prove(corpus, record)
        except ProofError:
            figures.append(_withheld(corpus, record))
            above = None
            continue
        if turn.kind is AnswerKind.COMPARISON and proven.paragraph.symbol != last_symbol:
            last_symbol = proven.paragraph.symbol
            document = corpus.document(last_symbol)
            figures.append(f'<h3 class="al-document">{escape(last_symbol)} — {escape(document.short_name)}</h3>')
        others = [corpus.by_id[other.paragraph_id] for other in same[record.paragraph_id] if _holds(corpus, other)]
        lead_in = "" if above is not None and _reads_on(above, proven) else _lead_in(corpus, proven.paragraph)
        figures.append(_figure(proven, f"{turn_number}-{number}", number, others, lead_in))
        above = proven
    return "".join(figures)


def _holds(corpus: Corpus, record: QuoteRecord) -> bool:
    try:
        prove(corpus, record)
    except ProofError:
        return False
    return True


def _reads_on(above: ProvenQuote, quote: ProvenQuote) -> bool:
    """Whether an item stands right under the end of its lead-in, or under another item of it."""
    lead_in = quote.paragraph.parent_id
    if above.paragraph.paragraph_id == lead_in:
        return above.end == len(above.paragraph.text)
    return lead_in is not None and above.paragraph.parent_id == lead_in


def _figure(quote: ProvenQuote, key: str, number: int, others: Sequence[Paragraph], lead_in: str) -> str:
    paragraph = quote.paragraph
    name = escape(reference(paragraph))
    chip_inner = f'<span class="al-number">{number}</span><span class="al-reference">{name}</span>'
    chip = paragraph_link(paragraph, chip_inner, "al-chip", quote.start, quote.end)
    cut_before = " al-cut-before" if quote.start > 0 else ""
    cut_after = " al-cut-after" if quote.end < len(paragraph.text) else ""
    heading = " › ".join(paragraph.section_path)
    section = f'<p class="al-section">{escape(heading)}</p>' if heading else ""
    same = ""
    if others:
        chips = " ".join(paragraph_link(other, escape(reference(other)), "al-minichip") for other in others)
        same = f'<p class="al-same">{escape(texts.SAME_PASSAGE)} {chips}</p>'
    return (
        f'<figure class="al-quote" id="citation-{key}" data-paragraph="{escape(paragraph.paragraph_id)}"'
        f' data-start="{quote.start}" data-end="{quote.end}">{section}{lead_in}'
        f'<blockquote><p class="al-words{cut_before}{cut_after}">{escape(quote.text)}</p></blockquote>'
        f'<figcaption>{chip}<span class="al-proof" title="{escape(texts.PROVEN_HELP)}">{icon("check")}'
        f"{escape(texts.PROVEN)}</span>"
        f'<span class="al-actions">{_copy_menu(f"{texts.COPY} {reference(paragraph)}")}{_wrong(paragraph)}</span>'
        f"</figcaption>{same}</figure>"
    )


def _lead_in(corpus: Corpus, paragraph: Paragraph) -> str:
    """Show the lead-in of a lettered item, word for word, when it is short enough to help."""
    parent = corpus.by_id.get(paragraph.parent_id or "")
    if parent is None or len(parent.text) > LONGEST_LEAD_IN:
        return ""
    name = escape(reference(parent))
    return (
        f'<p class="al-lead"><span class="al-sr">{escape(texts.LEAD_IN)} : </span>{escape(parent.text)} '
        f"{paragraph_link(parent, name, 'al-minichip')}</p>"
    )


def _withheld(corpus: Corpus, record: QuoteRecord) -> str:
    paragraph = corpus.by_id.get(record.paragraph_id)
    name = reference(paragraph) if paragraph else record.paragraph_id
    return (
        f'<div class="al-quote al-withheld" role="alert"><p><strong>{icon("warning")}{escape(texts.WITHHELD)}</strong>'
        f" — {escape(name)}</p><p>{escape(texts.WITHHELD_HELP)}</p></div>"
    )


def _also_see(corpus: Corpus, turn: TurnRecord) -> str:
    return _chips(corpus, turn.also_see, texts.ALSO_SEE, "al-also")


def _nearest(corpus: Corpus, turn: TurnRecord) -> str:
    if not turn.abstained:
        return ""
    return _chips(corpus, turn.nearest, texts.NEAREST, "al-nearest", note=texts.NEAREST_NOTE, preview=110)


def _chips(
    corpus: Corpus, paragraph_ids: Sequence[str], title: str, css: str, *, note: str = "", preview: int = 0
) -> str:
    found = [corpus.by_id[paragraph_id] for paragraph_id in paragraph_ids if paragraph_id in corpus.by_id]
    if not found:
        return ""
    items = "".join(
        f"<li>{paragraph_link(item, escape(reference(item)), 'al-minichip')}"
        + (f'<span class="al-preview">{escape(_beginning(item.text, preview))}</span>' if preview else "")
        + "</li>"
        for item in found
    )
    help_text = f'<p class="al-note">{escape(note)}</p>' if note else ""
    return f'<section class="{css}"><h3>{escape(title)}</h3>{help_text}<ul>{items}</ul></section>'


def _beginning(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + " […]"


def _tools(turn: TurnRecord, number: int) -> str:
    share = (
        f'<a class="al-tool" href="/?q={percent(turn.question)}" data-action="share">{icon("link")}'
        f"{escape(texts.SHARE)}</a>"
    )
    n_quotes = len(_main_quotes(turn))
    copy = _copy_menu(texts.COPY_ANSWER, label=texts.COPY_ANSWER, scope="answer") if n_quotes else ""
    thumbs = "".join(
        f'<button type="button" class="al-tool al-square" data-action="judge" data-verdict="{verdict}"'
        f' aria-label="{escape(label)}" title="{escape(label)}" aria-pressed="false">{icon(name)}</button>'
        for verdict, label, name in (("useful", texts.USEFUL, "up"), ("useless", texts.USELESS, "down"))
    )
    count = ""
    if n_quotes:
        count = texts.COUNT_ONE if n_quotes == 1 else texts.COUNT_MANY.format(n=n_quotes)
        count = f'<span class="al-count">{escape(count)}</span>'
    return f'<footer class="al-tools" data-number="{number}">{count}{copy}{share}{thumbs}</footer>'


def _copy_menu(name: str, label: str = texts.COPY, scope: str = "quote") -> str:
    options = "".join(
        f'<button type="button" data-action="copy" data-scope="{scope}" data-format="{value}">{escape(shown)}</button>'
        for value, shown in texts.COPY_FORMATS
    )
    return (
        f'<details class="al-menu"><summary class="al-tool" aria-label="{escape(name)}">{icon("copy")}'
        f'{escape(label)}</summary><div class="al-options">{options}</div></details>'
    )


def _wrong(paragraph: Paragraph) -> str:
    label = f"{texts.WRONG_PARAGRAPH} : {reference(paragraph)}"
    return (
        f'<button type="button" class="al-tool al-square" data-action="wrong" aria-label="{escape(label)}"'
        f' title="{escape(texts.WRONG_PARAGRAPH)}">{icon("flag")}</button>'
    )


def _ask_button(question: str) -> str:
    shown = question.replace(" ?", f"{FINE}?")
    return f'<button type="button" class="al-ask" data-ask="{escape(question)}">{escape(shown)}</button>'
