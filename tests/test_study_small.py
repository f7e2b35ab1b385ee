"""Small studies are first class; and no change of a single byte brings the loader down."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda
from mcda.errors import StudyError
from mcda.study import check_study, load_study, under
from mcda.study.skeleton import new_study

RIGHT = Path(__file__).parent / "studies" / "right"
NAMES = sorted(path.name for path in RIGHT.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_small_study_checks_loads_and_ranks(name):
    checked = check_study(RIGHT / name)
    assert (checked.faults, checked.warnings) == ((), ())
    study = load_study(RIGHT / name)
    ranking = mcda.rank(study)
    assert set(ranking.places) == {"keep", "lanes"}
    assert set(ranking.places.values()) == {1, 2}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", mcda.methods.COMMON)
def test_a_small_study_ranks_by_every_common_method(name, method):
    assert len(mcda.rank(load_study(RIGHT / name), method=method()).places) == 2


def test_rules_without_a_baseline_are_warned_of_and_leave_the_ranking_alone():
    """A portfolio counts gains over doing nothing; a ranking does not need it."""
    folder = RIGHT.parent / "warned" / "portfolio_without_a_baseline"
    checked = check_study(folder)
    (warning,) = checked.warnings
    assert str(warning).startswith("portfolio.yaml:1:1: a portfolio counts gains over doing nothing")
    study = load_study(folder)
    assert len(mcda.rank(study).places) == len(study.options)
    with pytest.raises(mcda.McdaError, match="baseline"):
        mcda.choose_portfolio(study)


def test_warnings_are_told_beside_faults(tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(RIGHT.parent / "warned" / "portfolio_without_a_baseline", folder)
    (folder / "options" / "lanes.yaml").write_text((folder / "options" / "tram.yaml").read_text() + "colour: red\n")
    checked = check_study(folder)
    assert [fault.file for fault in checked.faults] == ["options/lanes.yaml"]
    assert [warning.file for warning in checked.warnings] == ["portfolio.yaml"]


def test_a_study_of_one_option_says_that_there_is_nothing_to_rank(tmp_path):
    shutil.copytree(RIGHT / "smallest", tmp_path / "study")
    (tmp_path / "study" / "options" / "lanes.yaml").unlink()
    (warning,) = check_study(tmp_path / "study").warnings
    assert "there is nothing to rank" in warning.message


def test_an_address_that_is_no_web_address_is_warned_of(tmp_path):
    folder = new_study(tmp_path / "study")
    evidence = next(path for path in (folder / "evidence").glob("*.yaml") if "address:" in path.read_text())
    lines = [
        "    address: javascript:alert(1)" if line.strip().startswith("address:") else line
        for line in evidence.read_text().splitlines()
    ]
    evidence.write_text("\n".join(lines) + "\n")
    assert any("is no web address" in warning.message for warning in check_study(folder).warnings)


def test_the_six_small_studies_are_there():
    assert NAMES == ["aliases", "branches", "crlf_bom", "flat", "korean_only", "smallest"]


def test_a_study_of_five_files_has_no_more_than_it_says():
    study = load_study(RIGHT / "smallest")
    assert sum(1 for path in (RIGHT / "smallest").rglob("*") if path.is_file()) == 5
    assert study.languages == ("en",)
    assert study.baseline is None
    assert study.portfolio is None
    assert not study.scenarios
    assert not study.statements
    assert study.branches == ()
    assert study.table.values.tolist() == [[0, 15], [60, 22]]


def test_without_profiles_all_criteria_weigh_the_same_and_the_name_says_why():
    study = load_study(RIGHT / "smallest")
    assert dict(study.weights["equal"].fractions) == {"cost": Fraction(1, 2), "speed": Fraction(1, 2)}
    assert "the study states none" in study.weights["equal"].name.get("en")
    assert study.defaults.weights == "equal"


def test_a_score_without_a_range_is_its_own_range():
    score = load_study(RIGHT / "smallest").scores["keep", "speed"]
    assert (score.low, score.value, score.high) == (15, 15, 15)
    assert score.judgement


def test_plain_texts_are_in_the_studys_first_language():
    study = load_study(RIGHT / "korean_only")
    assert study.languages == ("ko",)
    assert study.title.languages == ("ko",)
    assert study.title.get("en") == "버스 전용차로"
    assert study.criteria["cost"].name.by_language == (("ko", "비용"),)


def test_points_are_kept_as_exact_fractions():
    study = load_study(RIGHT / "flat")
    assert dict(study.weights["riders"].fractions) == {"cost": Fraction(1, 3), "speed": Fraction(2, 3)}
    assert dict(study.weights["owners"].fractions) == {"cost": Fraction(7, 10), "speed": Fraction(3, 10)}


def test_points_inside_branches_multiply():
    study = load_study(RIGHT / "branches")
    assert dict(study.weights["riders"].fractions) == {
        "cost": Fraction(1, 3),
        "speed": Fraction(2, 3) * Fraction(3, 4),
        "comfort": Fraction(2, 3) * Fraction(1, 4),
    }
    assert [(branch.id, branch.name.get("en")) for branch in study.branches] == [
        ("travel", "Travel"),
        ("money", "Money"),
    ], "by `order`; a branch without a file is called by its folder"


def test_an_alias_stands_for_what_it_names():
    study = load_study(RIGHT / "aliases")
    assert study.options["lanes"].texts["summary"].get("en") == "Build bus lanes"
    growth = study.scenarios["growth"]
    assert growth.options["lanes"] == growth.options["keep"]
    assert under(study, scenario="growth").scores["lanes", "speed"].value == 20


def test_neither_a_byte_order_mark_nor_windows_line_ends_change_a_study():
    raw = (RIGHT / "crlf_bom" / "study.yaml").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    one, other = load_study(RIGHT / "crlf_bom"), load_study(RIGHT / "smallest")
    assert one.scores == other.scores
    assert one.criteria == other.criteria
    assert one.title == other.title


def test_line_ends_do_not_change_the_digest(tmp_path):
    shutil.copytree(RIGHT / "smallest", tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_study(tmp_path / "copy").digest == load_study(RIGHT / "smallest").digest


def test_one_changed_number_changes_the_digest(tmp_path):
    shutil.copytree(RIGHT / "smallest", tmp_path / "copy")
    path = tmp_path / "copy" / "options" / "keep.yaml"
    path.write_text(path.read_text().replace("value: 15", "value: 16"))
    assert load_study(tmp_path / "copy").digest != load_study(RIGHT / "smallest").digest


def test_the_nearest_parent_with_a_study_is_found(monkeypatch):
    monkeypatch.chdir(RIGHT / "branches" / "criteria" / "travel")
    study = load_study()
    assert study.folder == RIGHT / "branches"
    assert study.origin == f"found in {RIGHT / 'branches'}"


def test_elsewhere_the_bundled_study_is_taken_and_says_so(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert load_study().origin == "bundled study"


def test_a_measure_without_a_baseline_is_warned_of(tmp_path):
    shutil.copytree(RIGHT / "smallest", tmp_path / "copy")
    path = tmp_path / "copy" / "options" / "lanes.yaml"
    path.write_text(path.read_text() + "kind: measure\n")
    (warning,) = check_study(tmp_path / "copy").warnings
    assert "baseline: true" in warning.message


def test_texts_missing_in_a_declared_language_are_listed_where_they_stand(tmp_path):
    shutil.copytree(RIGHT / "smallest", tmp_path / "copy")
    path = tmp_path / "copy" / "study.yaml"
    path.write_text(path.read_text() + "languages: [en, ko]\n")
    path = tmp_path / "copy" / "criteria" / "cost.yaml"
    path.write_text(path.read_text().replace("name: Cost", "name: {en: Cost, ko: 비용}"))
    assert [str(warning) for warning in check_study(tmp_path / "copy").warnings] == [
        "criteria/cost.yaml:3:7: unit: no text in ko",
        "criteria/speed.yaml:1:7: name: no text in ko",
        "criteria/speed.yaml:3:7: unit: no text in ko",
        "options/keep.yaml:1:7: name: no text in ko",
        "options/lanes.yaml:1:7: name: no text in ko",
        "study.yaml:1:8: title: no text in ko",
        "study.yaml:2:11: question: no text in ko",
    ]


# A study with everything, its bytes changed at random: the loader tells what is wrong, or reads it.


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The skeleton: small, and with a file of nearly every kind."""
    return new_study(tmp_path_factory.mktemp("studies") / "whole")


