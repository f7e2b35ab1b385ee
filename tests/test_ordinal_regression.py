"""Necessary and possible preference: the published tables, whole enumerations, and laws that must hold."""

import json
import pickle
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ordinal_regression_students import (
    ALL_LEAVES,
    CHEMISTRY,
    COUNTS,
    DOMINANCE,
    MATHEMATICS,
    NODES,
    STATEMENTS,
    students,
)

import mcda
from mcda.criteria import Criteria, Criterion
from mcda.draws import simplex_draws, stream
from mcda.elicit import weight_polytope
from mcda.errors import MethodError, NameUnknownError, TableError, WeightsError
from mcda.linear import LinearProgram, LinearStatus, Row, solve
from mcda.methods import PrometheeII, Topsis, Wsm
from mcda.options import Option, Options
from mcda.ranking import places
from mcda.robustness.ordinal_regression import (
    Indifference,
    Intensity,
    Preference,
    WeakPreference,
    necessary_for_weights,
    preference_statement,
    robust_regression,
)
from mcda.robustness.ordinal_regression._fewest import fewest
from mcda.robustness.question import Question, ask
from mcda.scales import Goal, Scale
from mcda.table import PerformanceTable


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def prefer(a, b, at=None):
    return {"prefer": a, "over": b} | ({} if at is None else {"at": at})


FOUR = of([5, 0.5], [2, 0.9], [3, 0.5], [7, 0.4])
VFRANKING = robust_regression(FOUR, [prefer("a1", "a2")], marginals="linear")
STUDENTS = robust_regression(students(), STATEMENTS, nodes=NODES)


def letters(relation):
    return {o: "".join(others) for o, others in relation.by_option.items() if others}


# --- published


@pytest.mark.parametrize(("node", "count"), COUNTS.items())
def test_the_tables_of_fifteen_students_have_as_many_pairs_as_printed(node, count):
    """Corrente, Greco and Słowiński 2012, Tables 2 and 3; chemistry with the pair that the paper leaves out."""
    assert len(STUDENTS.necessary(node).pairs) == count


def test_the_pairs_of_fifteen_students_are_those_printed():
    """Corrente, Greco and Słowiński 2012, Tables 2 and 3."""
    assert letters(STUDENTS.necessary("mathematics")) == MATHEMATICS
    assert letters(STUDENTS.necessary("chemistry")) == CHEMISTRY


def test_the_pair_that_the_paper_leaves_out_follows_from_two_that_it_has():
    assert STUDENTS.necessary("chemistry").holds("L", "P")
    assert robust_regression(students(), nodes=NODES).necessary("chemistry").holds("P", "E")
    assert STUDENTS.necessary("chemistry").holds("L", "E")


def test_each_statement_about_students_adds_necessary_pairs_over_all_leaves():
    """7 pairs by dominance, then 10, 12, 14, 17: found apart by floating-point linear programs."""
    found = [robust_regression(students(), STATEMENTS[:k], nodes=NODES) for k in range(5)]
    assert [len(each.necessary().pairs) for each in found] == ALL_LEAVES
    assert letters(found[0].necessary()) == DOMINANCE
    assert [each.epsilon for each in found] == [None, 1, 1, Fraction(1, 2), Fraction(1, 4)]


def test_the_vfranking_tutorial_gives_its_printed_answers():
    """The tutorial of the R package vfranking: a1 over a2 on four options, straight marginals."""
    assert VFRANKING.possible().holds("a3", "a2")
    assert VFRANKING.possible().holds("a2", "a3")
    assert not VFRANKING.necessary().holds("a2", "a4")
    assert VFRANKING.necessary().holds("a4", "a2")
    assert VFRANKING.representative.ranking.order == ("a4", "a1", "a2", "a3")


def test_the_margins_of_the_vfranking_tutorial_are_those_worked_out_by_hand():
    """U(a1) - U(a2) = 0.6 w1 - 0.8 w2 is highest, 3/5, at w1 = 1; min(w1, w2, 0.6 w1 - 0.8 w2) at w2 = 1/4."""
    assert VFRANKING.epsilon == Fraction(3, 5)
    assert VFRANKING.representative.margin == Fraction(1, 4)
    assert VFRANKING.representative.shares == {"c1": Fraction(3, 4), "c2": Fraction(1, 4)}


def test_the_places_of_the_vfranking_tutorial_are_those_with_any_share_of_the_draws():
    """Printed rank acceptabilities: a1 always second, a2 and a3 third or fourth, a4 always first."""
    assert {o: VFRANKING.extreme_ranks().of(o) for o in FOUR.options.ids} == {
        "a1": (2, 2), "a2": (3, 4), "a3": (3, 4), "a4": (1, 1)
    }  # fmt: skip


# --- against enumeration

LEVELS = st.integers(0, 5)
TABLES = st.integers(2, 5).flatmap(lambda n: st.lists(st.tuples(LEVELS, LEVELS), min_size=n, max_size=n))


def straight(rows):
    """Return each column from 0 to 1; 0 where it is flat."""
    columns = []
    for column in zip(*rows, strict=True):
        width = max(column) - min(column)
        columns.append([Fraction(x - min(column), width) if width else Fraction(0) for x in column])
    return list(zip(*columns, strict=True))


def values_at_every_order(terms):
    """Return the values of all options where two tie and between, for weights (t, 1 - t): every order there can be."""
    marks = {Fraction(0), Fraction(1)}
    for a, b in terms:
        for c, d in terms:
            if a - c != b - d:
                t = Fraction(d - b, (a - c) - (b - d))
                marks |= {t} if 0 < t < 1 else set()
    ordered = sorted(marks)
    every = [*ordered, *((x + y) / 2 for x, y in pairwise(ordered))]
    return [[a * t + b * (1 - t) for a, b in terms] for t in every]


@given(TABLES, st.data())
@settings(max_examples=120, deadline=None)
def test_two_straight_marginals_are_settled_by_looking_at_every_order(rows, data):
    """Between neighbouring ties of w = (t, 1 - t) the order is that of the middle: all orders are looked at."""
    table, n = of(*rows), len(rows)
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j]
    said = data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.booleans()), max_size=2))
    ids = table.options.ids
    statements = [Preference(ids[i], ids[j]) if strict else WeakPreference(ids[i], ids[j]) for (i, j), strict in said]
    found = robust_regression(table, statements, marginals="linear")
    every = [
        u
        for u in values_at_every_order(straight(rows))
        if all(u[i] > u[j] or (not strict and u[i] == u[j]) for (i, j), strict in said)
    ]
    assert found.compatible == bool(every)
    if not every:
        return
    for i, a in enumerate(ids):
        for j, b in enumerate(ids):
            assert found.necessary().holds(a, b) == all(u[i] >= u[j] for u in every)
            assert found.possible().holds(a, b) == any(u[i] >= u[j] for u in every)
        taken = [1 + sum(other > u[i] for other in u) for u in every]
        assert found.extreme_ranks().of(a) == (min(taken), max(taken))


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_all_weights_of_two_criteria_are_settled_by_looking_at_every_order(rows):
    table = of(*rows)
    found = necessary_for_weights(Question(Wsm(normalization="none"), table, [1, 1]))
    every = values_at_every_order(rows)
    for i, a in enumerate(table.options.ids):
        for j, b in enumerate(table.options.ids):
            assert found.necessary.holds(a, b) == all(u[i] >= u[j] for u in every)
            assert found.possible.holds(a, b) == any(u[i] >= u[j] for u in every)
        taken = [1 + sum(other > u[i] for other in u) for u in every]
        assert found.extreme_ranks.of(a) == (min(taken), max(taken))


def margin_by_solver(model, lines):
    """Return the largest margin e with each line times the steps at least e, by HiGHS; None where there is none."""
    n = len(model.steps)
    rows = [Row.of({**{k: float(a) for k, a in enumerate(line)}, n: -1.0}, ">=", 0.0) for line in lines]
    rows.append(Row.of(dict.fromkeys(range(n), 1.0), "==", 1.0))
    found = solve(LinearProgram((*[0.0] * n, 1.0), tuple(rows), lower=(*[0.0] * n, -1.0), upper=(None,) * n + (1.0,)))
    assert found.status is LinearStatus.OPTIMAL
    return found.objective


