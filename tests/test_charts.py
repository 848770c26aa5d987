"""Charts: what they show, say and hide, and that nothing on them is cut or covered."""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text
from playwright.sync_api import Page

from assessment.answers import Answer, AnswerSheet
from assessment.charts import Chart, chart_gaps, chart_levels, chart_radar, chart_sections, drawing
from assessment.charts.colours import ACCENT, INK, PAPER, RULE
from assessment.charts.levels import DARKER, PALER, _draw_row, level_fills, level_shares, paler
from assessment.charts.words import NONE
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import STATE_NAMES
from assessment.reading import tidy
from assessment.summary import Summary, summarise
from tests.test_style import TOKENS, colours, contrast, luminance

SAMPLES = Path(__file__).parent.parent / "notebooks" / "contoh"
DRAWN = [chart_sections, chart_radar, chart_levels, chart_gaps]
Draw = Callable[[Summary], Chart]


def sample(name: str) -> AnswerSheet:
    return AnswerSheet.read(SAMPLES / f"{name}.json")


def without_answers(**fields: Any) -> AnswerSheet:
    return AnswerSheet(standard="unit", version=load_standard("unit").version, **fields)


def sections_of(name: str, count: int) -> Summary:
    """Summarise only the first sections of a sample."""
    sheet = sample(name)
    standard = load_standard(sheet.standard)
    fewer = standard.model_copy(update={"sections": standard.sections[:count]})
    rows = tidy([sheet])
    kept = {section.id for section in fewer.sections}
    return summarise(rows[rows["section"].isin(kept)], fewer)


def with_sections_not_applicable(name: str, *sections: str) -> Summary:
    rows = tidy([sample(name)])
    rows.loc[rows["section"].isin(sections), "state"] = STATE_NAMES[2]
    return summarise(rows)


def workshop() -> Summary:
    """Summarise twenty sheets that disagree on every item."""
    standard = load_standard("unit")
    sheets = [
        without_answers(
            unit="Unit Contoh (data rekaan)",
            answers={
                item.id: Answer(choice=(number * place) % 4)
                for place, item in enumerate(standard.items, 1)
            },
        )
        for number in range(1, 21)
    ]
    return summarise(sheets)


SUMMARIES: dict[str, Callable[[], Summary]] = {
    "complete": lambda: summarise([sample("unit-kecamatan")]),
    "partly filled": lambda: summarise([sample("unit-puskesmas")]),
    "long titles": lambda: summarise([sample("praktik-petugas")]),
    "one section": lambda: sections_of("unit-kecamatan", 1),
    "one open section": lambda: sections_of("unit-puskesmas", 1),
    "three sections": lambda: sections_of("praktik-petugas", 3),
    "four sections": lambda: sections_of("praktik-petugas", 4),
    "not applicable": lambda: with_sections_not_applicable("unit-puskesmas", "P4", "P7"),
    "no answers": lambda: summarise([without_answers(unit="Unit Contoh")]),
    "no sheets": lambda: summarise([]),
}
CASES = [(draw, name) for draw in DRAWN for name in SUMMARIES]
CASES += [(chart_levels, "workshop"), (chart_gaps, "workshop")]


@cache
def summary(name: str) -> Summary:
    return workshop() if name == "workshop" else SUMMARIES[name]()


@cache
def drawn(draw: Draw, name: str) -> Chart:
    return draw(summary(name))


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0].__name__}-{case[1]}")
def chart(request: pytest.FixtureRequest) -> Chart:
    """Every chart of every kind of summary."""
    return drawn(*request.param)


def texts(chart: Chart) -> list[str]:
    return [mark.get_text() for mark in chart.figure.findobj(Text)]


def words(chart: Chart) -> str:
    return " ".join(texts(chart))


def test_no_text_is_cut_or_covers_another(chart: Chart) -> None:
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()
    boxes = [
        (mark.get_text(), mark.get_window_extent(canvas.get_renderer()).padded(-0.5))
        for mark in chart.figure.findobj(Text)
    ]
    width, height = canvas.get_width_height()
    for text, box in boxes:
        assert box.x0 > 0, text
        assert box.x1 < width, text
        assert box.y0 > 0, text
        assert box.y1 < height, text
    for (first, box), (second, other) in combinations(boxes, 2):
        assert not box.overlaps(other), f"{first!r} and {second!r}"


