"""The reader takes any text: no exception, true offsets, the same answer every time, in time."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import scoring
from wattwright.errors import DataError
from wattwright.reading import read, reading_json

ARTICLES = Path(__file__).parents[1] / "articles"
TODAY = date(2026, 6, 15)
SLACK = 2.0
WORDS, BUDGET = 10_000, 0.5
"""Words that are read within this many seconds of processor time."""
COLD = 0.6
"""Seconds of processor time for a first short text."""
PIECES = [
    "Meta", "baut", "builds", "5", "1.200", "1,5", "GW", "$", "€", "Mrd.", "billion", "Prozent", "%", "zehn",
    "half", "a", "ein", "Drittel", "of", "von", "bis", "-", "–", "„", "“", '"', "(", ")", ":", ";", ",", ".",
    "\n", "\n\n", "|", "2027", "März", "next year", "sagte", "said", "Zuckerberg", "laut", "not", "nicht",
    "<b>", "</b>", "&nbsp;", "**", "# ", "- ", "1.", "x", "×", "10^24", "H100", "GPUs", "je", "per", "token",
]  # fmt: skip
LANGUAGES = st.sampled_from(["de", "en"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]), LANGUAGES)
def test_any_mixture_of_words_and_marks_is_read(pieces: list[str], joint: str, language: str) -> None:
    text = joint.join(pieces)
    for one in read(text, as_of=TODAY, language=language).statements:
        assert text[one.start : one.start + len(one.span)] == one.span


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), LANGUAGES)
def test_arbitrary_text_is_read(text: str, language: str) -> None:
    for one in read(text, as_of=TODAY, language=language).statements:
        assert text[one.start : one.start + len(one.span)] == one.span


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), LANGUAGES)
def test_the_same_text_gives_the_same_reading(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    assert read(text, as_of=TODAY, language=language) == read(text, as_of=TODAY, language=language)


@pytest.mark.parametrize("text", ["", " ", "\n", "5", "A", "|", "„", "7 8 9 10", "\u00a0", "\ufeff"])
def test_hardly_a_text_is_read_in_a_given_language(text: str) -> None:
    assert read(text, as_of=TODAY, language="de").language == "de"


@pytest.mark.parametrize("text", ["", "12 34", "Firma buduje nowe centrum danych pod Warszawą."])
def test_a_text_in_no_known_language_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="language"):
        read(text, as_of=TODAY)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DataError, match="language"):
        read("Meta baut 5 GW.", as_of=TODAY, language="fr")


def test_the_language_is_found() -> None:
    assert read("Der Konzern baut in Texas und in Ohio.", as_of=TODAY).language == "de"
    assert read("The company is building in Texas and in Ohio.", as_of=TODAY).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "<p>Meta baut <b>5&nbsp;GW</b> in Louisiana.</p>",
        "Meta baut **5 GW** in [Louisiana](https://example.org/a).",
        "Meta baut\r\n5 GW in Louisiana.\r\n",
        "Meta baut 5\u00a0GW in Louisiana.",
        "Meta baut 5\u202fGW in Lou\u00adisiana.",
        "<ul><li>Meta baut 5 GW in Louisiana</li></ul>",
        "<!-- 7 GW --><script>var a = '9 GW';</script>Meta baut 5 GW in Louisiana.",
    ],
)
def test_markup_does_not_hide_a_number(text: str) -> None:
    found = read(text, as_of=TODAY, language="de").statements
    assert [(one.kind, one.value) for one in found] == [("power", 5e9)]
    assert text[found[0].start :].startswith(found[0].span)


def test_the_day_of_publication_is_found_in_the_text() -> None:
    text = "Titel\n\n17. Juli 2025\n\nMeta baut 5 GW."
    assert read(text, language="de").as_of == date(2025, 7, 17)


def test_the_title_is_the_first_heading() -> None:
    assert (
        read("Meta baut aus\n\nDer Campus zieht 5 GW.", as_of=TODAY, language="de").title == "Meta baut aus"
    )


def test_the_form_of_the_corpus_has_every_field() -> None:
    claims = reading_json(read("Meta baut 5 GW.", as_of=TODAY, language="de"))["claims"]
    assert claims[0]["value"] == 5_000_000_000
    assert {"id", "span", "start", "kind", "unit", "qualifier", "entity", "modality"} <= set(claims[0])


@pytest.mark.parametrize(
    "text",
    ["a." * 20_000, "<!--" * 5_000, "[" * 20_000, "*" * 20_000, "1 " * 20_000, "a@" * 10_000, "A-" * 10_000],
)
def test_no_text_takes_absurd_time(text: str) -> None:
    start = time.process_time()
    read(text, as_of=TODAY, language="en")
    assert time.process_time() - start < 8.0


def long_text(language: str, words: int) -> str:
    texts = [one.text for one in scoring.texts(ARTICLES) if one.language == language]
    pieces = "\n\n".join(texts).split(" ")
    return " ".join((pieces * (words // len(pieces) + 1))[:words])


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_long_text_is_read_in_time(language: str) -> None:
    text = long_text(language, WORDS)
    read(text[:2000], as_of=TODAY, language=language)
    gc.freeze()  # what other tests left in this process is not walked again
    times = []
    for _ in range(3):
        start = time.process_time()
        read(text, as_of=TODAY, language=language)
        times.append(time.process_time() - start)
    assert min(times) <= SLACK * BUDGET


def test_twice_the_text_takes_about_twice_the_time() -> None:
    times = []
    gc.freeze()  # what other tests left in this process is not walked again
    for words in (WORDS // 2, 2 * WORDS):
        text = long_text("en", words)
        start = time.process_time()
        read(text, as_of=TODAY, language="en")
        times.append(time.process_time() - start)
    gc.unfreeze()
    assert times[1] <= 4 * times[0] * SLACK


def test_a_first_reading_is_fast() -> None:
    code = (
        "import time; start = time.process_time()\n"
        "from datetime import date\n"
        "from wattwright.reading import read\n"
        "read('The campus draws 5 GW.', as_of=date(2026, 6, 15), language='en')\n"
        "print(time.process_time() - start)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) <= SLACK * COLD
