"""COMET: the grid, the expert, the interpolation, and judgements that go in circles."""

import pickle
from dataclasses import replace
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda import methods
from mcda.errors import McdaError, MethodError, WeightsError
from mcda.methods import Comet, ExpertJudgements, PrometheeII, Topsis, Wpm, Wsm, check_method, named
from mcda.methods.contract import check_value
from mcda.methods.disaggregation import _characteristic, comet
from mcda.methods.disaggregation._characteristic import interpolate, objects
from mcda.table import PerformanceTable

MINMAX = Topsis(normalization="minmax")


def of(*rows, goals=None, **named_parts):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named_parts)


def by_the_book(values, marks, matrix):
    """Salabun (2015), steps 2 to 5: a fuzzy rule per characteristic object, memberships multiplied, rules added up."""
    grid = list(product(*marks))
    summed = [sum(row) for row in matrix]
    different = sorted(set(summed))
    preference = [different.index(s) / (len(different) - 1) for s in summed]

    def triangle(x, left, peak, right):
        if x == peak:
            return 1.0
        if left is not None and left < x < peak:
            return (x - left) / (peak - left)
        if right is not None and peak < x < right:
            return (right - x) / (right - peak)
        return 0.0

    def membership(x, points, k):
        return triangle(x, points[k - 1] if k else None, points[k], points[k + 1] if k + 1 < len(points) else None)

    found = []
    for row in values:
        rules = 0.0
        for peaks, p in zip(grid, preference, strict=True):
            degree = 1.0
            for x, points, peak in zip(row, marks, peaks, strict=True):
                degree *= membership(x, points, points.index(peak))
            rules += degree * p
        found.append(rules)
    return found


def matrix_from_scores(scores):
    return [[0.5 if abs(a - b) <= 1e-10 else float(a > b) for b in scores] for a in scores]


@st.composite
def grids(draw):
    """Characteristic values of up to three criteria, rows within them, goals and weights."""
    m = draw(st.integers(1, 3))
    marks = [sorted(draw(st.sets(st.integers(-8, 8), min_size=2, max_size=4))) for _ in range(m)]
    cell = [st.integers(0, 24).map(lambda i, p=p: p[0] + (p[-1] - p[0]) * i / 24) for p in marks]
    values = draw(st.lists(st.tuples(*cell), min_size=1, max_size=5))
    goals = draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m))
    return marks, values, goals, draw(st.lists(st.integers(1, 9), min_size=m, max_size=m))


@given(grids(), st.sampled_from([MINMAX, Wsm(normalization="minmax"), PrometheeII()]))
@settings(max_examples=60)
def test_comet_is_the_method_of_the_paper_with_an_expert_function(problem, expert):
    marks, values, goals, weights = problem
    table = of(*values, goals=goals)
    chosen = dict(zip(table.criteria.ids, marks, strict=True))
    ranking = Comet(characteristic_values=chosen, expert=expert).rank(table, weights)
    judged = expert.rank(of(*product(*marks), goals=goals), weights).scores
    np.testing.assert_allclose(ranking.scores, by_the_book(values, marks, matrix_from_scores(judged)), atol=1e-12)
    found = ranking.details
    assert found["n_characteristic_objects"] == len(judged)
    np.testing.assert_array_equal(found["characteristic_objects"], list(product(*marks)))
    np.testing.assert_array_equal(found["summed_judgements"], np.sum(matrix_from_scores(judged), axis=1))


@given(grids())
@settings(max_examples=60)
def test_judgements_of_an_expert_give_what_the_same_expert_as_a_method_gives(problem):
    marks, values, goals, weights = problem
    table = of(*values, goals=goals)
    chosen = dict(zip(table.criteria.ids, marks, strict=True))
    by_method = Comet(characteristic_values=chosen).rank(table, weights)
    said = matrix_from_scores(MINMAX.rank(of(*product(*marks), goals=goals), weights).scores)
    method = Comet(characteristic_values=chosen, expert=ExpertJudgements(table.criteria.ids, said))
    np.testing.assert_allclose(method.rank(table).scores, by_method.scores, atol=1e-12)
    np.testing.assert_allclose(method.rank(table, weights).scores, by_method.scores, atol=1e-12)
    assert method.rank(table).details["inconsistent_triads"] == 0


