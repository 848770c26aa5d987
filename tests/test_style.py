"""The look of the handbook: contrast of its colours, its parts, its pictures."""

import re
from gzip import compress
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assessment.checklist.assets import stylesheet as checklist_stylesheet
from assessment.handbook.style import PARTS, PICTURES, STATIC, mark, stylesheet
from assessment.lab import FRAME

TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
APP = (FRAME / "voila" / "templates" / "bermakna" / "index.html.j2").read_text(encoding="utf-8")
HEX = re.compile(r"--([a-z-]+): (#[0-9a-f]{3}(?:[0-9a-f]{3})?);")

# WCAG 2.2: text on what it stands on; edges of controls and marks that carry a meaning.
SURFACES = ("paper", "raised", "tint", "warm-tint")
TEXT, SHAPE = 4.5, 3.0
TEXT_PAIRS = [*product(("ink", "muted", "accent", "warm"), SURFACES), ("on-accent", "accent")]
SHAPE_PAIRS = [
    *product(("accent", "warm"), SURFACES),
    *product(("control",), ("paper", "raised")),
]


def colours(theme: str) -> dict[str, str]:
    """Return the colours of ``light`` or ``dark``; the dark ones stand in the second rule."""
    light, dark = (dict(HEX.findall(rule)) for rule in TOKENS.split("}")[:2])
    return light if theme == "light" else dark


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours in hexadecimal, from 1 to 21, after WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


each_theme = pytest.mark.parametrize("theme", ["light", "dark"])


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


def test_both_themes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


@pytest.mark.parametrize(("theme", "place"), [("light", 0), ("dark", 1)])
def test_the_page_of_an_app_has_the_colours_of_the_handbook(theme: str, place: int) -> None:
    names = {
        "jp-ui-font-color1": "ink",
        "jp-ui-font-color2": "muted",
        "jp-layout-color1": "paper",
        "jp-layout-color2": "raised",
        "bm-late": "warm-tint",
    }
    known = colours(theme)
    for name, token in names.items():
        assert re.findall(rf"--{name}: (#[0-9a-f]+);", APP)[place] == known[token], name


@each_theme
@pytest.mark.parametrize(("ink", "paper"), TEXT_PAIRS)
def test_text_can_be_read_on_what_it_stands_on(theme: str, ink: str, paper: str) -> None:
    known = colours(theme)
    assert contrast(known[ink], known[paper]) >= TEXT


@each_theme
@pytest.mark.parametrize(("shape", "paper"), SHAPE_PAIRS)
def test_a_shape_can_be_told_from_what_it_stands_on(theme: str, shape: str, paper: str) -> None:
    known = colours(theme)
    assert contrast(known[shape], known[paper]) >= SHAPE


def test_colours_are_written_in_the_tokens_and_on_paper_alone() -> None:
    for name in set(PARTS) - {"tokens.css", "print.css"}:
        rules = re.sub(r"url\([^)]*\)|/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"))
        values = re.findall(r":[^;{}]*#[0-9a-f]{3,8}\b[^;{}]*;", rules)
        assert [value for value in values if value != ": #fff;"] == [], name


def test_the_checklist_has_the_colours_of_the_book_in_jupyter_too() -> None:
    for token, variable in (("accent", "--bm-accent"), ("warm", "--bm-warn")):
        light, dark = colours("light")[token], colours("dark")[token]
        assert f"light-dark({light}, {dark})" in rule_of(variable)


def rule_of(variable: str) -> str:
    (found,) = re.findall(rf"{variable}: ([^;]+);", checklist_stylesheet())
    return str(found)


def test_every_variable_that_is_used_is_set() -> None:
    css = stylesheet()
    used = set(re.findall(r"var\((--[a-z-]+)\)", css))
    assert used - set(re.findall(r"(--[a-z-]+):", css)) == set()


def test_every_class_of_a_drawing_has_its_look() -> None:
    css = (STATIC / "picture.css").read_text(encoding="utf-8")
    drawings = sorted((Path(__file__).parent.parent / "book/gambar").glob("*.svg"))
    assert drawings
    for drawing in drawings:
        named = re.findall(r'class="([^"]*)"', drawing.read_text(encoding="utf-8"))
        for name in {part for names in named for part in names.split()}:
            assert re.search(rf"\.{re.escape(name)}\b", css), (drawing.name, name)


def test_every_part_of_the_stylesheet_is_put_in() -> None:
    assert {path.name for path in STATIC.glob("*.css")} == set(PARTS)


def test_the_stylesheet_is_light() -> None:
    assert len(compress(stylesheet().encode(), 6)) <= 8 * 1024


def test_the_mark_is_one_drawing_in_one_colour_that_nobody_hears() -> None:
    root = ET.fromstring(mark())  # noqa: S314, a file of this book
    paints = {value for part in root.iter() for value in (part.get("fill"), part.get("stroke"))}
    assert paints == {"currentColor", "none", None}
    assert root.get("aria-hidden") == "true"


def test_the_card_is_light_and_as_large_as_it_is_shown() -> None:
    card = next(path for path in PICTURES if path.suffix == ".png").read_bytes()
    assert card.startswith(b"\x89PNG")
    assert [int.from_bytes(card[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
    assert len(card) <= 60 * 1024
