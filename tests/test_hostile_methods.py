"""Every method and every way to weigh on bad input: a typed error that says where, or a finite right answer."""

import copy
import io
import math
import random
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML
from test_study_judgements import FILES

import mcda
from mcda import McdaError, MethodError, TableError, WeightsError, methods
from mcda.cli import main
from mcda.elicit.ways import WAYS, from_judgements

NAN, INF = float("nan"), float("inf")
IDS, GOALS = ("c1", "c2", "c3"), ("max", "min", "max")
ROWS = ((3.0, 8.0, 5.0), (5.0, 9.0, 1.0), (9.0, 2.0, 7.0), (4.0, 4.0, 4.0))
SCALES = dict.fromkeys(IDS, (0, 10))
CATEGORIES = ("bad", "fair", "good")
VERBS = {"rank": mcda.rank, "outrank": mcda.outrank, "sort": mcda.sort}
BEST, MIDDLE, WORST = ({c: x if g == "max" else 10 - x for c, g in zip(IDS, GOALS, strict=True)} for x in (9, 5, 1))
LEVELS = {c: (3, 6) if g == "max" else (6, 3) for c, g in zip(IDS, GOALS, strict=True)}
ACTIONS = {c: (1, 5, 9) if g == "max" else (9, 5, 1) for c, g in zip(IDS, GOALS, strict=True)}
RANKED = tuple(methods.ReferenceOption(performances=p, rank=k) for k, p in enumerate((BEST, WORST), start=1))
SORTED = tuple(
    methods.AssignedOption(performances=p, category=c) for p, c in zip((WORST, MIDDLE, BEST), CATEGORIES, strict=True)
)
NEEDED = {
    "uta": {"references": RANKED},
    "utastar": {"references": RANKED},
    "utadis": {"categories": CATEGORIES, "references": SORTED},
    "electre_tri_b": {"categories": CATEGORIES, "profiles": LEVELS},
    "electre_tri_c": {"categories": CATEGORIES, "references": ACTIONS},
    "flowsort": {"categories": CATEGORIES, "profiles": LEVELS},
    "mr_sort": {"categories": CATEGORIES, "profiles": LEVELS},
}
CONFIGURED = [method(**NEEDED.get(method.id, {})) for method in methods.ALL]
every_method = pytest.mark.parametrize("method", CONFIGURED, ids=lambda method: method.id)


def apply(method, data, *, goals=GOALS, weights=(1, 2, 3), scales=SCALES):
    return VERBS[method.verb](data, goals=goals, weights=weights, method=method, scales=scales)


def not_finite(found, depth=0):
    """Return the first NaN or infinity anywhere inside a result; None where there is none."""
    if isinstance(found, float | np.floating):
        return None if math.isfinite(found) else found
    if isinstance(found, np.ndarray) and found.dtype.kind == "f":
        return None if np.isfinite(found).all() else found
    if depth > 7 or isinstance(found, str | bytes):
        return None
    inside = ()
    if isinstance(found, Mapping):
        inside = found.values()
    elif isinstance(found, Sequence | Set):
        inside = found
    elif is_dataclass(found):
        inside = [getattr(found, each.name) for each in fields(found) if each.name != "recipe"]
    return next((bad for each in inside if (bad := not_finite(each, depth + 1)) is not None), None)


def outcome(ask):
    """Return the finite answer, or the typed error; anything else, a warning too, fails the test."""
    try:
        found = ask()
    except McdaError as fault:
        return fault
    assert not_finite(found) is None, f"not finite: {not_finite(found)}"
    assert repr(found)
    return found


def answer(found):
    if hasattr(found, "places"):
        return found.places
    if hasattr(found, "outranks"):
        return found.outranks.tolist()
    return found.lowest, found.highest


def with_cell(value):
    rows = [list(row) for row in ROWS]
    rows[1][2] = value
    return rows


