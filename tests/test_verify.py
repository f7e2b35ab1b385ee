"""Reference cases: all pass, and none can pass by being changed, misread or ignored."""

import copy
import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import McdaError
from mcda.verify import CaseResult, Verification, default_folder, verify
from mcda.verify.answers import ADAPTERS, answer
from mcda.verify.case import LARGEST_FILE, read_case
from mcda.verify.run import compare

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.json"))
SUPPORTED = [f for f in FILES if json.loads(f.read_text(encoding="utf-8"))["method"] in ADAPTERS]
PUBLISHED = [f for f in SUPPORTED if "published" in json.loads(f.read_text(encoding="utf-8"))]
name = {"ids": lambda f: f.stem}


def content(case):
    return json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))


def verified(folder, changed):
    path = folder / f"{changed['id']}.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    (result,) = verify(path).cases
    return result


def test_every_case_of_a_method_that_exists_passes():
    found = verify(FOLDER)
    assert len(found.cases) == len(FILES) == 137
    assert {c.id for c in found.cases if c.status == "pass"} == {f.stem for f in SUPPORTED}
    assert found.failed == 0
    # Expected numbers are printed with six to nine digits.
    assert all((c.error or 0.0) <= 1e-6 and c.message == "" for c in found.cases if c.status == "pass")
    assert all("no method" in c.message for c in found.cases if c.status == "unsupported")


def test_every_method_of_this_slice_has_a_case():
    methods = {json.loads(f.read_text(encoding="utf-8"))["method"] for f in SUPPORTED}
    assert methods == set(ADAPTERS)


def test_the_bundled_cases_are_the_default():
    assert default_folder() == FOLDER
    assert verify() == verify(FOLDER)


@pytest.mark.parametrize("file", PUBLISHED, **name)
def test_the_numbers_printed_in_the_source_are_met_at_their_own_rounding(file):
    case = read_case(file)
    printed, found = case.content["published"], answer(case)
    assert printed["values"]
    error, mismatch = compare(
        printed["values"], {key: found[key] for key in printed["values"]}, printed["tolerance"] + 1e-12
    )
    assert mismatch == ""
    assert error is None or error <= printed["tolerance"] + 1e-12


def leaves(tree, path=()):
    if isinstance(tree, dict | list):
        for key, branch in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(branch, (*path, key))
    else:
        yield path, tree


def put(tree, path, leaf):
    changed = copy.deepcopy(tree)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = leaf
    return changed


def others(leaf, tolerance):
    """What a leaf of `expected` must not be taken for."""
    if leaf is None:
        return [0.0, False, "null", []]
    if isinstance(leaf, bool):
        return [not leaf, int(leaf), None]
    if isinstance(leaf, int | float):
        return [leaf + 3 * tolerance, leaf - 3 * tolerance, str(leaf), leaf > 0, None, [leaf]]
    return [leaf + "x", None, 1]


@pytest.mark.parametrize("file", SUPPORTED, **name)
def test_any_expected_value_that_is_changed_is_a_mismatch(file):
    case = read_case(file)
    found = answer(case)
    for path, leaf in leaves(case.expected):
        for other in others(leaf, case.tolerance):
            changed = put(case.expected, path, other)
            mismatch = compare(changed, {key: found[key] for key in changed}, case.tolerance).mismatch
            assert mismatch.startswith(str(path[0])), (path, other)


@pytest.mark.parametrize("file", SUPPORTED, **name)
def test_a_file_with_one_changed_number_is_a_failed_case(file, tmp_path):
    case = content(file.stem)
    for key in case["expected"]:
        path, leaf = list(leaves(case["expected"][key], ("expected", key)))[-1]
        result = verified(tmp_path, put(case, path, others(leaf, case["tolerance"])[0]))
        assert result.status == "fail"
        assert result.message.startswith(key)


@pytest.mark.parametrize("file", SUPPORTED, **name)
def test_an_expected_list_that_is_shortened_or_lengthened_fails_the_case(file, tmp_path):
    case = content(file.stem)
    for key, leaf in case["expected"].items():
        if isinstance(leaf, list):
            for other in (leaf[:-1], [*leaf, leaf[-1]], []):
                assert verified(tmp_path, put(case, ("expected", key), other)).status == "fail"


