"""The page's HTML: templates filled with values, inside the application's own shell."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.app.corpus_view import page
from eval.commands.compare import ComparedRun
from eval.page import texts
from eval.page.comparing import latest_pair
from eval.page.job import Progress
from eval.page.measuring import ANSWERS, RETRIEVAL
from eval.report import phrases
from eval.significance import Interval

if TYPE_CHECKING:
    from jinja2 import Environment

# Without a referrer, a browser says « Origin: null » when it posts a form, which the guard refuses.
_HEAD = (
    '<meta name="referrer" content="same-origin">'
    '<link rel="stylesheet" href="/evaluation/static/evaluation.css">'
    '<script src="/evaluation/static/evaluation.js" defer></script>'
)
_REFRESH = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
HERE = "/evaluation"
AREAS = ("auroc", "aurc", "ece")
IN_UNITS = "quoted_characters"  # the one measure that is no share


def home(progress: Progress, runs: Iterable[Mapping[str, Any]], faults: Sequence[str] = ()) -> str:
    """Render the form, the run in progress and the past runs; `faults` say what was wrong with what was sent."""
    known = list(runs)
    body = _fill("home.html.j2", progress=progress, runs=known, faults=faults, pair=latest_pair(known))
    return page(texts.TITLE, body, HERE, _HEAD + (_REFRESH if progress.state == texts.RUNNING else ""))


def result(record: Mapping[str, Any]) -> str:
    """Render one run."""
    return page(f"{texts.TITLE} : {record['set']}", _fill("result.html.j2", record=record), HERE, _HEAD)


def comparison(a: Mapping[str, Any], b: Mapping[str, Any], compared: Sequence[ComparedRun]) -> str:
    """Render two runs side by side."""
    return page(texts.COMPARISON_TITLE, _fill("comparison.html.j2", a=a, b=b, compared=compared), HERE, _HEAD)


def measure_name(name: str) -> str:
    """The French name of a measure, of retrieval or of answers."""
    return phrases.ANSWERS[name][0] if name in phrases.ANSWERS else phrases.measure_name(name)


def measure_help(name: str) -> str:
    """What a measure says, where its name is not enough."""
    return phrases.ANSWERS[name][1] if name in phrases.ANSWERS else texts.MEANINGS.get(name, "")


def interval(value: Sequence[float], name: str) -> dict[str, str]:
    """Writes a mean and its bounds in French."""
    places = 0 if name == IN_UNITS else 3
    return {part: phrases.number(number, places) for part, number in Interval(*value)._asdict().items()}


def _as_image(svg: str) -> str:
    """Gives a plot as the address of an image: its styles are inline, which the page's policy refuses."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _fill(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("eval.page")
    sources = {item.name: item.read_text(encoding="utf-8") for item in folder.iterdir() if item.name.endswith(".j2")}
    environment = Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"nombre": phrases.number, "groupe": phrases.group_name, "jour": phrases.day}
    environment.filters |= {"mesure": measure_name, "sens": measure_help, "image": _as_image, "intervalle": interval}
    environment.globals |= {"texts": texts, "phrases": phrases, "measures": (*RETRIEVAL, *ANSWERS), "areas": AREAS}
    return environment
