"""Pages that other packages add to the application; the assistant never imports them.

An entry point of the group `alinea.pages` gives a page: its name is the page's address (« evaluation » →
`/evaluation`), its value a callable `(answerer) -> fastapi.APIRouter` whose routes all stand under that address.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.metadata import EntryPoint, entry_points

from fastapi import APIRouter

from assistant.app import texts
from assistant.app.icons import icon
from assistant.app.protocol import Answering

GROUP = "alinea.pages"


@cache
def registered() -> tuple[EntryPoint, ...]:
    """The pages that the installed packages declare, by name."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    return tuple(found[name] for name in sorted(found))


def addresses() -> tuple[str, ...]:
    """Where the pages stand."""
    return tuple(f"/{point.name}" for point in registered())


def load_pages(answerer: Answering) -> list[APIRouter]:
    """Make the routes of every page over the answerer of this server."""
    return [point.load()(answerer) for point in registered()]


def page_links() -> list[tuple[str, str]]:
    """List the address and the title of each page, for the top of the pages that need no script."""
    return [(f"/{point.name}", _title(point)) for point in registered()]


def rail_links() -> str:
    """Link to the pages, for the rail of the chat page."""
    return "".join(
        f'<a class="al-tool" href="/{escape(point.name)}">{icon("chart")}{escape(_title(point))}</a>'
        for point in registered()
    )


def _title(point: EntryPoint) -> str:
    return texts.ADDED_PAGES.get(point.name, point.name.capitalize())
