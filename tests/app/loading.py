"""Asking as the page asks, through Gradio's queue, without a browser: for measures under load."""

from __future__ import annotations

import json
import time
import uuid

import httpx

ANY_DATE = "Toute date"


def ask_event(config: dict) -> int:
    """Find the page's question event: the one whose inputs are the question, the thread and the filters."""
    return next(item["id"] for item in config["dependencies"] if len(item["inputs"]) == 6)


def ask_through_the_queue(client: httpx.Client, event: int, question: str, turns: str = "[]") -> tuple[float, list]:
    """Ask a question; give the seconds until the answer was whole, and the last output."""
    session = uuid.uuid4().hex[:10]
    data = {"data": [question, turns, [], [], ANY_DATE, ANY_DATE], "fn_index": event, "session_hash": session}
    started = time.perf_counter()
    client.post("/gradio_api/queue/join", json=data).raise_for_status()
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            if not line.startswith("data:"):
                continue
            message = json.loads(line[5:])
            if message["msg"] == "process_completed":
                assert message["success"], message
                return time.perf_counter() - started, message["output"]["data"]
    raise AssertionError("the stream ended without an answer")
