"""Areas, chips, models, electricity, water, prices, durations, shares and counts."""

from __future__ import annotations

from datetime import date
from typing import Unpack

from claims.stage import Fields, ratings, said, verdict, words
from wattwright.reading import Statement

SUMMER = date(2025, 7, 17)
SITE: Fields = {"entity": "Hyperion", "entity_type": "campus"}
LLAMA = "Llama 3.1 405B"


def of(kind: str, sentence: str, span: str, value: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": "Meta", "entity_type": "company", **fields}
    return said(sentence, span, kind=kind, value=value, **named)


def card(kind: str, sentence: str, span: str, value: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {"entity": LLAMA, **fields, "entity_type": "model"}
    return of(kind, sentence, span, value, **named)


def land(sentence: str, span: str, square_metres: float, **fields: Unpack[Fields]) -> Statement:
    named: Fields = {**SITE, **fields}
    return of("area", sentence, span, square_metres, **named)


def test_land_on_record_is_true_and_other_sizes_are_worse() -> None:
    sizes = [("9.1 km²", 9.1e6), ("12 km²", 12e6), ("16 km²", 16e6), ("40 km²", 40e6)]
    found = [ratings(land(f"Hyperion covers {span}.", span, size))[1] for span, size in sizes]
    assert found == ["true", "half", "mostly_false", "false"]


def test_a_comparison_that_the_quote_did_not_make_lacks_context() -> None:
    statement = land("Hyperion is the size of Manhattan.", "size of Manhattan", 59.1e6, qualifier="about")
    found = verdict(statement, on=SUMMER)
    assert found.then.rating == "missing_context"
    assert "significant part of the footprint" in words(found)


def test_buildings_are_compared_with_buildings() -> None:
    found = verdict(land("Hyperion has buildings of 37 ha.", "37 ha", 370e3))
    assert found.today.rating == "true"
    assert "floor area" in words(found)


def test_a_denied_area_is_right_where_the_area_is_wrong() -> None:
    assert ratings(land("Not 59 km².", "59 km²", 59e6, modality="denial"))[1] == "true"


def test_land_of_an_unknown_site_is_not_checked() -> None:
    assert ratings(land("Nordlicht covers 2 ha.", "2 ha", 2e4, entity="Nordlicht"))[1] == "not_checked"


def test_parameters_are_those_of_the_card() -> None:
    sizes = [("405 billion", 405e9), ("430 billion", 430e9), ("450 billion", 450e9), ("a trillion", 1e12)]
    found = [
        ratings(card("parameters", f"{LLAMA} has {span} parameters.", span, size))[1] for span, size in sizes
    ]
    assert found == ["true", "mostly_true", "half", "false"]


def test_active_parameters_are_compared_with_active_ones() -> None:
    sentence = "Llama 4 Maverick activates 17 billion parameters per token."
    found = verdict(card("parameters", sentence, "17 billion", 17e9, entity="Llama 4 Maverick"))
    assert found.today.rating == "true"
    assert "active parameters" in words(found)


def test_training_tokens_and_context_are_told_apart_by_size() -> None:
    corpus = card("tokens", "It saw over 15 trillion tokens.", "15 trillion", 15e12, qualifier="more_than")
    context = card("tokens", "It reads 128,000 tokens.", "128,000", 128e3)
    assert ratings(corpus)[1] == "true"
    assert ratings(context)[1] == "true"


def test_training_compute_is_compared_in_its_own_unit() -> None:
    right = card("compute", "It took 3.8e25 FLOP.", "3.8e25", 3.8e25)
    wrong = card("compute", "It took 3.8e26 FLOP.", "3.8e26", 3.8e26)
    hours = card("compute", "It took 31 million GPU hours.", "31 million", 31e6, unit="GPUh")
    assert [ratings(one)[1] for one in (right, wrong, hours)] == ["true", "false", "true"]


def test_unpublished_sizes_are_unproven_and_unknown_models_not_checked() -> None:
    secret = card("parameters", "GPT-5 has 5 trillion parameters.", "5 trillion", 5e12, entity="GPT-5")
    stranger = card("parameters", "It has 70 billion.", "70 billion", 70e9, entity="Nordlicht 7")
    assert ratings(secret)[1] == "unproven"
    assert ratings(stranger)[1] == "not_checked"


def test_chips_of_a_site_are_compared_with_the_estimate_of_that_time() -> None:
    fields: Fields = {"entity": "Colossus 1", "entity_type": "campus"}
    right = of("accelerators", "Colossus 1 has 230,000 GPUs.", "230,000", 230e3, **fields)
    wrong = of("accelerators", "Colossus 1 has 2 million GPUs.", "2 million", 2e6, **fields)
    assert ratings(right, on=date(2025, 9, 1))[1] == "true"
    assert ratings(wrong, on=date(2025, 9, 1))[1] == "false"


def test_more_chips_than_the_stated_power_feeds_are_mostly_false() -> None:
    fields: Fields = {"entity": "Nordlicht", "entity_type": "campus"}
    sentence = "Nordlicht draws 100 MW for {} GB200."
    for span, number, rating in (("500,000", 5e5, "mostly_false"), ("50,000", 5e4, "unproven")):
        text = sentence.format(span)
        power = of("power", text, "100 MW", 1e8, **fields)
        assert ratings(of("accelerators", text, span, number, **fields), power)[1] == rating


def test_energy_of_a_year_follows_from_the_power() -> None:
    fields: Fields = {**SITE, "period": "per_year"}
    right = of("energy", "Hyperion would use 43.8 TWh a year.", "43.8 TWh", 43.8e12, **fields)
    wrong = of("energy", "Hyperion would use 200 TWh a year.", "200 TWh", 200e12, **fields)
    small = of("energy", "Hyperion would use 5 GWh a year.", "5 GWh", 5e9, **fields)
    assert ratings(right)[1] == "true"
    assert ratings(wrong)[1] == "false"
    assert "something else is probably meant" in words(verdict(small))


def test_electricity_of_a_home_is_that_of_its_country() -> None:
    statement = of("energy", "A US home uses 10.8 MWh a year.", "10.8 MWh", 10.8e6, entity="USA")
    assert ratings(statement)[1] == "true"


def test_energy_and_water_and_emissions_of_strangers_are_not_checked() -> None:
    fields: Fields = {"entity": "Nordlicht", "entity_type": "campus", "period": "per_year"}
    for kind, span in (("energy", "3 TWh"), ("water", "3 litres"), ("emissions", "3 tonnes")):
        assert ratings(of(kind, f"Nordlicht: {span} a year.", span, 3e6, **fields))[1] == "not_checked"


def test_water_per_kilowatt_hour_is_compared_with_the_same_kind_of_water() -> None:
    fields: Fields = {"unit": "litre/kWh"}
    right = of("water", "Microsoft uses 0.27 L per kWh.", "0.27 L", 0.27, entity="Microsoft", **fields)
    taken = of("water", "Meta uses 0.19 L per kWh.", "0.19 L", 0.19, **fields)
    assert ratings(right)[1] == "true"
    assert ratings(taken)[1] == "unproven"


def test_rents_outside_of_all_lists_are_unproven() -> None:
    fields: Fields = {"entity": "H100", "entity_type": "product", "unit": "USD/h"}
    day = date(2026, 4, 5)
    right = of("price", "An H100 rents for $2.35 an hour.", "$2.35", 2.35, **fields)
    within = of("price", "An H100 rents for $5.50 an hour.", "$5.50", 5.50, **fields)
    wild = of("price", "An H100 rents for $40 an hour.", "$40", 40, **fields)
    assert ratings(right, on=day)[1] == "true"
    assert ratings(within, on=day)[1] in ("true", "mostly_true")
    assert ratings(wild, on=day)[1] == "unproven"


def test_the_useful_life_of_servers_is_on_record() -> None:
    statement = of("duration", "Meta depreciates servers over 5.5 years.", "5.5 years", 5.5)
    assert ratings(statement)[1] == "true"
    assert ratings(of("duration", "It took Meta two years.", "two years", 2))[1] == "not_checked"


def test_users_are_those_of_the_time() -> None:
    right = of("count_other", "It has 900 million users.", "900 million", 9e8, entity="OpenAI")
    wrong = of("count_other", "It has 100 million users.", "100 million", 1e8, entity="OpenAI")
    assert ratings(right, on=date(2026, 6, 1))[0] == "true"
    assert ratings(wrong, on=date(2026, 6, 1))[0] == "false"


def test_a_share_is_what_the_words_beside_it_say() -> None:
    revenue = "Meta puts {} of its revenue into capital expenditure."
    right = of("share", revenue.format("36 percent"), "36 percent", 0.36, when="2025")
    wrong = of("share", revenue.format("80 percent"), "80 percent", 0.80, when="2025")
    growth = of("share", "Revenue of Meta grew by 22 percent.", "22 percent", 0.22, when="2025")
    other = of("share", "30 percent of users like Meta.", "30 percent", 0.3)
    assert [ratings(one)[1] for one in (right, wrong, growth, other)] == ["true", "false", "true", "unproven"]


def test_those_who_left_are_the_others_than_those_who_stayed() -> None:
    stayed = of("share", "64 percent stay at Meta for two years.", "64 percent", 0.64)
    left = of("share", "36 percent leave Meta within two years.", "36 percent", 0.36)
    assert ratings(stayed)[1] == "true"
    assert ratings(left)[1] == "true"


def test_a_stake_is_that_of_the_deal() -> None:
    right = of("share", "Meta took 49 percent of Scale AI.", "49 percent", 0.49, object="Scale AI")
    wrong = of("share", "Meta took 90 percent of Scale AI.", "90 percent", 0.90, object="Scale AI")
    assert ratings(right)[1] == "true"
    assert ratings(wrong)[1] == "mostly_false"


def test_a_factor_is_the_growth_of_the_figure_beside_it() -> None:
    sentence = "Capital expenditure of Meta in 2025 was 1.84 times that of 2024."
    statement = of("count_other", sentence, "1.84 times", 1.84, unit="x", when="2025")
    assert ratings(statement)[1] == "true"
