"""Putting the application together, and running it."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before Gradio is imported, which reads it
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"  # nor does it keep account here of every event since the start,
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)  # which it sums up with pandas after each: 8 % of an answer
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from assistant.app import texts
from assistant.app.address import LOOPBACK, check_address
from assistant.app.chat_page import build_blocks
from assistant.app.index_page import FrenchIndex
from assistant.app.judgements import JudgementStore
from assistant.app.pages import addresses, load_pages
from assistant.app.protocol import Answering
from assistant.app.routes import build_routes
from assistant.app.security import Guard, Limits
from embeddings.threads import one_core_a_batch

STATIC = Path(__file__).parent / "static"


def build(
    answerer: Answering,
    *,
    host: str = "127.0.0.1",
    auth: tuple[str, str] | None = None,
    judgements: Path | None = None,
    limits: Limits | None = None,
) -> FastAPI:
    """Mount the chat page, the other pages and the guard on one FastAPI application."""
    guard = Middleware(Guard, limits=limits, auth=auth, loopback=host in LOOPBACK, pages=addresses())
    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, middleware=[guard, Middleware(FrenchIndex)])
    app.include_router(build_routes(answerer.corpus, JudgementStore(judgements)))
    for router in load_pages(answerer):
        app.include_router(router, include_in_schema=False)
    app.mount("/app", StaticFiles(directory=STATIC), name="app")
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_blocks(answerer),
        path="/",
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=True,
        max_file_size=(limits or Limits()).body_bytes,
        ssr_mode=False,
        mcp_server=True,
        theme=gr.themes.Base(
            font=["Inter", "system-ui", "sans-serif"], font_mono=["ui-monospace", "Liberation Mono", "monospace"]
        ),
        favicon_path=str(STATIC / "favicon.svg"),
    )
    return mounted


def run(
    answerer: Answering, host: str, port: int, *, auth: tuple[str, str] | None = None, without_auth: bool = False
) -> None:
    """Serve until interrupted; raises ServeError on an open address without a password, or a taken port."""
    check_address(host, port, has_auth=auth is not None, without_auth=without_auth)
    app = build(answerer, host=host, auth=auth)
    one_core_a_batch()
    gc.freeze()  # what is loaded stays: a collection that walked through all of it would stop every answer for a while
    with suppress(KeyboardInterrupt):
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
