"""Where a number comes from, in words."""

from __future__ import annotations

from functools import cache

import pytest

from wattwright.equations import registered
from wattwright.errors import UnknownNameError
from wattwright.evaluate import evaluate
from wattwright.explain import explain, plain_formula, quantity_named
from wattwright.plan import load
from wattwright.results import Results


@cache
def results() -> Results:
    plan = load("meta-2025")
    return evaluate(plan, at=plan.as_of)


def test_the_tree_goes_down_to_sources_and_says_what_is_announced_and_what_assumed() -> None:
    text = explain("annual_energy_mwh", results(), "en")
    assert text.startswith(
        "annual electricity use E = 35,040,000 MWh (26,280,000 … 41,610,000)  [Hyperion, undated]\n"
    )
    assert "E = P_fac · λ · 8760" in text
    assert "announced, known since 2025-07-17" in text
    assert "PYMNTS on Zuckerberg Threads post https://" in text
    assert "load factor λ = 0.8 (0.6 … 0.95)  [campus]" in text
    assert "Judgement of the Wattwright team, stated with its range" in text


def test_german_numbers_and_days_have_german_form() -> None:
    text = explain("annual_energy_mwh", results(), "de")
    assert text.startswith("Jahresstromverbrauch E = 35.040.000 MWh (26.280.000 … 41.610.000)")
    assert "angekündigt, bekannt seit 17.07.2025" in text
    assert "Auslastung im Jahresmittel λ = 0,8 (0,6 … 0,95)" in text


def test_weak_evidence_is_marked() -> None:
    assert "⚠ weak evidence" in explain("accelerator_it_power_w", results(), "en")
    assert "⚠ schwacher Beleg" in explain("accelerator_it_power_w", results(), "de")


def test_figures_with_the_fewest_conditions_are_shown_whole_and_the_others_in_one_line() -> None:
    text = explain("household equivalents", results(), "en")
    whole, _, others = text.partition("Also computed:")
    assert whole.startswith("household equivalents n_h = 3,247,000")
    assert "[Hyperion · US, undated]" in whole
    assert "  Hyperion · US · λ=1, undated: 4,059,000" in others


def test_what_stood_before_is_named_and_not_repeated() -> None:
    text = explain("household_equivalents", results(), "en")
    assert text.count("E = P_fac · λ · 8760") == 1
    assert "(see above)" in text


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("household_equivalents", "household_equivalents"),
        ("Household Equivalents", "household_equivalents"),
        ("Haushalte im Vergleich", "household_equivalents"),
        ("training time", "training_duration_s"),
        ("Trainingsdauer", "training_duration_s"),
        ("facility power", "facility_power_mw"),
    ],
)
def test_a_quantity_is_found_by_name_and_by_label_in_either_language(given: str, name: str) -> None:
    assert quantity_named(given, results()) == name


def test_an_unknown_quantity_offers_the_nearest_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        explain("houshold equivalents", results(), "en")
    assert "household equivalents" in caught.value.problems[0]


def test_every_formula_becomes_plain_text() -> None:
    for rule in registered().values():
        for latex in (rule.symbol, rule.latex):
            text = plain_formula(latex)
            assert text
            assert not set(text) & set("\\{}"), (rule.name, text)


def test_large_and_small_numbers_are_powers_of_ten() -> None:
    assert "5.184 × 10^25 FLOP" in explain("training_flop", results(), "en")
    assert "5,184 × 10^25 FLOP" in explain("training_flop", results(), "de")