def test_characteristic_objects_by_hand():
    """Cost 0 or 10, jobs 0, 50 or 100, equal weights: preferences 1/2, 3/4, 1 at cost 0 and 0, 1/4, 1/2 at cost 10.

    The option (2, 30) is a fifth of the way to cost 10 and three fifths to jobs 50: 0.8 x 0.65 + 0.2 x 0.15.
    """
    table = of([2, 30], [0, 100], [10, 0], goals=["min", "max"])
    ranking = Comet(characteristic_values={"c1": (0, 10), "c2": (0, 50, 100)}).rank(table, [1, 1])
    np.testing.assert_allclose(ranking.details["preferences"], [0.5, 0.75, 1.0, 0.0, 0.25, 0.5])
    np.testing.assert_allclose(ranking.scores, [0.55, 1.0, 0.0], atol=1e-15)


def test_an_expert_to_whom_all_objects_are_alike_puts_every_option_half_way():
    said = ExpertJudgements(("c1",), [[0.5, 0.5], [0.5, 0.5]])
    assert Comet(expert=said, levels=2).rank(of([2], [3], scales={"c1": (0, 10)})).scores.tolist() == [0.5, 0.5]


def test_the_interpolation_meets_the_grid_and_is_the_same_in_any_block(monkeypatch):
    rng = np.random.default_rng(3)
    marks = [np.array([0.0, 1.0, 4.0]), np.array([-1.0, 0.0]), np.array([0.0, 2.0, 3.0, 9.0])]
    levels = rng.random(24)
    np.testing.assert_array_equal(interpolate(objects(marks), marks, levels), levels)
    rows = rng.random((50, 3)) * [4, 1, 9] - [0, 1, 0]
    whole = interpolate(rows, marks, levels)
    monkeypatch.setattr(_characteristic, "BLOCK", 8)
    np.testing.assert_array_equal(interpolate(rows, marks, levels), whole)


# --- the grid


def test_characteristic_values_come_from_the_method_then_from_the_scale_then_nowhere():
    table = of([2, 3], [4, 5], scales={"c1": (0, 10)})
    method = Comet(characteristic_values={"c2": (1, 4, 5, 7)})
    assert method.rank(table, [1, 1]).recipe.bound == {
        "c1": "characteristic values 0.0, 5.0, 10.0",
        "c2": "characteristic values 1.0, 4.0, 5.0, 7.0",
    }
    assert Comet(levels=2).bound(table.criteria.select(["c1"])) == {"c1": "characteristic values 0.0, 10.0"}
    with pytest.raises(
        MethodError, match=r"COMET needs characteristic values of criterion 'c2'.*characteristic_values=\{"
    ):
        Comet().rank(table, [1, 1])


@pytest.mark.parametrize(
    ("criteria", "levels", "expected"), [(1, None, 3), (8, None, 3**8), (9, None, 2**9), (3, 4, 64)]
)
def test_three_levels_each_as_long_as_the_objects_are_few(criteria, levels, expected):
    table = of([1] * criteria, [2] * criteria, scales={f"c{j + 1}": (0, 10) for j in range(criteria)})
    ranking = Comet(levels=levels).rank(table, [1] * criteria)
    assert ranking.details["n_characteristic_objects"] == expected
    assert ranking.places == {"a1": 2, "a2": 1}


def test_too_many_characteristic_objects_are_refused_with_a_cure():
    criteria = 17
    table = of([1] * criteria, scales={f"c{j + 1}": (0, 10) for j in range(criteria)})
    with pytest.raises(
        MethodError, match=r"17 criteria make 131072 characteristic objects; expected at most 100000.*fewer"
    ):
        Comet().rank(table, [1] * criteria)
    with pytest.raises(MethodError, match=r"make 100489 characteristic objects; .*levels=2"):
        Comet(levels=317).rank(table.select(criteria=["c1", "c2"]), [1, 1])
    assert comet.LARGEST == 100_000


def test_a_performance_outside_the_characteristic_values_is_refused_by_name():
    table = of([2, 3], [4, 11], options=["stay", "go"], scales={"c1": (0, 10), "c2": (0, 10)})
    with pytest.raises(
        MethodError, match=r"'go' on 'c2' is 11; expected 0 to 10.*widen them by characteristic_values="
    ):
        Comet().rank(table, [1, 1])
    assert Comet(characteristic_values={"c2": (0, 20)}).rank(table, [1, 1]).places == {"stay": 2, "go": 1}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"characteristic_values": {"c1": (1,)}}, r"values of 'c1' are \(1.0,\); expected two or more, rising"),
        ({"characteristic_values": {"c1": (2, 1)}}, "expected two or more, rising"),
        ({"characteristic_values": {"c1": (1, 1)}}, "expected two or more, rising"),
        ({"characteristic_values": {"c1": (1, float("nan"))}}, "characteristic_values of 'c1' is nan"),
        ({"characteristic_values": {"c1": (1, "2")}}, "characteristic_values of 'c1' is '2'; expected a finite number"),
        ({"characteristic_values": {"c1": 5}}, "characteristic_values of 'c1' is 5; expected numbers"),
        ({"characteristic_values": [1, 2]}, r"values is \[1, 2\]; expected rising numbers by criterion id"),
        ({"levels": 1}, "levels is 1; expected a whole number of 2 or more"),
        ({"levels": 2.5}, "levels is 2.5"),
        ({"levels": True}, "levels is True"),
        ({"expert": "topsis"}, "expert is 'topsis'; expected a ranking method"),
        ({"expert": Topsis}, "expected a ranking method, such as .*, ExpertJudgements, or a function"),
        ({"expert": None}, "expert is None"),
    ],
)  # fmt: skip
def test_a_parameter_of_the_wrong_form_is_refused_by_name(fields, message):
    with pytest.raises(MethodError, match=message):
        named("comet", **fields)


def test_values_for_something_that_is_no_criterion_are_refused():
    with pytest.raises(McdaError, match="characteristic values are given for 'c9', which is not a criterion"):
        Comet(characteristic_values={"c9": (0, 1)}).rank(of([1], scales={"c1": (0, 2)}), [1])


# --- the expert


def test_the_expert_weighs_the_objects_with_the_weights_given_and_the_ranking_says_so():
    table = of([9, 1], [1, 9], scales={"c1": (0, 10), "c2": (0, 10)})
    assert Comet().rank(table, [3, 1]).places == {"a1": 1, "a2": 2}
    assert Comet().rank(table, [1, 3]).places == {"a1": 2, "a2": 1}
    (note,) = Comet().rank(table, [3, 1]).notes
    assert note.startswith("COMET uses the weights only through its expert, Topsis(normalization='minmax'")
    with pytest.raises(WeightsError, match="COMET needs weights"):
        Comet().rank(table)


def test_an_expert_who_gives_judgements_needs_no_weights_and_the_ranking_says_so():
    said = ExpertJudgements(("c1",), [[0.5, 0], [1, 0.5]])
    method = Comet(levels=2, expert=said)
    table = of([9], [1], scales={"c1": (0, 10)})
    assert (Comet().uses_weights, Comet.uses_weights, method.uses_weights) == (True, True, False)
    ranking = method.rank(table)
    assert ranking.scores.tolist() == [0.9, 0.1]
    assert ranking.notes == ("COMET takes no weights; those given are not used.",)
    draws = method.bind(table.criteria)(np.stack([table.values] * 2)[:, np.newaxis], np.ones((3, 1)))
    assert draws.shape == (2, 3, 2)
    np.testing.assert_array_equal(draws, np.broadcast_to(ranking.scores, (2, 3, 2)))


def liking(given):
    """Twenty jobs for each unit of cost."""
    return given.values[:, given.criteria.ids.index("jobs")] - 20 * given.values[:, given.criteria.ids.index("cost")]


class Liking:
    """The same, as a callable object."""

    __hash__ = None

    def __call__(self, given):
        return liking(given)


JOBS_AND_COST = {"characteristic_values": {"cost": (0, 10), "jobs": (0, 50, 100)}}
PLANS = of([2, 30], [5, 90], goals=["min", "max"], criteria=["cost", "jobs"])


