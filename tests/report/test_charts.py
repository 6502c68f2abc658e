"""Charts are valid, fit on a phone, do not change by themselves, and say in a table what they draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from wattwright.report.charts import Chart, draw
from wattwright.report.charts.drawing import (
    Bar,
    Bars,
    Gap,
    Gaps,
    Graphic,
    Heading,
    Marker,
    Panel,
    Part,
    Slip,
    Slips,
    Squares,
    Stack,
    Steps,
)
from wattwright.report.charts.svg import text_width, wrapped
from wattwright.report.phrases import Phrase, Quantity
from wattwright.report.wording import wording

LONG = "Rechenzentrum der Gesellschaft für Künstliche Intelligenz in Oberbayern-Südwest, Abschnitt zwei"
HOSTILE = '<script>alert("x")</script> & "Co" \x00\x1b'
TODAY = date(2026, 11, 25)
NAMES = [
    "Prometheus",
    LONG,
    HOSTILE,
    "Donaudampfschifffahrtsgesellschaftsrechenzentrumsverwaltungsgebäude" * 2,
]
SPACE = "{http://www.w3.org/2000/svg}"


def heading(name: str) -> Heading:
    described = Phrase("chart.rivals.description")
    return Heading(f"chart-{name}", "A title", "MW", described, ("source",))


def graphics(names: list[str]) -> list[Graphic]:
    """One chart of each kind with these names."""
    days = [date(2025, 7, 1), date(2026, 1, 18), date(2026, 5, 18), date(2027, 4, 15), date(2030, 12, 31)]
    shown = Quantity(645e6, 419e6, 993e6, "W")
    kinds = ["measured", "measured", "projected", "announced", "announced"]
    markers = tuple(
        Marker(day, 1e8 * (place + 1) ** 2, kind, shown)
        for place, (day, kind) in enumerate(zip(days, kinds, strict=True))
    )
    areas = [9.1e6, 59.1e6, 1.0, 5e6]
    return [
        Bars(
            heading("bars"),
            tuple(
                Bar(name, 10.0 * n, 8.0 * n, 13.0 * n, shown, "measured", n == 1)
                for n, name in enumerate(names)
            ),
        ),
        Steps(heading("steps"), tuple(Panel(name, markers) for name in names), "W", TODAY),
        Slips(
            heading("slips"),
            tuple(
                Slip(name, days[n % 5], days[(n + 2) % 5], f"2026, expected: {name}", (days[1],))
                for n, name in enumerate(names)
            ),
            TODAY,
        ),
        Stack(
            heading("stack"), tuple(Part(name, n + 1.0, shown, f"p{n + 1}") for n, name in enumerate(names))
        ),
        Gaps(
            heading("gaps"),
            tuple(Gap(name, 133.2 + n, 148.2, "15 points", name) for n, name in enumerate(names)),
            ("a", "b"),
        ),
        Squares(
            heading("squares"),
            tuple(Part(name, area, shown, "p1") for name, area in zip(names, areas, strict=False)),
        ),
    ]


def drawn(names: list[str], language: str = "de") -> list[Chart]:
    return [draw(graphic, wording(language)) for graphic in graphics(names)]


def boxes(chart: Chart, width: float) -> list[tuple[str, float, float, float, float]]:
    """Boxes of all texts of a chart that is `width` px wide."""
    found = []
    for one in ElementTree.fromstring(chart.svg()).iter(f"{SPACE}text"):
        words = one.text or ""
        x = one.get("x", "0")
        left = float(x[:-1]) / 100 * width if x.endswith("%") else float(x)
        left += float(one.get("dx", "0"))
        long = text_width(words)
        anchor = one.get("text-anchor", "start")
        left -= long if anchor == "end" else long / 2 if anchor == "middle" else 0
        bottom = float(one.get("y", "0"))
        found.append((words, left, bottom - 12, left + long, bottom + 3))
    return found


KINDS = [type(graphic).__name__ for graphic in graphics(NAMES)]


@pytest.mark.parametrize("place", range(len(KINDS)), ids=KINDS)
def test_a_chart_is_valid_and_described(place: int) -> None:
    chart = drawn(NAMES)[place]
    root = ElementTree.fromstring(chart.svg())
    assert root.get("role") == "img"
    labelled = (root.get("aria-labelledby") or "").split()
    ids = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert [ids[name] for name in labelled] == [chart.title, chart.description]
    assert not list(root.iter(f"{SPACE}script"))
    assert all(not key.startswith("on") for one in root.iter() for key in one.attrib)


@pytest.mark.parametrize("width", [280.0, 350.0, 688.0])
@pytest.mark.parametrize("place", range(len(KINDS)), ids=KINDS)
def test_labels_neither_touch_nor_leave_the_chart(place: int, width: float) -> None:
    chart = drawn(NAMES)[place]
    texts = boxes(chart, width)
    for words, left, top, right, bottom in texts:
        assert left >= -0.5, words
        assert right <= width + 0.5, words
        assert top >= -4, words
        assert bottom <= chart.height + 4, words
    for one, other in combinations(texts, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, f"{one} touches {other}"


@pytest.mark.parametrize("place", range(len(KINDS)), ids=KINDS)
def test_the_same_data_give_the_same_bytes(place: int) -> None:
    assert drawn(NAMES)[place].svg() == drawn(NAMES)[place].svg()


@pytest.mark.parametrize("place", range(len(KINDS)), ids=KINDS)
def test_a_chart_has_its_numbers_as_a_table(place: int) -> None:
    chart = drawn(NAMES)[place]
    assert chart.rows
    assert all(len(row) == len(chart.columns) for row in chart.rows)
    assert any(HOSTILE in cell for row in chart.rows for cell in row)


@pytest.mark.parametrize("place", range(len(KINDS)), ids=KINDS)
def test_a_single_row_can_be_drawn(place: int) -> None:
    chart = drawn(["one"])[place]
    ElementTree.fromstring(chart.svg())
    assert chart.height > 20


def test_bars_start_at_zero_and_keep_proportion() -> None:
    bars = Bars(heading("b"), tuple(Bar(str(n), float(n), None, None, str(n)) for n in (0, 1, 2, 4)))
    root = ElementTree.fromstring(draw(bars, wording("en")).svg())
    widths = [float((one.get("width") or "0%")[:-1]) for one in root.iter(f"{SPACE}rect")]
    assert widths == [0, 25, 50, 100]


def test_whiskers_show_the_interval() -> None:
    bars = Bars(heading("b"), (Bar("a", 50.0, 25.0, 100.0, "50"),))
    root = ElementTree.fromstring(draw(bars, wording("en")).svg())
    whisker = next(root.iter(f"{SPACE}line"))
    assert (whisker.get("x1"), whisker.get("x2")) == ("25%", "100%")


def test_squares_compare_by_area() -> None:
    graphic = graphics(["small", "large"])[-1]
    root = ElementTree.fromstring(draw(graphic, wording("en")).svg())
    large, small = (float(one.get("width") or 0) for one in root.iter(f"{SPACE}rect"))
    assert small**2 / large**2 == pytest.approx(9.1 / 59.1, rel=1e-3)


def test_the_parts_of_a_stack_fill_the_whole() -> None:
    graphic = graphics(NAMES)[3]
    root = ElementTree.fromstring(draw(graphic, wording("en")).svg())
    rects = list(root.iter(f"{SPACE}rect"))
    ends = [float((one.get("x") or "0%")[:-1]) + float((one.get("width") or "0%")[:-1]) for one in rects]
    assert ends == pytest.approx([10, 30, 60, 100], abs=0.02)


def test_a_slip_without_change_has_no_arrow() -> None:
    slips = graphics(["one"])[2]
    assert isinstance(slips, Slips)
    still = replace(slips, slips=(replace(slips.slips[0], now=slips.slips[0].then),))
    assert "arrow" in draw(slips, wording("en")).body
    assert "arrow" not in draw(still, wording("en")).body


def test_today_outside_of_the_axis_is_left_out() -> None:
    steps = graphics(["one"])[1]
    assert isinstance(steps, Steps)
    assert 'class="today"' in draw(steps, wording("en")).body


def test_long_words_are_cut_and_lines_wrapped() -> None:
    assert wrapped("one two three", 60) == ["one two", "three"]
    assert wrapped("W" * 50, 60)[0].endswith("…")
    assert all(text_width(line) <= 300 for line in wrapped(LONG, 300))
