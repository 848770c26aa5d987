"""A drawing stands in the page itself, is read out, and holds nothing but its shapes."""

from pathlib import Path

import pytest

from assessment.handbook.picture import inline_svg
from tests.conftest import ROOT

DRAWINGS = sorted((ROOT / "book" / "gambar").glob("*.svg"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">{}</svg>'


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_of_the_book_can_be_put_into_a_page(path: Path) -> None:
    drawn = inline_svg(path, "Sebuah <gambar>")
    assert drawn.startswith("<svg ")
    assert 'role="img"' in drawn
    assert 'aria-label="Sebuah &lt;gambar&gt;"' in drawn


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<style>text{fill:red}</style>", "style"),
        ('<image href="a.png"/>', "image"),
        ('<rect onclick="alert(1)"/>', "onclick"),
        ('<rect fill="#f00"/>', "fill"),
        ('<text font-family="Arial">a</text>', "font-family"),
    ],
)
def test_what_a_drawing_may_not_hold_is_named(tmp_path: Path, inside: str, named: str) -> None:
    path = tmp_path / "gambar.svg"
    path.write_text(SVG.format(inside), encoding="utf-8")
    with pytest.raises(ValueError, match=named):
        inline_svg(path, "Sebuah gambar")
