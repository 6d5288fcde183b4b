"""Parsers: one per family of shape, chosen by what the source looks like."""

from __future__ import annotations

from corpus.aligned import AlignedText
from corpus.parsing.blocks import split_blocks
from corpus.parsing.flattened import parse_flattened
from corpus.parsing.markup import strip_markup
from corpus.parsing.parsed import Draft, Parsed
from corpus.parsing.report import read_report
from corpus.parsing.resolution import read_resolution
from corpus.parsing.shape import Shape, detect_shape
from corpus.parsing.webpage import parse_webpage
from corpus.parsing.wrapped import wrapped_blocks

__all__ = ["parse_source"]


def parse_source(source: str) -> Parsed:
    """Sort a source into units, headings, marks and noise; raises ParsingError where it cannot."""
    return _PARSERS[detect_shape(source)](source)


def _parse_markdown_report(source: str) -> Parsed:
    draft = Draft()
    return read_report(split_blocks(strip_markup(AlignedText.of(source), draft)), draft)


def _parse_markdown_resolution(source: str) -> Parsed:
    draft = Draft()
    return read_resolution(split_blocks(strip_markup(AlignedText.of(source), draft)), draft)


def _parse_wrapped_report(source: str) -> Parsed:
    draft = Draft()
    return read_report(wrapped_blocks(AlignedText.of(source), draft), draft)


_PARSERS = {
    Shape.FLATTENED_PAGE: parse_flattened,
    Shape.MARKDOWN_REPORT: _parse_markdown_report,
    Shape.MARKDOWN_RESOLUTION: _parse_markdown_resolution,
    Shape.WEB_PAGE: parse_webpage,
    Shape.WRAPPED_REPORT: _parse_wrapped_report,
}
