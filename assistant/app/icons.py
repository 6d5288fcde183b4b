"""The few icons of the interface, drawn here as strokes on a 16 × 16 grid."""

from __future__ import annotations

_PATHS = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "copy": "M6 5.5h7v8H6z M3 10.5v-8h7",
    "link": "M6.5 9.5l3-3 M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5 M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5",
    "up": "M3 7h2v6H3z M5 7.5 8 2.5c1.2 0 1.7.8 1.5 1.8L9 6.5h3.2c.8 0 1.3.6 1.1 1.4l-1 4c-.2.7-.7 1.1-1.4 1.1H5",
    "down": "M3 9h2V3H3z M5 8.5l3 5c1.2 0 1.7-.8 1.5-1.8L9 9.5h3.2c.8 0 1.3-.6 1.1-1.4l-1-4C12.1 3.4 11.6 3 10.9 3H5",
    "flag": "M4 14V2.5 M4 3h8l-1.8 2.8L12 8.5H4",
    "warning": "M8 2.5 14.5 13.5h-13z M8 6.5v3.5 M8 11.8v.2",
    "plus": "M8 3v10 M3 8h10",
    "menu": "M2.5 4.5h11 M2.5 8h11 M2.5 11.5h11",
    "close": "M4 4l8 8 M12 4l-8 8",
    "moon": "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z",
    "book": "M8 4.5C6.5 3.3 4.5 3 2.5 3v9.5c2 0 4 .3 5.5 1.5 1.5-1.2 3.5-1.5 5.5-1.5V3c-2 0-4 .3-5.5 1.5z M8 4.5V14",
    "previous": "M10 3.5 5.5 8l4.5 4.5",
    "next": "M6 3.5 10.5 8 6 12.5",
    "chart": "M2.5 13.5h11 M4.5 11V7.5 M8 11V3.5 M11.5 11V6",
    "undo": "M6 3 2.8 6.2 6 9.4 M3 6.2h6.2a3.4 3.4 0 0 1 0 6.8H6.5",
    "pencil": "M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z M9.5 4.2l2.3 2.3",
    "filter": "M2.5 4h11 M4.5 8h7 M6.5 12h3",
    "download": "M8 2.5v8 M4.5 7.5 8 11l3.5-3.5 M3 13.5h10",
}


def icon(name: str) -> str:
    """Draw an icon as inline SVG, hidden from screen readers (its button has a name of its own)."""
    return (
        '<svg class="al-icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"'
        ' stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )
