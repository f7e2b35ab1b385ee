"""Rank reversal: known reversals are found, sums of values have none, and a table that fails leaves its reason."""

import json

import numpy as np
import pytest
from counter_examples import COUNTER_EXAMPLES
from hypothesis import given, settings
from strategies import problems

import mcda
from mcda.errors import McdaError, MethodError, NameUnknownError, TableError
from mcda.methods import Additive, PrometheeII, RankingMethod, Rim, Topsis, Wsm
from mcda.robustness.question import Question, ask
from mcda.robustness.reversal import REVERSAL_KINDS, reversals
from mcda.table import PerformanceTable


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def example(method, what):
    rows, weights, which, *goals = COUNTER_EXAMPLES[method, what]
    return Question(method(), of(*rows, goals=goals[0] if goals else None), weights), which


RANKERS = [key for key in COUNTER_EXAMPLES if issubclass(key[0], RankingMethod)]


@pytest.mark.parametrize("method", [m for m, what in RANKERS if what == "rank_reversal"], ids=lambda m: m.id)
def test_every_known_reversal_by_leaving_out_is_listed(method):
    question, out = example(method, "rank_reversal")
    found = reversals(question, kinds=["leave_one_out"])
    assert found.any
    assert question.options[out] in {row.moved for row in found.rows}


@pytest.mark.parametrize("method", [m for m, what in RANKERS if what == "copies"], ids=lambda m: m.id)
def test_every_known_reversal_by_a_copy_is_listed(method):
    question, copied = example(method, "copies")
    found = reversals(question, kinds=["copy"])
    assert question.options[copied] in {row.moved for row in found.rows}


def test_belton_and_gear_a_copy_of_an_option_turns_the_first_place_round():
    """Belton & Gear (1983): three criteria of equal weight, columns (1, 9, 1), (9, 1, 1), (8, 9, 1), shares of a sum.

    Their priorities are A 0.45, B 0.47, C 0.08; with D, a copy of B, they are A 0.37, B and D 0.29, C 0.06.
    """
    table = of([1, 9, 8], [9, 1, 9], [1, 1, 1], options=["A", "B", "C"])
    question = Question(Wsm(normalization="sum_inverse"), table, [1, 1, 1])
    np.testing.assert_allclose(question.ranking.scores, [0.45, 0.47, 0.08], atol=0.005)
    found = reversals(question, kinds=["copy"])
    (move,) = [m for m in found.moves if m.moved == "B"]
    assert (move.winners, move.winners_after, move.winner_changes, move.copy_tied) == (("B",), ("A",), True, True)
    (row,) = [r for r in found.rows if r.moved == "B"]
    assert (row.first, row.second, row.before, row.after, row.swap) == ("B", "A", "ahead", "behind", True)
    assert move in found.winner_changes


@given(problems(max_options=7, max_criteria=4))
@settings(max_examples=60, deadline=None)
def test_additive_value_never_reverses_and_copies_share_their_place(problem):
    table, weights = problem
    found = reversals(Question(Additive(), table, weights, on="values"))
    assert found.rows == ()
    assert found.winner_changes == ()
    assert found.apart_from_copy == ()
    assert len(found.moves) == 2 * len(table.options) + 1


@given(problems(max_options=5, max_criteria=3))
@settings(max_examples=40, deadline=None)
def test_rows_are_what_two_rankings_by_hand_tell(problem):
    """By brute force: every table is ranked again, and every pair of places in it compared."""
    table, weights = problem
    question = Question(PrometheeII(), table, weights)
    found = reversals(question, kinds=["leave_one_out"])
    expected = set()

    def order(ranking, a, b):
        gap = ranking.score(a) - ranking.score(b)
        return 0 if abs(gap) <= ranking.tolerance else (1 if gap > 0 else -1)

    words = {1: "ahead", 0: "tied", -1: "behind"}
    for out in question.options if len(question.options) > 1 else ():
        rest = PrometheeII().rank(table.without(out), weights)
        for i, a in enumerate(rest.options.ids):
            for b in rest.options.ids[i + 1 :]:
                x, y = order(question.ranking, a, b), order(rest, a, b)
                if x != y:
                    turn = -1 if x < 0 else 1
                    pair = (a, b) if x >= 0 else (b, a)
                    expected.add((out, *pair, words[turn * x], words[turn * y]))
    assert {(r.moved, r.first, r.second, r.before, r.after) for r in found.rows} == expected


def test_leaving_out_the_winner_alone_is_no_change_of_the_first_place():
    found = reversals(Question(Additive(), of([3], [2], [1], scales={"c1": (0, 3)}), [1]))
    (move,) = [m for m in found.moves if (m.kind, m.moved) == ("leave_one_out", "a1")]
    assert (move.winners, move.winners_after, move.winner_changes) == (("a2",), ("a2",), False)


def test_a_tie_made_or_broken_is_listed_and_is_no_swap():
    """Net flows by hand: with the third option a1 and a2 tie (1/2 each way), without it too; usual preference.

    Table (2, 1), (1, 2), (3, 0) with weights (1, 1): on both criteria every option beats as often as it loses, so all
    tie at 0. With a fourth, (1.5, 3): a1 gains 1 - 1 = 0 on it, a2 loses twice, a3 wins and loses.
    """
    table = of([2, 1], [1, 2], [3, 0], [1.5, 3])
    found = reversals(Question(PrometheeII(), table, [1, 1]), kinds=["leave_one_out"])
    rows = {(r.first, r.second): r for r in found.rows if r.moved == "a4"}
    assert rows["a1", "a2"].before == "ahead"
    assert rows["a1", "a2"].after == "tied"
    assert not rows["a1", "a2"].swap
    assert rows["a1", "a2"] not in found.swaps


def test_the_option_added_at_the_bottom_takes_the_worst_of_each_criterion_as_the_method_sees_it():
    """Costs: the highest; RIM: the farthest from its ideal inside the scale."""
    table = of([2, 5], [4, 9], [6, 1], goals=["min", "max"], options=["dominated", "b", "c"])
    found = reversals(Question(Wsm(normalization="none"), table, [1, 1]), kinds=["dominated"])
    (move,) = found.moves
    assert move.moved == "dominated_", "the id is new"
    inner = Rim(ranges={"c1": (0, 10), "c2": (0, 10)}, ideals={"c1": (4, 4), "c2": (5, 5)})
    found = reversals(Question(inner, of([4, 5], [9, 6], [5, 1]), [1, 1]), kinds=["dominated"])
    assert not found.any, "RIM looks at one option at a time"


def test_a_dominated_option_can_change_the_order_of_the_others():
    """TOPSIS by brute force: the table with the worst of every column below it is ranked again."""
    rng = np.random.default_rng(5)
    met = 0
    for _ in range(200):
        table = of(*rng.integers(1, 10, (4, 3)).tolist())
        question = Question(Topsis(), table, [2, 1, 2])
        found = reversals(question, kinds=["dominated"])
        worst = table.values.min(axis=0)
        grown = Topsis().rank(of(*table.values.tolist(), worst.tolist()), [2, 1, 2])
        again = [o for o in grown.order if o != "a5"]
        if not any(r.before == "tied" or r.after == "tied" for r in found.rows) and len(set(grown.scores)) == 5:
            assert bool(found.swaps) == (again != list(question.ranking.order))
            met += bool(found.swaps)
    assert met > 0


def test_a_table_the_method_cannot_rank_leaves_its_reason_and_the_others_go_on():
    """A weighted sum made to refuse every table without the first option."""
    table = of([1, 2], [2, 3], [3, 1])
    failing = reversals(Question(_Picky(), table, [1, 1]), kinds=["leave_one_out"])
    (problem,) = failing.problems
    assert problem.moved == "a1"
    assert "without the first" in problem.problem
    assert problem.winners_after == ()
    assert not problem.winner_changes
    assert [m.moved for m in failing.moves] == ["a1", "a2", "a3"]


class _Picky(Wsm):
    """A weighted sum that refuses a table in which nobody scores 1 on the first criterion."""

    def formula(self, criteria):
        inner = super().formula(criteria)

        def picky(values, weights):
            if (values[..., 0] > 1).all():
                raise MethodError("cannot rank without the first")
            return inner(values, weights)

        return picky


def test_one_option_has_no_pairs_and_says_why_it_cannot_be_left_out():
    found = reversals(Question(Wsm(), of([3, 1]), [1, 1]))
    assert not found.any
    (problem,) = found.problems
    assert (problem.kind, problem.moved) == ("leave_one_out", "a1")
    assert "no option left" in problem.problem


def test_two_options_keep_no_pair_when_one_is_left_out():
    found = reversals(Question(Wsm(normalization="minmax"), of([3, 1], [1, 4]), [1, 1]), kinds=["leave_one_out"])
    assert found.rows == ()
    assert [m.winners_after for m in found.moves] == [("a2",), ("a1",)]


@pytest.mark.parametrize(
    ("kinds", "fault", "words"),
    [
        ("copy", McdaError, "expected a list"),
        ([], McdaError, "expected a list"),
        (["coppy"], NameUnknownError, "did you mean 'copy'"),
    ],
)
def test_unknown_kinds_are_refused_by_name(kinds, fault, words):
    with pytest.raises(fault, match=words):
        reversals(Question(Wsm(), of([3, 1]), [1, 1]), kinds=kinds)


def test_a_method_that_does_not_rank_and_too_many_options_are_refused():
    with pytest.raises(MethodError, match=r"mcda\.outrank"):
        reversals(Question("electre_iii", of([3, 1]), [1, 1]))
    with pytest.raises(TableError, match="301 options"):
        reversals(Question(Wsm(), of(*[[1, 2]] * 301), [1, 1]))


def test_the_korea_study_has_no_reversal_on_values_and_some_under_topsis():
    study = mcda.load_study()
    assert not reversals(ask(study)).any
    found = reversals(ask(study, method="topsis"))
    assert found.swaps
    assert {m.kind for m in found.moves} == set(REVERSAL_KINDS)
    assert json.loads(json.dumps(found.to_dict()))["swaps"] == len(found.swaps)
    assert found.to_frame().shape == (len(found.rows), 6)
    assert repr(found).startswith("Topsis(")
    assert found._repr_html_().startswith("<table>")
