"""Who says what: quotes, reported clauses, speakers of figures, opinions, assertions without a number."""

from __future__ import annotations

import pytest

from reading.page import TODAY, number, of_kind
from wattwright.reading import read


@pytest.mark.parametrize(
    ("text", "language", "span", "speaker"),
    [
        (
            "„Wir bauen das größte Netz der Welt“, sagte Mark Zuckerberg.",
            "de",
            "Wir bauen das größte Netz der Welt",
            "Mark Zuckerberg",
        ),
        (
            "Landwirt Karl Huber klagt: „Das Wasser reicht nicht für alle.“",
            "de",
            "Das Wasser reicht nicht für alle",
            "Karl Huber",
        ),
        (
            '"The grid is the new fab," said Dylan Patel of SemiAnalysis.',
            "en",
            "The grid is the new fab",
            "Dylan Patel",
        ),
        (
            "&ldquo;You can&rsquo;t truck in an aquifer,&rdquo; a rancher said.",
            "en",
            "You can&rsquo;t truck in an aquifer",
            "rancher",
        ),
    ],
)
def test_a_direct_quote_has_its_speaker(text: str, language: str, span: str, speaker: str) -> None:
    assert [(one.span, one.speaker) for one in of_kind(text, "quote", language)] == [(span, speaker)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Film „Im Westen nichts Neues“ läuft.", "de"),
        ("Er nannte es einen „Befreiungsschlag“.", "de"),
        ("The so-called “compute moat” is thin.", "en"),
    ],
)
def test_titles_and_scraps_are_no_quotes(text: str, language: str) -> None:
    assert of_kind(text, "quote", language) == []


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Bürgermeister Jens Halb sagte, das Dorf brauche endlich Ruhe.", "de", "Jens Halb"),
        ("Ein Sprecher erklärte, der Bau liege im Plan.", "de", "Sprecher"),
        ("Commissioner Dale Scott said the town would not bend.", "en", "Dale Scott"),
    ],
)
def test_a_reported_clause_without_a_figure_is_a_quote(text: str, language: str, speaker: str) -> None:
    assert [one.speaker for one in of_kind(text, "quote", language)] == [speaker]


def test_anonymous_plurals_are_no_speakers() -> None:
    assert of_kind("Experten warnen, das Netz sei am Ende.", "quote", "de") == []


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Laut Epoch AI zieht der Campus 200 Megawatt.", "de", "Epoch AI"),
        ("Der Campus zieht nach Angaben von Meta 200 Megawatt.", "de", "Meta"),
        ("Meta meldet einen Verbrauch von 18 Terawattstunden.", "de", "Meta"),
        ("According to Epoch AI, the campus draws 200 megawatts.", "en", "Epoch AI"),
        ("The campus draws 200 megawatts, Microsoft said.", "en", "Microsoft"),
        ("The campus draws 200 megawatts.", "en", None),
    ],
)
def test_a_figure_is_put_into_the_mouth_of_its_source(text: str, language: str, speaker: str | None) -> None:
    assert number(text, language).speaker == speaker


def test_indirect_speech_goes_on_with_its_speaker() -> None:
    text = "Der Netzbetreiber Tennet sagte, die Leitung fehle. Man brauche noch 40 Kilometer."
    assert number(text, "de").speaker == "Tennet"


def test_answers_of_an_interview_belong_to_the_one_asked() -> None:
    text = (
        "Karin Holt runs the grid.\n\nQ: How much load is there?\n\nA: It is 23 gigawatts.\n\n"
        "Q: And real?\n\nA: Seven gigawatts."
    )
    found = [one for one in of_kind(text, "power") if one.kind == "power"]
    assert [one.speaker for one in found] == ["Karin Holt", "Karin Holt"]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Meine Meinung: Das ist Größenwahn.", "de", None),
        ("Ich halte das für einen gefährlichen Irrweg.", "de", None),
        ("Ein Sprecher der Stadt nannte den Plan mutig.", "de", "Sprecher"),
        ("Our take: this is madness.", "en", None),
        ("Assessor Ruth Delacroix calls that reckless.", "en", "Ruth Delacroix"),
    ],
)
def test_a_judgement_is_an_opinion(text: str, language: str, speaker: str | None) -> None:
    assert [one.speaker for one in of_kind(text, "opinion", language)] == [speaker]


