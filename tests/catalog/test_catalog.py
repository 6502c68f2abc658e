"""The catalog: what was known when, under which name, and from where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.catalog import Catalog, load, period_end
from wattwright.errors import UnknownNameError

ARTICLE = date(2025, 7, 17)
AUTUMN = date(2026, 11, 1)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


@given(day=st.dates(date(2018, 1, 1), date(2026, 12, 31)))
def test_a_past_day_knows_nothing_that_was_learnt_later(day: date) -> None:
    for kind in ("campus", "company", "person", "deal", "model"):
        assert all(fact.date <= day for fact in load().at(day).facts(kind))


@given(early=st.dates(date(2020, 1, 1), date(2026, 12, 31)), later=st.integers(0, 900))
def test_knowledge_only_grows(early: date, later: int) -> None:
    then, now = load().at(early), load().at(early + timedelta(days=later))
    assert set(then.facts("company")) <= set(now.facts("company"))


def test_going_back_twice_never_gives_more_than_the_earlier_day(catalog: Catalog) -> None:
    assert catalog.at(ARTICLE).at(AUTUMN).facts("campus") == catalog.at(ARTICLE).facts("campus")


def test_the_announcement_of_prometheus_is_announced_and_not_measured(catalog: Catalog) -> None:
    fact = catalog.at(ARTICLE).latest("campus", "Prometheus", "announced_power_mw")
    assert fact is not None
    assert (fact.value, fact.when, fact.basis) == (1000.0, "2026", "announced")


def test_it_power_and_facility_power_are_two_quantities(catalog: Catalog) -> None:
    it_power = catalog.latest("campus", "Meta Prometheus", "it_power_mw", "2026-08-01")
    pairs = [
        (fact, catalog.latest("campus", "Meta Prometheus", "it_power_mw", fact.when))
        for fact in catalog.facts("campus", "Meta Prometheus", "facility_power_mw")
    ]
    assert it_power is None or it_power.unit == "MW"
    assert pairs
    assert all(inside is not None and inside.value < facility.value for facility, inside in pairs)


def test_capital_expenditure_of_2025_was_guided_first_and_reported_later(catalog: Catalog) -> None:
    then = catalog.at(ARTICLE).latest("company", "Meta", "capex_usd", "2025")
    today = catalog.latest("company", "Meta", "capex_usd", "2025")
    assert then is not None
    assert today is not None
    assert (then.basis, then.low, then.high) == ("guided", 64e9, 72e9)
    assert (today.basis, today.value) == ("published", 72.22e9)


def test_the_date_of_one_gigawatt_moved_from_vintage_to_vintage(catalog: Catalog) -> None:
    dates = [fact.value for fact in catalog.facts("campus", "Meta Prometheus", "one_gigawatt_date")]
    assert dates[-1] == "2027-04-15"
    assert len(set(dates)) >= 4


@pytest.mark.parametrize(
    ("kind", "given_name", "name"),
    [
        ("campus", "hyperion", "Meta Hyperion"),
        ("campus", "Project Rainier", "Anthropic-Amazon New Carlisle"),
        ("campus", "XAI COLOSSUS 2", "Colossus 2"),
        ("company", "Facebook", "Meta"),
        ("accelerator", "h100-sxm", "H100-SXM-80GB"),
        ("deal", "PlayAI", "Meta / PlayAI"),
    ],
)
def test_an_entry_is_found_under_its_other_names(
    catalog: Catalog, kind: str, given_name: str, name: str
) -> None:
    assert catalog.resolve(kind, given_name) == name


def test_an_unknown_name_offers_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as error:
        catalog.resolve("campus", "Promtheus")
    assert "Prometheus" in str(error.value)


def test_an_unknown_kind_offers_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as error:
        catalog.names("campsu")
    assert "campus" in str(error.value)


def test_every_alias_leads_to_an_entry(catalog: Catalog) -> None:
    for kind in catalog.kinds():
        entries = set(catalog.names(kind))
        lost = {alias: name for alias, name in catalog.aliases(kind).items() if name not in entries}
        assert not lost, f"aliases of {kind} that lead nowhere: {lost}"


def test_every_fact_has_a_source_and_a_confidence(catalog: Catalog) -> None:
    for fact in catalog.facts():
        assert catalog.source(fact.source).title
        assert fact.confidence


def test_rows_of_epoch_carry_its_credit(catalog: Catalog) -> None:
    sites = [fact for fact in catalog.facts("campus") if "Epoch" in catalog.source(fact.source).title]
    assert sites
    assert all("CC BY 4.0" in catalog.source(fact.source).credit for fact in sites)


def test_recalled_figures_count_as_doubtful(catalog: Catalog) -> None:
    recalled = [fact for fact in catalog.facts("accelerator") if "recalled" in fact.confidence]
    assert recalled
    assert all(fact.doubtful for fact in recalled)


def test_a_price_nobody_confirmed_counts_as_doubtful(catalog: Catalog) -> None:
    price = catalog.latest("deal", "PlayAI", "price_usd")
    assert price is not None
    assert price.doubtful


def test_what_was_searched_and_not_found_is_a_fact_without_value(catalog: Catalog) -> None:
    fact = catalog.latest("company", "Meta", "llama_revenue_usd")
    assert fact is not None
    assert fact.value is None


def test_two_catalogs_with_one_fingerprint_are_of_one_day(catalog: Catalog) -> None:
    assert catalog.at(ARTICLE).fingerprint() == catalog.at(ARTICLE).fingerprint()
    assert catalog.at(ARTICLE).fingerprint() != catalog.fingerprint()


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2025", date(2025, 12, 31)),
        ("FY2026-Q2", date(2026, 6, 30)),
        ("2026-H1", date(2026, 6, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("several years", None),
        (None, None),
    ],
)
def test_a_period_ends_on_its_last_day(text: str | None, end: date | None) -> None:
    assert period_end(text) == end
