"""A result in words says the figures it may say, and no others."""

import re

import pytest

from assessment.wording import (
    describe,
    print_amount,
    print_count,
    print_index,
    print_percent,
    templates,
)


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)?", text))


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


@pytest.fixture(autouse=True)
def _indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BERMAKNA_LANG", raising=False)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(77.78, "77,78"), (75.0, "75,00"), (0.0, "0,00"), (100.0, "100,00"), (3.13, "3,13")],
)
def test_an_index_has_two_decimals_and_a_comma(value: float, printed: str) -> None:
    assert print_index(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [(75.0, "75"), (66.67, "66,67"), (0.0, "0"), (12.5, "12,5")]
)
def test_a_share_has_no_more_decimals_than_it_needs(value: float, printed: str) -> None:
    assert print_percent(value) == printed


@pytest.mark.parametrize(("count", "printed"), [(0, "0"), (999, "999"), (1_234_567, "1.234.567")])
def test_the_thousands_of_a_count_stand_apart(count: int, printed: str) -> None:
    assert print_count(count) == printed


def test_an_amount_has_two_decimals_and_its_thousands_apart() -> None:
    assert print_amount(12_345.678) == "12.345,68"


@pytest.mark.usefixtures("english")
def test_numbers_follow_the_language() -> None:
    assert print_index(77.78) == "77.78"
    assert print_percent(66.67) == "66.67"


def test_every_hundredth_is_printed_as_it_is() -> None:
    for hundredths in range(10_001):
        whole, part = divmod(hundredths, 100)
        assert print_index(hundredths / 100) == f"{whole},{part:02}"


def test_open_items_show_bounds_and_progress_but_no_index() -> None:
    text = describe(77.78, 58.33, 83.33, 75.0, None, ())
    assert numbers_in(text) == {"58,33", "83,33", "75"}


def test_a_complete_result_shows_its_index_and_band() -> None:
    text = describe(75.0, 75.0, 75.0, 100.0, "Berjalan", ())
    assert numbers_in(text) == {"75,00"}
    assert "Berjalan" in text


def test_a_result_without_applicable_items_shows_no_number() -> None:
    text = describe(None, None, None, None, None, ())
    assert text
    assert numbers_in(text) == set()


def test_a_shut_gate_is_named_complete_or_not() -> None:
    for band in ("Berjalan", None):
        plain = describe(75.0, 75.0, 80.0, 100.0, band, ())
        text = describe(75.0, 75.0, 80.0, 100.0, band, ("P2-2", "P5-3"))
        assert plain in text
        assert "P2-2, P5-3" in text


def test_a_label_is_printed_as_it_stands() -> None:
    assert "{score} %s <b>" in describe(75.0, 75.0, 75.0, 100.0, "{score} %s <b>", ())
    assert "{score}" in describe(75.0, 75.0, 75.0, 100.0, "{score}", ("P1-1",))


def test_translated_sentences_keep_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    indonesian = templates()
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    for name, sentence in templates().items():
        places = sorted(re.findall(r"\{\w+\}", sentence))
        assert sorted(re.findall(r"\{\w+\}", indonesian[name])) == places