def test_a_function_of_one_s_own_is_an_expert():
    """By hand: 0, 50, 100 at cost 0 and -200, -150, -100 at cost 10 make 0.6, 0.8, 1 and 0, 0.2, 0.4.

    (2, 30) is 0.8 x 0.72 + 0.2 x 0.12, (5, 90) is 0.5 x 0.96 + 0.5 x 0.36.
    """
    method = Comet(**JOBS_AND_COST, expert=liking)
    ranking = method.rank(PLANS)
    np.testing.assert_allclose(ranking.scores, [0.6, 0.66], atol=1e-15)
    np.testing.assert_allclose(ranking.details["preferences"], [0.6, 0.8, 1.0, 0.0, 0.2, 0.4], atol=1e-15)
    assert ranking.notes == ("COMET takes no weights; those given are not used.",)
    assert (method.uses_weights, method.level, method.needs_positive) == (False, "interval", False)
    turned = method.rank(PLANS.select(criteria=["jobs", "cost"]))
    np.testing.assert_allclose(turned.scores, ranking.scores, atol=1e-15)
    for same in (lambda given: liking(given).tolist(), lambda given: (1e6 * liking(given)).astype(int), Liking()):
        assert Comet(**JOBS_AND_COST, expert=same).rank(PLANS).scores.tolist() == ranking.scores.tolist()


def test_a_function_as_expert_is_part_of_a_frozen_value():
    method = Comet(**JOBS_AND_COST, expert=liking)
    assert "expert=ExpertFunction(tests.test_comet.liking)" in repr(method)
    assert "ExpertFunction(tests.test_comet.Liking)" in repr(Comet(expert=Liking()))
    assert method == Comet(**JOBS_AND_COST, expert=liking) == replace(method) == pickle.loads(pickle.dumps(method))  # noqa: S301  # ours
    assert hash(method) == hash(Comet(**JOBS_AND_COST, expert=liking))
    twin = Liking()
    assert hash(Comet(expert=twin)) == hash(Comet(expert=twin))
    assert len({Comet(expert=twin), Comet(expert=twin), Comet(expert=Liking()), Comet(expert=liking)}) == 3


def test_a_batch_judged_by_a_function_has_the_bits_of_each_draw_alone():
    kernel = Comet(**JOBS_AND_COST, expert=liking).bind(PLANS.criteria)
    tables = np.random.default_rng(3).uniform(0, 10, (40, 5, 2))
    together = kernel(tables, np.ones(2))
    assert together.tolist() == [kernel(table, np.ones(2)).tolist() for table in tables]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda given: liking(given)[1:], r"<lambda> returned an array of shape \(5,\); expected one number for each"),
        (lambda given: given.values, r"returned an array of shape \(6, 2\); expected one number"),
        (lambda _: None, "returned None; expected one number"),
        (lambda _: 1.0, "returned 1.0; expected one number"),
        (lambda _: ["good"] * 6, r"returned \['good', .*; expected one number"),
        (lambda _: [[1, 2], 3, 4, 5, 6, 7], "expected one number"),
        (lambda given: liking(given) > 0, "expected one number"),
        (lambda given: dict.fromkeys(given.options.ids, 1), r"returned \{'o1': 1, .*; expected one number"),
        (lambda _: [1, 2, np.nan, 4, 5, 6], "returned nan for the characteristic object cost 0, jobs 100; expected"),
        (lambda _: [1, 2, 3, 4, 5, -np.inf], "returned -inf for the characteristic object cost 10, jobs 100; expe"),
        (lambda given: given["no such thing"], "<lambda> fails on the 6 characteristic objects: TypeError: "),
        (lambda given: given.values.sort(), "fails on the 6 characteristic objects: ValueError: .*read-only"),
        (lambda: [1] * 6, "fails on the 6 characteristic objects: TypeError: "),
    ],
)  # fmt: skip
def test_a_function_that_does_not_score_the_objects_is_refused_with_what_it_did(function, message):
    with pytest.raises(MethodError, match=message):
        Comet(**JOBS_AND_COST, expert=function).rank(PLANS)


def test_an_expert_needs_of_the_objects_what_it_needs_of_options():
    table = of([4, 1], [1, 9], scales={"c1": (1, 10), "c2": (0, 10)}, goals=["max", "min"])
    method = Comet(expert=Wpm())
    with pytest.raises(
        MethodError, match=r"expert of COMET, Wpm\(.*cannot judge a characteristic object whose 'c2' is 0"
    ):
        method.rank(table, [1, 1])
    assert (method.needs_positive, Comet().needs_positive) == (True, False)
    assert (method.level, Comet().level) == ("ratio", "interval")
    assert Comet(expert=Wpm(), characteristic_values={"c2": (1, 10)}).rank(table, [1, 1]).places == {"a1": 1, "a2": 2}


