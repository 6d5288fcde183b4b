"""What stands before every request: limits, origin, password, headers. Plain ASGI, no state but the rates."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from assistant.app import texts
from assistant.app.address import LOOPBACK

ASGIScope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[ASGIScope, Receive, Send], Awaitable[None]]

_STRICT = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Gradio's page compiles its templates in the browser, and carries its configuration inline.
_GRADIO = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: data:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_COMMON = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
_OWN_PAGES = ("/corpus", "/lecture", "/citations", "/conversations", "/avis", "/app/")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one client may send."""

    body_bytes: int = 1024 * 1024
    upload_bytes: int = 2 * 1024 * 1024 + 16 * 1024  # to a page that another package adds: a file and its form
    requests_per_second: float = 25.0  # of requests that make the server work (POST): a room behind one address
    burst: int = 400
    clients: int = 4096  # remembered at once


class RequestRefused(HTTPException):
    """A request that goes no further, wherever it was when it was found wanting."""


class Rates:
    """A token bucket for each client."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, client: str) -> float:
        """Take a token for `client`; give 0, or the seconds to wait for one."""
        now = self._clock()
        tokens, then = self._buckets.pop(client, (float(self._limits.burst), now))
        tokens = min(self._limits.burst, tokens + (now - then) * self._limits.requests_per_second)
        allowed = tokens >= 1
        self._buckets[client] = (tokens - 1 if allowed else tokens, now)
        while len(self._buckets) > self._limits.clients:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._limits.requests_per_second


class Guard:
    """Lets through the requests that are small, paced, from here and, where asked, signed in."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: Limits | None = None,
        auth: tuple[str, str] | None = None,
        loopback: bool = True,
        pages: tuple[str, ...] = (),  # addresses of the pages that other packages add
    ) -> None:
        self._app = app
        self._limits = limits or Limits()
        self._rates = Rates(self._limits)
        self._auth = auth
        self._loopback = loopback
        self._pages = pages

    async def __call__(self, scope: ASGIScope, receive: Receive, send: Send) -> None:
        """Check, then hand over, with the headers that every response carries."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope["path"].startswith(_OWN_PAGES + self._pages))
        try:
            self._check(scope)
            await self._app(scope, _counted(receive, self._most(scope["path"])), send)
        except RequestRefused as refused:
            await _refuse(send, refused)

    def _check(self, scope: ASGIScope) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if self._loopback and urlsplit(f"//{host}").hostname not in LOOPBACK:
            raise RequestRefused(400, texts.FORBIDDEN_HOST)
        if self._auth is not None and not _signed_in(headers.get("authorization", ""), self._auth):
            raise RequestRefused(401, texts.AUTH_NEEDED, {"www-authenticate": 'Basic realm="Alinea", charset="UTF-8"'})
        if scope["method"] not in ("POST", "PUT", "PATCH", "DELETE"):
            return
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            raise RequestRefused(403, texts.FORBIDDEN_ORIGIN)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most(scope["path"]):
            raise RequestRefused(413, texts.TOO_BIG)
        wait = self._rates.wait_for(scope["client"][0] if scope.get("client") else "")
        if wait:
            seconds = int(wait) + 1
            raise RequestRefused(429, texts.TOO_MANY.format(n=seconds), {"retry-after": str(seconds)})

    def _most(self, path: str) -> int:
        return self._limits.upload_bytes if path.startswith(self._pages) else self._limits.body_bytes


def _counted(receive: Receive, most: int) -> Receive:
    """Refuse a body that grows past `most` bytes, whatever length it announced."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise RequestRefused(413, texts.TOO_BIG)
        return message

    return counted


def _with_headers(send: Send, own: bool) -> Send:
    added = {**_COMMON, "content-security-policy": _STRICT if own else _GRADIO}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower().decode() not in added]
            message["headers"] = kept + [(name.encode(), value.encode()) for name, value in added.items()]
        await send(message)

    return sending


def _signed_in(header: str, auth: tuple[str, str]) -> bool:
    scheme, _, credentials = header.partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(credentials, validate=True)
    except (binascii.Error, ValueError):
        return False
    return secrets.compare_digest(given, ":".join(auth).encode())


async def _refuse(send: Send, refused: RequestRefused) -> None:
    body = json.dumps({"detail": refused.detail}, ensure_ascii=False).encode()
    headers = {"content-type": "application/json; charset=utf-8", **(refused.headers or {})}
    await send(
        {
            "type": "http.response.start",
            "status": refused.status_code,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})
