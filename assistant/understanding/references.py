"""The paragraphs that a question asks for: its citations, tied to documents, and resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.citation_rules import Unit
from assistant.understanding.citations import MASK, Citation
from assistant.understanding.documents import DocumentMention
from assistant.understanding.filters import clusters
from assistant.understanding.norm_topics import norms_about, norms_called
from assistant.understanding.resolve import NOTHING, Resolved, newest_first, resolve_among, resolve_in
from assistant.understanding.words import content_words
from corpus import Corpus, Paragraph, ParagraphKind

_TIE = re.compile(
    r"^[ ,(:]*(?:numerotee?s? |numero )?(?:(?:du|de|des|dans|en|selon|a|au|aux|la|le|les|ce|cette"
    r"|dispositif|texte|document|l'avant-propos"
    r"|preambule|celui|celle)\b[ ,]*|[dl]'|\()*$"
)
_NORM_ABOUT = re.compile(
    r"\b(?:norme|regle)s? (?:sur|relatives? (?:aux?|a la|a l'|a)|concernant|portant sur|qui (?:porte"
    r"|portent) sur|qui concernent?"
    r"|qui traite(?:nt)? (?:des|du|de la|de l'|de|d')|qui parle(?:nt)? (?:des|du|de la|de l'|de|d')"
    r"|a propos (?:des|du|de la|de l'|de|d')"
    r"|au sujet (?:des|du|de la|de l'|de|d')|consacree (?:aux?|a la|a l'|a)) ?(?:les? |la |l')?(?P<topic>[^,?.!;:¤]+)"
)
_NORM_NAMED = re.compile(
    r"(?:(?:que dit|que prevoit|cite|donne|montre|affiche|texte de|c'est quoi|quelle est)(?:-moi)? )?"
    r"(?:la |l'|quelle )?(?:norme|regle) (?:qui )?(?:(?:parle|traite|dite?) )?(?:d[eu]s? |de la |d[e ]?l'|d')?"
    r"(?P<topic>(?!sur |relative|concernant|portant)[a-z' -]{3,40})"
)
_CLAUSE = re.compile(
    r"\b\w+-(?:t-)?(?:ils?|elles?|on)\b|\b(?:est-ce|peut|doit|permet|oblige|interdit|s'applique|est|sont)\b"
)


def is_whole(citation: Citation) -> bool:
    """Tell whether a citation names a whole series, part or section (« le préambule »), not a numbered place."""
    return citation.unit is Unit.SECTION or (citation.number is None and citation.letter is None)


def documents_of(citation: Citation, text: str, mentions: Sequence[DocumentMention]) -> tuple[DocumentMention, ...]:
    """Find the documents that a citation is tied to: those right after it, else before it, else the next ones."""
    groups = clusters(text, mentions)
    after = [group for group in groups if group[0].start >= citation.end]
    before = [group for group in groups if group[-1].end <= citation.start]
    if after and _TIE.match(text[citation.end : after[0][0].start]):
        return after[0]
    if before:
        return before[-1]
    return after[0] if after else ()


def asked_paragraphs(
    citations: Sequence[Citation],
    text: str,
    mentions: Sequence[DocumentMention],
    defaults: Sequence[str],
    corpus: Corpus,
) -> tuple[Resolved, tuple[str, ...]]:
    """Resolve citations; give also the outside documents that some are tied to.

    `defaults` are the documents of the conversation, for a citation that names none.
    """
    found, outside = NOTHING, dict[str, None]()
    for citation in citations:
        tied = documents_of(citation, text, mentions)
        symbols = tuple(dict.fromkeys(mention.symbol for mention in tied if mention.inside))
        if tied and not symbols and citation.unit not in (Unit.NORM, Unit.COMMITMENT):
            outside |= dict.fromkeys(mention.symbol for mention in tied)
            continue
        if symbols:
            found |= resolve_in(citation, symbols, corpus)
        else:
            found |= _resolve(citation, _kind_named(text, corpus), defaults, corpus)
    return found, tuple(outside)


def _kind_named(text: str, corpus: Corpus) -> tuple[str, ...]:
    """List the documents that « le rapport » or « la résolution » can be, most recent first; all where none is said."""
    report, resolution = re.search(r"\b(?:rapport|gge)\b", text), re.search(r"\bresolution\b", text)
    symbols = newest_first(corpus)
    if bool(report) == bool(resolution):
        return symbols
    return tuple(
        symbol for symbol in symbols if symbol.startswith("A/") and ("/RES/" in symbol) == (resolution is not None)
    )


def _resolve(citation: Citation, candidates: Sequence[str], defaults: Sequence[str], corpus: Corpus) -> Resolved:
    """Resolve a citation that names no document: in those of the conversation, else in every one that can be meant."""
    here = resolve_in(citation, [symbol for symbol in defaults if symbol in candidates], corpus)
    if here.paragraphs:
        return here
    anywhere = resolve_among(citation, candidates, corpus)
    return anywhere if anywhere.paragraphs or here == NOTHING else here


def norms_asked_by_topic(masked: str, corpus: Corpus) -> Resolved:
    """Find the norm that « la norme sur… » means, where the question asks for nothing but that norm."""
    if named := _NORM_NAMED.fullmatch(masked.strip(" ?.!")):
        return Resolved(norms_called(named["topic"], corpus), ())
    match = _NORM_ABOUT.search(masked)
    if match is None or _CLAUSE.search(match["topic"]):
        return NOTHING
    around = masked[: match.start()] + " " + masked[match.end() :].replace(MASK, " ")
    if content_words(around.replace(MASK, " ")):
        return NOTHING
    return Resolved(norms_about(match["topic"], corpus), ())


def commentary_ids(paragraphs: Sequence[Paragraph], corpus: Corpus) -> tuple[str, ...]:
    """List the paragraphs that comment on the norms among `paragraphs`."""
    sections = {(item.symbol, item.section_path) for item in paragraphs if item.kind is ParagraphKind.NORM}
    return tuple(
        item.paragraph_id
        for item in corpus.paragraphs
        if (item.symbol, item.section_path) in sections and item.kind is not ParagraphKind.FOOTNOTE
    )


def section_ids(citations: Sequence[Citation], symbols: Sequence[str], corpus: Corpus) -> tuple[str, ...]:
    """List the paragraphs of the sections that a question names in passing: « qui a signé la lettre d'envoi ? »."""
    found = NOTHING
    for citation in citations:
        if citation.unit is not Unit.PART and not citation.name:
            found |= resolve_in(citation, symbols or newest_first(corpus), corpus)
    return tuple(paragraph.paragraph_id for paragraph in found.paragraphs)
