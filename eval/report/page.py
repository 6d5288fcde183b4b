"""The report's page: content → one HTML text with its style and plots inside, asking nothing of any network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any, NamedTuple

from eval.breakdown import GROUPINGS
from eval.commands.compare import ComparedRun, compare_scores
from eval.evaluation import means_by_group
from eval.measures.calibration import reliability_bins
from eval.measures.risk_coverage import risk_coverage
from eval.report import figures, phrases
from eval.report.content import RANKING_MEASURE, AnswerReport, ReportContent

COMPARED_MEASURES = ("Success@1", RANKING_MEASURE, "nDCG@10")
SYSTEMS_PER_PLOT = 4


class Plot(NamedTuple):
    """An SVG element and what it says, for those who do not see it."""

    title: str
    description: str
    svg: str


def render_page(content: ReportContent, *, seed: int = 0) -> str:
    """Gives the whole page."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    source = files("eval.report").joinpath("report.html.j2").read_text(encoding="utf-8")
    style = files("eval.report").joinpath("report.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"nombre": phrases.number, "part": phrases.percent, "groupe": phrases.group_name}
    environment.filters |= {"mesure": phrases.measure_name, "jour": phrases.day, "svg": Markup}
    return environment.from_string(source).render(
        content=content,
        phrases=phrases,
        style=Markup(style),
        group_plots=tuple(group_plots(content)),
        rank_plot=rank_plot(content),
        compared=comparisons(content, seed),
        answer_plots=tuple(answer_plots(content.answers)) if content.answers else (),
        manifest=manifest_rows(content),
    )


def group_plots(content: ReportContent) -> Iterator[Plot]:
    """Draws the ranking measure by style, kind and document, for the last few systems."""
    shown = content.systems[-SYSTEMS_PER_PLOT:]
    for grouping in GROUPINGS:
        by_system = {
            system.name: means_by_group(system.scores[RANKING_MEASURE], content.questions, grouping) for system in shown
        }
        if any(by_system.values()):
            title = phrases.GROUPINGS[grouping]
            label = f"{phrases.measure_name(RANKING_MEASURE)}, moyenne et intervalle à 95 %"
            best = by_system[content.main.name]
            said = ", ".join(f"{phrases.group_name(name)} {phrases.number(i.mean, 2)}" for name, (_, i) in best.items())
            yield Plot(title, f"{content.main.name} : {said}", figures.bars_by_group(by_system, label))


def rank_plot(content: ReportContent) -> Plot:
    """Draws where the first relevant paragraph stands, for every system."""
    ranks = {system.name: system.first_ranks for system in content.systems}
    share = figures.rank_shares(list(content.main.first_ranks.values()))[0]
    said = f"{content.main.name} place un paragraphe attendu en tête pour {phrases.percent(share)} des questions"
    return Plot("Rang du premier paragraphe attendu", said, figures.rank_chart(ranks))


def answer_plots(answers: AnswerReport) -> Iterator[Plot]:
    """Draws risk against coverage, and the reliability of the confidence."""
    confidence = [score.confidence for score in answers.scores]
    loss = [score.loss for score in answers.scores]
    curve, best = risk_coverage(confidence, loss), risk_coverage([-value for value in loss], loss)
    given = [score.loss for score in answers.scores if not score.abstained]
    actual = (len(given) / len(loss), sum(given) / len(given) if given else 0.0)
    yield Plot(
        "Risque et couverture",
        f"au seuil actuel, couverture {phrases.percent(actual[0])} et risque {phrases.percent(actual[1])}",
        figures.risk_coverage_plot(curve, best, actual),
    )
    bins = reliability_bins(confidence, [1 - value for value in loss])
    said = f"erreur de calibration {phrases.number(answers.summary['ece'].mean)}"
    yield Plot("Fiabilité de la confiance", said, figures.reliability_plot(bins))


def comparisons(content: ReportContent, seed: int) -> list[ComparedRun]:
    """Compares the main system with each of the others: the difference is main minus other."""
    chosen = {
        system.name: {measure: system.scores[measure] for measure in COMPARED_MEASURES} for system in content.systems
    }
    main = chosen.pop(content.main.name)
    return compare_scores(chosen, main, seed)


def manifest_rows(content: ReportContent) -> list[tuple[str, str]]:
    """Gives the lines of the manifest of the main system, those that it has."""
    manifest = content.main.manifest
    record: Mapping[str, Any] = asdict(manifest) if manifest else {}
    rows = {name: record[name] for name in phrases.MANIFEST if record.get(name)}
    if "versions" in rows:
        rows["versions"] = ", ".join(f"{name} {version}" for name, version in rows["versions"].items())
    if manifest:
        each = phrases.number(manifest.milliseconds_per_query, 1)
        rows["seconds"] = f"{phrases.number(manifest.seconds, 1)} s, soit {each} ms par question"
    return [(phrases.MANIFEST[name], str(value)) for name, value in rows.items()]
