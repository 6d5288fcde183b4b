"""The application people open: Gradio page, corpus pages, endpoints, MCP server.

`build_app(answerer)` gives the ASGI application; `serve(answerer, …)` runs it. Gradio is imported
when one of them is called, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.app.protocol import Answering
    from assistant.app.security import Limits

__all__ = ["build_app", "serve"]


def build_app(
    answerer: Answering,
    *,
    host: str = "127.0.0.1",
    auth: tuple[str, str] | None = None,
    judgements: Path | None = None,
    limits: Limits | None = None,
) -> FastAPI:
    """Build the application over `answerer`; nothing is bound yet."""
    from assistant.app.server import build

    return build(answerer, host=host, auth=auth, judgements=judgements, limits=limits)


def serve(
    answerer: Answering,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    auth: tuple[str, str] | None = None,
    without_auth: bool = False,
) -> None:
    """Serve on `host`:`port` until interrupted.

    Raises ServeError where `host` is not a loopback address and neither `auth` nor `without_auth` is given,
    or where the port is taken.
    """
    from assistant.app.server import run

    run(answerer, host, port, auth=auth, without_auth=without_auth)
