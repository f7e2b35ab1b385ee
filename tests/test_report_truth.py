"""What the report says is so: counted again from the files, or worked out by hand.

One long file, because both studies are counted and worked out once and every test reads from that.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

import mcda
from mcda.frozen import frozen
from mcda.report import Notice, Report, Section, Table, ranked_report
from mcda.report.blocks import Bullets, Facts, Line
from mcda.report.sections.verdict import gained
from mcda.scales import Thresholds
from mcda.study import load_study
from mcda.study.rules import AtMost
from mcda.study.study import Study

ROOT = Path(__file__).parents[1]
CODES = [f"O{i}" for i in range(13)]
COST = ((0, 50, 200, 500, 1000), (100, 85, 60, 30, 0))  # the points of FE2's value function, section 2.4
LANGUAGES = ("en", "ko")

SMALL = {
    "study.yaml": """
title: {en: Ways to move, ko: 이동 방법}
question: {en: "How should the town move?", ko: "도시는 어떻게 이동해야 하는가?"}
languages: [en, ko]
default: {weights: thrift}
""",
    "criteria/cost.yaml": "{name: Cost, goal: min, role: budget, scale: {low: 0, high: 100}}",
    "criteria/speed.yaml": "{name: Speed, goal: max, scale: {low: 0, high: 40}}",
    "criteria/clean.yaml": "{name: Clean air, goal: max, scale: {low: 0, high: 10}}",
    "criteria/weights/thrift.yaml": "{name: Thrift, points: {cost: 2, speed: 1, clean: 1}}",
    "criteria/weights/haste.yaml": "{name: Haste, points: {cost: 1, speed: 2, clean: 1}}",
    "options/keep.yaml": """
name: Keep
code: K
baseline: true
scores:
  cost: {value: 0, evidence: judgement}
  speed: {value: 10, evidence: judgement, confidence: low}
  clean: {value: 5, evidence: judgement, confidence: low}
""",
    "options/tram.yaml": """
name: Tram
code: T
prerequisites: none.
scores:
  cost: {value: 60, evidence: [S1], confidence: high}
  speed: {value: 30, evidence: judgement, confidence: low}
  clean: {value: 8, evidence: judgement, confidence: low}
""",
    "options/bikes.yaml": """
name: Bikes
code: B
scores:
  cost: {value: 10, evidence: judgement, confidence: low}
  speed: {value: 10, evidence: [S1], size: judgement, confidence: medium}
  clean: {value: 9, evidence: [P1, P2], confidence: medium}
""",
    "options/cars.yaml": """
name: Cars
code: C
scores:
  cost: {value: 20, evidence: judgement, confidence: low}
  speed: {value: 18, evidence: judgement, confidence: low}
  clean: {value: 1, evidence: judgement, confidence: low}
""",
    "evidence/public.yaml": """
title: What was found
statements:
  S1: {place: "l. 1", quote: a tram costs sixty, reading: A price.}
  P1: {publisher: A paper, title: On bikes, timing: after, fact: Bikes are clean., quote: clean}
  P2: {publisher: A paper, title: More on bikes, timing: same_time, fact: Very clean., quote: very clean}
  P3: {publisher: A paper, title: On cars, timing: before, fact: Cars are fast., quote: fast}
""",
    "scenarios/flood.yaml": """
kind: scenario
name: Flood
why: The paths are under water.
options: {bikes: {why: The paths are under water., scores: {clean: {add: -8}}}}
""",
    "portfolio.yaml": "{limits: {cost: {default: 60, levels: [10, 60, 70]}}}",
}


def read(path: Path) -> dict[str, Any]:
    """Return a file as it stands, by a reader that is not the study's own."""
    found: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def korea() -> Study:
    return load_study()


@pytest.fixture(scope="module")
def reports(korea: Study) -> dict[str, Report]:
    return {language: ranked_report(korea, language=language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("small")
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_study(folder)


@pytest.fixture(scope="module")
def small_reports(small: Study) -> dict[str, Report]:
    return {language: ranked_report(small, language=language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def options() -> dict[str, dict[str, Any]]:
    """The files of the options, by code."""
    read_all = {path.stem: read(path) for path in (ROOT / "options").glob("*.yaml")}
    return {each["code"]: {**each, "id": name} for name, each in read_all.items()}


@pytest.fixture(scope="module")
def cells(options: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [cell for each in options.values() for cell in each["scores"].values()]


@pytest.fixture(scope="module")
def contributions(options: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Share times value of each score, by code of the option and of the criterion: 20 points for each branch."""
    files = [path for path in (ROOT / "criteria").glob("*/*.yaml") if path.parent.name != "weights"]
    files = [path for path in files if path.stem != "branch"]
    size = Counter(path.parent.name for path in files)
    assert len(size) == 5

    def value(criterion: str, score: float) -> float:
        return float(np.interp(score, *COST)) if criterion == "public_cost" else float(score)

    return {
        code: {
            read(path)["code"]: 0.2 / size[path.parent.name] * value(path.stem, each["scores"][path.stem]["value"])
            for path in files
        }
        for code, each in options.items()
    }


def plain(line: Line) -> str:
    return "".join(part if isinstance(part, str) else getattr(part, "text", getattr(part, "id", "")) for part in line)


def sections_of(report: Report) -> Iterator[Section]:
    for section in report.sections:
        yield section
        yield from section.parts


def section(report: Report, name: str) -> Section:
    return next(each for each in sections_of(report) if each.id == name)


def tables(report: Report, name: str) -> list[list[list[str]]]:
    """Return the cells of each table of a section."""
    return [
        [[plain(cell) for cell in row.cells] for row in block.rows if hasattr(row, "cells")]
        for block in section(report, name).blocks
        if isinstance(block, Table)
    ]


def heads(report: Report, name: str) -> list[str]:
    return [c.head for block in section(report, name).blocks if isinstance(block, Table) for c in block.columns]


def bullets(report: Report, name: str) -> list[str]:
    return [plain(each) for block in section(report, name).blocks if isinstance(block, Bullets) for each in block.lines]


def verdict(report: Report) -> list[str]:
    answer = next(b for b in section(report, "answer").blocks if isinstance(b, Notice) and b.kind == "verdict")
    return [plain(line) for line in answer.lines]


def numbers(text: str) -> list[str]:
    """Return the numbers of a text that are not part of a code or of the Korean word for "first"."""
    return re.findall(r"(?<![A-Za-z0-9.,])−?\d[\d,]*(?:\.\d+)?", text.replace("1위", ""))


def code_of(cell: str) -> str:
    return cell.split(" ", maxsplit=1)[0]


def places_of(scores: dict[str, float]) -> dict[str, int]:
    return {o: 1 + sum(other > mine + 1e-9 for other in scores.values()) for o, mine in scores.items()}


def share(count: int, total: int) -> str:
    return f"{100 * count / total:.1f}"


def test_the_verdict_counts_how_many_score_higher_lower_and_the_same_as_the_baseline(
    reports: dict[str, Report], contributions: dict[str, dict[str, float]]
) -> None:
    """8 higher (O3, O4, O5, O6, O8, O10, O11, O12), 1 the same (O9), 3 lower (O1, O2, O7)."""
    scores = {o: sum(parts.values()) for o, parts in contributions.items()}
    base = scores.pop("O0")
    higher = sum(score > base + 1e-9 for score in scores.values())
    lower = sum(score < base - 1e-9 for score in scores.values())
    assert (higher, 12 - higher - lower, lower) == (8, 1, 3)

    english, korean = (verdict(reports[language])[1] for language in LANGUAGES)
    assert english.startswith("Against the baseline, O0")
    assert numbers(english) == numbers(korean) == ["12", "8", "1", "3"]
    assert re.findall("higher|same|lower", english) == ["higher", "same", "lower"]
    assert re.findall("높|같|낮", korean) == ["높", "같", "낮"]


def test_the_verdict_of_the_small_study_counts_by_hand(small_reports: dict[str, Report]) -> None:
    """Thrift: bikes 73.75, keep 68.75, tram 58.75, cars 53.75."""
    english, korean = (verdict(small_reports[language]) for language in LANGUAGES)

    assert numbers(english[0])[:1] == numbers(korean[0])[:1]
    assert english[0].startswith("B Bikes comes first, with a score of 73.8")
    assert re.search(r"\b1 (option )?scores? higher", english[1])
    assert re.search(r"\b2 (options )?(score )?lower", english[1])
    assert (
        [n for n in numbers(english[1]) if n != "0"] == [n for n in numbers(korean[1]) if n != "0"] == ["3", "1", "2"]
    )
    assert "B is first under 1 of 2 weight profiles. First elsewhere: T Tram – Haste." in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ranking_table_holds_scores_places_and_contributions_from_the_files(
    reports: dict[str, Report], contributions: dict[str, dict[str, float]], language: str
) -> None:
    scores = {o: sum(parts.values()) for o, parts in contributions.items()}
    places = places_of(scores)
    (table,) = tables(reports[language], "ranking")
    columns = heads(reports[language], "ranking")[3:-1]

    assert sorted(columns) == sorted(contributions["O0"])
    assert [code_of(row[1]) for row in table] == sorted(CODES, key=lambda o: (places[o], CODES.index(o)))
    needs = {}
    for place, name, score, *amounts, need in table:
        option = code_of(name)
        assert place == str(places[option])
        assert float(score) == pytest.approx(scores[option], abs=0.0501)
        shown = dict(zip(columns, map(float, amounts), strict=True))
        assert shown == pytest.approx(contributions[option], abs=0.0501)
        assert sum(shown.values()) == pytest.approx(scores[option], abs=0.3)
        needs[option] = re.findall(r"O\d+", need)
    assert {o: found for o, found in needs.items() if found} == {"O5": ["O3"], "O11": ["O3", "O6", "O12"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ranking_table_of_the_small_study_is_the_one_made_by_hand(
    small_reports: dict[str, Report], language: str
) -> None:
    (table,) = tables(small_reports[language], "ranking")

    assert table == [
        ["1", "B Bikes", "73.8", "22.5", "45.0", "6.2"],
        ["2", "K Keep", "68.8", "12.5", "50.0", "6.2"],
        ["3", "T Tram", "58.8", "20.0", "20.0", "18.8"],
        ["4", "C Cars", "53.8", "2.5", "40.0", "11.2"],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("over", "name"), [("weights", "by-profile"), ("scenario", "by-scenario")])
def test_the_places_tables_hold_the_places_of_each_ranking(
    korea: Study, reports: dict[str, Report], over: str, name: str, language: str
) -> None:
    changes = korea.profiles if over == "weights" else korea.scenarios
    (table,) = tables(reports[language], name)

    assert heads(reports[language], name)[1:] == [each.name.get(language) for each in changes.values()]
    assert [code_of(row[0]) for row in table] == [korea.options[o].code for o in mcda.rank(korea).order]
    for column, each in enumerate(changes, start=1):
        ranking = mcda.rank(korea, weights=each) if over == "weights" else mcda.rank(korea, scenario=each)
        expected = {korea.options[o].code: str(place) for o, place in ranking.places.items()}
        assert {code_of(row[0]): row[column] for row in table} == expected


def test_places_under_the_finance_ministry_and_in_the_rupture_are_those_of_the_dossier(
    reports: dict[str, Report],
) -> None:
    profiles = {code_of(row[0]): row[1:] for row in tables(reports["en"], "by-profile")[0]}
    worlds = {code_of(row[0]): row[1:] for row in tables(reports["en"], "by-scenario")[0]}

    treasury = heads(reports["en"], "by-profile").index("Finance ministry") - 1
    abrupt = heads(reports["en"], "by-scenario").index("Abrupt, full decoupling") - 1
    assert [profiles[o][treasury] for o in ("O3", "O4", "O10", "O0", "O1")] == ["1", "2", "3", "4", "13"]
    assert [worlds[o][abrupt] for o in ("O4", "O3", "O8", "O6", "O2")] == ["1", "2", "3", "4", "13"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_tables_of_the_small_study_are_those_made_by_hand(
    small_reports: dict[str, Report], language: str
) -> None:
    """Haste: tram 67.5, bikes 57.5, keep 50, cars 45. Flood: keep 68.75, tram 58.75, bikes and cars 53.75."""
    report = small_reports[language]

    assert [row[0] for row in tables(report, "by-profile")[0]] == ["B Bikes", "K Keep", "T Tram", "C Cars"]
    by_profile = dict(zip(heads(report, "by-profile"), zip(*tables(report, "by-profile")[0], strict=True), strict=True))
    by_scenario = dict(
        zip(heads(report, "by-scenario"), zip(*tables(report, "by-scenario")[0], strict=True), strict=True)
    )
    assert by_profile["Thrift"] == ("1", "2", "3", "4")
    assert by_profile["Haste"] == ("2", "3", "1", "4")
    assert list(by_scenario.values())[1:] == [("1", "2", "3", "4"), ("3", "1", "2", "3")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shares_of_confidence_and_judgement_are_counted_from_the_files(
    reports: dict[str, Report], cells: list[dict[str, Any]], language: str
) -> None:
    """12 high, 108 medium and 36 low of 156; 15 cite nothing; 32 more have their size judged."""
    levels = Counter(cell["confidence"] for cell in cells)
    judged = sum(cell["evidence"] == "judgement" for cell in cells)
    sized = sum(cell.get("size") == "judgement" for cell in cells)
    assert [len(cells), judged, sized] == [156, 15, 32]
    assert dict(levels) == {"high": 12, "medium": 108, "low": 36}

    said = [numbers(text) for text in bullets(reports[language], "evidence")]
    assert said[0] == ["156", *(x for c in ("high", "medium", "low") for x in (str(levels[c]), share(levels[c], 156)))]
    assert sorted(said[1]) == sorted([str(judged), "156", share(judged, 156)])
    assert said[2] == [str(sized), share(sized, 156)]
    (by_criterion,) = tables(reports[language], "evidence")
    assert [sum(int(row[i]) for row in by_criterion) for i in range(1, 5)] == [12, 108, 36, 15]
    (listed,) = tables(reports[language], "judgements")
    assert len(listed) == judged


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statements_cited_and_their_dates_are_counted_from_the_files(
    reports: dict[str, Report], cells: list[dict[str, Any]], language: str
) -> None:
    """157 of 223; 12 of them came later (†), 2 in the same weeks (‡)."""
    timing: dict[str, str] = {}
    for path in (ROOT / "evidence").glob("*.yaml"):
        for name, each in (read(path).get("statements") or {}).items():
            timing[name] = each.get("timing", "source")
    cited = {i for cell in cells if cell["evidence"] != "judgement" for i in cell["evidence"]}
    after, same = (sum(timing[i] == when for i in cited) for when in ("after", "same_time"))
    assert (len(timing), len(cited), after, same) == (223, 157, 12, 2)

    said = numbers(bullets(reports[language], "evidence")[3])
    assert sorted(said[:2]) == ["157", "223"]
    assert said[2:] == ["12", "2"]
    (public,) = tables(reports[language], "sources")
    marks = Counter(row[0][-1] for row in public)
    assert (marks["†"], marks["‡"]) == (Counter(timing.values())["after"], Counter(timing.values())["same_time"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evidence_of_the_small_study_is_counted_by_hand(small_reports: dict[str, Report], language: str) -> None:
    said = [numbers(text) for text in bullets(small_reports[language], "evidence")]

    assert said[0] == ["12", "1", "8.3", "2", "16.7", "8", "66.7", "1", "8.3"]
    assert sorted(said[1]) == ["12", "75", "9"]
    assert said[2] == ["1", "8.3"]
    assert sorted(said[3][:2]) == ["3", "4"]
    assert said[3][2:] == ["1", "1"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("0.20", "0.10", None), ("0.20", "0.1001", "30%"), ("0.21", "0.10", "31%"), ("0.10", "0.19", None)],
)
def test_a_profile_that_gives_two_criteria_more_than_thirty_per_cent_is_told(
    korea: Study, language: str, first: str, second: str, told: str | None
) -> None:
    shares = {"us_technology_access": Fraction(first), "standing_with_us": Fraction(second)}
    profile = korea.profiles["defence"]
    changed = replace(profile, weights=profile.weights.with_shares(shares))
    study = replace(korea, portfolio=None, profiles=frozen({**korea.profiles, "defence": changed}))

    note = next(
        text
        for text in bullets(ranked_report(study, language=language), "double-counting")
        if text.startswith(("TE1 and DI2", "TE1과 DI2"))
    )
    named = [each.name.get(language) for each in korea.profiles.values() if each.name.get(language) in note]
    assert named == ([] if told is None else [profile.name.get(language)])
    assert told is None or told in note


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portfolio_of_each_budget_is_the_best_there_is(reports: dict[str, Report], language: str) -> None:
    """As found by enumerating all sets, in exact numbers."""
    overview = tables(reports[language], "portfolios")[0]

    assert [[row[0], re.findall(r"O\d+", row[1]), row[2]] for row in overview] == [
        ["150", ["O3", "O4", "O10"], "17.69"],
        ["400", ["O3", "O4", "O5", "O9", "O10"], "26.71"],
        ["800", ["O3", "O4", "O5", "O8", "O10"], "34.47"],
        ["1,200", ["O3", "O4", "O5", "O6", "O8", "O12"], "43.57"],
    ]
    assert [numbers(row[3])[0] for row in overview] == ["3.46", "0.25", "0.16", "1.77"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_each_portfolio_add_up_to_its_value_and_use(reports: dict[str, Report], language: str) -> None:
    used = {"150": ["120", "7", "63"], "400": ["400", "12", "128"], "800": ["770", "11", "128"]}
    for budget, expected in {**used, "1200": ["1,105", "15", "158"]}.items():
        table = tables(reports[language], f"budget-{budget}")[0]
        total = next(i for i, row in enumerate(table) if row[2:] == expected)
        points = [float(row[1].replace("−", "-").replace("+", "")) for row in table[:total]]
        assert sum(points) == pytest.approx(float(table[total][1]), abs=0.03)
        for column in (2, 3, 4):
            amounts = [float(row[column].replace(",", "") or 0) for row in table[:total]]
            assert sum(amounts) == float(table[total][column].replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portfolios_of_the_small_study_are_those_made_by_hand(
    small_reports: dict[str, Report], language: str
) -> None:
    """Cost is the budget; a tram gains 40 points, bikes 20, and cars lose 10."""
    overview = tables(small_reports[language], "portfolios")[0]

    assert [row[:3] for row in overview] == [
        ["10", "B", "20.00"],
        ["60", "T", "40.00"],
        ["70", "B, T" if language == "ko" else "B and T", "60.00"],
    ]


def test_both_languages_tell_the_same_numbers(reports: dict[str, Report], small_reports: dict[str, Report]) -> None:
    told = ("weights", "ranking", "within-kinds", "by-profile", "by-scenario", "range", "portfolios", "evidence",
            "performances", "budget-150", "budget-400", "budget-800", "budget-1200")  # fmt: skip
    for each in (reports, small_reports):
        english, korean = (each[language] for language in LANGUAGES)
        for one, other in zip(verdict(english), verdict(korean), strict=True):
            assert sorted(numbers(one)) == sorted(numbers(other))
        for name in {s.id for s in sections_of(english)} & set(told):
            for one_table, other_table in zip(tables(english, name), tables(korean, name), strict=True):
                for one_row, other_row in zip(one_table, other_table, strict=True):
                    assert sorted(numbers(" ".join(one_row))) == sorted(numbers(" ".join(other_row)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_told_under_the_evidence_is_not_told_again_under_the_limits(
    korea: Study, reports: dict[str, Report], language: str
) -> None:
    """The limits stay numbered as the study numbers them, because its texts name them by number."""
    (twice,) = set(korea.remarks.limits) & set(korea.remarks.circularity)
    limits = bullets(reports[language], "limits")
    told = [
        plain(line) for b in section(reports[language], "evidence").blocks if isinstance(b, Notice) for line in b.lines
    ]

    assert len(limits) == len(korea.remarks.limits)
    assert twice.get(language) in told
    assert twice.get(language) not in limits
    assert reports[language].markdown().count(twice.get(language)[:40]) == 1


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        (
            "en",
            "The best portfolio where no limit is set is B, worth 5.00",
            ("limits of the study", "takes from its limits"),
        ),
        ("ko", "한도를 두지 않을 때 최선의 포트폴리오는 B이며", ("연구가 정한 제약", "한도에서 쓰는 것")),
    ],
)
def test_a_portfolio_without_limits_does_not_speak_of_them(
    small: Study, language: str, said: str, unsaid: tuple[str, ...]
) -> None:
    """Cost counts as a criterion here: bikes gain 0.5·(−10) + 0.25·40 = 5 points, a tram loses."""
    assert small.portfolio is not None
    one = AtMost(count=1, of=("tram", "bikes"), why=small.title)
    rules = replace(small.portfolio, limits=frozen({}), rules=(one,))
    criteria = type(small.criteria)(tuple(replace(c, role=None) for c in small.criteria))
    text = ranked_report(replace(small, portfolio=rules, criteria=criteria), language=language).markdown()

    assert said in text
    assert not [words for words in unsaid if words in text]


def test_what_the_method_takes_from_the_criteria_is_shown(korea: Study) -> None:
    light = replace(korea, portfolio=None)

    def shown(study: Study, method: str) -> tuple[list[str], list[list[list[str]]]]:
        report = ranked_report(study, method=method)
        facts = next(b for b in section(report, "recipe").blocks if isinstance(b, Facts))
        return [plain(said) for term, said in facts.pairs if "every criterion" in term], tables(report, "recipe")

    assert shown(light, "additive") == ([], [])
    assert shown(light, "promethee_ii") == (["Linear(q=5.0, p=20.0)"], [])
    rough = tuple(replace(c, thresholds=Thresholds(on="values")) if c.code == "EC1" else c for c in korea.criteria)
    alone, (table,) = shown(replace(light, criteria=type(korea.criteria)(rough)), "promethee_ii")
    assert alone == []
    assert table[0] == ["EC1 Access to the Chinese market", "Usual()"]
    assert table[1][1] == "Linear(q=5.0, p=20.0)"
    assert len(table) == 12


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The bound is reached: options taken in part could not be worth more than 60.00 points."),
        ("ko", "상한에 도달했다. 대안을 일부만 채택할 수 있더라도 가치는 60.00점을 넘을 수 없다."),
    ],
)
def test_a_bound_that_is_reached_is_told_without_a_gap_of_nothing(
    small_reports: dict[str, Report], language: str, said: str
) -> None:
    assert said in bullets(small_reports[language], "budget-70")
    assert not [text for text in bullets(small_reports[language], "budget-70") if numbers(text)[-1:] == ["0.00"]]


def test_points_too_small_for_two_decimals_are_not_nothing() -> None:
    assert [gained(Fraction(x)) for x in ("0", "0.001", "0.005", "1.25", "-0.5")] == [
        "0.00",
        "<0.01",
        "0.01",
        "1.25",
        "−0.50",
    ]


def test_a_meaning_and_its_note_are_two_sentences(reports: dict[str, Report]) -> None:
    (table,) = tables(reports["en"], "criteria")
    meaning = next(row[-1] for row in table if row[0] == "EC3")

    assert ". More is better: the score is a value, 100 = no cost" in meaning
    assert ";" not in meaning
    assert next(row[-1] for row in table if row[0] == "FE2").endswith(". In a portfolio: the budget")


def test_scores_without_evidence_are_not_all_called_judgement(reports: dict[str, Report]) -> None:
    """The public cost of doing nothing new is 0 by definition."""
    captions = [
        next(b.caption for b in section(reports[language], "judgements").blocks if isinstance(b, Table))
        for language in LANGUAGES
    ]
    assert captions == [
        "Scores that cite no evidence: judgement or definition",
        "근거를 인용하지 않은 점수: 판단 또는 정의",
    ]
    assert tables(reports["en"], "judgements")[0][0] == ["O0", "FE2 Public cost", "0", "By definition."]


def test_where_all_methods_agree_the_report_says_that_every_option_keeps_its_place(small: Study) -> None:
    """Bikes are cheaper, faster and cleaner than cars here, so every method puts them first."""
    two = replace(small, portfolio=None).with_score("cars", "speed", 5).without("tram").without("keep")
    for language, said in (
        ("en", "Every option keeps its place under all 7 methods."),
        ("ko", "방법 7개 모두에서 모든 대안의 순위가 그대로이다."),
    ):
        text = ranked_report(two, language=language).markdown()
        assert said in text
        assert "give the same place to" not in text
