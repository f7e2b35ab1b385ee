"""The ranked report: true for every study, whole, the same every time, and in both languages."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mcda.elicit import objective, rank_sum
from mcda.errors import NameUnknownError, OutputError
from mcda.frozen import frozen
from mcda.language import Text
from mcda.methods import named
from mcda.report import Notice, Picture, Report, Section, Table, ranked_report
from mcda.report.blocks import Block, Line, Strong
from mcda.report.findings import find
from mcda.robustness.study_ranking import rank_study
from mcda.study import load_study
from mcda.study.study import Study

SMALL = Path(__file__).parent / "studies" / "right"
VOID = {"meta", "img", "br", "link", "hr"}


class Page(HTMLParser):
    """Reads a page into its tags and the text of its headings, and checks that tags are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of every element with this tag."""
        return [attributes for each, attributes in self.tags if each == tag]


@pytest.fixture(scope="module")
def korea() -> Study:
    return load_study()


@pytest.fixture(scope="module")
def light(korea: Study) -> Study:
    """The same without portfolio rules, where a test is not about them."""
    return replace(korea, portfolio=None)


@pytest.fixture(scope="module")
def reports(korea: Study) -> dict[str, Report]:
    return {language: ranked_report(korea, language=language) for language in ("en", "ko")}


@pytest.fixture(scope="module")
def pages(reports: dict[str, Report]) -> dict[str, str]:
    return {language: report.html() for language, report in reports.items()}


@pytest.fixture(scope="module")
def smallest() -> Study:
    return load_study(SMALL / "smallest")


def sections_of(report: Report) -> Iterator[Section]:
    for section in report.sections:
        yield section
        yield from section.parts


def plain(line: Line) -> str:
    return "".join(part if isinstance(part, str) else getattr(part, "text", getattr(part, "id", "")) for part in line)


def verdict(report: Report) -> str:
    """Return the sentences of the verdict, one on each line."""
    blocks: list[Block] = [block for section in sections_of(report) for block in section.blocks]
    answer = next(block for block in blocks if isinstance(block, Notice) and block.kind == "verdict")
    return "\n".join(plain(line) for line in answer.lines)


def find_section(report: Report, name: str) -> Section:
    return next(section for section in sections_of(report) if section.id == name)


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row.cells] for row in table.rows if hasattr(row, "cells")]


def test_the_sections_stand_in_the_order_of_the_argument(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert [section.id for section in report.sections] == [
            "answer", "options", "criteria", "weights", "recipe", "ranking", "stability", "portfolios", "evidence",
            "sources", "double-counting", "limits", "performances", "statements", "making",
        ]  # fmt: skip


def test_both_languages_say_the_same_things_in_the_same_places(reports: dict[str, Report]) -> None:
    def shape(report: Report) -> list[tuple[str, list[tuple[str, int]]]]:
        return [
            (s.id, [(type(b).__name__, len(getattr(b, "rows", getattr(b, "lines", ())))) for b in s.blocks])
            for s in sections_of(report)
        ]

    assert shape(reports["en"]) == shape(reports["ko"])


def test_the_verdict_names_the_winner_what_holds_and_what_does_not(korea: Study, reports: dict[str, Report]) -> None:
    said = verdict(reports["en"])
    winner = rank_study(korea).winners
    firsts = [rank_study(korea, weights=name).winners == winner for name in korea.profiles]
    worlds = [rank_study(korea, scenario=name).winners == winner for name in korea.scenarios]

    assert said.startswith("O4 Expand exchanges of students, scientists, engineers and entrepreneurs comes first")
    assert f"O4 is first under {sum(firsts)} of {len(firsts)} weight profiles." in said
    assert all(worlds)
    assert f"O4 is first in all {len(worlds)} scenarios." in said
    assert "posture: O11 Take part in alliance work item by item; measure: O4" in said
    assert "It wins by a hair: O3, O4, O5, O6, O9 and O12 is only 0.16 points (0.47%) behind." in said


def test_the_korean_verdict_uses_the_particles_that_fit(reports: dict[str, Report]) -> None:
    said = verdict(reports["ko"])

    assert said.startswith("O4 인력 교류 확대(학생·과학자·엔지니어·창업가)가 점수 63.9로 1위이다")
    assert "O4는 시나리오 4개 모두에서 1위이다." in said
    assert "간발의 차이다. O3, O4, O5, O6, O9, O12는 불과 0.16점(0.47%) 뒤진다." in said


def test_options_that_tie_share_the_place_and_the_verdict_says_so(light: Study) -> None:
    score = rank_study(light).score
    assert score("status_quo") == pytest.approx(score("diversify"))

    two = light
    for option in light.options.ids:
        if option not in ("status_quo", "diversify"):
            two = two.without(option)

    assert "All 2 options tie" in verdict(ranked_report(two))


def test_the_verdict_of_a_winner_that_cannot_stand_alone_says_what_it_needs(korea: Study) -> None:
    only = korea
    for option in korea.options.ids:
        if option not in ("status_quo", "mega_science", "joint_committee", "clean_network"):
            only = only.without(option)
    only = only.with_score("mega_science", "feasibility", 100, high=100).with_score(
        "joint_committee", "feasibility", 0, low=0
    )

    assert "It needs: O3." in verdict(ranked_report(only))


def test_an_infeasible_portfolio_is_told_with_what_clashes(korea: Study) -> None:
    from mcda.study.rules import AtLeast

    assert korea.portfolio is not None
    rules = (*korea.portfolio.rules, AtLeast(count=1, of=("alliance",), why=Text.of("a promise")))
    strict = replace(korea, portfolio=replace(korea.portfolio, rules=rules))
    report = ranked_report(strict, budget=150)

    assert "No portfolio satisfies the rules with a budget of 150 (KRW bn a year)." in verdict(report)
    text = report.markdown()
    assert "These cannot hold together" in text
    assert "At least 1 of O1" in text
    assert "at least 300 would do" in text


def test_every_portfolio_level_is_shown_with_what_binds_and_the_upper_bound(reports: dict[str, Report]) -> None:
    section = find_section(reports["en"], "portfolios")
    overview = rows(tables(section)[0])

    assert [row[0] for row in overview] == ["150", "400", "800", "1,200"]
    assert [row[3] for row in overview if "won by a hair" in row[3]] == [overview[1][3], overview[2][3]]
    text = reports["en"].markdown()
    assert text.count("If options could be taken in part") == 4
    assert "Gains saturate in reality" in text


def test_every_score_is_in_the_annex_with_its_range(korea: Study, reports: dict[str, Report]) -> None:
    table = rows(tables(find_section(reports["en"], "performances"))[0])

    assert len(table) == 13
    assert all(len(row) == 13 for row in table)
    o4 = next(row for row in table if row[0].startswith("O4"))
    assert o4[1] == "46 41–52"
    assert o4[7] == "46* 42–52"


def test_the_evidence_is_counted_from_the_scores(korea: Study, reports: dict[str, Report]) -> None:
    scores = korea.scores.values()
    judged = sum(s.judgement for s in scores)
    text = reports["en"].markdown()

    assert f"{judged} of 156 scores" in text
    assert len(rows(tables(find_section(reports["en"], "judgements"))[0])) == judged
    cited = {i for s in scores for i in s.evidence}
    after = sum(korea.statements[i].timing == "after" for i in cited)
    assert f"The scores cite {len(cited)} of the study’s 223 statements. Of those cited, {after} came after" in text


def test_every_statement_is_listed_once(korea: Study, reports: dict[str, Report]) -> None:
    listed = [
        row.anchor
        for name in ("sources", "statements")
        for table in tables(find_section(reports["ko"], name))
        for row in table.rows
        if getattr(row, "anchor", "")
    ]
    assert sorted(listed) == sorted(korea.statements)


def test_the_weights_of_all_profiles_are_shown_and_the_chosen_one_is_marked(light: Study) -> None:
    table = tables(find_section(ranked_report(light, weights="treasury"), "weights"))[0]

    assert [column.head for column in table.columns if column.marked] == ["Finance ministry"]
    assert len(table.columns) == 2 + 8


def test_the_report_can_be_made_again(korea: Study, light: Study, reports: dict[str, Report]) -> None:
    text = reports["en"].markdown()

    assert korea.digest in text
    assert "`mcda report --lang en --method additive --weights balanced`" in text
    assert "HiGHS" in text
    changed = ranked_report(
        light, weights=korea.weights["balanced"].with_(public_cost=0.2), scenario="abrupt"
    ).markdown()
    assert "--weights balanced --set public_cost=0.2 --scenario abrupt" in changed
    own = ranked_report(light, method=named("topsis", power=1.5)).markdown()
    assert "mcda report --lang" not in own


def test_what_stands_under_changes_says_so(korea: Study) -> None:
    assert korea.portfolio is not None
    few = replace(korea, portfolio=replace(korea.portfolio, limits=frozen({})))
    report = ranked_report(few, update="later_facts", scenario="abrupt", variant="strict")
    notices = [b for s in report.sections for b in s.blocks if isinstance(b, Notice) and b.kind == "caution"]

    assert [plain(line) for line in notices[0].lines] == [
        "All scores stand under the update “Updated with later facts (evidence to December 2025)”.",
        "The model stands under the variant “Strict rules: the alliance needs the Clean Network”.",
        "All scores stand in the scenario “Abrupt, full decoupling”.",
        "That variant changes portfolio rules only: no score moved.",
    ]


def test_scores_changed_by_hand_are_told(light: Study) -> None:
    assert "Scores were changed by hand: hedge.feasibility = 60." in ranked_report(
        light.with_score("hedge", "feasibility", 60)
    ).markdown().replace("\\", "")


def test_a_method_without_contributions_has_a_plain_table(light: Study) -> None:
    table = tables(find_section(ranked_report(light, method="vikor"), "ranking"))[0]

    assert [column.head for column in table.columns] == ["Place", "Option", "Score"]


@pytest.mark.parametrize("folder", sorted(p.name for p in SMALL.iterdir()))
def test_small_studies_give_reports_without_empty_sections(folder: str) -> None:
    study = load_study(SMALL / folder)
    for language in ("en", "ko"):
        report = ranked_report(study, language=language)
        assert all(not section.empty for section in sections_of(report))
        assert not {"portfolios", "sources", "statements", "double-counting"} & {s.id for s in report.sections}
        assert all(o.name.get(study.languages[0]) in report.markdown().replace("\\", "") for o in study.options)


def test_a_study_of_one_option_has_nothing_to_rank(smallest: Study) -> None:
    one = smallest.without(smallest.options.ids[1])

    assert "is the only option, so there is nothing to rank." in verdict(ranked_report(one))


def test_the_language_of_the_study_is_the_default(light: Study) -> None:
    assert ranked_report(load_study(SMALL / "korean_only")).language == "ko"
    assert ranked_report(light).language == "en"
    with pytest.raises(NameUnknownError, match="'fr' is not a language"):
        ranked_report(light, language="fr")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_is_whole_safe_and_within_reach_of_every_reader(pages: dict[str, str], language: str) -> None:
    page = Page(pages[language])

    assert len(pages[language].encode()) < 3_000_000
    assert page.all("html")[0]["lang"] == language
    assert not page.all("script")
    assert not page.all("link")
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert all(i["alt"] and str(i["src"]).startswith("data:image/svg+xml;base64,") for i in page.all("img"))
    assert all(th.get("scope") in ("col", "row", "colgroup") for th in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(not name.startswith("on") and name != "style" for _, attributes in page.tags for name in attributes)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for a in page.all("a")]
    assert all(link.removeprefix("#") in ids for link in links if link.startswith("#"))
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_style_is_the_one_the_policy_allows(pages: dict[str, str]) -> None:
    import base64
    import hashlib

    style = re.search(r"<style>(.*?)</style>", pages["en"], re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in pages["en"]


def test_another_process_with_another_hash_seed_writes_the_same_bytes(pages: dict[str, str]) -> None:
    code = (
        "import sys\n"
        "from mcda.report import ranked_report\n"
        "from mcda.study import load_study\n"
        "sys.stdout.buffer.write(ranked_report(load_study(), language='ko').html().encode())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)

    assert run.stdout.decode() == pages["ko"]


def test_there_is_no_date_of_making_in_it(pages: dict[str, str], reports: dict[str, Report]) -> None:
    import time

    today = time.strftime("%Y-%m-%d")
    assert today not in pages["en"]
    assert today not in reports["en"].markdown()


def test_markdown_reads_back_as_the_tables_it_was_made_from(reports: dict[str, Report]) -> None:
    report = reports["en"]
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(report.markdown())

    assert html.count("<table>") == sum(len(tables(section)) for section in sections_of(report))
    assert html.count("<img") == sum(isinstance(b, Picture) for s in sections_of(report) for b in s.blocks)
    assert "<h1>Korea between the US and China in technology</h1>" in html
    assert html.count("<h2>") == len(report.sections)


def test_a_report_saves_itself_in_the_form_its_name_asks_for(
    reports: dict[str, Report], pages: dict[str, str], tmp_path: Path
) -> None:
    report = reports["ko"]

    assert report.save(tmp_path / "보고서 1.html").read_text(encoding="utf-8") == pages["ko"]
    text = report.save(tmp_path / "보고서 1.md").read_text(encoding="utf-8")

    named_there = [p.split(")")[0] for p in text.split("](")[1:] if p.startswith("%")]
    assert len(named_there) == 3
    from urllib.parse import unquote

    assert all((tmp_path / unquote(name)).read_text(encoding="utf-8").startswith("<svg") for name in named_there)


@pytest.mark.parametrize("name", ["report", "report.pdf", "report.docx", "report.txt"])
def test_a_form_there_is_not_is_an_error_that_names_those_there_are(
    reports: dict[str, Report], tmp_path: Path, name: str
) -> None:
    with pytest.raises(OutputError, match=r"does not end in one of \.html, \.htm, \.md, \.markdown"):
        reports["en"].save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_in_a_notebook_the_report_shows_itself_without_style_or_script(reports: dict[str, Report]) -> None:
    shown = Page(reports["ko"]._repr_html_())

    assert not shown.all("style")
    assert not shown.all("script")
    assert len(shown.all("table")) == sum(len(tables(section)) for section in sections_of(reports["ko"]))


def test_the_first_words_of_the_verdict_stand_out(reports: dict[str, Report]) -> None:
    block = next(b for b in reports["en"].sections[0].blocks if isinstance(b, Notice))
    assert isinstance(block.lines[0][0], Strong)


def test_findings_hold_one_ranking_for_each_profile_in_each_scenario(light: Study) -> None:
    found = find(light, weights="industry")

    assert len(found.grid.sound) == 8 * 4
    assert {row.scenario for row in found.by_profile} == {"partial"}
    assert found.by_scenario[0].weights == "industry"
    own = find(light, weights=light.weights["balanced"].with_(public_cost=0.2))
    assert len(own.by_profile) == 9


def test_without_jinja_the_error_says_what_to_install() -> None:
    code = (
        "import sys\n"
        "sys.modules['jinja2'] = None\n"
        "from mcda.errors import OutputError\n"
        "from mcda.report import Report\n"
        "try:\n"
        "    Report('t', 's', 'en', ()).html()\n"
        "except OutputError as problem:\n"
        "    print(problem)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert 'pip install "policy-mcda[report]"' in run.stdout


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "they are nobody's preferences"), ("ko", "누구의 선호도 아니다")],
)
def test_what_must_be_known_beside_a_ranking_is_in_the_report_in_its_language(
    korea: Study, language: str, told: str, tmp_path: Path
) -> None:
    nobody = objective.entropy(korea.values)
    page = ranked_report(korea, weights=nobody, language=language).save(tmp_path / "data.md")
    assert told in page.read_text(encoding="utf-8")


def test_weights_from_judgements_say_how_they_were_judged(korea: Study, tmp_path: Path) -> None:
    judged = rank_sum(list(korea.criteria.ids))
    page = ranked_report(korea, weights=judged).save(tmp_path / "judged.md").read_text(encoding="utf-8")
    assert re.search(r"Weights judged by.*rank_sum", page)
    assert "Weights judged by" not in ranked_report(korea).save(tmp_path / "points.md").read_text(encoding="utf-8")