@pytest.mark.parametrize(
    "method",
    [Comet(levels=2), Comet(levels=4, expert=Wsm(normalization="minmax")), Comet(levels=2, expert=Topsis(power=1))],
    ids=repr,
)
def test_the_contract_holds_for_other_experts(method):
    for table in methods.contract.contract_tables(method)[1:3]:
        for check in methods.contract.CHECKS:
            check(method, table.select(criteria=table.criteria.ids[:4]), np.array([3.0, 1, 2, 5]))
    assert eval(repr(method), vars(methods)) == method  # noqa: S307  # the repr is the promise


def test_the_contract_holds():
    check_method(Comet())
    check_value(Comet(levels=2, expert=ExpertJudgements(("c1",), [[0.5, 0], [1, 0.5]])))
    check_value(Comet(characteristic_values={"c1": (0, 1, 2)}))
    assert Comet in methods.ALL


def test_no_option_moves_another_to_the_last_bit():
    """The objects are fixed, so there is no rank reversal: scores of some options are those they have among all."""
    rng = np.random.default_rng(5)
    scales = {f"c{j}": (0, 10) for j in (1, 2, 3)}
    for _ in range(20):
        values, weights = rng.uniform(0, 10, (6, 3)), rng.integers(1, 5, 3)
        whole = Comet().rank(of(*values, goals=["max", "min", "max"], scales=scales), weights)
        rest = Comet().rank(of(*values[[0, 3, 4]], goals=["max", "min", "max"], scales=scales), weights)
        assert whole.scores[[0, 3, 4]].tolist() == rest.scores.tolist()


def test_a_better_score_never_costs_and_copies_never_count_in_a_search():
    """With the default expert the grid rises along every criterion, and so does what lies between."""
    rng = np.random.default_rng(7)
    scales = {f"c{j}": (0, 10) for j in (1, 2, 3)}
    goals = np.array([1.0, -1.0, 1.0])
    for _ in range(100):
        values, weights = rng.integers(0, 11, (4, 3)).astype(float), rng.integers(0, 5, 3) + np.array([1, 0, 0])
        kernel = Comet().bind(of(*values, goals=["max", "min", "max"], scales=scales).criteria)
        better = np.clip(values + goals * rng.integers(0, 6, (4, 3)), 0, 10)
        before, after = kernel(values, weights), kernel(better, weights)
        assert (after >= before - 1e-12).all()
        np.testing.assert_array_equal(kernel(np.vstack([values, values[1]]), weights)[:4], before)
    assert Comet.about.breaks == ()


def test_options_that_are_all_alike_are_all_first():
    table = of([3, 4], [3, 4], scales={"c1": (0, 10), "c2": (0, 10)})
    assert set(Comet().rank(table, [1, 1]).places.values()) == {1}
    assert Comet().rank(table.select(options=["a1"]), [1, 1]).places == {"a1": 1}


# --- judgements


def test_judgements_are_matched_to_criteria_by_name_not_by_position():
    """The expert numbered the objects by (jobs, cost); the table has (cost, jobs)."""
    jobs_first = ExpertJudgements(("jobs", "cost"), matrix_from_scores([3, 2, 4, 1]))
    options = {"options": ["a", "b", "c", "d"], "scales": {"cost": (0, 1), "jobs": (0, 1)}}
    table = of([0, 0], [0, 1], [1, 0], [1, 1], criteria=["cost", "jobs"], goals=["min", "max"], **options)
    expected = {"a": 2 / 3, "c": 1 / 3, "b": 1.0, "d": 0.0}
    ranking = Comet(levels=2, expert=jobs_first).rank(table)
    assert dict(zip("abcd", ranking.scores.tolist(), strict=True)) == expected
    turned = table.select(criteria=["jobs", "cost"])
    assert Comet(levels=2, expert=jobs_first).rank(turned).scores.tolist() == ranking.scores.tolist()


def test_three_criteria_in_any_order_are_matched_to_the_judgements():
    """The expert prefers the later object, x before y before z; a corner of the grid takes its own, k / 7."""
    said = ExpertJudgements(("x", "y", "z"), matrix_from_scores(list(range(8))))
    corners = list(product((0, 1), repeat=3))
    table = of(*corners, criteria=["x", "y", "z"], scales=dict.fromkeys("xyz", (0, 1)))
    for turned in permutations("xyz"):
        ranking = Comet(levels=2, expert=said).rank(table.select(criteria=list(turned)))
        np.testing.assert_allclose(ranking.scores, np.arange(8) / 7, atol=1e-15)