@st.composite
def mutations(draw):
    """One to three changes of a file: (where, how, with what)."""
    how = st.sampled_from(["flip", "delete", "insert", "twice", "cut", "swap"])
    bits = st.binary(min_size=1, max_size=4) | st.sampled_from(
        [b"\t", b": ", b"- ", b"[", b"}", b"*a", b"&a ", b"!!x ", b"<<: ", b"---\n", b"null", b"1e99", b'"', b"'",
         b"| ", b"{", b"\r", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"~", b"{}", b"[]", b"0x1", b"-", b"%", b"#",
         b"\n  "]
    )  # fmt: skip
    return draw(st.lists(st.tuples(st.integers(0, 10**6), how, bits, st.integers(0, 7)), min_size=1, max_size=3))


def mutated(raw, changes):
    for where, how, bits, extra in changes:
        at = where % (len(raw) + 1)
        lines = raw.splitlines(keepends=True) or [b""]
        line = where % len(lines)
        if how == "flip" and raw:
            at %= len(raw)
            raw = raw[:at] + bytes([raw[at] ^ (1 << extra)]) + raw[at + 1 :]
        elif how == "delete":
            raw = raw[:at] + raw[at + 1 + extra * extra :]
        elif how == "insert":
            raw = raw[:at] + bits + raw[at:]
        elif how == "twice":
            raw = b"".join([*lines[: line + 1], *lines[line : line + 1 + extra], *lines[line + 1 :]])
        elif how == "cut":
            raw = b"".join([*lines[:line], *lines[line + 1 + extra :]])
        else:
            other = (line + extra) % len(lines)
            lines[line], lines[other] = lines[other], lines[line]
            raw = b"".join(lines)
    return raw