def written(chart: Chart) -> list[str | None]:
    """Return the text elements of the picture's file."""
    root = ET.fromstring(chart.svg())  # noqa: S314 - our own file
    return [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_is_small_and_well_formed_and_keeps_its_text_as_text(chart: Chart) -> None:
    assert len(chart.svg().encode()) < 40 * 1024
    assert written(chart) == texts(chart)


def test_a_chart_says_in_sentences_what_it_is(chart: Chart) -> None:
    assert chart.alt.startswith(f"{texts(chart)[0]}.")
    assert chart.alt.endswith(".")
    assert not re.search(r"\b(nan|None)\b|<NA>|[{}]", chart.alt + words(chart))


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_answers_give_the_same_bytes(draw: Draw, tmp_path: Path) -> None:
    for kind in ("svg", "png", "pdf"):
        first, second = (
            draw(summary("partly filled")).save(tmp_path / f"{number}.{kind}").read_bytes()
            for number in (1, 2)
        )
        assert first == second
        assert len(first) > 1000


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match=r"bagan\.gif.*\.svg"):
        chart_sections(summary("complete")).save(tmp_path / "bagan.gif")
    assert not list(tmp_path.iterdir())


def test_charts_on_one_page_share_no_ids() -> None:
    names = ("partly filled", "one open section", "not applicable")
    found = [draw(summary(name)) for name in names for draw in (chart_sections, chart_radar)]
    ids = [re.findall(r'\bid="([^"]+)"', chart.html()) for chart in found]
    assert all(ids), "each of these charts has a hatch"
    together = [one for some in ids for one in some]
    assert len(together) == len(set(together))


@pytest.mark.parametrize("draw", DRAWN)
def test_a_page_gets_picture_text_alternative_and_table(draw: Draw) -> None:
    chart = draw(summary("partly filled"))
    page = ET.fromstring(chart.html())  # noqa: S314 - our own text
    figure = page.find("figure")
    assert figure is not None
    assert (figure.get("role"), figure.get("aria-label")) == ("img", chart.alt)
    assert figure[0].get("aria-hidden") == "true"
    assert figure[0].get("width") == "432pt"
    cells = [["".join(cell.itertext()) for cell in row] for row in page.iter("tr")]
    assert cells == chart.rows
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}


def test_the_style_of_a_picture_reaches_charts_alone(chart: Chart) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", chart.html(), re.DOTALL)
    rules = re.sub(r"@media[^{]*", "", style)
    selectors = re.findall(r"([^{};]+)\{[^{}]+\}", rules)
    assert selectors
    assert all(re.search(r"\.bm-chart\b", selector) for selector in selectors)


def test_a_notebook_shows_the_page_form_or_the_sentences() -> None:
    chart = chart_gaps(summary("complete"))
    assert chart._repr_mimebundle_() == {"text/html": chart.html(), "text/plain": chart.alt}


@pytest.mark.parametrize("draw", [chart_sections, chart_radar])
def test_sections_are_named_with_id_and_title_in_picture_words_and_table(draw: Draw) -> None:
    chart = draw(summary("long titles"))
    shown = words(chart)
    for section in load_standard("praktik").sections:
        name = f"{section.id} {section.title}"
        assert name in chart.alt
        assert name in [row[0] for row in chart.rows]
        assert all(word in shown for word in name.split())


def test_numbers_have_a_decimal_comma() -> None:
    chart = chart_sections(summary("complete"))
    assert "62,41" in chart.alt
    assert any(text.startswith("55,56 · ") for text in texts(chart))
    assert not re.search(r"\d\.\d", chart.alt + words(chart))


@pytest.mark.parametrize("draw", [chart_sections, chart_radar])
def test_an_open_section_shows_its_bounds_and_neither_index_nor_band(draw: Draw) -> None:
    made = summary("partly filled")
    chart = draw(made)
    row = made.sections.set_index("section").loc["P1"]
    assert row["index"] == 46.67
    assert "46,67" not in re.sub(r"46,67–66,67|46,67 \S+ 66,67", "", chart.alt + words(chart))
    assert "38,89–55,56" in words(chart)
    shown = chart.rows[1]
    assert shown[1] == NONE
    assert shown[2:4] == ["38,89", "55,56"]
    assert shown[5] == NONE


def test_a_complete_section_shows_index_and_band() -> None:
    chart = chart_sections(summary("complete"))
    assert "66,67 · Berjalan" in texts(chart)
    assert chart.rows[1][1:] == ["66,67", "66,67", "66,67", "100", "Berjalan"]


