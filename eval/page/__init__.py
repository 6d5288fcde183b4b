"""The « Évaluation » page of the application, which it loads through the entry points `alinea.pages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from assistant.app.protocol import Answering


def router(answerer: Answering) -> APIRouter:
    """Give the routes of the page, over the answerer of the server that shows it."""
    from eval.page.routes import build_router

    return build_router(answerer)
