"""From a text to a plan: what it announces, nothing that it does not, and each site with its own builder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.gold import gold_reading
from wattwright.catalog import load as load_catalog
from wattwright.evaluate import evaluate
from wattwright.plan import Plan, dump_plan, parse_plan, plan_from_reading
from wattwright.plan.readings import reading_of
from wattwright.plan.schema import Campus
from wattwright.reading import read
from wattwright.reading.statements import Reading, Statement
from wattwright.resolve import resolve

ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*.json"))
DAY = date(2026, 5, 1)


def statement(kind: str, value: float | None, unit: str, **given: object) -> Statement:
    """A statement about a site that no catalog knows, with everything else as in the most usual case."""
    usual = {"id": "c1", "span": str(value), "start": 0, "entity": "Ulmenhof", "entity_type": "campus"}
    return Statement(**(usual | {"kind": kind, "value": value, "unit": unit, "modality": "plan"} | given))


def planned(*statements: Statement, title: str = "Test", as_of: date | None = DAY) -> Plan:
    return plan_from_reading(Reading("en", as_of, title, statements), load_catalog())


def campus(plan: Plan, name: str) -> Campus:
    return next(one for one in plan.campuses if one.name == name)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_annotated_article_gives_a_plan_that_can_be_kept_and_computed(path: Path) -> None:
    reading = gold_reading(path)
    plan = plan_from_reading(reading, load_catalog())
    assert parse_plan(dump_plan(plan)) == plan
    assert reading_of(plan).statements == reading.statements
    assert evaluate(plan, at=plan.as_of).figures


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_as_it_is_read_gives_a_plan_that_can_be_kept(path: Path) -> None:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    plan = plan_from_reading(read(text), load_catalog())
    assert parse_plan(dump_plan(plan)) == plan


def test_every_shared_article_gives_a_plan_that_can_be_kept_and_computed(shared: Path) -> None:
    for path in sorted((shared / "articles" / "dev").glob("*.json")):
        plan = plan_from_reading(gold_reading(path), load_catalog())
        assert parse_plan(dump_plan(plan)) == plan, path.name
        assert evaluate(plan, at=plan.as_of).figures, path.name


def test_no_figure_of_a_plan_is_invented() -> None:
    for path in ARTICLES:
        reading = gold_reading(path)
        plan = plan_from_reading(reading, load_catalog())
        said = {one.value for one in reading.statements} | {one.low for one in reading.statements}
        said |= {one.high for one in reading.statements}
        for one in (phase for site in plan.campuses for phase in site.phases if phase.power):
            assert {one.power.low, one.power.high, one.power.value} & said or one.power.qualifier == "about"


def test_a_text_without_a_build_out_gives_an_empty_plan_with_a_note() -> None:
    plan = planned(statement("count_other", 12.0, "1", entity=None, entity_type=None))
    assert not plan.campuses
    assert not plan.spending
    assert plan.note == "The text announces nothing that a plan could hold."


def test_sites_keep_their_own_builders() -> None:
    plan = planned(
        statement("power", 1e9, "W", entity="Prometheus", when="2026"),
        statement("power", 1.2e9, "W", entity="Colossus 2", when="2027"),
        statement(
            "money", 70e9, "USD", entity="Meta", entity_type="company", sentence="Meta invests 70000000000.0"
        ),
    )
    assert campus(plan, "Prometheus").company == "Meta"
    assert campus(plan, "Colossus 2").company is None
    resolved = resolve(plan, load_catalog().at(DAY))
    assert [one.company for one in resolved.campuses] == ["Meta", "SpaceXAI"]


def test_a_figure_for_several_sites_together_belongs_to_none_of_them_alone() -> None:
    plan = planned(statement("households", 4e6, "1", entity="Prometheus und Hyperion"))
    assert [(one.name, one.households) for one in plan.campuses] == [("Prometheus", None), ("Hyperion", None)]
    powers = {one.subject for one in evaluate(plan, at=DAY).find("facility_power_mw")}
    assert {"Prometheus", "Hyperion", "Meta · plan"} <= powers


def test_a_site_that_nobody_knows_has_no_builder_unless_the_text_names_one() -> None:
    assert campus(planned(statement("power", 1e8, "W")), "Ulmenhof").company is None


def test_power_without_a_site_stays_a_statement() -> None:
    plan = planned(statement("power", 6.6e9, "W", entity="Meta", entity_type="company"))
    assert not plan.campuses
    assert len(plan.statements) == 1


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The site has 48 MW of IT power.", "it"),
        ("The site has a grid connection of 48 MW.", "facility"),
        ("The site has 48 MW.", "unspecified"),
        ("Die IT-Leistung liegt bei 48 MW.", "it"),
        ("Die Anschlussleistung liegt bei 48 MW.", "facility"),
    ],
)
def test_what_power_counts_is_taken_from_the_words_beside_it(sentence: str, counts: str) -> None:
    plan = planned(statement("power", 48e6, "W", span="48 MW", sentence=sentence))
    assert campus(plan, "Ulmenhof").phases[0].counts == counts


def test_plants_are_generation_and_not_power_of_the_site() -> None:
    words = "Gas turbines of 420 MW feed the site of 900 MW."
    plan = planned(
        statement("power", 9e8, "W", span="900 MW", sentence="The site reaches 900 MW."),
        statement("power", 4.2e8, "W", span="420 MW", sentence=words.partition(" feed")[0]),
    )
    site = campus(plan, "Ulmenhof")
    assert [phase.power.value for phase in site.phases if phase.power] == [9e8]
    assert [(one.kind, one.power.value) for one in site.generation] == [("gas", 4.2e8)]


def test_phases_stand_by_date_and_the_full_build_last() -> None:
    plan = planned(
        statement("power", 5e9, "W"),
        statement("power", 2e9, "W", when="2030"),
        statement("power", 1e9, "W", when="2028"),
    )
    found = [(phase.date, phase.power.value) for phase in campus(plan, "Ulmenhof").phases if phase.power]
    assert found == [("2028", 1e9), ("2030", 2e9), (None, 5e9)]


def test_what_runs_today_is_dated_today_and_operational() -> None:
    plan = planned(statement("power", 3e8, "W", modality="fact"))
    phase = campus(plan, "Ulmenhof").phases[0]
    assert (phase.date, phase.status) == (DAY.isoformat(), "operational")


def test_denied_and_repeated_figures_stay_out() -> None:
    plan = planned(
        statement("power", 9e8, "W"),
        statement("power", 3e9, "W", modality="denial"),
        statement("power", 2e9, "W", dup_of="c0"),
    )
    assert [phase.power.value for phase in campus(plan, "Ulmenhof").phases if phase.power] == [9e8]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Meta will invest 70 billion dollars.", True),
        ("Meta will 70 billion dollars in KI stecken.", True),
        ("Meta raised 70 billion dollars in bonds.", False),
        ("Revenue of Meta reached 70 billion dollars.", False),
        ("Meta is valued at 70 billion dollars.", False),
    ],
)
def test_only_capital_expenditure_becomes_spending(sentence: str, kept: bool) -> None:
    money = statement("money", 7e10, "USD", entity="Meta", entity_type="company", when="2026")
    plan = planned(replace(money, span="70 billion dollars", sentence=sentence))
    assert [one.amount.value for one in plan.spending] == [7e10] * kept


def test_sums_in_other_currencies_are_named_in_the_note() -> None:
    money = statement("money", 11e9, "EUR", span="11 bn euros", period="total")
    assert "11 bn euros" in str(planned(money).note)


def test_pay_keeps_who_gets_it_how_it_is_paid_and_whether_it_is_denied() -> None:
    plan = planned(
        statement("pay", 1.5e9, "USD", entity="Andrew Tulloch", entity_type="person", modality="denial"),
        statement(
            "pay", 1e8, "USD", entity="Meta", entity_type="company", sentence="a sign-on of 100000000.0"
        ),
        statement("pay", 4e5, "USD", entity="Meta", entity_type="company", period="per_year"),
    )
    assert [(one.recipient, one.payer, one.kind, one.status) for one in plan.packages] == [
        ("Andrew Tulloch", None, "package", "denied"),
        (None, "Meta", "signing_bonus", "reported"),
        (None, "Meta", "salary", "reported"),
    ]


def test_who_offers_pay_is_not_taken_for_who_gets_it() -> None:
    plan = planned(
        statement("pay", 1e8, "USD", entity="Mark Zuckerberg", entity_type="person"),
        statement("quote", None, "", entity="Meta", entity_type="company", speaker="Mark Zuckerberg"),
    )
    assert [one.recipient for one in plan.packages] == [None]


def test_a_model_whose_work_is_known_becomes_a_training_run() -> None:
    plan = planned(
        statement("accelerators", 32_000.0, "1", entity="Behemoth", entity_type="model"),
        statement("tokens", 1e12, "1", entity="Nobody's model", entity_type="model"),
    )
    assert [(run.model, run.count.value if run.count else None) for run in plan.training] == [
        ("Behemoth", 32_000.0)
    ]


def test_a_takeover_names_target_and_buyer() -> None:
    said = statement(
        "assertion", None, "", entity="Meta", entity_type="company", topic="acquisition", object="PlayAI"
    )
    assert [(deal.target, deal.buyer) for deal in planned(replace(said, unit=None)).deals] == [
        ("PlayAI", "Meta")
    ]


def test_a_text_without_a_day_takes_the_newest_knowledge_and_says_so() -> None:
    plan = planned(statement("power", 1e9, "W"), as_of=None)
    assert plan.as_of >= date(2026, 9, 1)
    assert plan.as_of.isoformat() in str(plan.note)


def test_the_name_that_many_sites_share_is_that_of_the_programme() -> None:
    plan = planned(
        statement("power", 10e9, "W", entity="Stargate"), statement("power", 1.2e9, "W", entity="Abilene")
    )
    assert [one.name for one in plan.campuses] == ["Stargate programme", "Abilene"]


VALUES = st.none() | st.floats(allow_nan=True, allow_infinity=True)
TEXTS = st.none() | st.text(max_size=30)
STATEMENTS = st.builds(
    Statement,
    id=st.just("c1"),
    span=st.text(max_size=30),
    start=st.integers(0, 10**6),
    kind=st.sampled_from(
        ["power", "money", "pay", "area", "households", "accelerators", "share", "compute", "tokens"]
    ),
    value=VALUES,
    low=VALUES,
    high=VALUES,
    unit=st.sampled_from(["W", "USD", "m2", "1", "FLOP", "EUR", None]),
    qualifier=st.sampled_from(["exact", "about", "up_to", "at_least", "range", "order_of_magnitude", None]),
    period=st.sampled_from([None, "total", "per_year"]),
    entity=TEXTS | st.sampled_from(["Meta", "Hyperion", "Stargate", "Behemoth", "Prometheus und Hyperion"]),
    entity_type=st.sampled_from(["campus", "company", "model", "person", "other", None]),
    speaker=TEXTS,
    modality=st.sampled_from(["fact", "plan", "estimate", "claim", "denial", "opinion"]),
    when=st.sampled_from([None, "2026", "2026-07", "2026/2028", "soon", "2026-02-31"]),
    sentence=st.text(max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STATEMENTS, max_size=6))
def test_whatever_is_read_gives_a_plan_that_can_be_kept(statements: list[Statement]) -> None:
    plan = plan_from_reading(Reading("de", DAY, "Test", tuple(statements)), load_catalog())
    assert parse_plan(dump_plan(plan)) == plan


def test_the_company_that_somebody_leaves_does_not_pay() -> None:
    said = "Meta will überholen. Ein Entwickler von Apple kam für ein Paket von 200 Millionen US-Dollar."
    plan = plan_from_reading(read(said), load_catalog())
    assert [(one.payer, one.total.value) for one in plan.packages] == [(None, 200e6)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_price_belongs_to_the_target_beside_it(language: str) -> None:
    text = (files("wattwright") / "data" / "articles" / f"example.{language}.txt").read_text("utf-8")
    plan = plan_from_reading(read(text), load_catalog())
    prices = {one.target: one.price and one.price.value for one in plan.deals}
    assert prices == {"Scale AI": pytest.approx(14.3e9), "PlayAI": None}