def test_only_open_sheets_explain_the_possible_range() -> None:
    hint = _("possible, while items are open")
    assert hint in words(chart_sections(summary("partly filled")))
    assert hint not in words(chart_sections(summary("complete")))


@pytest.mark.parametrize("draw", [chart_sections, chart_radar])
def test_a_shut_gate_is_named_under_the_title(draw: Draw) -> None:
    made = summary("complete")
    assert "P5-3" in made.overall["text"].iloc[0]
    assert made.overall["text"].iloc[0] in texts(draw(made))


def test_a_section_without_an_applicable_item_is_said_and_not_drawn() -> None:
    radar = chart_radar(summary("not applicable"))
    name = f"P4 {load_standard('unit').section('P4').title}"
    sentence = _("{section} has no applicable item.").format(section=name)
    assert sentence in radar.alt
    assert sentence in words(radar)
    assert words(radar).count(name) == 1


def test_a_radar_of_two_sections_is_drawn_as_bars() -> None:
    two = sections_of("unit-kecamatan", 2)
    assert texts(chart_radar(two))[1:] == texts(chart_sections(two))[1:]
    three = sections_of("unit-kecamatan", 3)
    assert texts(chart_radar(three))[1:] != texts(chart_sections(three))[1:]


@pytest.mark.parametrize("draw", DRAWN)
def test_a_sheet_without_levels_gives_an_empty_chart_that_says_so(draw: Draw) -> None:
    chart = draw(summary("no answers"))
    assert _("No item has a level yet.") in texts(chart)
    assert _("No item has a level yet.") in chart.alt


@pytest.mark.parametrize("draw", DRAWN)
def test_no_sheets_give_an_empty_chart_that_says_so(draw: Draw) -> None:
    assert _("There are no answers.") in texts(draw(summary("no sheets")))


def test_a_sheet_at_its_top_has_no_gaps_and_says_so() -> None:
    rows = tidy([sample("unit-kecamatan")])
    rows["level"] = 3
    assert _("Every answered item is at its top level.") in words(chart_gaps(summarise(rows)))


def test_a_sheet_that_nothing_applies_to_says_so() -> None:
    everything = [section.id for section in load_standard("unit").sections]
    chart = chart_sections(with_sections_not_applicable("unit-kecamatan", *everything))
    assert _("This sheet has no applicable item.") in texts(chart)


@pytest.mark.parametrize("draw", [chart_sections, chart_radar])
def test_one_of_several_sheets_has_to_be_named(draw: Callable[..., Chart]) -> None:
    sheets = [sample("unit-kecamatan"), sample("unit-puskesmas")]
    both = summarise(sheets)
    with pytest.raises(BermaknaError, match="2"):
        draw(both)
    with pytest.raises(BermaknaError, match="lain"):
        draw(both, "lain")
    for sheet in sheets:
        assert draw(both, sheet.sheet).svg() == draw(summarise([sheet])).svg()


def test_charts_of_many_sheets_say_how_many() -> None:
    assert _("{count} sheets").format(count=20) in words(chart_levels(summary("workshop")))


def test_gaps_are_as_many_as_asked_and_a_shut_gate_comes_first() -> None:
    made = summary("complete")
    assert len(chart_gaps(made).rows) == 1 + 5
    three = chart_gaps(made, most=3)
    assert [row[1] for row in three.rows[1:]] == ["P5-3", "P8-3", "P1-1"]
    assert _("below the bar of its gate") in texts(three)
    assert "P5-3" in three.alt
    assert "P1-3" not in three.alt


def test_bars_of_levels_are_as_long_as_their_shares() -> None:
    made = summary("workshop")
    rows = chart_levels(made).rows[1:]
    for row in rows:
        shares = [float(cell.replace(",", ".")) for cell in row[4:]]
        assert sum(shares) == pytest.approx(100)
    item = made.items.iloc[0]
    surface = drawing.Drawing("judul")
    found = _draw_row(surface, dict(item), left=drawing.MARGIN, width=drawing.INNER)
    full = sum(box[2] for box, _digit in found)
    lengths = {digit: box[2] / full for box, digit in found}
    assert lengths == pytest.approx(dict(level_shares(dict(item))))