HARD = {
    "one option": ROWS[:1],
    "all equal": [[2.0, 2.0, 2.0]] * 3,
    "all zero": [[0.0, 0.0, 0.0]] * 3,
    "twins": [ROWS[0], ROWS[0], ROWS[1]],
    "a column of zeros": [[0, 1, 2], [0, 3, 4], [0, 2, 2]],
    "negative": (-np.array(ROWS)).tolist(),
    "one zero": with_cell(0),
    "one negative": with_cell(-3),
    "one huge": with_cell(1e308),
    "one tiny": with_cell(5e-324),
    "all huge": [[1e308, 1e308, 1e308]] * 3,
    "far apart": [[1e308, 1, 1], [-1e308, 1, 1], [0, 1, 1]],
    "large": (np.array(ROWS) * 1e300).tolist(),
    "small": (np.array(ROWS) * 1e-300).tolist(),
    "mixed": (np.array(ROWS) * [1e-300, 1, 1e300]).tolist(),
    "offset": (1e9 + np.array(ROWS) * 1e-3).tolist(),
}


@every_method
def test_hard_tables_get_a_finite_answer_or_an_error_that_names_a_criterion(method):
    for name, rows in HARD.items():
        for scales in (SCALES, None, dict.fromkeys(IDS, (-1e308, 1e308)), dict.fromkeys(IDS, (0, 1e-307))):
            found = outcome(lambda rows=rows, scales=scales: apply(method, rows, scales=scales))
            assert not isinstance(found, McdaError) or "'c" in str(found), f"{name}: {found}"
    if method.verb == "rank":
        places = apply(method, HARD["twins"]).places
        assert places["a1"] == places["a2"]


@every_method
def test_a_cell_that_is_no_finite_number_is_named(method):
    for value in (NAN, INF, -INF, None, "3", "x", True, 1j, [1], 10**400, pd.NA):
        with pytest.raises(TableError, match="'a2' on 'c3'"):
            apply(method, with_cell(value))
    for nothing in ([], [[]], np.zeros((0, 3)), [1, 2, 3], [[1, 2, 3], [1, 2]], np.ma.masked_equal(ROWS, 9)):
        with pytest.raises(TableError, match=r"the table|the rows"):
            apply(method, nothing)


@every_method
def test_the_same_numbers_in_another_dress_give_the_same_answer(method):
    plain = answer(apply(method, ROWS))
    frozen = np.array(ROWS)
    frozen.setflags(write=False)
    for data in (frozen, frozen.astype(int), frozen.astype(np.float32), frozen.astype(object), frozen.T.copy().T):
        assert answer(apply(method, data)) == plain
    frame = pd.DataFrame(ROWS, columns=IDS, index=["a1", "a2", "a3", "a4"])
    shuffled = frame[["c3", "c1", "c2"]].astype("Int64")
    goals, weights = pd.Series(GOALS, index=IDS), {"c2": 2, "c3": 3, "c1": 1}
    assert answer(apply(method, shuffled, goals=goals, weights=weights)) == plain
    assert np.array_equal(frozen, ROWS)


@every_method
def test_weights_that_are_none_are_refused(method):
    for weights in (
        [0, 0, 0], [1, -1, 1], [1, NAN, 1], [1, INF, 1], [1, 2], [1, 2, 3, 4], [], ["1", "2", "3"], [1, None, 2],
        [1, True, 2], b"abc", "balanced", {1, 2, 3}, {"c1": 1}, {"c1": 1, "c2": 2, "c3": 3, "zz": 1}, 7, np.array(1.0),
        np.ma.masked_equal([1, 2, 3], 2), [[1, 2, 3]], [10**400, 1, 1],
    ):  # fmt: skip
        with pytest.raises(WeightsError):
            apply(method, ROWS, weights=weights)
    for weights in ([0, 1, 2], [0, 0, 1], [1e308] * 3, [1e-308] * 3, [Fraction(1, 3)] * 3, np.array([1, 2, 3])):
        assert not isinstance(outcome(lambda weights=weights: apply(method, ROWS, weights=weights)), McdaError)