@pytest.mark.parametrize("marginals", ["general", "linear", 3])
def test_relations_are_those_of_the_definition_in_floating_point(marginals):
    """Greco, Mousseau and Słowiński 2008: a is necessarily as good as b iff no margin above 0 lets b be better."""
    rng = np.random.default_rng(5)
    table = of(*rng.integers(0, 7, size=(5, 3)).tolist(), goals=["max", "min", "max"])
    reference = table.options.ids
    u = (table.values * table.criteria.signs).sum(axis=1)
    a, b = reference[int(u.argmax())], reference[int(u.argmin())]
    found = robust_regression(table, [Preference(a, b)], marginals=marginals)
    assert found.compatible
    said = found.model.compared({a: 1, b: -1}, None)
    for x in reference:
        for y in reference:
            if x != y:
                behind = margin_by_solver(found.model, [said, found.model.compared({y: 1, x: -1}, None)])
                assert found.necessary().holds(x, y) == (behind <= 1e-9)
    assert float(found.epsilon) == pytest.approx(margin_by_solver(found.model, [said]), abs=1e-9)


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_fewest_given_up_are_those_found_by_trying_all(conflicts):
    def clash(kept):
        return next((each for each in conflicts if each <= kept), None)

    subsets = [frozenset(c for k, c in enumerate("abcdef") if number >> k & 1) for number in range(64)]
    least = min(6 - len(kept) for kept in subsets if clash(kept) is None)
    assert fewest("abcdef", clash) == (least, True)


def test_a_search_that_ends_early_gives_a_bound_and_says_so():
    """Of five things any two clash, so four must go; after one conflict each of two pairs is known to lose one."""

    def clash(kept):
        return frozenset(sorted(kept)[:2]) if len(kept) > 1 else None

    assert fewest("abcde", clash) == (4, True)
    assert fewest("abcde", clash, most=1) == (2, False)


# --- laws


@st.composite
def regressions(draw):
    """Statements that agree with some weights on three criteria, so that they cannot clash."""
    n = draw(st.integers(2, 5))
    rows = draw(st.lists(st.tuples(LEVELS, LEVELS, LEVELS), min_size=n, max_size=n))
    table = of(*rows, goals=["max", "min", "max"])
    weights = draw(st.tuples(*[st.integers(1, 4)] * 3))
    terms = np.array([[a, 5 - b, c] for a, b, c in rows]) * weights
    worth = dict(zip(table.options.ids, terms.sum(axis=1).tolist(), strict=True))
    pairs = draw(st.lists(st.tuples(*[st.sampled_from(table.options.ids)] * 2), min_size=1, max_size=3))
    said = [
        Preference(a, b) if worth[a] > worth[b] else WeakPreference(a, b)
        for a, b in pairs
        if a != b and worth[a] >= worth[b]
    ]
    marginals = draw(st.sampled_from(["general", "linear", 2]))
    return table, said, marginals


@given(regressions())
@settings(max_examples=60, deadline=None)
def test_necessary_and_possible_preference_obey_their_laws(case):
    """The properties that Greco, Mousseau and Słowiński 2008 prove."""
    table, said, marginals = case
    found = robust_regression(table, said, marginals=marginals)
    assert found.compatible
    n, p = found.necessary().matrix, found.possible().matrix
    assert not (n & ~p).any()
    assert n.diagonal().all()
    assert not ((n.astype(int) @ n.astype(int) > 0) & ~n).any()
    assert (p | p.T).all()
    # Negatively transitive: what is possible over a third is possible for one of the two steps.
    for k in range(len(table.options)):
        assert not (p & ~(p[:, [k]] | p[[k], :])).any()
    better = table.values * table.criteria.signs
    dominates = (better[:, None, :] >= better[None, :, :]).all(axis=-1)
    assert not (dominates & ~n).any()
    for each in said:
        assert found.necessary().holds(*each.options)
        if isinstance(each, Preference):
            assert not found.possible().holds(*reversed(each.options))


