"""Small standards, plans, answers and sheets that tests are built from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from assessment.answers import AnswerSheet
from assessment.fields import References
from assessment.laws import Laws
from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.plan import (
    PlannedBand,
    PlannedItem,
    PlannedSection,
    ScoringPlan,
    compile_plan,
)
from assessment.results import SheetScore
from assessment.standard import Standard

LAW = {
    "name": "Undang-Undang Nomor 1 Tahun 2000",
    "short": "UU 1/2000",
    "about": "contoh",
    "status": "berlaku",
    "certainty": "verified",
    "articles": {"1": {"about": "contoh", "certainty": "verified"}},
}
LAWS = Laws.model_validate({"uu-1-2000": LAW})

LEFT_OUT = "left out"


def standard_data(
    items_per_section: Sequence[int] = (3, 2),
    weights: Mapping[str, int] | None = None,
    scale: Sequence[int] = (0, 1, 2, 3),
    values: tuple[int, int] = (0, 100),
    bands: Mapping[str, float] | None = None,
    gates: Mapping[str, tuple[int, str]] | None = None,
    never: Collection[str] = (),
    evidence_asked: bool = True,
) -> dict[str, Any]:
    """Return a valid standard as plain data: sections A1, A2 ..., items A1-1, A1-2 ...

    ``weights`` maps ids of sections and items to weights (default 1), ``scale`` holds the points
    of the levels (digits count up from the first points), ``bands`` maps ids to lowest values
    (default low, middle, high), ``gates`` maps items to (below, caps_at), and ``never`` names
    the items that always apply.
    """
    low, high = values
    bands = bands or {"low": low, "middle": (low + high) / 2, "high": (low + 3 * high) / 4}
    levels = list(enumerate(scale, start=scale[0]))
    return {
        "id": "small",
        "version": "1.0.0",
        "title": "Standar kecil",
        "about": "Standar untuk pengujian.",
        "respondent": "unit",
        "question": "Seberapa jauh hal ini berlaku?",
        "evidence_asked": evidence_asked,
        "index": {"points": [scale[0], scale[-1]], "values": [low, high]},
        "scales": {
            "steps": [
                {"level": level, "points": points, "label": f"L{level}", "description": "tampak"}
                for level, points in levels
            ]
        },
        "bands": [
            {"id": band, "from": lowest, "label": band.title(), "description": "golongan"}
            for band, lowest in bands.items()
        ],
        "sections": [
            {
                "id": f"A{place}",
                "title": f"Bagian {place}",
                "weight": (weights or {}).get(f"A{place}", 1),
                "page": f"book/prinsip/a{place}",
                "items": [
                    _item_data(f"A{place}-{number}", levels, weights or {}, gates or {}, never)
                    for number in range(1, count + 1)
                ],
            }
            for place, count in enumerate(items_per_section, start=1)
        ],
    }


def _item_data(
    item_id: str,
    levels: Sequence[tuple[int, int]],
    weights: Mapping[str, int],
    gates: Mapping[str, tuple[int, str]],
    never: Collection[str],
) -> dict[str, Any]:
    below, caps_at = gates.get(item_id, (None, None))
    gate = {} if below is None else {"gate": {"below": below, "caps_at": caps_at}}
    return {
        "id": item_id,
        "text": f"Perilaku {item_id}.",
        "weight": weights.get(item_id, 1),
        "scale": "steps",
        "source": "P1",
        "levels": {level: f"Tampak {level}." for level, _points in levels},
        "criteria": ["Syarat terpenuhi."],
        "evidence": ["Catatan."],
        "laws": [{"law": "uu-1-2000", "article": "1"}],
        "hints": {level: f"Langkah {level}." for level, _points in levels[:-1]},
        "not_applicable": "never" if item_id in never else "allowed",
        **gate,
    }


def validate_standard(data: object) -> Standard:
    """Validate plain data as a standard; raises pydantic's ``ValidationError``."""
    return Standard.model_validate(data, context=References(LAWS))


def make_standard(**choices: Any) -> Standard:
    """Make a small standard; the choices are those of ``standard_data``."""
    return validate_standard(standard_data(**choices))


def make_plan(**choices: Any) -> ScoringPlan:
    """Compile a small standard; the choices are those of ``standard_data``."""
    return compile_plan(make_standard(**choices))


def plan_from(data: Mapping[str, Any]) -> ScoringPlan:
    """Make a plan from the plain data of ``ScoringPlan.to_dict``, as it is kept in JSON."""
    lists = ("levels", "points", "gate")
    items = [
        {name: tuple(value) if name in lists and value else value for name, value in item.items()}
        for item in data["items"]
    ]
    return ScoringPlan(
        **{
            **data,
            "points": tuple(data["points"]),
            "values": tuple(data["values"]),
            "sections": tuple(PlannedSection(**section) for section in data["sections"]),
            "items": tuple(PlannedItem(**item) for item in items),
            "bands": tuple(PlannedBand(**band) for band in data["bands"]),
        }
    )