@pytest.mark.parametrize("goal", ["Max", "benefit", 1, True, None, NAN, "max ", b"max", ["max"]])
def test_an_unknown_goal_is_refused_by_the_name_of_its_criterion(goal):
    with pytest.raises(TableError, match="the goal of 'c2'"):
        mcda.rank(ROWS, goals=["max", goal, "max"], weights=[1, 2, 3], method="topsis")


@pytest.mark.parametrize("scales", [3, "ab", [("c1", (0, 10))], {"zz": (0, 1)}, {"c1": (10, 0)}, {"c1": (NAN, 1)}])
def test_scales_that_are_none_are_refused(scales):
    with pytest.raises(TableError, match="scale"):
        mcda.rank(ROWS, goals=GOALS, weights=[1, 2, 3], method="topsis", scales=scales)


WRONG = (
    NAN, INF, -1, None, True, "x", "", [], {}, [[]], [NAN], {"c1": NAN}, {"c1": -1}, {"c1": "3"}, {"c1": (5, 1)},
    {"c1": ()}, {1: 1}, {None: 1}, {("c1", "zz"): 0.1}, {("c1", "c2"): NAN}, 1e308, 10**400, 1j, b"3", object(),
    np.array([1.0, 2.0]), np.array(0.5), ("a", "a"), ("a", 1), ("c3", "c2"), {"c1": 10**400}, {"c1": 1e308},
    dict.fromkeys(IDS, (10, 0)), dict.fromkeys(IDS, 5), [(1, 2)], [(NAN, 0.5)], methods.Additive(), {"c": 1}.keys(),
    {"c1": methods.VariableThreshold(slope=5, intercept=0)}, {"c1": methods.Linear(1, 2)},
)  # fmt: skip


@every_method
def test_wrong_parameters_are_refused_or_give_a_finite_answer(method):
    kept = {each.name: getattr(method, each.name) for each in fields(method)}
    refused = 0
    for name, given in kept.items():
        for wrong in WRONG:
            found = outcome(lambda name=name, wrong=wrong: apply(type(method)(**{**kept, name: wrong}), ROWS))
            refused += isinstance(found, McdaError)
        if isinstance(given, Mapping):
            for wrong in (1, 0.5, (1, 2), (1, 2, 3), None, methods.Usual(), methods.Straight()):
                with pytest.raises(McdaError):
                    apply(type(method)(**{**kept, name: {**given, "zz": wrong}}), ROWS)
    assert refused >= 10 * len(kept)


@pytest.fixture(scope="module")
def korea():
    return mcda.load_study()


@every_method
@pytest.mark.parametrize("on", ["values", "units"])
def test_every_method_answers_or_refuses_by_name_on_the_korea_study(method, on, korea):
    if method.id in NEEDED:
        with pytest.raises(MethodError, match=r"'c1', which is not a criterion|of criterion 'public_cost'"):
            VERBS[method.verb](korea, method=method, on=on)
    else:
        found = outcome(lambda: VERBS[method.verb](korea, method=method, on=on))
        assert not isinstance(found, McdaError) or re.search("criterion '|' on '", str(found)), found


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: methods.MrSort(**NEEDED["mr_sort"], veto={"c1": WRONG[-2]["c1"]}), "veto threshold of 'c1'"),
        (lambda: methods.FlowSort(categories=dict.fromkeys(CATEGORIES), profiles=LEVELS), "categories is"),
        (lambda: methods.MrSort(categories=3, profiles=LEVELS), "categories is 3"),
        (lambda: methods.Uta(references=7), "references is 7"),
        (lambda: methods.ElectreII(weak=""), "weak is ''"),
        (lambda: methods.UShape(b"3"), "q is b'3'"),
        (lambda: methods.Step([("3", 1)]), "levels is"),
        (lambda: methods.Maut(bounds={"c1": ("0", "9")}), "bounds of 'c1'"),
        (lambda: methods.ReferenceOption(performances={"a": 10**400}, rank=1), "performance on 'a'"),
        (lambda: methods.ExpertJudgements(None, [[0.5]]), "criteria is None"),
        (lambda: methods.ExpertJudgements(["a"], 3), "matrix is 3"),
        (lambda: methods.VariableThreshold.inverse(slope="x", intercept=1, goal=mcda.Goal.MAX), "slope is 'x'"),
        (lambda: methods.VariableThreshold.inverse(slope=0.1, intercept=1, goal="max"), "goal is 'max'"),
        (lambda: methods.Uta(references=RANKED, breakpoints={"c1": (-1e308, 1e308)}), "breakpoints of 'c1'"),
    ],
)  # fmt: skip
def test_what_a_method_cannot_read_is_named(ask, told):
    with pytest.raises(MethodError, match=told):
        ask()


