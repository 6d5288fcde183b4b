"""The « Questions » page: Gradio components and the events between them, nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from assistant.app import texts
from assistant.app.answer_view import render_waiting, render_welcome
from assistant.app.api import add_endpoints
from assistant.app.dialogue import Dialogue, restore_thread, stream_thread
from assistant.app.icons import icon
from assistant.app.pages import rail_links
from assistant.app.protocol import Answering
from assistant.app.records import ScopeRecord

# The thread's HTML is swapped for what the browser keeps of it, as JSON, on its way to the server.
_WITH_CONVERSATION = "(question, thread, ...filters) => [...window.alinea.asked(question), ...filters]"
_CONVERSATION = "() => [window.alinea.conversation()]"
_MOUNT_THREAD = "window.alinea.mountThread(element, watch, () => trigger('submit'), (html) => { props.value = html; })"
_MOUNT_RAIL = "window.alinea.mountRail(element, () => trigger('choose'))"
CONCURRENT_ANSWERS = 4  # the others wait their turn: the more share two cores, the later the last of them
QUEUED = 128
SECONDS_BETWEEN_PLACES = 5  # each message of its place in the queue costs everybody who waits; the page shows none


def build_blocks(answerer: Answering) -> gr.Blocks:
    """Build the page and its named endpoints over `answerer`."""
    dialogue = Dialogue(answerer)

    def ask(question: str, thread: str, *filters: Any) -> Iterator[str]:
        yield from stream_thread(dialogue, question, thread, _scope(answerer, *filters))

    def restore(thread: str) -> str:
        return restore_thread(dialogue, thread)

    def restore_at_start(thread: str) -> Any:
        """Leave an empty page as it is: a question may already be on its way."""
        return gr.skip() if thread == "[]" else restore_thread(dialogue, thread)

    blocks: gr.Blocks = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        with gr.Row(elem_id="al-shell"):
            rail = gr.HTML(_rail(), elem_id="al-rail", js_on_load=_MOUNT_RAIL, apply_default_css=False)
            with gr.Column(elem_id="al-centre"):
                gr.HTML(_bar(), elem_id="al-bar", js_on_load=None, apply_default_css=False)
                thread = gr.HTML(
                    render_welcome(), elem_id="al-thread", js_on_load=_MOUNT_THREAD, apply_default_css=False
                )
                with gr.Column(elem_id="al-composer"):
                    with gr.Row(elem_id="al-ask"):
                        question = gr.Textbox(
                            label=texts.QUESTION_LABEL,
                            placeholder=texts.QUESTION_PLACEHOLDER,
                            lines=1,
                            max_lines=7,
                            container=False,
                            elem_id="al-question",
                        )
                        send = gr.Button(texts.SEND, variant="primary", elem_id="al-send", min_width=0)
                    filters = _filters(answerer)
            gr.HTML(_panel(), elem_id="al-panel", js_on_load=None, apply_default_css=False)
        gr.on(
            [question.submit, send.click, thread.submit],
            ask,
            [question, thread, *filters],
            [thread],
            js=_WITH_CONVERSATION,
            trigger_mode="always_last",  # a question sent while another is answered is asked after it
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=CONCURRENT_ANSWERS,
        )
        for comes_back, shown in ((blocks.load, restore_at_start), (rail.choose, restore)):
            comes_back(
                shown,
                [thread],
                [thread],
                js=_CONVERSATION,
                show_progress="hidden",
                api_visibility="private",
                concurrency_limit=CONCURRENT_ANSWERS,
            )
        add_endpoints(dialogue)
    blocks.queue(SECONDS_BETWEEN_PLACES, max_size=QUEUED, default_concurrency_limit=CONCURRENT_ANSWERS)
    return blocks


def _filters(answerer: Answering) -> list[gr.components.Component]:
    documents = sorted(answerer.corpus.documents, key=lambda document: document.date)
    years = [texts.FILTER_YEAR_ANY, *(str(year) for year in sorted({document.date.year for document in documents}))]
    with gr.Accordion(texts.FILTERS, open=False, elem_id="al-filters"):
        symbols = gr.CheckboxGroup(
            [(f"{document.symbol} ({document.date.year})", document.symbol) for document in documents],
            label=texts.FILTER_DOCUMENTS,
        )
        kinds = gr.CheckboxGroup([name for name, _ in texts.FILTER_GROUPS], label=texts.FILTER_KINDS)
        with gr.Row():
            since = gr.Radio(years, value=years[0], label=texts.FILTER_SINCE)
            until = gr.Radio(years, value=years[0], label=texts.FILTER_UNTIL)
        filters: list[gr.components.Component] = [symbols, kinds, since, until]
        cleared = json.dumps([[], [], years[0], years[0]], ensure_ascii=False)
        gr.Button(texts.FILTER_RESET, elem_id="al-unfilter", size="sm").click(
            None, None, filters, js=f"() => {cleared}", api_visibility="private"
        )
    return filters


def _scope(answerer: Answering, documents: list[str], kinds: list[str], since: str, until: str) -> ScopeRecord:
    known = {document.symbol for document in answerer.corpus.documents}
    chosen = dict.fromkeys(kind.value for name, group in texts.FILTER_GROUPS if name in kinds for kind in group)
    return ScopeRecord(
        symbols=tuple(symbol for symbol in documents or () if symbol in known),
        kinds=tuple(chosen),
        since=f"{since}-01-01" if since and since.isdigit() else "",
        until=f"{until}-12-31" if until and until.isdigit() else "",
    )


def _rail() -> str:
    downloads = "".join(
        f'<button type="button" data-action="download" data-format="{value}">{escape(label)}</button>'
        for value, label in texts.DOWNLOAD_FORMATS
    )
    return (
        f'<nav class="al-rail" aria-label="{escape(texts.CONVERSATIONS)}">'
        f'<a class="al-brand" href="/"><img src="/app/logo.svg" alt="" width="30" height="30">{texts.NAME}</a>'
        f'<p class="al-tagline">{escape(texts.TAGLINE)}</p>'
        f'<button type="button" class="al-primary al-new" data-action="new">{icon("plus")}'
        f"{escape(texts.NEW_CONVERSATION)}</button>"
        f'<h2 class="al-rail-title">{escape(texts.CONVERSATIONS)}</h2>'
        f'<ul class="al-conversations" id="al-conversations"></ul>{_row_icons()}<template id="al-waiting">'
        f"{render_waiting()}</template>"
        f'<p class="al-note">{escape(texts.CONVERSATIONS_NOTE)}</p>'
        f'<div class="al-rail-foot"><details class="al-menu al-upward"><summary class="al-tool">{icon("download")}'
        f'{escape(texts.DOWNLOAD)}</summary><div class="al-options">{downloads}</div></details>'
        f'<a class="al-tool" href="/corpus">{icon("book")}{escape(texts.CORPUS_PAGE)}</a>{rail_links()}'
        f'<button type="button" class="al-tool" data-action="appearance">{icon("moon")}{escape(texts.THEME_SHORT)}'
        "</button></div></nav>"
    )


def _row_icons() -> str:
    """What the script of the page puts in the buttons of each conversation."""
    return "".join(
        f'<template id="al-icon-{action}">{icon(name)}</template>'
        for action, name in (("rename", "pencil"), ("delete", "close"))
    )


def _bar() -> str:
    """The bar that small screens show in place of the rail, and the page's title for screen readers."""
    return (
        f'<header class="al-bar"><button type="button" class="al-tool al-square" data-action="rail"'
        f' aria-label="{escape(texts.OPEN_CONVERSATIONS)}" aria-expanded="false">{icon("menu")}</button>'
        f'<h1><span class="al-bar-name">{texts.NAME}</span><span class="al-sr"> : {escape(texts.WELCOME_TITLE)}</span>'
        f'</h1><a class="al-tool al-square" href="/corpus" aria-label="{escape(texts.CORPUS_PAGE)}">{icon("book")}</a>'
        "</header>"
    )


def _panel() -> str:
    return (
        f'<aside class="al-panel" id="al-reader" aria-label="{escape(texts.PANEL)}" hidden>'
        f'<button type="button" class="al-tool al-square al-close" data-action="close"'
        f' aria-label="{escape(texts.CLOSE)}" title="{escape(texts.CLOSE)}">{icon("close")}</button>'
        '<div id="al-reader-content" aria-live="polite"></div></aside>'
        f'<dialog class="al-dialog" id="al-judge"><form method="dialog"><h2>{escape(texts.JUDGE_TITLE)}</h2>'
        '<p id="al-judged"></p>'
        f'<label>{escape(texts.JUDGE_REASON)}<textarea name="reason" rows="3" maxlength="500"></textarea></label>'
        f'<label>{escape(texts.JUDGE_EXPECTED)}<input name="expected" maxlength="80" placeholder="A/76/135, par. 30">'
        f'</label><div class="al-row"><button type="button" class="al-tool" data-action="cancel">'
        f'{escape(texts.JUDGE_CANCEL)}</button><button type="submit" class="al-primary">{escape(texts.JUDGE_SEND)}'
        '</button></div></form></dialog><div class="al-toast" id="al-toast" role="status" aria-live="polite"></div>'
    )
