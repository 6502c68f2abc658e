"""The dossier in Chromium: on a desk and a phone, light and dark, with and without script, on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from wattwright.decode import decode
from wattwright.report import content_of, render_html
from wattwright.report.wording import wording

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]
LEAST_CONTRAST = 4.5
CONTRAST = """() => {
  const shade = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).slice(0, 3).map((c) => {
      c /= 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!own || !node.getClientRects().length || node.closest("script")) continue;
    const style = getComputedStyle(node);
    const colour = node.ownerSVGElement ? style.fill : style.color;
    const [light, dark] = [shade(colour), shade(ground(node))].sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    found.push([contrast, node.tagName + "." + node.getAttribute("class"), node.textContent.slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0]).slice(0, 3);
}"""
OVERLAPS = """() => {
  const found = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const edge = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")];
    const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
    boxes.forEach(([words, a], place) => {
      if (a.left < edge.left - 1 || a.right > edge.right + 1) found.push(words + " leaves the chart");
      for (const [other, b] of boxes.slice(place + 1)) {
        const beside = a.right <= b.left || b.right <= a.left;
        const apart = beside || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
        if (!apart) found.push(words + " touches " + other);
      }
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of the dossier of the bundled announcement, by language."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for language in ("de", "en"):
        article = files("wattwright") / "data" / "articles" / f"example.{language}.txt"
        dossier = decode(article.read_text(encoding="utf-8"), today=date(2026, 11, 25), name="example")
        path = folder / f"{language}.html"
        path.write_text(render_html(content_of(dossier), wording(language)), encoding="utf-8")
        found[language] = path.as_uri()
    return found


def opened(
    browser: Browser, address: str, *, width: int = 1280, scheme: str = "light", script: bool = True
) -> Page:
    """The page in a window of that width, with a record of what went wrong in `problems`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_has_to_be_scrolled_sideways(
    browser: Browser, pages: dict[str, str], language: str, width: int
) -> None:
    page = opened(browser, pages[language], width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_labels_of_charts_do_not_touch(
    browser: Browser, pages: dict[str, str], language: str, width: int
) -> None:
    page = opened(browser, pages[language], width=width)
    assert page.evaluate("document.querySelectorAll('svg.chart').length") >= 5
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, pages: dict[str, str], scheme: str) -> None:
    page = opened(browser, pages["de"], scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    weakest = page.evaluate(CONTRAST)
    assert weakest[0][0] >= LEAST_CONTRAST, weakest


def test_the_page_asks_for_nothing_and_complains_of_nothing(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages["de"])
    page.wait_for_load_state("networkidle")
    assert asked == [pages["de"]]
    assert said == []


def test_buttons_show_claims_of_one_group(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser, pages["de"])
    buttons = page.locator(".filter button")
    whole = page.locator("article.claim:visible").count()
    assert buttons.count() > 2
    chosen = buttons.nth(1)
    promised = int(re.findall(r"\((\d+)\)", chosen.inner_text())[0])
    chosen.click()
    assert page.locator("article.claim:visible").count() == promised < whole
    assert chosen.get_attribute("aria-pressed") == "true"
    buttons.nth(0).click()
    assert page.locator("article.claim:visible").count() == whole


def test_without_script_everything_is_there(browser: Browser, pages: dict[str, str]) -> None:
    with_script = opened(browser, pages["en"]).locator("article.claim:visible").count()
    page = opened(browser, pages["en"], script=False)
    assert page.locator(".filter").count() == 0
    assert page.locator("article.claim:visible").count() == with_script


def test_the_keyboard_reaches_the_content_first(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser, pages["en"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav') !== null")


def test_dark_and_light_differ(browser: Browser, pages: dict[str, str]) -> None:
    shades = {
        scheme: opened(browser, pages["de"], scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert shades["light"] != shades["dark"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_paper_has_all_sections_and_what_opens_on_demand(
    browser: Browser, pages: dict[str, str], language: str, tmp_path: Path
) -> None:
    path = tmp_path / "dossier.pdf"
    opened(browser, pages[language]).pdf(path=str(path), prefer_css_page_size=True)
    reader = shutil.which("pdftotext")
    assert reader, "install poppler-utils"
    text = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    words = wording(language).texts
    for name in ("glance", "background", "assessment", "voices", "outlook", "method", "sources"):
        assert words[f"section.{name}"] in text
    assert text.count(words["again"]) > 10
    assert words["table.assumptions"] in text
    assert f"1 / {text.count(chr(12))}" in text