def test_a_scale_of_any_width_gives_the_right_value():
    """By hand: the middle and a quarter of the way, in equal halves."""
    for low, high, middle in ((0, 1e-307, 5e-308), (-1e308, 1e308, 0.0), (-4, 4, 0.0)):
        table = [[middle, 1], [low, 1], [high, 1]]
        scales = {"c1": (low, high), "c2": (0, 4)}
        found = mcda.rank(table, goals=["max", "max"], weights=[1, 1], method="additive", scales=scales)
        np.testing.assert_allclose(found.scores, [37.5, 12.5, 62.5])


@pytest.mark.parametrize("method", ["additive", "maut", "choquet", "owa"])
def test_performances_beyond_the_ends_of_a_scale_are_told(method):
    arguments = {"goals": ["max", "min"], "weights": [1, 1], "scales": {"c1": (0, 10), "c2": (0, 10)}}
    (note,) = mcda.rank([[3, 8], [50, 9]], method=method, **arguments).notes
    assert "'c1', 0 and 10" in note
    assert mcda.rank([[3, 8], [10, 0]], method=method, **arguments).notes == ()


@pytest.mark.parametrize("method", [methods.PrometheeI(), methods.Multimoora()], ids=repr)
def test_more_options_than_fit_in_memory_are_refused_in_words(method, monkeypatch):
    """As numpy does where the square of the options is too large for the machine."""

    def full(*_):
        raise MemoryError

    place = "mcda.methods.ratio.multimoora.Multimoora.details" if method.verb == "rank" else None
    monkeypatch.setattr(place or "mcda.methods.outranking.promethee_i.PrometheeI.compare", full)
    with pytest.raises(MethodError, match="4 options at once do not fit in memory"):
        apply(method, ROWS)


def test_the_cell_that_is_too_small_is_named_not_an_ordinary_one():
    with pytest.raises(MethodError, match=r"'a2' on 'c3' is 4.94066e-324; state that criterion in a smaller unit"):
        apply(methods.Wpm(), with_cell(5e-324))


