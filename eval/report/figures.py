"""The plots of the report, drawn by matplotlib as SVG text that can stand inside an HTML page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.measures.calibration import ReliabilityBin
from eval.measures.risk_coverage import RiskCoverage
from eval.report.phrases import RANKS, group_name, number, percent
from eval.significance import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#1f5f8b", "#d1772b", "#4f8f5b", "#8a5a9e", "#b23a48", "#6b7280", "#2a9d8f")
RANK_COLOURS = ("#15486b", "#3d7ea6", "#86b3cf", "#c6d9e6", "#eed9c4", "#d1772b")
INK, FAINT = "#1d2733", "#d9dee4"
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "alinea",
}


def bars_by_group(by_system: Mapping[str, Mapping[str, tuple[int, Interval]]], label: str) -> str:
    """Draws a group of bars a group of questions, one bar a system, with its interval.

    `by_system`: system → group → (number of questions, mean with interval), values in 0..1.
    """
    groups = list(dict.fromkeys(group for values in by_system.values() for group in values))
    sizes = {group: values[group][0] for values in by_system.values() for group in values}

    def draw(axes: Axes) -> None:
        height = 0.8 / len(by_system)
        for place, (system, values) in enumerate(by_system.items()):
            rows = np.array([index for index, group in enumerate(groups) if group in values])
            intervals = [values[group][1] for group in groups if group in values]
            means = np.array([interval.mean for interval in intervals])
            spread = [means - [i.low for i in intervals], [i.high for i in intervals] - means]
            axes.barh(
                rows + height * (place - (len(by_system) - 1) / 2),
                means,
                height * 0.92,
                xerr=np.clip(spread, 0, None),
                color=COLOURS[place % len(COLOURS)],
                error_kw={"ecolor": INK, "elinewidth": 1, "capsize": 2},
                label=system,
            )
        axes.set_yticks(range(len(groups)), [f"{group_name(group)} ({sizes[group]})" for group in groups])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        _share_axis(axes.xaxis)
        axes.set_xlabel(label)
        axes.grid(axis="y", visible=False)
        _legend_above(axes, len(by_system))

    return _svg(draw, 8.2, 1.3 + len(groups) * max(0.45, 0.19 * len(by_system)))


def rank_chart(first_ranks: Mapping[str, Mapping[str, int | None]]) -> str:
    """Draws, for each system, how the questions share out by the rank of their first relevant paragraph."""

    def draw(axes: Axes) -> None:
        left = np.zeros(len(first_ranks))
        shares = np.array([rank_shares(list(ranks.values())) for ranks in first_ranks.values()])
        for place, name in enumerate(RANKS):
            axes.barh(list(first_ranks), shares[:, place], left=left, color=RANK_COLOURS[place], label=name, height=0.7)
            for row, share in enumerate(shares[:, place]):
                if share >= 0.05:
                    ink = "white" if place in (0, 1, 5) else INK
                    axes.text(
                        left[row] + share / 2, row, percent(share), ha="center", va="center", color=ink, fontsize=8.5
                    )
            left += shares[:, place]
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        _percent_axis(axes.xaxis)
        axes.set_xlabel("part des questions, selon le rang du premier paragraphe attendu")
        axes.grid(visible=False)
        _legend_above(axes, len(RANKS))

    return _svg(draw, 8.2, 1.3 + 0.42 * len(first_ranks))


def rank_shares(ranks: Sequence[int | None]) -> list[float]:
    """Gives the share of the questions in each class of `phrases.RANKS`; raises ValueError without questions."""
    if not ranks:
        raise ValueError("expected the ranks of at least one question, got none")
    upper = (1, 3, 5, 10)
    classes = [len(RANKS) - 1 if rank is None else int(np.searchsorted(upper, rank)) for rank in ranks]
    return [classes.count(place) / len(ranks) for place in range(len(RANKS))]


def risk_coverage_plot(curve: RiskCoverage, best: RiskCoverage, actual: tuple[float, float]) -> str:
    """Draws the risk-coverage curve, the best one that these answers allow, and where the system stands now."""

    def draw(axes: Axes) -> None:
        axes.plot(curve.coverage, curve.risk, color=COLOURS[0], linewidth=2, label="confiance du système")
        axes.plot(best.coverage, best.risk, color=COLOURS[5], linestyle=":", label="confiance idéale")
        axes.axhline(curve.risk[-1], color=FAINT, linestyle="--", label="sans ordre")
        axes.plot(*actual, "o", color=COLOURS[1], markersize=8, label="seuil actuel")
        axes.set_xlim(0, 1.01)
        axes.set_ylim(0, max(0.05, 1.08 * float(curve.risk.max())))
        _percent_axis(axes.xaxis)
        _percent_axis(axes.yaxis)
        axes.set_xlabel("couverture : part des questions auxquelles on répond")
        axes.set_ylabel("risque : perte moyenne des réponses")
        _legend_above(axes, 2)

    return _svg(draw, 5.4, 4.4)


def reliability_plot(bins: Sequence[ReliabilityBin]) -> str:
    """Draws, for each bin of confidence, how often the answers were right; wider dots hold more answers."""

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color=COLOURS[5], linestyle=":", label="calibration parfaite")
        sizes = np.array([b.size for b in bins])
        confidence, accuracy = [b.confidence for b in bins], [b.accuracy for b in bins]
        axes.vlines(confidence, confidence, accuracy, color=FAINT, zorder=1)
        areas = 24 + 260 * sizes / sizes.max()
        axes.scatter(confidence, accuracy, s=areas, color=COLOURS[0], label="réponses")
        for b, area in zip(bins, areas, strict=True):
            below = (0.0, -4 - float(np.sqrt(area)) / 2)
            spot = (b.confidence, b.accuracy)
            axes.annotate(str(b.size), spot, below, textcoords="offset points", ha="center", va="top", fontsize=8)
        axes.set_xlim(-0.03, 1.05)
        axes.set_ylim(-0.14, 1.08)
        _percent_axis(axes.xaxis)
        _percent_axis(axes.yaxis)
        axes.set_xlabel("confiance annoncée")
        axes.set_ylabel("part de réponses justes")
        _legend_above(axes, 2)

    return _svg(draw, 5.4, 4.4)


def _share_axis(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: number(value, 1))


def _percent_axis(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: percent(value))


def _legend_above(axes: Axes, columns: int) -> None:
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(columns, 6), handlelength=1.2, columnspacing=1.2)


@contextmanager
def _drawing_style() -> Iterator[None]:
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        yield


def _svg(draw: Callable[[Axes], None], width: float, height: float) -> str:
    """Runs `draw` on fresh axes, sizes in inches; gives an `<svg>` element without declarations or metadata."""
    from matplotlib.figure import Figure

    with _drawing_style():
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.add_subplot())
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None}, transparent=True)
    svg = re.sub(r"<metadata>.*?</metadata>", "", text.getvalue(), flags=re.DOTALL)
    return _with_own_ids(svg[svg.index("<svg") :].strip())


def _with_own_ids(svg: str) -> str:
    """Marks every id with a digest of the plot, so that several plots can stand in one page."""
    mark = sha256(svg.encode()).hexdigest()[:8]
    return re.sub(r"(\bid=\"|href=\"#|url\(#)", rf"\g<1>p{mark}-", svg)
