"""The named endpoints, which are also the tools of the MCP server: ask, read, search."""

from __future__ import annotations

import json
from typing import Any, TypeVar, cast

import gradio as gr
from gradio.events import api

from assistant.app import texts
from assistant.app.dialogue import Dialogue
from assistant.app.lookup import find_paragraph
from assistant.app.markup import permalink
from assistant.app.records import MAX_QUESTION, RecordError, ScopeRecord
from assistant.citation import reference
from assistant.model import Answer, Quote
from corpus.model import Paragraph

MOST_RESULTS = 50

Json = TypeVar("Json", dict[str, Any], list[dict[str, Any]])


def add_endpoints(dialogue: Dialogue) -> None:
    """Add `poser_question`, `lire_paragraphe` and `chercher` to the Blocks being built."""
    corpus = dialogue.answerer.corpus

    def poser_question(  # noqa: PLR0917 - programs name these
        question: str,
        questions_precedentes: list[str] | None = None,
        documents: list[str] | None = None,
        depuis: str = "",
        jusqua: str = "",
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Répond à une question par des citations mot pour mot, chacune avec sa référence officielle.

        Args:
            question: La question, en français.
            questions_precedentes: Les questions déjà posées dans la même conversation, dans l'ordre.
            documents: Cotes des documents auxquels se limiter, par exemple A/76/135 ; tous si la liste est vide.
            depuis: Date la plus ancienne des documents (AAAA-MM-JJ), ou rien.
            jusqua: Date la plus récente des documents (AAAA-MM-JJ), ou rien.
        """
        asked = _question(question)
        known = {document.symbol for document in corpus.documents}
        unknown = [name for name in documents or [] if name not in known]
        if unknown:
            raise gr.Error(f"{texts.UNKNOWN_DOCUMENT} ({', '.join(unknown)[:200]})")
        scope = ScopeRecord(symbols=tuple(documents or ()), since=depuis, until=jusqua)
        before = [(_question(earlier), scope) for earlier in questions_precedentes or []]
        try:
            return _said(answer_json(dialogue.ask(asked, before, scope).answer), request)
        except RecordError as error:
            raise gr.Error(texts.BAD_SCOPE) from error

    def lire_paragraphe(reference_du_paragraphe: str, request: gr.Request | None = None) -> dict[str, Any]:
        """Donne le texte intégral d'un paragraphe, sa référence, ses titres et ses voisins.

        Args:
            reference_du_paragraphe: « A/76/135, par. 71 g) » ou l'identifiant « A/76/135#71-g ».
        """
        paragraph = find_paragraph(corpus, reference_du_paragraphe)
        if paragraph is None:
            raise gr.Error(texts.UNKNOWN_PARAGRAPH)
        before, after = corpus.neighbours(paragraph.paragraph_id)
        read = {
            **paragraph_json(paragraph),
            "precedent": before.paragraph_id if before else None,
            "suivant": after.paragraph_id if after else None,
            "renvois": [
                {"debut": ref.start, "fin": ref.end, "vers": ref.target_id or ref.target_symbol, "resolu": ref.resolved}
                for ref in corpus.references_from(paragraph.paragraph_id)
            ],
        }
        return _said(read, request)

    def chercher(requete: str, nombre: int = 10, request: gr.Request | None = None) -> list[dict[str, Any]]:
        """Donne les paragraphes les plus proches d'une requête, du plus proche au moins proche.

        Args:
            requete: Des mots ou une question, en français.
            nombre: Combien de paragraphes (50 au plus).
        """
        answer = dialogue.ask(_question(requete), (), ScopeRecord()).answer
        found = [
            {**paragraph_json(hit.paragraph), "rang": hit.rank, "score": round(float(hit.score), 6)}
            for hit in answer.hits[: max(1, min(int(nombre), MOST_RESULTS))]
        ]
        return _said(found, request)

    api(poser_question, api_name="poser_question", queue=False, api_description=texts.API_ASK)
    api(lire_paragraphe, api_name="lire_paragraphe", queue=False, api_description=texts.API_READ)
    api(chercher, api_name="chercher", queue=False, api_description=texts.API_SEARCH)


def answer_json(answer: Answer) -> dict[str, Any]:
    """Write an answer as the JSON of the endpoints; `texte` is always `paragraphe[debut:fin]`."""
    return {
        "question": answer.question,
        "nature": answer.kind.value,
        "abstention": answer.abstained,
        "confiance": round(float(answer.confidence), 4),
        "cadre": answer.framing,
        "comprise_ainsi": answer.understood_as,
        "limitee_a": list(answer.filters),
        "citations": [_quote_json(quote) for quote in answer.quotes],
        "proches": [paragraph_json(hit.paragraph) for hit in answer.hits[:5]] if answer.abstained else [],
    }


def paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    """Write a paragraph as the JSON of the endpoints."""
    return {
        "identifiant": paragraph.paragraph_id,
        "reference": reference(paragraph),
        "document": paragraph.symbol,
        "nature": paragraph.kind.value,
        "titres": list(paragraph.section_path),
        "texte": paragraph.text,
        "lien": permalink(paragraph),
    }


def _quote_json(quote: Quote) -> dict[str, Any]:
    return {
        "identifiant": quote.paragraph.paragraph_id,
        "reference": reference(quote.paragraph),
        "debut": quote.start,
        "fin": quote.end,
        "texte": quote.text,
        "meme_passage_que": quote.same_as,
        "lien": permalink(quote.paragraph, quote.start, quote.end),
    }


def _said(data: Json, request: gr.Request | None) -> Json:
    """Give the data as they are, or as JSON text to an MCP client, to which Gradio would send Python's repr."""
    asked_by_mcp = request is not None and "/mcp" in request.url.path
    return cast(Json, json.dumps(data, ensure_ascii=False)) if asked_by_mcp else data


def _question(text: str) -> str:
    if len(text) > MAX_QUESTION:
        raise gr.Error(texts.TOO_LONG.format(n=MAX_QUESTION))
    return text