JUDGED = {
    "ahp": [
        {"comparisons": {"a": {"b": 3, "c": "1/2"}, "b": {"c": 4}}},
        {"comparisons": [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]], "criteria": ["a", "b", "c"]},
    ],
    "ahp_synthesis": [{"criteria": {"x": 2, "y": 1}, "options": {"x": {"a": 1, "b": 3}, "y": {"a": 2, "b": 1}}}],
    "anp": [{"supermatrix": {"a": {"b": 0.5, "c": 0.5}, "b": {"a": 0.3, "c": 0.7}, "c": {"a": 1}}}],
    "best_worst": [
        {"best_to_others": {"a": 1, "b": 2, "c": 8}, "others_to_worst": {"a": 8, "b": 5, "c": 1}, "best": "a",
         "worst": "c", "model": model} for model in ("linear", "nonlinear")
    ],
    "cards": [{"order": ["a", ["b", "c"], "d"], "blanks": [0, 2], "z": 5}],
    "dematel": [{"influence": {"a": {"b": 3, "c": 1}, "b": {"a": 1, "c": 2}, "c": {"a": 2}}}],
    "direct": [{"points": {"a": 3, "b": "1/2", "c": 0}}],
    "fucom": [{"priorities": {"a": 1, "b": 2, "c": 4}, "checks": [["a", "c", 5]]}],
    "incomplete": [{"statements": [{"order": ["a", "b", "c"]}, {"ratio": ["a", "b"], "at_least": 1, "at_most": 2}]}],
    "lbwa": [{"levels": [{"a": 0, "b": 1}, {"c": 2}]}],
    "macbeth": [{"judgements": [["a", "b", "strong"], ["b", "c", "weak"], ["c", "all_low", "moderate"]]}],
    "rancom": [{"order": ["a", ["b", "c"]]}, {"comparisons": {"a": {"b": 1, "c": 0.5}, "b": {"c": 0}}}],
    "rank_exponent": [{"order": ["a", "b", "c"], "z": 2}],
    "rank_order_centroid": [{"order": ["a", ["b", "c"]]}, {"order": {"a": 1, "b": 2, "c": 2}}],
    "rank_reciprocal": [{"order": ["a", "b", "c"]}],
    "rank_sum": [{"order": ["a", "b", "c"]}],
    "swara": [{"order": ["a", "b", "c"], "steps": {"b": 0.3, "c": 0.1}}],
    "swing": [{"points": {"a": 100, "b": 50}, "levels": {"a": [0, 10], "b": [5, 9]}}],
    "trade_off": [{"statements": [{"a": [0, 10], "b": [0, 5]}], "levels": {"a": [0, 20], "b": [0, 10]}}],
}  # fmt: skip
SLIPS = (
    NAN, INF, -INF, 0, -1, None, True, "x", "", [], {}, [[]], {"a": 1}, ["a"], ["a", "a"], 1e308, 1e-308, 10**400,
    "1/0", "nan", "1e999999999", "9" * 400, {"z": {"z": 1}}, 0.1, 3,
)  # fmt: skip
IN_PYTHON = (1j, b"3", object, np.array([1.0, 2.0]), np.array(0.5), np.float64(NAN), np.int64(3), {"a", "b"})


def places_in(given, at=()):
    if at:
        yield at
    for key in given if isinstance(given, dict) else range(len(given)) if isinstance(given, list) else ():
        yield from places_in(given[key], (*at, key))


def slipped(given, at, slip):
    """Return a copy of judgements with a slip at one place: a wrong value, or with `slip` called on its parent."""
    made = copy.deepcopy(given)
    parent = made
    for key in at[:-1]:
        parent = parent[key]
    if callable(slip) and slip is not object:
        slip(parent, at[-1])
    else:
        parent[at[-1]] = slip
    return made


def taken_out(parent, key):
    del parent[key]


def misnamed(parent, key):
    if isinstance(parent, dict):
        parent[7] = parent.pop(key)
    else:
        parent.append(parent[key])