def figures(result: SheetScore) -> dict[str, Any]:
    """Return a result as plain data without its words and its trace."""

    def bare(part: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in part.items() if name != "text"}
        return {**kept, "shut": list(part["shut"])}

    data: dict[str, Any] = result.to_dict()
    return {"overall": bare(data["overall"]), "sections": [bare(part) for part in data["sections"]]}


@st.composite
def plans(draw: st.DrawFn) -> ScoringPlan:
    """Draw plans of 1-4 sections with 1-6 items, of many scales, indices, bands and gates."""
    points = draw(st.sampled_from([(0, 1, 2, 3), (1, 2, 3, 4), (0, 1, 3), (0, 4), (2, 3, 7, 8)]))
    levels = tuple(range(points[0], points[0] + len(points)))
    values = draw(st.sampled_from([(0, 100), (25, 100), (0, 7)]))
    bands = draw(_bands(values))
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    places = [(section, number) for section, size in enumerate(sizes) for number in range(size)]
    some_items = st.integers(0, len(places) - 1)
    gates = draw(
        st.dictionaries(
            some_items,
            st.tuples(st.sampled_from(levels[1:]), st.integers(0, len(bands) - 1)),
            max_size=4,
        )
    )
    never = draw(st.sets(some_items, max_size=4))
    return ScoringPlan(
        standard="drawn",
        version="1.0.0",
        points=(points[0], points[-1]),
        values=values,
        sections=tuple(
            PlannedSection(f"P{place}", draw(st.integers(1, 5)))
            for place in range(1, len(sizes) + 1)
        ),
        items=tuple(
            PlannedItem(
                id=f"P{section + 1}-{number + 1}",
                section=section,
                weight=draw(st.integers(1, 9)),
                levels=levels,
                points=points,
                gate=gates.get(place),
                not_applicable=place not in never,
            )
            for place, (section, number) in enumerate(places)
        ),
        bands=bands,
        evidence_asked=True,
    )


def _bands(values: tuple[int, int]) -> st.SearchStrategy[tuple[PlannedBand, ...]]:
    low, high = (100 * value for value in values)
    exact = [low + (high - low) * part // 24 for part in range(1, 25)]
    edges = st.one_of(st.sampled_from(exact), st.integers(low + 1, high))
    return st.lists(edges, max_size=4, unique=True).map(
        lambda lowest: tuple(
            PlannedBand(f"b{place}", edge, f"Golongan {place}")
            for place, edge in enumerate([low, *sorted(lowest)])
        )
    )


def answer_sets(plan: ScoringPlan) -> st.SearchStrategy[dict[str, Choice]]:
    """Draw answers to a plan: levels (half of the time), the open states, and left out."""
    choices = [
        st.sampled_from([*item.levels, *item.levels, "unknown", None, LEFT_OUT, *_lacking(item)])
        for item in plan.items
    ]
    return st.tuples(*choices).map(
        lambda drawn: {
            item.id: choice
            for item, choice in zip(plan.items, drawn, strict=True)
            if choice != LEFT_OUT
        }
    )


def complete_sets(plan: ScoringPlan) -> st.SearchStrategy[dict[str, Choice]]:
    """Draw answers to a plan in which every item has a level or is not applicable."""
    return st.fixed_dictionaries(
        {item.id: st.sampled_from([*item.levels, *_lacking(item)]) for item in plan.items}
    )


def _lacking(item: PlannedItem) -> list[Choice]:
    return ["not_applicable"] if item.not_applicable else []


def plans_with_answers() -> st.SearchStrategy[tuple[ScoringPlan, dict[str, Choice]]]:
    """Draw a plan and one sheet of answers to it, every third time a complete one."""
    return plans().flatmap(
        lambda plan: st.tuples(
            st.just(plan),
            st.one_of(answer_sets(plan), answer_sets(plan), complete_sets(plan)),
        )
    )


def with_items(plan: ScoringPlan, items: Sequence[PlannedItem]) -> ScoringPlan:
    """Return the plan with other items."""
    return replace(plan, items=tuple(items))


def unit_item(*, not_applicable: bool) -> PlannedItem:
    """Return the first item of the standard ``unit`` that may, or may not, be not applicable."""
    plan = compile_plan(load_standard("unit"))
    return next(item for item in plan.items if item.not_applicable is not_applicable)


def unit_sheet(**fields: Any) -> AnswerSheet:
    """Make a sheet of the standard ``unit``; ``fields`` are those of ``AnswerSheet``."""
    version = load_standard("unit").version
    return AnswerSheet.model_validate({"standard": "unit", "version": version, **fields})
