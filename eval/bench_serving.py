"""How long people wait who ask at the same time: a real server process, asked over loopback as the page asks."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from assistant.app.texts import FILTER_YEAR_ANY

STARTING = 300  # seconds at most, the index being built where there is none
PATIENCE = 120  # seconds at most for one answer
SERVE = "from assistant.cli import main; main()"


class Person:
    """Somebody whose page is open: asks one question after another through the queue of the server."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=PATIENCE)
        self._session = uuid.uuid4().hex[:10]
        self._event = question_event(self._client.get("/config").json())

    def ask(self, question: str, turns: str = "[]") -> tuple[float, list[object]]:
        """Ask `question` after `turns`; return the seconds until the answer was whole, and what the page is given.

        Raises RuntimeError where the server says that it failed.
        """
        data = [question, turns, [], [], FILTER_YEAR_ANY, FILTER_YEAR_ANY]
        asked = {"data": data, "fn_index": self._event, "session_hash": self._session}
        begun = time.perf_counter()
        self._client.post("/gradio_api/queue/join", json=asked).raise_for_status()
        with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    if not message["success"]:
                        raise RuntimeError(f"the server could not answer {question!r}: {message}")
                    return time.perf_counter() - begun, list(message["output"]["data"])
        raise RuntimeError(f"the server ended its stream without an answer to {question!r}")


def question_event(config: dict[str, object]) -> int:
    """Find the page's question event: the one whose inputs are the question, the thread and four filters."""
    events = config["dependencies"]
    assert isinstance(events, list)
    return next(int(event["id"]) for event in events if len(event["inputs"]) == 6)


def at_once(people: Sequence[Person], questions: Sequence[str]) -> list[float]:
    """Let everybody ask a share of the questions, one after another, all starting together; seconds of each answer."""
    shares = [questions[place :: len(people)] for place in range(len(people))]
    with ThreadPoolExecutor(len(people)) as pool:
        waited = pool.map(lambda asking: [asking[0].ask(q)[0] for q in asking[1]], zip(people, shares, strict=True))
        return [seconds for each in waited for seconds in each]


@contextmanager
def served() -> Iterator[str]:
    """Run `alinea serve` on a free loopback port for the time of a block; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-c", SERVE, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(15)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start on {address}")
