"""Gradio's page made ours: French, no foreign address in its head, our styles and scripts first."""

from __future__ import annotations

import json
import re

from assistant.app import texts
from assistant.app.security import ASGIApp, ASGIScope, Message, Receive, Send

_FOREIGN = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*?/>', re.DOTALL)
_LANGUAGE = re.compile(r'<html\s+lang="en"')
HEAD = (
    '<link rel="icon" href="/app/favicon.svg" type="image/svg+xml" />'
    '<link rel="preload" href="/app/fonts/inter-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin />'
    '<link rel="stylesheet" href="/app/theme.css" /><link rel="stylesheet" href="/app/alinea.css" />'
    '<link rel="stylesheet" href="/app/gradio.css" />'
    '<script type="application/json" id="al-texts">'
    + json.dumps(texts.SCRIPT, ensure_ascii=False).replace("<", "\\u003c")
    + "</script>"
    '<script src="/app/appearance.js"></script><script src="/app/page.js"></script>'
    '<script src="/app/conversations.js"></script><script src="/app/reader.js"></script>'
    '<script src="/app/chat.js"></script>'
)


def adapt(html: str) -> str:
    """Turn Gradio's index page into ours."""
    html = _LANGUAGE.sub('<html lang="fr"', html, count=1)
    html = _FOREIGN.sub("", html)
    return html.replace("<head>", f"<head>{HEAD}", 1)


class FrenchIndex:
    """Adapts the page at « / » on its way out; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: ASGIScope, receive: Receive, send: Send) -> None:
        """Hold the page back until it is whole, then send it adapted."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        chunks: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            chunks.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(chunks)
            if any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"]):
                body = adapt(body.decode()).encode()
            kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
            await send(start)
            await send({"type": "http.response.body", "body": body})

        scope = dict(scope)
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app(scope, receive, hold)