def test_every_way_to_weigh_has_judgements_to_spoil():
    assert sorted(JUDGED) == sorted(way.__name__ for way in WAYS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_spoilt_judgements_are_refused_with_their_place_or_weigh_finitely(way):
    for valid in JUDGED[way.__name__]:
        assert sum(way(**valid).fractions.values()) == 1
        for at in places_in(valid):
            for slip in (*SLIPS, *IN_PYTHON, taken_out, misnamed):
                judgements = {"method": way.__name__, **slipped(valid, at, slip)}
                found = outcome(lambda judgements=judgements: from_judgements(judgements))
                if isinstance(found, McdaError):
                    assert "wrong form" not in str(found), f"{at}, {slip!r}: {found}"
                else:
                    assert sum(found.fractions.values()) == 1
                    assert min(found.fractions.values()) >= 0


def test_a_criterion_that_no_judgement_lifts_off_the_floor_has_weight_0_and_a_note():
    found = mcda.elicit.macbeth([["a", "b", "strong"], ["c", "all_low", "moderate"]])
    assert found.shares["b"] == 0
    assert found.notes[0].startswith("'b' has weight 0: no judgement says")
    assert mcda.elicit.macbeth([["a", "b", "strong"], ["b", "all_low", "no"]]).notes == ()


@pytest.mark.parametrize("method", [["swing"], {"a": 1}, None, 3, "__class__", "judged", np.array(1)])
def test_a_way_that_is_none_is_refused(method):
    with pytest.raises(McdaError, match="is not a way to judge weights"):
        from_judgements({"method": method})


def spoken(given):
    """Return judgements about the criteria of the small study."""
    names = {"a": "cost", "b": "jobs", "c": "safety"}
    if isinstance(given, dict):
        return {names.get(key, key): spoken(each) for key, each in given.items()}
    if isinstance(given, list):
        return [spoken(each) for each in given]
    return names.get(given, given) if isinstance(given, str) else given


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("hostile")
    for name, text in {**FILES, "criteria/weights/mine.yaml": "points: {cost: 1, jobs: 1, safety: 1}\n"}.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_spoilt_judgements_in_a_file_are_faults_with_their_place(way, folder):
    draw = random.Random(way.__name__)
    profile = folder / "criteria/weights/mine.yaml"
    kept, sound = profile.read_text(encoding="utf-8"), 0
    try:
        for valid in JUDGED[way.__name__]:
            places = list(places_in(valid))
            for at, slip in draw.sample([(at, slip) for at in places for slip in (*SLIPS, taken_out, misnamed)], 25):
                text = io.StringIO()
                YAML(typ="safe").dump(
                    {"judgements": {"method": way.__name__, **spoken(slipped(valid, at, slip))}}, text
                )
                profile.write_text(text.getvalue(), encoding="utf-8")
                faults = mcda.check_study(folder).faults
                assert all(f.file == "criteria/weights/mine.yaml" and f.line and f.column for f in faults), faults
                if not faults:
                    sound += 1
                    assert not_finite(mcda.rank(mcda.load_study(folder))) is None
    finally:
        profile.write_text(kept, encoding="utf-8")
    assert sound < 25


def test_points_beside_judgements_inside_a_branch_are_a_fault(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "criteria/weights").mkdir()
    (tmp_path / "criteria/weights/mine.yaml").write_text(
        "branches: {money: 1, people: 1}\nwithin:\n  money: {judgements: {method: rank_sum, order: [cost, jobs]},\n"
        "    cost: 1}\n  people: {safety: 1}\n",
        encoding="utf-8",
    )
    (fault,) = mcda.check_study(tmp_path).faults
    assert (fault.line, fault.column) == (4, 5)
    assert "'cost' stands beside judgements" in fault.message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rank", "--method", ""], "'' is not a method"),
        (["outrank", "--method", ""], "'' is not a method"),
        (["rank", "--method", "lexicographic", "--parameter", 'indifference={"cost": 1, "cost": 2}'], "stands twice"),
        (["rank", "--method", "vikor", "--parameter", "v=NaN"], "v is nan"),
        (["sort", "--method", "mr_sort", "--parameter", "categories=3"], "categories is 3"),
        (["outrank", "--method", "electre_iii", "--parameter", 'indifference={"zz": 3}'], "'zz', which is not"),
    ],
)
def test_wrong_words_on_the_command_line_are_answered(words, told, folder, capsys):
    code = main([*words[:1], "--study", str(folder), *words[1:]])
    out, err = capsys.readouterr()
    assert code in (1, 2)
    assert told in " ".join(err.split())
    assert not out
