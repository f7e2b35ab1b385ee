"""Names that try to be markup: they are read as they are, in every field and every form of a report."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile_study import ADDRESSES, HARMLESS, PAYLOADS, hostile
from markdown_it import MarkdownIt

from mcda.language import plain
from mcda.plot import Plot
from mcda.report import Report, ranked_report
from mcda.report.html import safe_address
from mcda.study import load_study
from mcda.study.study import Study


class Skeleton(HTMLParser):
    """Keeps the tags and the names of their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[str] = []
        self.words: list[str] = []
        self.values: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A language attribute says which language a name seems to be in, so it may come and go with the name.
        self.bones.append(" ".join([tag, *sorted(name for name, _ in attrs if name != "lang")]))
        self.values += [f"{name}={value}" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.bones.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.bones.append(f"comment {data}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def frame(self) -> list[str]:
        """The tags without the spans that only name a language."""
        return [bone for bone in self.bones if bone not in ("span", "/span")]


@pytest.fixture(autouse=True, scope="module")
def _no_ink() -> Iterator[None]:
    """Leave the drawing out: figures with hostile names have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plot, "svg", lambda *_, **__: "<svg/>")
        yield


@pytest.fixture(scope="module")
def small() -> Study:
    return load_study(Path(__file__).parent / "studies" / "right" / "branches")


def report_of(small: Study, payload: str, address: str = "https://example.org/") -> Report:
    return ranked_report(hostile(small, payload, address), language="en")


@pytest.fixture(scope="module")
def frame(small: Study) -> list[str]:
    return Skeleton(report_of(small, HARMLESS).html()).frame


@pytest.fixture(scope="module")
def markdown_frame(small: Study) -> list[str]:
    return Skeleton(rendered(report_of(small, HARMLESS))).frame


def rendered(report: Report) -> str:
    """Render the Markdown of a report as a lenient reader would: raw HTML passes, tables and strike-through are on."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return reader.render(report.markdown())


def as_read(payload: str) -> str:
    return " ".join(plain(payload).split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_adds_no_tag_and_no_attribute_and_is_read_as_it_is(
    small: Study, frame: list[str], markdown_frame: list[str], payload: str
) -> None:
    report = report_of(small, payload)
    page, text = Skeleton(report.html()), Skeleton(rendered(report))

    assert page.frame == frame
    assert text.frame == markdown_frame
    for read in (page, text):
        assert as_read(payload) in " ".join("".join(read.words).split())
        assert not [v for v in read.values if "evil" in v or "javascript" in v.lower()]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_http_addresses_can_be_clicked(small: Study, address: str) -> None:
    report = report_of(small, HARMLESS, address)
    for page in (report.html(), rendered(report)):
        links = [v for v in Skeleton(page).values if v.startswith("href=") and not v.startswith("href=#")]
        assert all(link.startswith(("href=https://", "href=http://")) for link in links)
        assert "onclick" not in " ".join(Skeleton(page).bones)


def test_addresses_that_are_none_are_not_clicked() -> None:
    assert [safe_address(a) for a in ADDRESSES if safe_address(a)] == ["https://evil.example/)](x"]
    assert safe_address("http://example.org/?a=1&b=가") == "http://example.org/?a=1&b=가"


def test_no_template_marks_a_text_as_safe() -> None:
    folder = Path(__file__).parents[1] / "mcda" / "report"
    sources = [*folder.rglob("*.py"), *folder.rglob("*.html")]
    assert len(sources) > 15
    for path in sources:
        source = path.read_text(encoding="utf-8")
        assert "|safe" not in source.replace(" ", ""), path
        assert "Markup(" not in source, path
        assert "autoescape=False" not in source.replace(" ", ""), path
