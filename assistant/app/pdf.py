"""A conversation as a PDF file: A4 pages, outline, links, the application's own type."""

from __future__ import annotations

import re
from pathlib import Path

from fpdf import FPDF, XPos, YPos
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

SERIF_FILE = Path(__file__).parent / "static" / "fonts" / "source-serif-4-latin-wght-normal.woff2"
SERIF = "Source Serif 4"
FALLBACK = "DejaVu Sans"
INK, SOFT, RULE = (28, 36, 48), (86, 97, 112), (138, 155, 176)
MARGIN = 22.0  # millimetres
INDENT = 5.0
LEADING = 1.5  # height of a line, in font sizes
POINT = 25.4 / 72  # millimetres
BEFORE_SIGN = re.compile(r" (?=[?!:;])")


class PdfDocument(FPDF):
    """Pages to which headings, paragraphs and quotations are added one below the other."""

    def __init__(self, title: str, author: str) -> None:
        """Begin a document in French on A4."""
        super().__init__(format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.set_lang("fr")
        self.set_title(title)
        self.set_author(author)
        self.add_font(SERIF, fname=SERIF_FILE)
        self.alias_nb_pages()
        self.add_page()

    def footer(self) -> None:
        """Number the page; fpdf2 calls this at the end of each."""
        self.set_y(-15)
        self._write(f"{self.page_no()} / {{nb}}", size=9, colour=SOFT, align="C")

    def heading(self, text: str, *, size: float, level: int) -> None:
        """Add a heading, which is also an entry of the outline (the document's title has level 0)."""
        self.need(4 * size * LEADING * POINT)
        self.ln(size * 0.25)
        self.start_section(" ".join(text.split()), level)
        self._write(BEFORE_SIGN.sub("\u00a0", text), size=size)
        self.ln(size * 0.1)

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self._write(text, size=11)
        self.ln(1.5)

    def quotation(self, text: str, reference: str, link: str) -> None:
        """Add words between guillemets beside a rule, then their reference, which opens `link` where there is one."""
        self.ln(2)
        self.set_left_margin(MARGIN + INDENT)
        self.set_draw_color(*RULE)
        self.set_line_width(0.8)
        self.need(self._height(f"« {text} »", size=11) + 2 * 10 * LEADING * POINT)
        self._write(f"«\u00a0{text}\u00a0»", size=11, border="L")
        self._write(f"— {reference}", size=10, colour=SOFT, link=link)
        self.set_left_margin(MARGIN)
        self.ln(2)

    def need(self, height: float) -> None:
        """Go to the next page where less than `height` millimetres are left on this one."""
        if self.will_page_break(height):
            self.add_page()

    def _write(
        self,
        text: str,
        *,
        size: float,
        colour: tuple[int, int, int] = INK,
        border: str = "",
        align: str = "L",
        link: str = "",
    ) -> None:
        self.set_font(SERIF, size=size)
        self._fall_back_for(text)
        self.set_text_color(*colour)
        self.multi_cell(
            0,
            size * LEADING * POINT,
            text,
            border=border,
            align=align,
            link=link,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def _height(self, text: str, *, size: float) -> float:
        """The height of a paragraph, in millimetres."""
        self.set_font(SERIF, size=size)
        self._fall_back_for(text)
        height = self.multi_cell(
            0, size * LEADING * POINT, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return float(str(height))

    def _fall_back_for(self, text: str) -> None:
        """Have a font for what is written in other alphabets than the Latin one, where that comes."""
        serif = self.fonts[SERIF.lower()]
        assert isinstance(serif, TTFFont)
        if FALLBACK.lower() in self.fonts or all(ord(character) in serif.cmap for character in text.replace("\n", "")):
            return
        from matplotlib import get_data_path  # ships DejaVu, and is imported only where it serves

        self.add_font(FALLBACK, fname=Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
        self.set_fallback_fonts([FALLBACK])