@pytest.mark.parametrize(
    ("criteria", "matrix", "message"),
    [
        (("c1",), [], "0 rows; expected one per object"),
        (("c1",), [[0.5, 1]], "row 1 has 2 judgements; expected 1"),
        (("c1",), [[0.5, 1], [0]], "row 2 has 1 judgements; expected 2"),
        (("c1",), [0.5, 0.5], "row 1 has 1 judgements; expected 2"),
        (("c1",), [[0.5, 2], [0, 0.5]], r"object 1 against 2 is 2; expected 1 \(preferred\)"),
        (("c1",), [[0.5, float("nan")], [0, 0.5]], "object 1 against 2 is nan"),
        (("c1",), [[0.5, True], [0, 0.5]], "object 1 against 2 is True"),
        (("c1",), [[0.5, "1"], [0, 0.5]], "object 1 against 2 is '1'"),
        (("c1",), [[1, 1], [0, 0.5]], "object 1 against itself is 1; expected 0.5"),
        (("c1",), [[0.5, 1], [1, 0.5]], "object 2 against 1 is 1, and the other way round 1; expected two numbers"),
        (("c1",), [[0.5, 0.5], [0, 0.5]], "object 2 against 1 is 0, and the other way round 0.5"),
        ("c1", [[0.5]], "criteria is 'c1'; expected their ids in order"),
        ((1,), [[0.5]], "expected their ids in order"),
    ],
)  # fmt: skip
def test_judgements_of_the_wrong_form_are_refused_by_name(criteria, matrix, message):
    with pytest.raises(MethodError, match=message):
        ExpertJudgements(criteria, matrix)


def test_judgements_of_other_objects_are_refused():
    said = ExpertJudgements(("c1",), [[0.5, 0], [1, 0.5]])
    table = of([1, 1], scales={"c1": (0, 10), "c2": (0, 10)})
    with pytest.raises(MethodError, match="judged objects of the criteria c1; expected c1, c2, each once"):
        Comet(expert=said, levels=2).rank(table)
    with pytest.raises(MethodError, match="judged 2 objects; expected 3, all combinations of 3 characteristic values"):
        Comet(expert=said, levels=3).rank(table.select(criteria=["c1"]))


def test_judgements_that_go_in_a_circle_are_said_to_be_inconsistent():
    """1 over 2, 2 over 3, 3 over 1: every object has the same sum, and the ranking says why."""
    said = ExpertJudgements(("c1",), [[0.5, 1, 0], [0, 0.5, 1], [1, 0, 0.5]])
    assert (said.inconsistent_triads, said.consistency) == (1, 0.0)
    ranking = Comet(expert=said).rank(of([1], scales={"c1": (0, 10)}))
    assert ranking.notes[1] == (
        "The expert's judgements go in circles: object 1 is preferred to 2, 2 preferred to 3, yet 3 preferred to 1 "
        "(1 such triple, consistency 0.000). Ask again about these before relying on the result."
    )
    assert (ranking.details["inconsistent_triads"], ranking.details["consistency"]) == (1, 0.0)


def test_a_circle_through_a_tie_is_a_circle_too():
    said = ExpertJudgements(("c1",), [[0.5, 0.5, 0], [0.5, 0.5, 1], [1, 0, 0.5]])
    assert said.circle == "object 1 is at least as good as 2, 2 at least as good as 3, yet 3 preferred to 1"
    assert said.inconsistent_triads == 1


@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.sampled_from([0, 0.5, 1]), min_size=n * n, max_size=n * n)))
@settings(max_examples=100)
def test_circles_are_counted_as_one_counts_them_by_hand(numbers):
    n = int(len(numbers) ** 0.5)
    matrix = [[0.5] * n for _ in range(n)]
    for i, j in combinations(range(n), 2):
        matrix[i][j], matrix[j][i] = numbers[i * n + j], 1 - numbers[i * n + j]
    expected = 0
    for three in combinations(range(n), 3):
        around = [(matrix[a][b], matrix[b][c], matrix[c][a]) for a, b, c in permutations(three)]
        expected += any(min(steps) >= 0.5 and max(steps) == 1 for steps in around)
    said = ExpertJudgements(("c1",), matrix)
    assert said.inconsistent_triads == expected
    assert bool(said.circle) == (expected > 0)
    assert 0.0 <= said.consistency <= 1.0
