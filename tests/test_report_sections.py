"""What single sections of the report say: scenarios, reasons of portfolio rules, languages, counts, methods."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from mcda.frozen import frozen
from mcda.language import Text
from mcda.report import Facts, Notice, Report, Section, Table, ranked_report
from mcda.report.blocks import Line
from mcda.report.findings import find
from mcda.report.teller import sentences
from mcda.study import load_study
from mcda.study.contents import CellChange, Change, OptionChange
from mcda.study.rules import External, Limit, Rule, Synergy
from mcda.study.study import Study

SMALL = Path(__file__).parent / "studies" / "right"


def plain(line: Line) -> str:
    return "".join(part if isinstance(part, str) else getattr(part, "text", getattr(part, "id", "")) for part in line)


def sections_of(report: Report) -> Iterator[Section]:
    for section in report.sections:
        yield section
        yield from section.parts


def verdict(report: Report) -> list[str]:
    blocks = [block for section in sections_of(report) for block in section.blocks]
    answer = next(block for block in blocks if isinstance(block, Notice) and block.kind == "verdict")
    return [plain(line) for line in answer.lines]


def rows_of(report: Report, section: str) -> list[list[list[str]]]:
    found = next(each for each in sections_of(report) if each.id == section)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    return [[[plain(cell) for cell in row.cells] for row in t.rows if hasattr(row, "cells")] for t in tables]


@pytest.fixture(scope="module")
def korea() -> Study:
    return load_study()


@pytest.fixture(scope="module")
def smallest() -> Study:
    return load_study(SMALL / "smallest")


@pytest.fixture(scope="module")
def three(korea: Study) -> Study:
    """Doing nothing new (56.4) beside hedging (53.3) and the Clean Network (51.3)."""
    kept = replace(korea, portfolio=None, changes=frozen({}))
    for option in korea.options.ids:
        if option not in ("status_quo", "hedge", "clean_network"):
            kept = kept.without(option)
    return kept


def scenario(name: str, cells: dict[str, dict[str, int]] | None = None) -> Change:
    changed = {
        option: OptionChange(frozen({c: CellChange(value=Fraction(x)) for c, x in by.items()}))
        for option, by in (cells or {}).items()
    }
    return Change(name, "scenario", Text.of(name), options=frozen(changed))


def with_scenarios(study: Study, *changes: Change) -> Study:
    return replace(study, changes=frozen({change.id: change for change in changes}))


@pytest.mark.parametrize(
    ("loses", "said"),
    [
        ((False,), "O0 is first under the base scores and in the one scenario."),
        ((True,), "O0 is first under the base scores, but not in the one scenario. First elsewhere: O2"),
        ((False, False), "O0 is first under the base scores and in all 2 scenarios."),
        ((False, True), "O0 is first under the base scores and in 1 of 2 scenarios. First elsewhere: O2"),
        ((True, True), "O0 is first under the base scores, but in none of the 2 scenarios. First elsewhere: O2"),
    ],
)
def test_the_base_scores_are_not_counted_as_a_scenario(three: Study, loses: tuple[bool, ...], said: str) -> None:
    better = {"hedge": dict.fromkeys(("feasibility", "alliance_strength", "strategic_autonomy"), 100)}
    changes = [scenario(f"world{i}", better if lost else None) for i, lost in enumerate(loses)]
    study = with_scenarios(three, *changes)

    lines = [each for each in verdict(ranked_report(study, language="en")) if "scenario" in each]
    assert len(lines) == 1
    assert lines[0].startswith(said)
    korean = [each for each in verdict(ranked_report(study, language="ko")) if "시나리오" in each]
    assert len(korean) == 1
    assert "기본 점수" in korean[0]
    assert "두 시나리오" not in korean[0]


def test_a_winner_of_the_scenario_asked_for_alone_is_not_told_to_win_under_the_base_scores(three: Study) -> None:
    better = {"hedge": dict.fromkeys(("feasibility", "alliance_strength", "strategic_autonomy"), 100)}
    study = with_scenarios(three, scenario("boom", better), scenario("calm"))

    said = verdict(ranked_report(study, scenario="boom"))
    assert any(each.startswith("O2 is first in 1 of 2 scenarios, but not under the base scores.") for each in said)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_limit_rule_pair_and_outside_need_stands_with_its_reason(korea: Study, language: str) -> None:
    given = korea.portfolio
    assert given is not None
    limits, rules, pairs, needs = rows_of(ranked_report(korea, language=language), "portfolio-rules")

    assert [(row[1], row[2]) for row in limits] == [
        ("800", "150; 400; 800; 1,200"), ("16", "12; 16; 20"), ("180", "140; 180; 220")
    ]  # fmt: skip
    assert (len(limits), len(rules), len(pairs), len(needs)) == (
        len(given.limits), len(given.rules), len(given.synergies), len(given.external)
    )  # fmt: skip
    stated: list[Limit | Rule | Synergy | External] = [*given.limits.values(), *given.rules]
    stated += [*given.synergies, *given.external]
    for row, each in zip((*limits, *rules, *pairs, *needs), stated, strict=True):
        assert each.why is not None
        bare = each.why.get(language).replace("†", "").replace("‡", "")
        assert row[-1].startswith(bare)
        assert all(name in row[-1] for name in each.evidence)
    assert pairs[0][:2] == ["O3 + O4", "+1"]
    assert pairs[-1][:2] == ["O2 + O12", "−0.5"]
    assert needs[0][-1].endswith("(S81)")


def test_a_rule_of_a_variant_is_listed_and_says_when_it_holds(korea: Study) -> None:
    def of(variant: str | None) -> list[str]:
        return [row[1] for row in rows_of(ranked_report(korea, variant=variant), "portfolio-rules")[1]]

    assert of(None)[1] == "yes: except under “Relaxed rules: hedging and replacing Huawei together”"
    assert of(None)[4] == "no: only under “Strict rules: the alliance needs the Clean Network”"
    assert of("strict")[4].startswith("yes: only under")


def test_the_reasons_of_the_rules_stand_even_where_no_portfolio_can_be_made(korea: Study) -> None:
    none = ranked_report(replace(korea.without("status_quo")))

    assert "There is no portfolio to show" in none.markdown()
    assert rows_of(none, "portfolio-rules")


def test_a_report_in_a_language_that_the_study_is_not_written_in_says_so_at_the_top(smallest: Study) -> None:
    report = ranked_report(smallest, language="ko")

    assert report.notices == ("이 연구의 글은 영어로만 쓰여 있어, 여기에 그대로 싣는다.",)
    for page in (report.html(), report.markdown(), report._repr_html_()):
        assert page.count(report.notices[0]) == 1
        assert page.index(report.notices[0]) < page.index("질문과 답" if page.startswith("#") else "<section")
    korean = ranked_report(load_study(SMALL / "korean_only"), language="en")
    assert korean.notices == ("This study’s own texts are written only in Korean and stand here as they are.",)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_in_a_language_of_the_study_has_no_such_notice(three: Study, language: str) -> None:
    assert ranked_report(three, language=language).notices == ()


def test_counts_of_nothing_are_not_told(three: Study) -> None:
    said = verdict(ranked_report(three, language="en"))
    assert "All other options (2) score lower than the baseline, O0 Do nothing new (status quo)." in said
    korean = verdict(ranked_report(three, language="ko"))
    assert "나머지 대안(2개)은 모두 기준선인 O0 현상 유지(무대응)보다 점수가 낮다." in korean


def test_only_the_counts_that_are_not_nothing_are_told(korea: Study, three: Study) -> None:
    two_sides = replace(korea, portfolio=None, changes=frozen({}))
    for option in korea.options.ids:
        if option not in ("status_quo", "hedge", "exchanges"):
            two_sides = two_sides.without(option)

    said = verdict(ranked_report(two_sides, language="en"))
    against = next(each for each in said if each.startswith("Against the baseline, O0 Do nothing new (status quo)"))
    assert against.endswith(": of the other 2 options, 1 scores higher and 1 scores lower.")
    korean = verdict(ranked_report(two_sides, language="ko"))
    assert any(each.endswith("나머지 대안 2개 가운데 높은 것은 1개, 낮은 것은 1개이다.") for each in korean)


@pytest.mark.parametrize(("language", "words"), [("en", "could not be applied"), ("ko", "적용할 수 없었다")])
def test_the_verdict_says_how_many_methods_could_not_be_applied(three: Study, language: str, words: str) -> None:
    study = three.with_score("hedge", "feasibility", 0, low=0)
    failed = [row for row in find(study).methods.rows if row.ranking is None]
    assert failed

    line = next(each for each in verdict(ranked_report(study, language=language)) if words in each)
    assert f"{len(failed)}개" in line if language == "ko" else f"{len(failed)} more method" in line
    assert ("방법" if language == "ko" else "methods put") in line
    assert not any(words in each for each in verdict(ranked_report(three, language=language)))


def test_voice_and_reason_of_a_profile_are_two_sentences(three: Study) -> None:
    profile = replace(three.profiles["balanced"], voice=Text.of("The ministry"), why=Text.of("It pays."))
    report = ranked_report(replace(three, profiles=frozen({**three.profiles, "balanced": profile})))
    section = next(each for each in sections_of(report) if each.id == "voices")
    facts = next(block for block in section.blocks if isinstance(block, Facts))

    assert plain(facts.pairs[list(three.profiles).index("balanced")][1]) == "The ministry. It pays."
    assert plain(sentences(("One”.",), ("Two",))) == "One”. Two"


def test_a_method_without_parameters_shows_none(three: Study) -> None:
    def told(method: str) -> list[str]:
        section = next(each for each in ranked_report(three, method=method).sections if each.id == "recipe")
        facts = next(block for block in section.blocks if isinstance(block, Facts))
        return [plain(said) for term, said in facts.pairs if term == "Parameters"]

    assert told("additive") == []
    assert told("vikor") == ["Vikor(v=0.5)"]


def test_contributions_of_too_many_criteria_are_told_by_branch(three: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def heads() -> list[str]:
        section = next(each for each in ranked_report(three).sections if each.id == "ranking")
        return [column.head for column in next(b for b in section.blocks if isinstance(b, Table)).columns[3:]]

    assert heads()[:12] == [c.label for c in three.criteria]
    monkeypatch.setattr("mcda.report.sections.ranking._MOST_COLUMNS", 11)
    assert heads()[:5] == ["Economic", "Technology", "Security", "Diplomacy", "Feasibility"]
