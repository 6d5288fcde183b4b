"""The pages and files beside the chat: corpus, panel, citations, downloads, judgements."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from assistant.app import texts
from assistant.app.corpus_view import render_corpus, render_document
from assistant.app.exports import answer_as, cite, export_conversation, proven_quotes
from assistant.app.judgements import JudgementError, JudgementStore, evaluation_set, read_judgement
from assistant.app.lookup import find_paragraph
from assistant.app.markup import permalink
from assistant.app.reader_view import render_panel
from assistant.app.records import QuoteRecord, RecordError, TurnRecord, digest, read_turns
from corpus import Corpus, CorpusError
from corpus.model import Paragraph

_EXTRACT = re.compile(r"(?P<anchor>[^:]{1,100}):(?P<start>\d{1,6})-(?P<end>\d{1,6})")


def build_routes(corpus: Corpus, judgements: JudgementStore) -> APIRouter:
    """Build the routes over a corpus."""
    router = APIRouter(include_in_schema=False)

    @router.get("/corpus")
    def corpus_page(p: str = "", cherche: str = "", extrait: str = "") -> Response:
        if not p:
            return HTMLResponse(render_corpus(corpus))
        if "#" in p:  # the # came percent-encoded: send to where the browser scrolls
            paragraph = find_paragraph(corpus, p)
            if paragraph is None:
                return HTMLResponse(render_corpus(corpus, texts.UNKNOWN_PARAGRAPH), 404)
            return RedirectResponse(permalink(paragraph), 307)
        try:
            document = corpus.document(p)
        except CorpusError:
            return HTMLResponse(render_corpus(corpus, texts.UNKNOWN_DOCUMENT), 404)
        return HTMLResponse(render_document(corpus, document, cherche, _extract(corpus, document.slug, extrait)))

    @router.get("/lecture")
    def reader(p: str, debut: int = -1, fin: int = -1, vue: str = "document") -> HTMLResponse:
        paragraph = corpus.by_id.get(p)
        if paragraph is None:
            return HTMLResponse(f'<p class="al-error" role="alert">{escape(texts.UNKNOWN_PARAGRAPH)}</p>', 404)
        inside = 0 <= debut < fin <= len(paragraph.text)
        start, end = (debut, fin) if inside else (None, None)
        return HTMLResponse(render_panel(corpus, paragraph, start, end, source=vue == "source"))

    @router.get("/citations")
    def citation(
        request: Request, p: str, format: Annotated[str, Query(alias="format")], debut: int, fin: int
    ) -> Response:
        paragraph = corpus.by_id.get(p)
        if paragraph is None or not 0 <= debut < fin <= len(paragraph.text):
            raise HTTPException(404, texts.UNKNOWN_PARAGRAPH)
        record = QuoteRecord(p, debut, fin, digest(paragraph.text[debut:fin]))
        return _copied(
            lambda: cite(corpus, list(proven_quotes(corpus, [record])), format, str(request.base_url)), format
        )

    @router.post("/citations")
    def answer(request: Request, body: Annotated[dict[str, Any], Body()]) -> Response:
        name = str(body.get("format", ""))
        turn = _turns([body.get("turn")])[0]
        return _copied(lambda: answer_as(corpus, turn, name, str(request.base_url)), name)

    @router.post("/conversations")
    def download(request: Request, body: Annotated[dict[str, Any], Body()]) -> Response:
        turns = _turns(body.get("turns"))
        if not turns:
            raise HTTPException(400, texts.EMPTY_CONVERSATION)
        suffix, title = str(body.get("format", "")), str(body.get("title") or turns[0].question)[:200]
        try:
            export = export_conversation(corpus, title, turns, suffix, str(request.base_url))
        except KeyError:
            raise HTTPException(400, texts.BAD_FORMAT.format(name=suffix[:20])) from None
        disposition = {"content-disposition": f'attachment; filename="{export.name}"'}
        return Response(export.content, media_type=export.media_type, headers=disposition)

    @router.post("/avis")
    def judge(body: Annotated[dict[str, Any], Body()]) -> dict[str, str]:
        expected = str(body.get("expected") or "").strip()
        if expected:
            found = find_paragraph(corpus, expected)
            body["expected"] = found.paragraph_id if found else expected
        try:
            judgements.append(read_judgement(body, corpus))
        except JudgementError as error:
            raise HTTPException(400, texts.BAD_JUDGEMENT.format(why=error)) from error
        return {"detail": texts.JUDGE_SAVED}

    @router.get("/avis.jsonl")
    def judged() -> Response:
        lines = "".join(f"{line}\n" for line in evaluation_set(iter(judgements), corpus))
        return Response(lines, media_type="application/x-ndjson; charset=utf-8")

    return router


def _extract(corpus: Corpus, slug: str, text: str) -> tuple[str, int, int] | None:
    match = _EXTRACT.fullmatch(text)
    if match is None:
        return None
    paragraph: Paragraph | None = corpus.by_id.get(f"{slug}#{match['anchor']}")
    start, end = int(match["start"]), int(match["end"])
    if paragraph is None or not 0 <= start < end <= len(paragraph.text):
        return None
    return match["anchor"], start, end


def _turns(items: object) -> Sequence[TurnRecord]:
    try:
        return read_turns(json.dumps(items))
    except RecordError:
        raise HTTPException(400, texts.BAD_CONVERSATION) from None


def _copied(write: Any, name: str) -> Response:
    try:
        return PlainTextResponse(write())
    except KeyError:
        raise HTTPException(400, texts.BAD_FORMAT.format(name=name[:20])) from None
