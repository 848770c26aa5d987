"""The colours of a chart: on paper those of the light theme, on a screen those of the page.

Every colour is ink or accent, mixed with paper. A picture names the mixtures as colours, which
any program can show; its style names them anew from what the page around it sets.
"""

import re

INK, PAPER, ACCENT = "#1d2733", "#ffffff", "#0d5e6d"

# The page is the handbook or JupyterLab; elsewhere the colours stay as they are on paper.
# Programs that print the picture pass over a rule for screens.
SCREEN = """@media screen {
.bm-chart {
--chart-ink: var(--pst-color-text-base, var(--jp-ui-font-color1, %s));
--chart-paper: var(--pst-color-background, var(--jp-layout-color0, %s));
--chart-accent: var(--pst-color-primary, light-dark(%s, #6cc5d3));
font-family: inherit;
}
[data-jp-theme-light="false"] .bm-chart { color-scheme: dark; }
%s}
@media screen and (forced-colors: active) {
.bm-chart { --chart-ink: CanvasText; --chart-paper: Canvas; --chart-accent: LinkText; }
.bm-chart * { forced-color-adjust: none; }
}"""


def mixture(percent: int, colour: str = ACCENT) -> str:
    """Return a colour mixed with paper, which takes the rest of a hundred percent."""
    pairs = (
        (int(colour[place : place + 2], 16), int(PAPER[place : place + 2], 16))
        for place in (1, 3, 5)
    )
    return "#" + "".join(
        f"{round(p * percent / 100 + q * (1 - percent / 100)):02x}" for p, q in pairs
    )


# The accent and a line stand at 3:1 or more against paper, in grey print too. A paler fill never
# stands alone: it has an outline of the accent, and a hatch or a label.
PALE, RULE = mixture(15), mixture(60, INK)

NAMES = {mixture(percent, INK): ("ink", percent) for percent in (60, 100)} | {
    mixture(percent): ("accent", percent) for percent in range(101)
}


def screen_style(svg: str) -> str:
    """Return the rules that give a picture on a screen the colours of the page around it."""
    used = sorted(set(re.findall(r'\b(fill|stroke)="(#[0-9a-f]{6})"', svg)))
    return SCREEN % (INK, PAPER, ACCENT, "".join(map(_rule, used)))


def _rule(painted: tuple[str, str]) -> str:
    paint, colour = painted
    name, percent = NAMES[colour]
    value = f"color-mix(in srgb, var(--chart-{name}) {percent}%, var(--chart-paper))"
    return f'.bm-chart [{paint}="{colour}"] {{ {paint}: {value}; }}\n'
