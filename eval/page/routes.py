"""The routes of the « Évaluation » page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from assistant.app.protocol import Answering
from eval.labelled_sets import LabelledSet
from eval.page import texts, view
from eval.page.comparing import NotComparableError, compare_records
from eval.page.job import BusyError, Job
from eval.page.store import RunStore
from eval.page.uploads import MOST_BYTES, BadUploadError, shipped_set, uploaded_set

ADDRESS = "/evaluation"
STATIC = Path(__file__).parent / "static"
STATIC_FILES = frozenset({"evaluation.css", "evaluation.js"})


def build_router(answerer: Answering, folder: Path | None = None) -> APIRouter:
    """Build the routes over an answerer; runs are kept in `folder`, the user's own data unless given."""
    router = APIRouter(prefix=ADDRESS, include_in_schema=False)
    store = RunStore(folder)
    job = Job(answerer, store)

    @router.get("")
    def home() -> HTMLResponse:
        return HTMLResponse(view.home(job.progress, store.all()))

    @router.post("")
    async def start(jeu: Annotated[str, Form()] = "", fichier: Annotated[UploadFile | None, File()] = None) -> Response:
        name = fichier.filename or "" if fichier else ""
        data = await fichier.read(MOST_BYTES + 1) if fichier else b""
        try:
            job.start(await run_in_threadpool(_chosen, answerer, jeu, name, data))
        except BadUploadError as error:
            return HTMLResponse(view.home(job.progress, store.all(), error.faults), 400)
        except BusyError:
            return HTMLResponse(view.home(job.progress, store.all(), (texts.BUSY,)), 409)
        return RedirectResponse(ADDRESS, 303)

    @router.post("/annulation")
    def cancel() -> RedirectResponse:
        job.cancel()
        return RedirectResponse(ADDRESS, 303)

    @router.get("/etat")
    def state() -> dict[str, Any]:
        return job.progress._asdict()

    @router.get("/resultats/{run_id}")
    def result(run_id: str) -> HTMLResponse:
        record = store.get(run_id)
        if record is None:
            return HTMLResponse(view.home(job.progress, store.all(), (texts.UNKNOWN_RUN,)), 404)
        return HTMLResponse(view.result(record))

    @router.post("/resultats/{run_id}/suppression")
    def delete(run_id: str) -> Response:
        if not store.delete(run_id):
            return HTMLResponse(view.home(job.progress, store.all(), (texts.UNKNOWN_RUN,)), 404)
        job.forget(run_id)
        return RedirectResponse(ADDRESS, 303)

    @router.get("/comparaison")
    def comparison(a: str = "", b: str = "") -> HTMLResponse:
        first, second = store.get(a), store.get(b)
        if first is None or second is None:
            return HTMLResponse(view.home(job.progress, store.all(), (texts.UNKNOWN_RUN,)), 404)
        try:
            return HTMLResponse(view.comparison(first, second, compare_records(first, second)))
        except NotComparableError as error:
            return HTMLResponse(view.home(job.progress, store.all(), (str(error),)), 400)

    @router.get("/static/{name}")
    def static(name: str) -> FileResponse:
        if name not in STATIC_FILES:
            raise HTTPException(404)
        return FileResponse(STATIC / name)

    return router


def _chosen(answerer: Answering, name: str, file_name: str, data: bytes) -> LabelledSet:
    if name == "fichier":
        return uploaded_set(file_name, data, answerer.corpus)
    return shipped_set(name, answerer.corpus)