@pytest.mark.parametrize("file", SUPPORTED, **name)
@pytest.mark.parametrize("place", [(), ("params",), ("expected",)], ids=["field", "parameter", "key"])
def test_what_is_not_known_makes_a_case_unsupported(file, place, tmp_path):
    result = verified(tmp_path, put(content(file.stem), (*place, "tau_of_the_moon"), 1))
    assert result.status == "unsupported"
    assert "tau_of_the_moon" in result.message


@pytest.mark.parametrize(
    ("case", "path", "leaf"),
    [
        ("topsis-hodgett-cars", ("method",), "TOPSIS 2"),
        ("topsis-hodgett-cars", ("params", "normalisation"), "Vector"),
        ("topsis-hodgett-cars", ("params", "distance"), "chebyshev"),
        ("wsm-hwang-yoon-1981-fighter", ("params", "normalisation"), ["linear-max"]),
        ("waspas-chakraborty-2015-ex2", ("params", "normalisation"), "none"),
        ("promethee-tied-actions", ("params", "preference_functions", 0, "type"), "s-shape"),
        ("promethee-tied-actions", ("params", "preference_functions", 0, "veto"), 3),
        ("portfolio-knapsack-p01", ("params", "constraints", 0, "sense"), "<"),
        ("portfolio-knapsack-p01", ("params", "constraints", 0, "slack"), 1),
        ("rank-correlation-ties", ("params", "reference"), "the second ranking is the reference x of WS"),
    ],
)
def test_a_word_that_is_not_known_makes_a_case_unsupported(case, path, leaf, tmp_path):
    assert verified(tmp_path, put(content(case), path, leaf)).status == "unsupported"


@pytest.mark.parametrize(
    ("path", "leaf", "message"),
    [
        (("weights",), None, "weights is null; expected a list"),
        (("weights",), [1, 2, 3], "weights has 3 entries; expected 4"),
        (("weights", 0), -1, "the weight of 'purchase price' is -1"),
        (("weights", 0), True, r"weights\[0\] is true; expected a number"),
        (("directions", 0), "Max", "directions holds \"Max\"; expected 'max' or 'min'"),
        (("matrix", 1), [1, 2], r"matrix\[1\] has 2 entries; expected 4"),
        (("matrix", 1, 2), "x", r"matrix\[1\]\[2\] is \"x\""),
        (("matrix", 0, 0), 10**400, "too large"),
        (("matrix",), "rows", "matrix is \"rows\"; expected a list"),
        (("alternatives", 1), "Corsa", "alternatives: expected at least one name, and each only once"),
        (("alternatives", 1), 3, "alternatives holds 3; expected names"),
        (("params",), [], r"params is \[\]; expected an object"),
        (("expected",), {}, "'expected' is empty"),
        (("expected",), None, "expected is null"),
        (("tolerance",), None, "tolerance is null"),
        (("tolerance",), -1, "expected zero or more"),
        (("tolerance",), True, "tolerance is true"),
        (("method",), 5, "'method' is 5; expected a text"),
    ],
)  # fmt: skip
def test_a_malformed_case_fails_with_a_sentence(path, leaf, message, tmp_path):
    result = verified(tmp_path, put(content("topsis-hodgett-cars"), path, leaf))
    assert result.status == "fail"
    with pytest.raises(McdaError, match=message):
        raise McdaError(result.message)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[1, 2]", "the file is [1, 2]; expected an object"),
        (b'{"id": "a", "id": "b"}', "the key 'id' stands twice"),
        (b'{"tolerance": NaN}', "NaN is not a number of JSON"),
        (b'{"tolerance": 1e999}', "too large"),
        (b"[" * 100_000, "not JSON"),
        (b"[" * 60 + b"]" * 60, "nested more than 20 levels"),
        ("{한}".encode("cp949"), "not UTF-8"),
        (b" " * (LARGEST_FILE + 1), "larger than"),
        (b'{"id": "other", "method": "WSM", "expected": {"scores": [1]}, "tolerance": 1}', "expected the file's name"),
    ],
    ids=["empty", "cut", "list", "twice", "nan", "1e999", "bomb", "deep", "cp949", "large", "other id"],
)
def test_a_broken_file_is_a_failed_case_and_never_a_traceback(raw, message, tmp_path):
    path = tmp_path / "broken.json"
    path.write_bytes(raw)
    (result,) = verify([path]).cases
    assert (result.id, result.method, result.status, result.error) == ("broken", "", "fail", None)
    assert message in result.message


