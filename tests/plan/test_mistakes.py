"""Bad plan files: everything that is wrong at once, with place, what was given and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from wattwright.errors import PlanError
from wattwright.plan import load, parse_plan

HEAD = "wattwright: 1\ntitle: Test\nas_of: 2025-07-15\n"
CAMPUS = f"{HEAD}campuses:\n  - name: Ulmenhof\n    phases:\n"


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(PlanError) as caught:
        parse_plan(text, "mine.yaml")
    return caught.value.problems


BAD = """wattwright: 1
title: ""
as_of: 2025-13-40
compani: Meta
company: Metta
campuses:
  - name: Hyperion
    phases:
      - date: 2030
        power: -5 GW
      - date: 2026
        power: 5 GWh
    accelerator: H10
  - name: Meta Hyperion
spending:
  - year: 2025
    amount: 70 bn EUR
deals: none
"""


def test_all_mistakes_of_a_file_are_shown_at_once_in_the_order_of_the_file() -> None:
    found = problems(BAD)
    assert [text.partition(": ")[0] for text in found] == [
        "mine.yaml:2:8 title",
        "mine.yaml:3:8 as_of",
        "mine.yaml:4:1 compani",
        "mine.yaml:5:10 company",
        "mine.yaml:10:16 campuses[1].phases[1].power",
        "mine.yaml:11:15 campuses[1].phases[2].date",
        "mine.yaml:12:16 campuses[1].phases[2].power",
        "mine.yaml:13:18 campuses[1].accelerator",
        "mine.yaml:14:11 campuses[2].name",
        "mine.yaml:17:13 spending[1].amount",
        "mine.yaml:18:8 deals",
    ]


def test_a_mistake_shows_its_line_with_a_caret_below_the_value() -> None:
    found = problems(BAD)[4].splitlines()
    assert found[1:] == ["        10 |         power: -5 GW", "           |                ^"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{HEAD}compani: Meta\n", "unknown key 'compani'; nearest: company; allowed: as_of"),
        (f"{HEAD}company: Metta\n", "unknown company 'Metta'; nearest: Meta"),
        (f"{CAMPUS}      - power: -5 GW\n", "'-5 GW' is negative"),
        (f"{CAMPUS}      - power: 0 GW\n", "reaches zero; leave out what is not there"),
        (f"{CAMPUS}      - power: 5 GWh\n", "'5 GWh' is energy, but power is expected here"),
        (f"{CAMPUS}      - power: 1,500 GW\n", "can be read in two ways"),
        (f"{CAMPUS}      - power: 5\n", "without a unit; allowed: 1.5 GW"),
        (
            f"{CAMPUS}      - {{power: 5 GW, counts: itt}}\n",
            "allowed: it, facility, unspecified; nearest: it",
        ),
        (f"{CAMPUS}      - {{power: 5 GW, date: bald}}\n", "allowed: a year 2026, half 2026-H2"),
        (f"{CAMPUS}      - note: empty\n", "a phase needs power or accelerators"),
        (f"{HEAD}campuses:\n  - name: Atlantis\n", "a campus outside the catalog needs phases"),
        (f"{HEAD}campuses:\n  - {{name: Hyperion, country: USA}}\n", "two capital letters such as US"),
        (f"{HEAD}campuses:\n  - {{name: Hyperion, load_factor: 120 %}}\n", "more than the whole"),
        (
            f"{HEAD}campuses:\n  - {{name: Hyperion, accelerator: H10}}\n",
            "unknown accelerator 'H10'; nearest: H100",
        ),
        (f"{HEAD}training:\n  - model: Behemot\n", "unknown model 'Behemot'; nearest: Behemoth"),
        (
            f"{HEAD}training:\n  - {{model: GPT-4, campus: Ulm}}\n",
            "unknown campus 'Ulm'; this plan has: none",
        ),
        (
            f"{HEAD}spending:\n  - amount: 70 bn EUR\n",
            "is in EUR and plans count in USD; say what one is worth in USD, with the key `exchange:",
        ),
        (f"{HEAD}deals: none\n", "given 'none'; allowed: a list"),
        (f"{HEAD}deals:\n  - buyer: Meta\n", "the key 'target' is missing here"),
        ("wattwright: 2\ntitle: Test\nas_of: 2025-07-15\n", "given 2; allowed: 1"),
        ("", "a plan file is a mapping that begins with `wattwright: 1`"),
        ("- 1\n", "a plan file is a mapping that begins with `wattwright: 1`"),
        (f"{HEAD}title: Again\n", "key 'title' is given twice, in line 2 and in line 4"),
        (f"{HEAD}campuses: [", "this is not YAML"),
    ],
)
def test_a_mistake_names_what_was_given_and_what_is_allowed(text: str, words: str) -> None:
    assert any(words in problem for problem in problems(text)), problems(text)


def test_the_end_of_a_build_cannot_lie_before_its_start() -> None:
    phases = "      - {date: 2030, power: 2 GW}\n      - {date: 2026, power: 5 GW}\n"
    assert "2026 lies before 2030" in problems(CAMPUS + phases)[0]


def test_an_undated_full_build_stands_last() -> None:
    phases = "      - power: 5 GW\n      - {date: 2026, power: 1 GW}\n"
    assert "a phase with a date stands before an undated full build" in problems(CAMPUS + phases)[0]


def test_one_site_under_two_names_is_given_twice() -> None:
    found = problems(f"{HEAD}campuses:\n  - name: Hyperion\n  - name: Meta Louisiana\n")
    assert "is given twice, as 'Hyperion', as number 1 and 2" in found[0]


def test_an_unknown_scenario_offers_the_nearest_ones() -> None:
    with pytest.raises(PlanError) as caught:
        load("meta-2052")
    assert caught.value.problems == ("scenarios: meta-2026, meta-2025",)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"wattwright: 1\ntitle: \xff\xfe\n")
    with pytest.raises(PlanError) as caught:
        load(path)
    assert "is not UTF-8" in caught.value.problems[0]


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("#" * (1 << 21) + "\n", encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        load(path)
    assert "at most 2,097,152 bytes" in caught.value.problems[0]


def test_a_company_outside_the_catalog_may_build() -> None:
    plan = parse_plan(f"{CAMPUS}      - power: 5 GW\ncompany: Quandera Systems\n")
    assert plan.company == "Quandera Systems"