@given(regressions())
@settings(max_examples=40, deadline=None)
def test_one_statement_more_grows_the_necessary_and_shrinks_the_possible(case):
    table, said, marginals = case
    found = [robust_regression(table, said[:k], marginals=marginals) for k in range(len(said) + 1)]
    for fewer, more in pairwise(found):
        assert not (fewer.necessary().matrix & ~more.necessary().matrix).any()
        assert not (more.possible().matrix & ~fewer.possible().matrix).any()
        for o in table.options.ids:
            assert fewer.extreme_ranks().of(o)[0] <= more.extreme_ranks().of(o)[0]
            assert fewer.extreme_ranks().of(o)[1] >= more.extreme_ranks().of(o)[1]


@given(regressions())
@settings(max_examples=40, deadline=None)
def test_the_representative_function_agrees_with_what_was_said_and_with_every_relation(case):
    table, said, marginals = case
    found = robust_regression(table, said, marginals=marginals)
    one = found.representative
    for each in said:
        gap = one.values[each.options[0]] - one.values[each.options[1]]
        assert gap > 0 if isinstance(each, Preference) else gap >= 0
    assert sum(one.shares.values()) == 1
    for curve in one.curves.values():
        assert curve[0][1] == 0
        assert all(low <= high for (_, low), (_, high) in pairwise(curve))
    for a, b in found.necessary().pairs:
        assert one.values[a] >= one.values[b]
    for o, place in one.ranking.places.items():
        best, worst = found.extreme_ranks().of(o)
        assert best <= place <= worst


def test_no_draw_of_weights_leaves_the_places_that_can_be_taken():
    rng = np.random.default_rng(3)
    table = of(*rng.random((7, 4)).tolist(), goals=["max", "min", "max", "min"])
    question = Question(Wsm(normalization="minmax"), table, [1] * 4)
    known = weight_polytope(table.criteria.ids, [{"order": ["c2", "c1", "c3"]}, {"share": "c4", "at_most": 0.3}])
    for weights, drawn in (
        (None, simplex_draws(stream(0, 0, 0), 5000, 4)),
        (known, known.sample(5000, 0)),
    ):
        found = necessary_for_weights(question, weights)
        taken = places(drawn @ question.terms.T, question.tolerance)
        for i, o in enumerate(table.options.ids):
            best, worst = found.extreme_ranks.of(o)
            assert best <= taken[:, i].min()
            assert taken[:, i].max() <= worst
        drawn_over = (taken[:, :, None] <= taken[:, None, :]).all(axis=0)
        assert not (found.necessary.matrix & ~drawn_over).any()


def test_differences_within_the_tolerance_are_ties():
    """The second option is ahead by 1e-12 under every weight, far less than the tolerance; the third by 1."""
    table = of([5, 5], [5 + 1e-12, 5 + 1e-12], [6, 6])
    question = Question(Wsm(normalization="none"), table, [1, 1])
    assert question.tolerance > 1e-12
    found = necessary_for_weights(question)
    assert set(found.necessary.pairs) == {("a1", "a2"), ("a2", "a1"), ("a3", "a1"), ("a3", "a2")}
    assert set(found.possible.pairs) == set(found.necessary.pairs)
    assert found.extreme_ranks.of("a1") == found.extreme_ranks.of("a2") == (2, 2)


def test_the_order_of_options_and_criteria_does_not_matter():
    turned = students().select(list("RQPONMLIHFEDCBA"), [f"g{j}" for j in range(8, 0, -1)])
    other = robust_regression(turned, STATEMENTS[::-1], nodes=NODES)
    for at in (None, "chemistry"):
        assert set(other.necessary(at).pairs) == set(STUDENTS.necessary(at).pairs)
        assert set(other.possible(at).pairs) == set(STUDENTS.possible(at).pairs)
        assert other.extreme_ranks(at).best == STUDENTS.extreme_ranks(at).best
        assert other.extreme_ranks(at).worst == STUDENTS.extreme_ranks(at).worst


