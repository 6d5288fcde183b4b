"""The headings above a paragraph, where nothing but their wording tells their depth."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Headings:
    """The open headings, outermost first; `bare` while no paragraph has come under the last one."""

    path: tuple[str, ...] = ()
    bare: bool = False

    def under(self, heading: str) -> Headings:
        """Open an unnumbered heading.

        It goes under the last heading where that one is the numbered heading, or still bare; beside
        an open heading that begins with the same word (« Mesures de transparence », « Mesures de
        coopération »); otherwise beside the last.
        """
        word = heading.split(maxsplit=1)[0]
        twin = next((depth for depth, open_one in enumerate(self.path) if open_one.split(maxsplit=1)[0] == word), None)
        if twin is not None:
            depth = twin
        elif self.bare or len(self.path) <= 1:
            depth = len(self.path)
        else:
            depth = len(self.path) - 1
        return Headings((*self.path[:depth], heading), bare=True)

    def under_norm(self, norm: str) -> Headings:
        """Open the heading of a norm, right under the numbered one."""
        return Headings((*self.path[:1], norm))

    def settled(self) -> Headings:
        """Note that a paragraph stands under the last heading."""
        return replace(self, bare=False)