@given(st.integers(0, 100), mutations())
@settings(max_examples=400)
def test_no_change_of_bytes_raises_anything_but_a_study_error(whole, which, changes):
    paths = sorted(whole.rglob("*.yaml"))
    path = paths[which % len(paths)]
    kept = path.read_bytes()
    path.write_bytes(mutated(kept, changes))
    try:
        checked = check_study(whole)
        for fault in [*checked.faults, *checked.warnings]:
            assert "\n" not in str(fault)
            assert fault.line >= 1
            assert fault.column >= 1
            str(fault).encode("utf-8")
        assert list(checked.faults) == sorted(checked.faults)
        if checked.study is None:
            assert checked.faults
            with pytest.raises(StudyError):
                load_study(whole)
        else:
            mcda.rank(checked.study, method="additive")
            for scenario in checked.study.scenarios:
                under(checked.study, scenario=scenario)
    finally:
        path.write_bytes(kept)


NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(repr),
    st.sampled_from([".5", "5.", "+3", "1e3", "-0", "00012", "1E-5"]),
)


@given(NUMBERS)
@settings(max_examples=60)
def test_a_number_is_read_exactly_as_it_is_written(whole, number):
    path = whole / "options" / "trees.yaml"
    kept = path.read_text()
    line = "    value: 8\n    low: 6\n    high: 12\n"
    assert line in kept
    path.write_text(kept.replace(line, f"    value: {number}\n"))
    try:
        checked = check_study(whole)
        if checked.study is not None:
            assert checked.study.scores["trees", "public_cost"].value == Fraction(number)
        else:
            assert "out of all proportion" in checked.faults[0].message
            assert not Fraction(1, 10**29) < abs(Fraction(number)) < 10**29
    finally:
        path.write_text(kept)