# --- kinds of statement


def test_indifference_holds_both_ways_and_leaves_the_rest_open():
    found = robust_regression(of([3, 0], [0, 3], [2, 2]), [{"indifferent": ["a1", "a2"]}], marginals="linear")
    assert {("a1", "a2"), ("a2", "a1")} <= set(found.necessary().pairs)
    assert found.representative.shares == {"c1": Fraction(1, 2), "c2": Fraction(1, 2)}
    assert found.epsilon is None


def test_intensity_compares_differences_of_value():
    """One criterion with the levels 0, 1, 2: straight marginals have equal steps; general ones are as stated."""
    table = of([0], [1], [2], options=list("abc"))
    wide = Intensity(["c", "b"], more_than=["b", "a"])
    assert not robust_regression(table, [wide], marginals="linear").compatible
    found = robust_regression(table, [wide]).representative
    assert found.values["c"] - found.values["b"] > found.values["b"] - found.values["a"]
    assert robust_regression(table, [Intensity(["c", "b"], at_least=["b", "a"])], marginals="linear").compatible


def test_a_statement_about_weights_bounds_the_best_values():
    table = of([9, 0], [0, 9], options=["a", "b"])
    found = robust_regression(table, [{"share": "c1", "at_least": 0.6}], marginals="linear")
    assert found.necessary().pairs == (("a", "b"),)
    assert not robust_regression(table, [{"order": ["c2", "c1"]}, prefer("a", "b")], marginals="linear").compatible


def test_a_statement_at_a_node_says_nothing_of_other_nodes():
    table = of([2, 0], [0, 2], options=["a", "b"])
    found = robust_regression(table, [prefer("a", "b", at="c1")])
    assert found.necessary().pairs == ()
    assert found.necessary("c1").pairs == (("a", "b"),)
    assert not found.possible("c1").holds("b", "a")


def test_a_stated_scale_gives_the_ends_of_straight_marginals():
    """Over 0 to 10 the value of 5 is half of that of 10; a performance of 20 widens the scale."""
    scaled = Criterion("c1", Goal.MAX, scale=Scale(Fraction(0), Fraction(10)))
    options = Options((Option("a"), Option("b")))
    table = PerformanceTable(options, Criteria((scaled,)), np.array([[10.0], [5.0]]))
    assert robust_regression(table, marginals="linear").representative.values == {"a": 1, "b": Fraction(1, 2)}
    beyond = PerformanceTable(options, Criteria((scaled,)), np.array([[20.0], [5.0]]))
    assert robust_regression(beyond, marginals="linear").representative.values == {"a": 1, "b": Fraction(1, 4)}


def test_a_single_option_and_flat_criteria_survive():
    for table in (of([3, 1]), of([3, 1], [3, 1])):
        found = robust_regression(table)
        assert found.necessary().matrix.all()
        assert set(found.representative.ranking.places.values()) == {1}
        assert set(found.extreme_ranks().worst.values()) == {1}


def test_plain_data_and_values_say_the_same():
    for each in (
        Preference("a", "b", at="x"),
        WeakPreference("a", "b"),
        Indifference(["a", "b"]),
        Intensity(["a", "b"], at_least=["c", "d"]),
        Intensity(["a", "b"], more_than=["b", "c"], at="x"),
    ):
        assert preference_statement(json.loads(json.dumps(each.plain()))) == each
        assert preference_statement(each) is each


# --- the Korea study


def test_the_korea_study_answers_at_a_branch_of_its_tree():
    question = ask(mcda.load_study())
    a, b = question.ranking.order[0], question.ranking.order[-1]
    branch = question.table.criteria.branches[0]
    found = robust_regression(question, [prefer(a, b)], marginals="linear")
    assert found.compatible
    assert found.necessary().holds(a, b)
    inside = [j for j, c in enumerate(question.table.criteria) if c.branch == branch]
    best = question.seen.values[:, inside] * question.seen.criteria.signs[inside]
    dominates = {
        (x, y)
        for i, x in enumerate(question.options)
        for j, y in enumerate(question.options)
        if i != j and (best[i] >= best[j]).all()
    }
    assert dominates
    assert dominates <= set(found.necessary(branch).pairs)


