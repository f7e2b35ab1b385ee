"""Reports in a real browser: nothing runs, nothing is fetched, nothing overflows."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hostile_study import ADDRESSES, PAYLOADS, hostile
from markdown_it import MarkdownIt

from mcda.report import ranked_report
from mcda.study import load_study

CHROMIUM = Path("/usr/bin/chromium")
SMALL = Path(__file__).parent / "studies" / "right" / "branches"

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """A page that was opened, and all that happened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = str(CHROMIUM) if CHROMIUM.exists() else shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium: install Debian's chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def visit(browser: Any, path: Path, *, width: int = 1280, dark: bool = False) -> Visit:
    """Open a file and note every dialog, request, script error and console message."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    seen = Visit(context.new_page())

    def refuse(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    seen.page.on("dialog", refuse)
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on("console", lambda message: seen.errors.append(message.text))
    seen.page.goto(path.as_uri())
    seen.page.evaluate("document.fonts.ready")
    return seen


def outside(seen: Visit, path: Path) -> list[str]:
    """Return the requests for anything but the page itself and what it carries inside."""
    return [url for url in seen.requests if url != path.as_uri() and not url.startswith("data:")]


@pytest.fixture(scope="module")
def korea_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    study = load_study()
    return {
        language: ranked_report(study, language=language).save(folder / f"{language}.html") for language in ("en", "ko")
    }


@pytest.fixture(scope="module")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All payloads, six to a study, as a page and as rendered Markdown without any policy of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    small = load_study(SMALL)
    pages = []
    for i in range(0, len(PAYLOADS), 6):
        payload = " ".join(PAYLOADS[i : i + 6])
        report = ranked_report(hostile(small, payload, ADDRESSES[i // 6 % len(ADDRESSES)]), language="en")
        pages.append(report.save(folder / f"{i}.html"))
        if i == 0 or any("](" in p or "<" in p for p in PAYLOADS[i : i + 6]):
            text = report.save(folder / f"{i}.md").read_text(encoding="utf-8")
            body = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
            page = folder / f"{i}_markdown.html"
            page.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>{escape('x')}</title>{body}", encoding="utf-8")
            pages.append(page)
    return pages


def test_hostile_names_run_nothing_and_fetch_nothing(browser: Any, hostile_pages: list[Path]) -> None:
    assert len(hostile_pages) >= 9
    for path in hostile_pages:
        seen = visit(browser, path)
        seen.page.evaluate("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new Event('mouseover')))")
        figures = path.name.split("_")[0]
        fetched = [u for u in outside(seen, path) if f"/{figures}_figures/" not in u]
        assert (seen.dialogs, fetched, seen.errors) == ([], [], []), path.name
        assert seen.page.url == path.as_uri()
        seen.page.context.close()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_korea_report_fits_its_window_and_draws_its_figures(
    browser: Any, korea_pages: dict[str, Path], language: str, width: int
) -> None:
    seen = visit(browser, korea_pages[language], width=width)
    page = seen.page

    assert (seen.dialogs, outside(seen, korea_pages[language]), seen.errors) == ([], [], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 400)")
    assert page.evaluate("[...document.fonts].every(f => f.status === 'loaded')")
    page.context.close()


def test_the_page_follows_a_reader_who_prefers_the_dark(browser: Any, korea_pages: dict[str, Path]) -> None:
    colours = set()
    for dark in (False, True):
        seen = visit(browser, korea_pages["en"], dark=dark)
        colours.add(seen.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        seen.page.context.close()
    assert colours == {"rgb(255, 255, 255)", "rgb(21, 24, 28)"}


def test_the_report_prints_in_a_reasonable_number_of_pages(browser: Any, korea_pages: dict[str, Path]) -> None:
    seen = visit(browser, korea_pages["ko"])
    printed = seen.page.pdf(prefer_css_page_size=True)
    seen.page.context.close()

    assert printed.startswith(b"%PDF")
    assert 15 < printed.count(b"/Type /Page\n") < 60


def test_a_reference_leads_to_its_statement(browser: Any, korea_pages: dict[str, Path]) -> None:
    seen = visit(browser, korea_pages["en"])
    seen.page.click("a.ref >> nth=0")
    seen.page.wait_for_timeout(50)

    assert seen.page.evaluate("document.querySelector(':target').tagName") == "TR"
    seen.page.context.close()