def test_names_are_shown_as_they_are_written() -> None:
    name = 'Unit $x^2$ <b> & "kawan"'
    chart = chart_sections(summarise([without_answers(unit=name)]))
    assert name in written(chart)
    page = ET.fromstring(chart.html())  # noqa: S314 - our own text
    figure = page.find("figure")
    assert figure is not None
    assert name in (figure.get("aria-label") or "")


def test_the_table_of_a_page_shows_signs_of_markup_as_signs() -> None:
    rows = [["<i>", "b"], ["1 < 2", "a & b"]]
    chart = Chart(chart_sections(summary("complete")).figure, "Alt.", rows)
    page = ET.fromstring(chart.html())  # noqa: S314 - our own text
    assert [[cell.text for cell in row] for row in page.iter("tr")] == rows


@pytest.mark.parametrize(("colour", "least"), [(ACCENT, 3), (RULE, 3), (INK, 4.5)])
def test_lines_and_letters_stand_out_from_paper(colour: str, least: float) -> None:
    assert contrast(colour, PAPER) >= least


@pytest.mark.parametrize("standard", ["unit", "praktik"])
def test_levels_grow_darker_and_their_digits_stay_readable(standard: str) -> None:
    fills = [colour for colour, _hatch in level_fills(load_standard(standard)).values()]
    shades = [luminance(colour) for colour in fills]
    assert shades == sorted(shades, reverse=True)
    pale = paler(len(fills))
    assert all(contrast(INK, fill) >= 4.5 for fill in fills[:pale])
    assert all(contrast(PAPER, fill) >= 4.5 for fill in fills[pale:])
    assert all(contrast(one, two) > 1.5 for one, two in pairwise(fills))


def test_a_chart_on_paper_has_the_colours_of_the_light_theme() -> None:
    light = colours("light")
    assert (light["ink"], light["accent"]) == (INK, ACCENT)
    assert contrast(PAPER, light["paper"]) == 1


@pytest.fixture
def dark(page: Page) -> Page:
    """A phone that shows every chart of a partly filled sheet in the dark theme."""
    page.set_viewport_size({"width": 328, "height": 700})
    made = "".join(drawn(draw, "partly filled").html() for draw in DRAWN)
    page.set_content(
        f"<style>{TOKENS} body {{ color: var(--ink); margin: 0; }}</style>{made}"
        "<script>document.documentElement.dataset.theme = 'dark';</script>"
    )
    return page


def test_on_a_screen_a_chart_takes_the_colours_of_the_page(dark: Page) -> None:
    known = colours("dark")
    surface, title = dark.evaluate(
        """() => [...document.querySelectorAll(".bm-chart")].map((chart) =>
            ["path", "text"].map((name) => getComputedStyle(chart.querySelector(name)).fill))[0]"""
    )
    assert as_hex(surface) == known["paper"]
    assert as_hex(title) == known["ink"]


def test_digits_of_levels_stay_readable_in_the_dark_theme() -> None:
    known = colours("dark")
    paper, accent = to_rgb(known["paper"]), to_rgb(known["accent"])
    for percent in (*PALER, *DARKER):
        red, green, blue = (
            np.interp(percent, (0, 100), ends) for ends in zip(paper, accent, strict=True)
        )
        digit = known["ink" if percent in PALER else "paper"]
        assert contrast(digit, to_hex((red, green, blue))) >= 4.5


def test_on_paper_a_chart_keeps_its_own_colours(dark: Page) -> None:
    dark.emulate_media(media="print")
    title = dark.evaluate("getComputedStyle(document.querySelector('.bm-chart text')).fill")
    assert as_hex(title) == INK


def test_letters_of_a_chart_can_be_read_on_a_phone(dark: Page) -> None:
    heights = dark.evaluate(
        """() => [...document.querySelectorAll(".bm-chart text")].map((text) => {
            const {a} = text.getScreenCTM();
            return a * parseFloat(getComputedStyle(text).fontSize);
        })"""
    )
    assert min(heights) >= 11


def as_hex(value: str) -> str:
    """Return a computed colour, written as rgb() or as shares of one, in hexadecimal."""
    red, green, blue, *_opacity = map(float, re.findall(r"[\d.]+", value))
    most = 1 if "srgb" in value else 255
    return to_hex((red / most, green / most, blue / most))


def test_drawing_does_not_touch_pyplot() -> None:
    code = (
        "import sys; from assessment.charts import chart_levels; from assessment.summary import "
        "summarise; chart_levels(summarise([])).html(); print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