def test_the_profile_of_the_korea_study_ranks_within_the_places_of_its_own_order():
    question = ask(mcda.load_study())
    ranked = dict(zip(question.criteria, (-question.shares).tolist(), strict=True))
    levels = sorted(set(ranked.values()))
    order = [[c for c in question.criteria if ranked[c] == level] for level in levels]
    chain = [tied[0] for tied in order]
    found = necessary_for_weights(question, weight_polytope(question.criteria, [{"order": chain}] if chain[1:] else []))
    assert found.extreme_ranks.exact
    for o, place in question.ranking.places.items():
        assert found.extreme_ranks.best[o] <= place <= found.extreme_ranks.worst[o]
    assert set(question.ranking.winners).isdisjoint(found.never_first)


def test_a_weighted_sum_on_flows_can_be_asked_too():
    table = of([3, 8], [5, 9], [9, 2], goals=["min", "max"])
    found = necessary_for_weights(Question(PrometheeII(), table, [1, 1]))
    assert found.necessary.holds("a1", "a3")
    assert found.extreme_ranks.of("a3") == (3, 3)


# --- what results look like


def test_results_are_plain_data_and_survive_pickling():
    for at in (None, "chemistry"):
        for each in (STUDENTS.necessary(at), STUDENTS.possible(at), STUDENTS.extreme_ranks(at)):
            assert json.loads(json.dumps(each.to_dict()))["at"] == at
            assert len(each.to_frame()) == 15
            assert "<table>" in each._repr_html_()
    whole = json.loads(json.dumps(pickle.loads(pickle.dumps(STUDENTS)).to_dict()))  # noqa: S301  # our own
    assert whole["statements"] == STATEMENTS
    assert whole["epsilon"] == 0.25
    assert whole["necessary"]["at_least_as_good_as"]["N"] == list(STUDENTS.necessary().by_option["N"])
    assert len(STUDENTS.to_frame()) == 15 * 14
    assert json.dumps(STUDENTS.representative.to_dict())
    assert "N" in repr(STUDENTS.representative)
    agreement = necessary_for_weights(Question(Wsm(normalization="none"), FOUR, [1, 1]))
    assert list(agreement.to_frame().columns) == ["option", "best", "worst", "exact", "at_least_as_good_as"]
    assert json.loads(json.dumps(agreement.to_dict()))["extreme_ranks"]["exact"] is True


# --- bad input


def test_statements_that_clash_are_named_and_none_is_spare():
    found = robust_regression(
        FOUR, [prefer("a4", "a3"), prefer("a1", "a2"), prefer("a2", "a3"), prefer("a3", "a1")], marginals="linear"
    )
    assert not found.compatible
    assert found.epsilon is None
    assert [str(each) for each in found.clash] == ["'a3' is preferred to 'a1'"]
    for spared in found.clash:
        rest = [each for each in found.clash if each is not spared]
        assert robust_regression(FOUR, rest, marginals="linear").compatible
    assert found.to_dict()["necessary"] is None
    assert "no value function agrees" in repr(found)
    for ask_it in (found.necessary, found.possible, found.extreme_ranks, found.to_frame, lambda: found.representative):
        with pytest.raises(MethodError, match=r"This cannot hold: 'a3' is preferred to 'a1'\. Drop or loosen it"):
            ask_it()