def test_a_plain_statement_is_no_opinion() -> None:
    assert of_kind("The company builds a campus in Texas.", "opinion") == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Meta hinkt der Konkurrenz hinterher.", "position"),
        ("Meta kauft den Stimmgenerator PlayAI.", "acquisition"),
        ("Meta lockt Fachleute von OpenAI weg.", "hiring"),
        ("Der Quellcode von Llama war frei einsehbar.", "openness"),
        ("Mit der KI verdient Meta kein Geld.", "monetisation"),
        ("Meta baut Prometheus. Der Energieverbrauch ist riesig.", "energy_use"),
        ("Meta baut Prometheus. Ob der Plan aufgeht, ist offen.", "outlook"),
        ("Das sagte Sam Altman in einem Podcast mit seinem Bruder.", "occasion"),
    ],
)
def test_a_checkable_sentence_without_a_number_is_an_assertion(text: str, topic: str) -> None:
    assert topic in [one.topic for one in of_kind(text, "assertion", "de")]


def test_an_acquisition_names_what_is_bought() -> None:
    found = of_kind("Meta kauft den Stimmgenerator PlayAI.", "assertion", "de")
    assert [(one.entity, one.object) for one in found if one.topic == "acquisition"] == [("Meta", "PlayAI")]


def test_roles_that_begin_lines_again_and_again_speak() -> None:
    text = (
        "Frage: Wie groß wird es?\nKühltechniker: Ein Schrank zieht 130 Kilowatt.\n"
        "Frage: Und früher?\nKühltechniker: Früher zog er 8 Kilowatt."
    )
    assert [one.speaker for one in of_kind(text, "power", "de")] == ["Kühltechniker"] * 2


def test_unknown_names_that_speak_in_turns_are_persons() -> None:
    text = (
        "[00:15] Quentia: How big?\n[00:31] Baran: It draws 300 megawatts.\n"
        "[01:10] Quentia: Why?\n[01:20] Baran: For AI."
    )
    assert [one.speaker for one in of_kind(text, "power")] == ["Baran"]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        (
            "“I bought nothing new and pay more every month” – Retired nurse, 67, Newark",
            "en",
            "Retired nurse",
        ),
        (
            "A lawyer for the groups, Renita Cole, called it “a word game with a smokestack”.",
            "en",
            "Renita Cole",
        ),
        ("Ein Händler in Kiel sagt, so etwas habe er noch nie gesehen.", "de", "Händler"),
        ("Mein Schwager baut Netze. „Das glaubt uns doch niemand mehr“, meinte er.", "de", "Schwager"),
    ],
)
def test_roles_and_signatures_are_speakers(text: str, language: str, speaker: str) -> None:
    assert [one.speaker for one in of_kind(text, "quote", language)] == [speaker]


def test_a_quote_in_the_title_is_that_of_the_person_portrayed() -> None:
    text = "“We buy time and not chips”\n\nElke Rademacher runs Kornfeld AI."
    found = [one for one in read(text, as_of=TODAY, language="en").statements if one.kind == "quote"]
    assert [one.speaker for one in found] == ["Elke Rademacher"]


@pytest.mark.parametrize(
    "text",
    [
        "ByteDance is said to have set aside $14 billion for chips.",
        "Amazon adds 150,000 accelerators in Riyadh.",
        "Meta promised 120 permanent jobs.",
    ],
)
def test_deeds_promises_and_hearsay_have_no_speaker(text: str) -> None:
    assert number(text).speaker is None