ODD = [None, True, False, 0, -1, 1e308, 10**30, "", "x", [], [[]], {}, {"a": 1}, [1, 2]]


@settings(max_examples=100)
@given(data=st.data())
def test_no_change_to_a_case_gives_a_traceback_or_an_unearned_pass(data, tmp_path_factory):
    """Any leaf of any case replaced by anything."""
    case = content(data.draw(st.sampled_from(SUPPORTED)).stem)
    path, leaf = data.draw(st.sampled_from([(p, v) for p, v in leaves(case) if p != ("id",)]))
    other = data.draw(st.sampled_from(ODD))
    result = verified(tmp_path_factory.mktemp("case"), put(case, path, other))
    json.dumps(result.to_dict(), allow_nan=False)
    assert result.message or result.status == "pass"
    if path[0] == "expected" and compare(leaf, other, case["tolerance"]).mismatch:
        assert result.status != "pass"


def test_weights_that_do_not_add_to_one_are_used_as_given(tmp_path):
    """The format says: used as given unless the method divides by their sum."""
    wsm = content("wsm-hwang-yoon-1981-fighter")
    wsm["weights"] = [10 * w for w in wsm["weights"]]
    wsm["expected"]["scores"] = [10 * s for s in wsm["expected"]["scores"]]
    wpm = content("wpm-wikipedia-3x4")
    wpm["weights"] = [2 * w for w in wpm["weights"]]
    wpm["expected"]["scores"] = [s**2 for s in wpm["expected"]["scores"]]
    wpm["expected"]["pairwise_ratios"] = [[r**2 for r in row] for row in wpm["expected"]["pairwise_ratios"]]
    vikor = content("vikor-not-acceptably-stable")
    vikor["weights"] = [5 * w for w in vikor["weights"]]
    for key in ("S", "R"):
        vikor["expected"][key] = [5 * s for s in vikor["expected"][key]]
    promethee = content("promethee-tied-actions")
    promethee["weights"] = [7 * w for w in promethee["weights"]]
    for changed in (wsm, wpm, vikor, promethee):
        changed["tolerance"] = 1e-5
        assert verified(tmp_path, changed).status == "pass", changed["id"]


def test_a_larger_promethee_case_is_not_passed_without_its_indices(tmp_path):
    """Above 1,000 options the method leaves out the square matrix of preference indices."""
    case = content("promethee-tied-actions")
    case["alternatives"] = [f"A{i}" for i in range(1001)]
    case["matrix"] = [[1, 1, 1]] * 1001
    case["expected"] = {"preference_indices": [[0.0]]}
    assert verified(tmp_path, case).status == "unsupported"


@pytest.mark.parametrize("paths", ["nowhere.json", ["nowhere"], []])
def test_a_path_without_cases_is_an_error_and_not_a_success(paths, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(McdaError):
        verify(paths)
    with pytest.raises(McdaError, match="no case"):
        verify(tmp_path)


def test_results_are_frozen_and_speak_the_contract_s_json():
    found = verify(FOLDER / "wpm-wikipedia-3x4.json")
    told = found.to_dict()
    assert set(told) == {"cases", "passed", "failed", "unsupported"}
    assert (told["passed"], told["failed"], told["unsupported"]) == (1, 0, 0)
    assert list(told["cases"][0]) == ["id", "method", "status", "error", "message"]
    assert told["cases"][0]["error"] < 1e-6
    with pytest.raises(FrozenInstanceError):
        found.cases[0].status = "fail"


def test_what_went_wrong_is_shown_and_escaped():
    shown = Verification((CaseResult("<b>", "WSM", "fail", 0.5, "scores[0]: expected 1, found 1.5"),))
    assert "1 failed" in repr(shown)
    assert "scores[0]: expected 1, found 1.5" in repr(shown)
    assert "<b>" not in shown._repr_html_()


@pytest.mark.parametrize("file", SUPPORTED, **name)
def test_an_adapter_answers_exactly_the_keys_it_names(file):
    case = read_case(file)
    assert set(answer(case)) == ADAPTERS[case.method].outputs
