"""Impossible runs: every problem is listed at once, with the nearest setting that is allowed."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattwright.performance.space import RULES
from wattwright.training.checks import problems, remarks, texts
from wattwright.training.runs import Run
from wattwright.training.shapes import completed_shape, known_shapes, shape_named

DENSE = Run(
    "a run",
    "llama-3.1-405b",
    shape_named("llama-3.1-405b"),
    "H100-SXM-80GB",
    16384.0,
    "wide",
    "megatron",
    8192.0,
    2048.0,
    {"tp": 8.0, "pp": 16.0, "vpp": 1.0, "cp": 1.0, "micro_batch": 1.0},
)
SPARSE = replace(DENSE, model="deepseek-v3", shape=shape_named("deepseek-v3"))
UNEVEN = completed_shape({"layers": 32, "hidden": 4096, "ffn": 16384, "heads": 30, "vocabulary": 1000})


def layout(**changes: float) -> Run:
    return replace(DENSE, layout={**DENSE.layout, **changes})


def shape(**changes: float) -> Run:
    return replace(DENSE, shape={**DENSE.shape, **changes})


def said(run: Run, language: str = "en") -> list[str]:
    return [one.text(language) for one in problems(run)]


@pytest.mark.parametrize("name", sorted(known_shapes()))
def test_no_model_of_the_catalog_is_impossible(name: str) -> None:
    assert said(replace(DENSE, shape=shape_named(name), layout={})) == []


IMPOSSIBLE = [
    (layout(tp=12.0), "tp is 12, which does not divide heads = 128; nearest: 8, 16"),
    (layout(pp=200.0), "126 layers do not fill pp × vpp = 200 chunks; nearest pp with this vpp: 126"),
    (layout(vpp=9.0), "126 layers do not fill pp × vpp = 144 chunks; nearest pp with this vpp: 14"),
    (layout(pp=1.0, vpp=2.0), "vpp is 2, but chunks need at least two stages; set vpp to 1"),
    (layout(pp=15.0, schedule=3.0), "DualPipe needs an even number of stages, not 15; nearest: 14, 16"),
    (layout(schedule=3.0), "DualPipe needs an even number of micro-batches, at least 32 on 16 stages, "
     "not 16; nearest global batch: 4096"),
    (layout(cp=3.0), "cp is 3, which does not divide seq_len = 8192; nearest: 2, 4"),
    (layout(ep=8.0), "ep is 8, but the model has no experts; set it to 1"),
    (layout(tp=math.nan), "tp is nan; a finite number is needed"),
    (layout(pp=-2.0), "pp is -2; nothing below 1 is possible"),
    (layout(tp=1.5), "tp is 1.5; a whole number is needed, nearest: 1, 2"),
    (layout(zero=4.0), "zero is 4; possible: 0, 1, 2, 3"),
    (layout(tpp=2.0), "the layout has no field tpp; nearest: "),
    (replace(DENSE, accelerators=1000.0), "1000 accelerators are no multiple of tp × pp × cp = 128; "
     "nearest counts: 896, 1024"),
    (replace(DENSE, accelerators=math.inf), "accelerators is inf; a finite number is needed"),
    (replace(DENSE, precision="fp3"), "precision is fp3; possible: wide, fp8-delayed"),
    (replace(DENSE, accelerator="H100-SMX-80GB"),
     "unknown accelerator H100-SMX-80GB; nearest: H100-SXM-80GB"),
    (replace(DENSE, family="megatrom"), "family is megatrom; possible: megatron"),
    (replace(DENSE, recompute={"mpl": 1.0}), "recompute is mpl; possible: full, norm"),
    (replace(DENSE, recompute={"mlp": 1.5}), "recompute mlp is 1.5; a share between 0 and 1 is needed"),
    (replace(DENSE, trained=2.0), "trained is 2; a share between 0 and 1 is needed"),
    (replace(DENSE, global_batch=0.0), "global_batch is 0; nothing below 1 is possible"),
    (shape(kv_heads=6.0),
     "128 heads do not divide among 6 key-value heads; nearest number of key-value heads: 4, 8"),
    (shape(hidden=-1.0), "hidden is -1; nothing below 1 is possible"),
    (shape(layers=math.nan), "layers is nan; a finite number is needed"),
    (shape(active_experts=4.0), "active_experts is 4, but experts is only 0"),
    (
        replace(DENSE, shape=UNEVEN, layout={}),
        "4096 hidden values do not divide by 30 heads; nearest number of heads: 16, 32",
    ),
    (
        replace(SPARSE, layout={"ep": 24.0}),
        "ep is 24, which does not divide experts = 256; nearest: 16, 32",
    ),
    (
        replace(SPARSE, accelerators=32.0, layout={"ep": 64.0, "pp": 4.0}),
        "ep × etp is 64, but accelerators / pp is only 8",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("run", "expected"), IMPOSSIBLE, ids=[text[:45] for _, text in IMPOSSIBLE])
def test_an_impossible_run_is_refused_with_the_nearest_allowed_setting(run: Run, expected: str) -> None:
    found = said(run)
    assert any(one.startswith(expected) for one in found), found


def test_a_tensor_group_may_copy_key_value_heads_but_not_cut_them() -> None:
    assert said(layout(tp=16.0)) == []
    uneven = replace(DENSE, shape={**DENSE.shape, "heads": 96.0, "kv_heads": 8.0}, accelerators=12288.0)
    found = said(replace(uneven, layout={"tp": 12.0}))
    assert found == [
        "tp is 12: it neither divides 8 key-value heads nor is it a multiple of them; nearest: 8, 16"
    ]


def test_all_problems_are_listed_at_once() -> None:
    run = replace(layout(tp=12.0, pp=200.0, cp=3.0, ep=2.0), shape={**DENSE.shape, "kv_heads": 6.0})
    assert len(said(run)) == 6
    assert len(said(replace(layout(tp=math.nan, pp=-1.0), precision="fp3", seq_len=0.0))) == 4


@pytest.mark.parametrize(("run", "_"), IMPOSSIBLE, ids=[text[:45] for _, text in IMPOSSIBLE])
def test_every_problem_has_a_german_text(run: Run, _: str) -> None:
    for german, english in zip(said(run, "de"), said(run), strict=True):
        assert german != english


def test_every_text_of_a_problem_belongs_to_one_that_a_test_raises() -> None:
    raised = {one.key for run, _ in IMPOSSIBLE for one in problems(run)} | {"kv_heads_by_tp"}
    raised |= {"batch", "batch_below_replicas"}
    described = {name for name in texts("en") if not name.startswith(("memory", "parts", "dropped"))}
    assert described == raised
    assert {*RULES, "memory", "no_layout", "nothing"} == set(texts("en")["dropped"])


def test_a_batch_that_replicas_cannot_share_is_remarked_on() -> None:
    assert remarks(DENSE) == ()
    (uneven,) = remarks(replace(DENSE, global_batch=2000.0))
    assert uneven.text() == (
        "a global batch of 2000 sequences is no multiple of 128 replicas × 1 sequences; nearest: 1920, 2048"
    )
    (small,) = remarks(replace(DENSE, global_batch=64.0))
    assert small.key == "batch_below_replicas"


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.one_of(st.floats(), st.integers(-4, 300).map(float)) for name in DENSE.layout}
    ),
    st.floats(),
    st.floats(),
)
def test_no_number_breaks_the_checks(fields: dict[str, float], count: float, batch: float) -> None:
    run = replace(DENSE, layout=fields, accelerators=count, global_batch=batch)
    assert all(one.text("de") and one.text() for one in (*problems(run), *remarks(run)))