def test_two_statements_that_contradict_each_other_are_both_named():
    found = robust_regression(of([2, 0], [0, 2]), [prefer("a1", "a2"), prefer("a2", "a1"), prefer("a1", "a2", "c1")])
    assert set(map(str, found.clash)) == {"'a1' is preferred to 'a2'", "'a2' is preferred to 'a1'"}
    with pytest.raises(MethodError, match="These cannot hold together"):
        found.necessary()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ({"prefer": "a1", "over": "a1"}, "sets 'a1' against itself"),
        ({"indifferent": ["a1", "a1"]}, "sets 'a1' against itself"),
        ({"prefer": "a1"}, "has no `over`"),
        ({"prefer_or_tie": "a1"}, "has no `to`"),
        ({"prefer": "a1", "over": 2}, "names 2; expected the id"),
        ({"indifferent": "a1"}, "expected a list of the ids of two options"),
        ({"indifferent": ["a1", "a2", "a3"]}, "has 3 entries"),
        ({"intensity": ["a1", "a2"]}, "has neither of `at_least` and `more_than`"),
        ({"intensity": ["a1", "a2"], "at_least": ["a1", "a2"]}, "compared with itself"),
        ({"prefer": "a1", "over": "a2", "at": 3}, "`at` of a statement is 3"),
        ({"prefer": "a1", "indifferent": ["a1", "a2"]}, "has 2 of `prefer`"),
        ({"at": "c1"}, "has 0 of `prefer`"),
        ("a1 > a2", "expected a mapping such as"),
        ({}, "expected a mapping such as"),
    ],
)
def test_a_statement_of_the_wrong_form_is_refused(statement, message):
    with pytest.raises(MethodError, match=message):
        robust_regression(FOUR, [statement])


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (prefer("a1", "a9"), "'a9' is not an option"),
        (prefer("a1", "a2", at="c9"), "'c9' is not a branch, criterion or node"),
        ({"order": ["c1", "c9"]}, "'c9' is not a criterion"),
        ({"prefer": "a1", "ovre": "a2"}, "did you mean 'over'"),
    ],
)
def test_an_unknown_name_in_a_statement_is_answered_with_the_nearest(statement, message):
    with pytest.raises(NameUnknownError, match=message):
        robust_regression(FOUR, [statement])


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"marginals": "genral"}, "marginals is 'genral'"),
        ({"marginals": 0}, "pieces from 1 to 100"),
        ({"marginals": True}, "marginals is True"),
        ({"nodes": {"all": []}}, "node 'all' holds"),
        ({"nodes": {"all": "c1"}}, "node 'all' holds 'c1'"),
        ({"nodes": {"c1": ["c2"]}}, "has the name of a branch or criterion"),
        ({"nodes": {"all": ["c9"]}}, "'c9' is not a criterion"),
        ({"nodes": ["c1"]}, "expected lists of criteria by name"),
    ],
)
def test_marginals_and_nodes_of_the_wrong_form_are_refused(named, message):
    with pytest.raises((MethodError, NameUnknownError), match=message):
        robust_regression(FOUR, **named)


def test_what_is_no_table_or_no_list_is_refused():
    with pytest.raises(TableError, match="expected a PerformanceTable or a Question"):
        robust_regression([[1, 2]])
    with pytest.raises(MethodError, match="expected a list of statements"):
        robust_regression(FOUR, prefer("a1", "a2"))
    with pytest.raises(NameUnknownError, match="'c9' is not a branch"):
        VFRANKING.necessary("c9")
    with pytest.raises(NameUnknownError, match="'a9' is not an option"):
        VFRANKING.necessary().holds("a1", "a9")
    with pytest.raises(NameUnknownError, match="'a9' is not an option"):
        VFRANKING.extreme_ranks().of("a9")


def test_weights_that_are_no_set_over_the_criteria_are_refused():
    question = Question(Wsm(normalization="none"), FOUR, [1, 1])
    with pytest.raises(WeightsError, match="expected a WeightPolytope"):
        necessary_for_weights(question, [1, 1])
    with pytest.raises(WeightsError, match="'c9', which is not a criterion"):
        necessary_for_weights(question, weight_polytope(["c1", "c2", "c9"]))
    with pytest.raises(WeightsError, match="not over criterion 'c2'"):
        necessary_for_weights(question, weight_polytope(["c1"]))
    with pytest.raises(MethodError, match="no sum of weight times term"):
        necessary_for_weights(Question(Topsis(), FOUR, [1, 1]))
